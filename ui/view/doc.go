// Package view holds the views of the window: Compare and Study, each a centre
// and an inspector, and the status line. Each part asks for the few methods of
// the model that it needs.
//
// Read next: compare.go, then data.go, measure.go, appearance.go and export.go,
// the four sections of its inspector, and study.go.
package view
