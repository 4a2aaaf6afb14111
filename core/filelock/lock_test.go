package filelock

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

func TestAFileIsHeldUntilItIsClosed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x")
	if _, err := Held(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("of no file: %v", err)
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := Hold(f); err != nil {
		t.Fatal(err)
	}
	wants := func(want bool) {
		t.Helper()
		if held, err := Held(path); held != want || err != nil {
			t.Errorf("held: %v, %v, want %v", held, err, want)
		}
	}
	wants(true)
	wants(true) // to look is not to take
	f.Close()   // as the system does when a process ends
	wants(false)
	wants(false)
}
