package study

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"
)

// grow copies array files of a folder to names that are new in it.
func grow(t *testing.T, root, from string, names ...string) []string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(from)))
	if err != nil {
		t.Fatal(err)
	}
	paths := make([]string, len(names))
	for i, name := range names {
		paths[i] = filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(paths[i]), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(paths[i], data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return paths
}

func wantNew(t *testing.T, s *Study, what string, files ...string) {
	t.Helper()
	grown, err := s.NewArrays(t.Context())
	switch {
	case err != nil:
		t.Errorf("looking for new arrays: %v", err)
	case grown == nil:
		if len(files) > 0 {
			t.Errorf("nothing is new, want %q", files)
		}
	case !slices.Equal(grown.Files, files) || grown.What() != what:
		t.Errorf("new are %q, %s; want %q, %s", grown.Files, grown.What(), files, what)
	}
}

func TestAFolderThatGrows(t *testing.T) {
	root := onDisk(t, fstest.MapFS{
		"a/100/l1.npy": npy(t, 8, 3), "a/900/l1.npy": npy(t, 8, 3), "b/100/l1.npy": npy(t, 8, 3), "b/900/l1.npy": npy(t, 8, 3),
	})
	s, err := Open(t.Context(), root)
	if err != nil {
		t.Fatal(err)
	}
	wantNew(t, s, "")
	for _, name := range []string{"notes.txt", ".hidden.npy", "a/900/.l1.npy.part"} {
		grow(t, root, "a/100/l1.npy", name)
	}
	wantNew(t, s, "")
	one := grow(t, root, "a/100/l1.npy", "b/1000/l1.npy")
	wantNew(t, s, "b/1000/l1.npy is new", one...)
	all := append(grow(t, root, "a/100/l1.npy", "a/1000/l1.npy"), one...)
	all = append(all, grow(t, root, "a/100/l1.npy", "c/100/l1.npy")...)
	what := "a/1000/l1.npy and 2 more files are new"
	wantNew(t, s, what, all...)
	wantNew(t, s.WithMetadata(s.Metadata()), what, all...)
	if err := s.CheckAllFiles(t.Context()); err != nil {
		t.Errorf("what was opened is said to have changed: %v", err)
	}
	if again, err := Open(t.Context(), root); err != nil {
		t.Error(err)
	} else {
		wantNew(t, again, "")
	}
	if err := os.RemoveAll(root); err != nil {
		t.Fatal(err)
	}
	wantNew(t, s, "")
}

func TestWhatGrowsBesideOtherStudies(t *testing.T) {
	root := onDisk(t, fstest.MapFS{"train/a/l1.npy": npy(t, 8, 3), "train/b/l1.npy": npy(t, 8, 3), "val/a/l1.npy": npy(t, 8, 3), "val/b/l1.npy": npy(t, 8, 3)})
	path := func(name string) string { return filepath.Join(root, filepath.FromSlash(name)) }
	split, err := OpenWith(t.Context(), root, OpenOptions{Split: "val"})
	if err != nil {
		t.Fatal(err)
	}
	pair, err := OpenPair(t.Context(), path("train/a"), path("train/b"))
	if err != nil {
		t.Fatal(err)
	}
	file, err := Open(t.Context(), path("val/a/l1.npy"))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []*Study{split, pair, file} {
		wantNew(t, s, "")
	}
	files := grow(t, root, "val/a/l1.npy", "train/b/l2.npy", "val/b/l2.npy")
	wantNew(t, split, "val/b/l2.npy is new", files[1])
	wantNew(t, pair, files[0]+" is new", files[0])
	wantNew(t, file, "")

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := split.NewArrays(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled, it says %v", err)
	}
}
