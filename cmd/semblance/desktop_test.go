package main

import (
	"bytes"
	"errors"
	"log"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
)

func TestNoBusIsNoError(t *testing.T) {
	var out bytes.Buffer
	flags := log.Flags()
	log.SetOutput(&busless{w: &out})
	log.SetFlags(0)
	t.Cleanup(func() {
		log.SetOutput(os.Stderr)
		log.SetFlags(flags)
	})
	log.Println("before")
	fyne.LogError("failed to watch theme settings", errors.New(`exec: "dbus-launch": executable file not found in $PATH`))
	log.Println("between")
	if out.String() != "before\nbetween\n" {
		t.Errorf("logged %q", &out)
	}
	for _, e := range []struct{ what, why string }{
		{"failed to watch theme settings", "permission denied"},
		{"Failed to create app cache space", "dbus-launch"},
	} {
		out.Reset()
		fyne.LogError(e.what, errors.New(e.why))
		for _, part := range []string{e.what, e.why, "  At: "} {
			if !bytes.Contains(out.Bytes(), []byte(part)) {
				t.Errorf("%q is missing in %q", part, &out)
			}
		}
	}
}

func TestCacheIsMade(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_CACHE_HOME", filepath.Join(home, "new", "cache"))
	makeCache()
	folder, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(folder); err != nil {
		t.Error(err)
	}
}
