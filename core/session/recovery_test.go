package session

import (
	"os"
	"path/filepath"
	"testing"
)

func TestDrafts(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "drafts")
	running := map[int]bool{7: true}
	start := func(process int) *Recovery {
		return &Recovery{folder: folder, process: process, alive: func(p int) bool { return running[p] }}
	}
	place, _ := At(folder)
	old, now := start(7), start(8)
	if got := now.Left(); got != nil {
		t.Errorf("before anything was kept: %v", got)
	}
	if err := old.Save(Draft{Session: example(place), Of: "/x.semblance"}); err != nil {
		t.Fatal(err)
	}
	if got := now.Left(); got != nil {
		t.Errorf("the draft of a running process was offered: %v", got)
	}
	running[7] = false
	left := now.Left()
	if len(left) != 1 || left[0].Of != "/x.semblance" || left[0].Session.View != "groups" || left[0].Saved.IsZero() {
		t.Fatalf("left %+v", left)
	}
	if err := now.Forget(left[0]); err != nil {
		t.Fatal(err)
	}
	if err := now.Forget(left[0]); err != nil {
		t.Errorf("twice: %v", err)
	}
	if got := now.Left(); len(got) != 0 {
		t.Errorf("forgotten, and yet %v", got)
	}
	if err := now.Save(Draft{Session: example(place)}); err != nil {
		t.Fatal(err)
	}
	again := start(8) // after a restart of the machine, with the same number
	left = again.Left()
	if err := again.Save(Draft{Session: example(place)}); err != nil || len(left) != 1 {
		t.Fatalf("left %+v, %v", left, err)
	}
	if err := again.Forget(left[0]); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(again.path(8)); err != nil {
		t.Errorf("with the draft before, its own was forgotten: %v", err)
	}
	if err := now.Clear(); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(folder, "draft-3.semblance"), `{"format": "semblance session", "vers`)
	write(t, filepath.Join(folder, "draft-4.semblance"), `{"format": "semblance session", "version": 99}`)
	write(t, filepath.Join(folder, "mine.semblance"), "of a person")
	if got := now.Left(); len(got) != 0 {
		t.Errorf("%v", got)
	}
	entries, _ := os.ReadDir(folder)
	if len(entries) != 2 { // the damaged one is gone, a newer program's and what is not ours stay
		t.Errorf("in the folder: %v", entries)
	}
}

func TestAliveAndNot(t *testing.T) {
	if !alive(os.Getpid()) {
		t.Error("this process is not alive")
	}
	if alive(1 << 30) {
		t.Error("a process that cannot be is alive")
	}
}
