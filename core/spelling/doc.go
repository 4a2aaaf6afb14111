// Package spelling is about the words of sentences: what a misspelt name most likely
// stands for, so that an error can offer it, how many of something there are, and what
// the first of many are called.
package spelling
