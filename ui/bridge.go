package ui

import (
	"time"

	"fyne.io/fyne/v2"
)

// bridge is the only way from other goroutines to the screen: Fyne's main
// goroutine owns the model and every widget.
type bridge struct{}

// Post runs f on the main goroutine.
func (bridge) Post(f func()) { fyne.Do(f) }

// After runs f on the main goroutine once d has passed.
func (bridge) After(d time.Duration, f func()) (stop func()) {
	stopped := false // belongs to the main goroutine, as stop does
	timer := time.AfterFunc(d, func() {
		fyne.Do(func() {
			if !stopped {
				f()
			}
		})
	})
	return func() {
		stopped = true
		timer.Stop()
	}
}
