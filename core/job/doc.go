// Package job runs work in the background (core/background): it reports how far
// it is and how long it may still take, can be cancelled, and turns a panic into
// an error that keeps its stack.
//
// It knows nothing of what it runs; core/analysis takes a plain progress
// function, which Report is.
//
// Read next: job.go; then ui/model, which starts most jobs.
package job
