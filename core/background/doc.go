// Package background lets long work give way to the person at the window: it
// runs on operating-system threads of the lowest priority, so that a click is
// answered as on an idle machine while every processor computes, and the work
// loses no more than the answer takes.
//
// Goroutines have no priority, only threads do: Enter binds the calling
// goroutine to a thread of its own, Go and Entered pass the state on to the
// goroutines that share its work. Under WithTurns several jobs share the
// processors, so that there are never more such goroutines than those. A program
// that calls neither, as the command line's, runs as ever.
//
// Read next: background.go and turns.go; then core/job, where the window's work
// enters, and linalg.Each, which passes it on.
package background
