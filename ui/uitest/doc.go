// Package uitest is what tests of the window share: a loop that the test itself
// turns, so that background work and the screen never race, and ways to find
// what a person would look for.
//
// Read next: loop.go, then find.go.
package uitest
