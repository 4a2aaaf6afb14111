// Package ui is the window: rail, views, status line, menus, shortcuts and
// dialogs round a model, and the one bridge from goroutines to the screen. It
// takes a fyne.App and never imports fyne/v2/app, so that tests need neither a
// display nor C.
//
// Read next: window.go for how the window is put together, bridge.go for how
// background work reaches it, menu.go for the commands; then ui/model for the
// state and ui/view for what fills the window.
package ui
