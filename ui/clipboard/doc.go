// Package clipboard puts pictures on the desktop's clipboard, beside the texts that
// Fyne puts there. Under X11 it owns the selection itself, over a connection of its own
// and without any library of X's, so that it works wherever the window does; on macOS
// and Windows golang.design/x/clipboard does it.
//
// Only the program brings it into the window (ui.Options), so that tests of the window
// leave the clipboard of whoever runs them alone.
//
// Read next: clipboard.go, then x11.go.
package clipboard
