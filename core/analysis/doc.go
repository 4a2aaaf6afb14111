// Package analysis answers one question per file over the layers of a study:
// a Spec goes in, a Result of plain numbers comes out, ready for JSON, for a
// figure and for a session file.
//
// Read next: source.go for where layers come from, layers.go for the smallest
// whole analysis.
package analysis
