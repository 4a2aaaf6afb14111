// Package warning holds the cautions that results carry: values, never log
// lines, so that a figure, a JSON file and the status line all show the same
// ones. A result with warnings is still a result; what makes a result
// impossible is an error.
//
// Read next: core/representation and core/similarity, which make most of them.
package warning
