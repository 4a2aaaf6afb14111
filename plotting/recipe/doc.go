// Package recipe makes figures of questions: a study, a view's spec and how its
// answer is drawn become a result, and that a figure. The window, the command
// line and figures of several panels all come this way, so that what was drawn
// in one place is drawn alike in the others.
//
// A Kind is the way of one view, with its types: Kind[S, O, R] computes a result
// R for a spec S and draws it by options O. A Recipe is a question as files keep
// it, with spec and drawing as JSON under the name of their view; Make finds the
// kind and goes its way.
//
// The package knows neither where studies lie nor how figures look: core/session
// has the former, plotting/render the latter.
//
// Read next: recipe.go, and noise.go for a kind that has several analyses.
package recipe
