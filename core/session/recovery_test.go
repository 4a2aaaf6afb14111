package session

import (
	"os"
	"path/filepath"
	"testing"
)

func TestDrafts(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "drafts")
	place, _ := At(folder)
	old, now := NewRecovery(folder), NewRecovery(folder)
	if got := now.Left(); got != nil {
		t.Errorf("before anything was kept: %v", got)
	}
	if err := old.Save(Draft{Session: example(place), Of: "/x.semblance"}); err != nil {
		t.Fatal(err)
	}
	if got := now.Left(); got != nil {
		t.Errorf("the draft of a running program was offered: %v", got)
	}
	old.held.Close() // as the system does when a process ends
	if err := now.Save(Draft{Session: example(place)}); err != nil {
		t.Fatal(err)
	}
	left := now.Left()
	if len(left) != 1 || left[0].Of != "/x.semblance" || left[0].Session.View != "groups" || left[0].Saved.IsZero() {
		t.Fatalf("left %+v", left)
	}
	for range 2 {
		if err := now.Forget(left[0]); err != nil {
			t.Fatal(err)
		}
	}
	if got := now.Left(); len(got) != 0 {
		t.Errorf("forgotten, and yet %v", got)
	}
	if files := inFolder(t, folder); len(files) != 2 {
		t.Errorf("its own draft and lock should be there: %v", files)
	}
	for range 2 {
		if err := now.Clear(); err != nil {
			t.Fatal(err)
		}
	}
	if files := inFolder(t, folder); len(files) != 0 {
		t.Errorf("left behind: %v", files)
	}
}

func TestDraftsThatAreNone(t *testing.T) {
	folder := t.TempDir()
	write(t, filepath.Join(folder, "draft-3.semblance"), `{"format": "semblance session", "vers`)
	write(t, filepath.Join(folder, "draft-4.semblance"), `{"format": "semblance session", "version": 99}`)
	write(t, filepath.Join(folder, "mine.semblance"), "of a person")
	if got := NewRecovery(folder).Left(); len(got) != 0 {
		t.Errorf("%v", got)
	}
	// The damaged one is gone; a newer program's stays, and what is not ours.
	if files := inFolder(t, folder); len(files) != 2 {
		t.Errorf("in the folder: %v", files)
	}
	if err := NewRecovery(filepath.Join(folder, "mine.semblance")).Save(Draft{}); err == nil {
		t.Error("a file was taken for the folder")
	}
}

func inFolder(t *testing.T, folder string) []os.DirEntry {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	return entries
}
