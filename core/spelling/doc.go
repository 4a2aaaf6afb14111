// Package spelling finds what a misspelt name most likely stands for, so that an
// error can offer it.
package spelling
