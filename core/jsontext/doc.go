// Package jsontext says to people what is wrong with a JSON text that cannot be read:
// the key whose value is of another kind than it should be, or the line where the text
// is none. Those who read files that people write or keep begin here.
package jsontext
