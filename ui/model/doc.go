// Package model is the state of the window and the commands that change it,
// without a window: which study is open, what is compared with what and how,
// the answer that is shown, the job that runs, the warnings. It does not import
// Fyne and is tested without a driver.
//
// A Model belongs to one goroutine, its Loop's. Work runs elsewhere and comes
// back through Loop.Post; a generation counter drops what comes too late.
//
// Read next: model.go for the state, choice.go for the commands of the Compare
// view, compute.go for how an answer comes to be; analysis.go and analyses.go for
// the other analyses; selection.go for what all views share, metadata.go for what
// is typed into the study, track.go for sliders; history.go for undoing, and reading.go
// where that has the study read otherwise; changed.go for files that change meanwhile;
// forms.go and reasons.go for why something cannot be chosen, or would change nothing,
// and ways.go for what to choose in place of what is refused; found.go for what was found
// in arrays.
package model
