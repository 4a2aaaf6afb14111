// Package spelling is about the words of sentences: what a misspelt name most likely
// stands for, so that an error can offer it, and how many of something there are.
package spelling
