package main

import (
	"bytes"
	"io"
	"os"
)

// makeCache makes the folder that caches of the user's programs lie in, which a
// new account does not have yet. Fyne makes its own inside, and says why where
// it cannot.
func makeCache() {
	if folder, err := os.UserCacheDir(); err == nil {
		_ = os.MkdirAll(folder, 0o700)
	}
}

// busless passes on what Fyne logs, except that it cannot follow the desktop
// between light and dark where there is no session bus to hear it from: that is
// no error on a machine without a desktop.
type busless struct {
	w    io.Writer
	held []byte // the complaint, until its cause is known
	drop bool   // the rest of it
}

// Write implements io.Writer for log, which writes a line at a time.
func (b *busless) Write(line []byte) (int, error) {
	n := len(line)
	switch {
	case bytes.Contains(line, []byte("Fyne error:  failed to watch theme settings")):
		b.held = bytes.Clone(line)
		return n, nil
	case b.held != nil:
		held := b.held
		b.held = nil
		if b.drop = bytes.Contains(line, []byte("dbus-launch")); b.drop {
			return n, nil
		}
		line = append(held, line...)
	case b.drop:
		b.drop = false
		if bytes.Contains(line, []byte("  At: ")) {
			return n, nil
		}
	}
	if _, err := b.w.Write(line); err != nil {
		return 0, err
	}
	return n, nil
}
