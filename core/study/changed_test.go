package study

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"
	"time"

	"github.com/semblance-app/semblance/core/arrayfile"
)

// touch gives a file another time, as writing it anew does.
func touch(t *testing.T, path string) {
	t.Helper()
	if err := os.Chtimes(path, time.Time{}, time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
}

func TestFilesThatChange(t *testing.T) {
	root := onDisk(t, fstest.MapFS{
		"a/final/l1.npy": npy(t, 8, 3), "a/final/l2.npy": npy(t, 8, 3),
		"b/final.npz": npz(t, "l1", "l2"), "c/final/l1.npy": npy(t, 8, 3),
	})
	s, err := Open(t.Context(), root)
	if err != nil {
		t.Fatal(err)
	}
	path := func(name string) string { return filepath.Join(root, filepath.FromSlash(name)) }
	if err := s.CheckAllFiles(t.Context()); err != nil {
		t.Fatalf("nothing changed, and it says %v", err)
	}
	touch(t, path("a/final/l2.npy"))
	if err := s.CheckFiles(t.Context(), []Ref{{Network: "a", Layer: "l1"}, {Network: "b", Layer: "l1"}, {Network: "none"}}); err != nil {
		t.Errorf("of files that did not change it says %v", err)
	}
	for _, ref := range []Ref{{Network: "a", Layer: "l2"}, {Network: "a", Step: "final", Layer: "l2", Timestep: At(1)}} {
		wantChanged(t, s.CheckFiles(t.Context(), []Ref{ref}), 0, path("a/final/l2.npy"))
	}
	_, err = s.Load(t.Context(), Ref{Network: "a", Layer: "l2"}, LoadOptions{})
	wantChanged(t, err, 0, path("a/final/l2.npy"))

	touch(t, path("b/final.npz"))
	if err := os.RemoveAll(path("c")); err != nil {
		t.Fatal(err)
	}
	err = s.CheckAllFiles(t.Context())
	wantChanged(t, err, 1, path("a/final/l2.npy"), path("b/final.npz"), path("c/final/l1.npy"))
	wantError(t, err, "the study changed on disk since it was opened", "(a/final/l2.npy and 2 more files are others now or gone", "; read it again")
	_, err = s.Load(t.Context(), Ref{Network: "c", Layer: "l1"}, LoadOptions{})
	wantChanged(t, err, 1, path("c/final/l1.npy"))
	wantError(t, err, "l1.npy is gone")

	again, err := Open(t.Context(), root)
	if err != nil {
		t.Fatal(err)
	}
	if err := again.CheckAllFiles(t.Context()); err != nil {
		t.Errorf("opened again it says %v", err)
	}
}

func wantChanged(t *testing.T, err error, gone int, files ...string) {
	t.Helper()
	var e *ChangedError
	if !errors.As(err, &e) || !slices.Equal(e.Files, files) || e.Gone != gone {
		t.Errorf("got %v, want %d gone of %v", err, gone, files)
	}
	var file *arrayfile.Error
	if !errors.Is(err, arrayfile.ErrChanged) || errors.As(err, &file) {
		t.Errorf("%v is to be about the study, not about a file of it that cannot be read", err)
	}
}

func TestCheckingEnds(t *testing.T) {
	s, err := Open(t.Context(), onDisk(t, fstest.MapFS{"a/final/l1.npy": npy(t, 8, 3)}))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.CheckAllFiles(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
