// Package uitest is what tests of the window share: an app, a loop that the test itself
// turns, so that background work and the screen never race, and ways to find
// what a person would look for.
//
// Read next: app.go, loop.go, then find.go.
package uitest
