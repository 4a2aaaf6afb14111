package main

import (
	"io"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

// The study that needs no training comes out as it was committed.
func TestToyRNNIsAsCommitted(t *testing.T) {
	folders, err := toyRNN(inputs{}, &progress{out: io.Discard, workers: 1, now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range folders {
		committed := filepath.Join("..", "..", "assets", "samples", f.name, "manifest.json")
		if err := f.manifest(runtime.Version()).verify(committed); err != nil {
			t.Error(err)
		}
		changed := f.manifest(runtime.Version())
		changed.Networks[0].Arrays = "another"
		if changed.verify(committed) == nil {
			t.Error("a network that came out differently passes")
		}
	}
}
