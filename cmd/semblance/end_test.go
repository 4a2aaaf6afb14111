//go:build linux

package main

import (
	"encoding/json"
	"image"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/semblance-app/semblance/core/session"
)

// drafts are the paths of what was kept for the case of a crash.
func (s *screen) drafts() []string {
	list, err := filepath.Glob(filepath.Join(s.home, "semblance", "recovery", "*"+session.Extension))
	must(s.T, err)
	return list
}

// TestAKilledWindowLosesNothing kills the app after a choice, after it has saved a
// session, and while it saves one and a figure over others, and looks at what is left.
func TestAKilledWindowLosesNothing(t *testing.T) {
	s := newScreen(t)
	folder := filepath.Join(s.home, "work", "kept")
	writeStudy(t, folder, 2, 120, 4)
	app := s.app(folder)
	s.until("the figure", drawn)
	s.does("key", "ctrl+r") // A and B change places
	s.waits("keeping the choice", func() bool { return len(s.drafts()) == 1 })
	kept := s.drafts()[0]
	must(t, app.Process.Kill())
	app.Wait() // says that it was killed
	if left := session.NewRecovery(filepath.Dir(kept)).Left(); len(left) != 1 || left[0].Session.Study.Name != "kept" {
		t.Fatalf("left is %+v", left)
	}

	app = s.app() // asks whether to restore it
	s.until("the question over the figure", func(img *image.RGBA) bool { return dimmed(img) })
	s.does("key", "Return")
	s.waits("taking the choice over", func() bool { return len(s.drafts()) == 1 && s.drafts()[0] != kept })
	saved := filepath.Join(filepath.Dir(folder), "kept"+session.Extension)
	s.until("the figure", drawn)
	s.does("key", "ctrl+shift+s", "sleep", "0.5", "key", "Return")
	s.waits("saving", func() bool { _, err := session.Read(saved); return err == nil })
	for _, pause := range []time.Duration{0, 2 * time.Millisecond, 10 * time.Millisecond, 40 * time.Millisecond} {
		s.does("key", "ctrl+r", "key", "ctrl+s")
		time.Sleep(pause)
		must(t, app.Process.Kill())
		app.Wait()
		if got, err := session.Read(saved); err != nil || got.Study.Name != "kept" {
			t.Errorf("killed after %v: %+v, %v", pause, got.Study, err)
		}
		for _, draft := range s.drafts() {
			must(t, os.Remove(draft))
		}
		app = s.app(saved)
		s.until("the figure", drawn)
	}
	b, err := os.ReadFile(filepath.Join(s.home, "semblance", "preferences.json"))
	if err != nil || !json.Valid(b) {
		t.Errorf("the preferences are %q, %v", b, err)
	}
}

// TestClosingEndsLongWork closes the window while it computes, and reports how long
// the program lives on.
func TestClosingEndsLongWork(t *testing.T) {
	s := newScreen(t)
	folder := filepath.Join(t.TempDir(), "heavy")
	writeStudy(t, folder, 10, 3000, 256)
	app := s.app(folder)
	s.until("the figure", drawn)
	s.does("key", "ctrl+6", "sleep", "0.3") // asks for other layers
	begun := time.Now()
	s.does("key", "ctrl+q")
	if err := app.Wait(); err != nil {
		t.Errorf("it ended with %v", err)
	}
	t.Logf("the program ended after %v", time.Since(begun).Round(time.Millisecond))
}

// dimmed reports whether a dialog lies over the figure: what is beside it is darker.
func dimmed(img *image.RGBA) bool {
	return curve(img) == 0 && img.RGBAAt(640, 430) != img.RGBAAt(200, 400)
}
