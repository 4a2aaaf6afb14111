package study

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
)

// describedStudy is a folder of two networks and the files beside them.
func describedStudy(t *testing.T) (root string, s *Study) {
	t.Helper()
	root = onDisk(t, fstest.MapFS{
		"a/final/l1.npy": npy(t, 8, 3), "b/final/l1.npy": npy(t, 8, 3),
		"metadata.csv": text("network,group\na,x\nb,y\n"), "curves.csv": text("network,step,loss\na,1,2\n"),
	})
	s, err := Open(t.Context(), root)
	if err != nil {
		t.Fatal(err)
	}
	return root, s
}

func TestFilesBesideThatChange(t *testing.T) {
	root, s := describedStudy(t)
	path := func(name string) string { return filepath.Join(root, name) }
	if err := s.CheckAllFiles(t.Context()); err != nil {
		t.Fatalf("nothing changed, and it says %v", err)
	}
	touch(t, path("metadata.csv"))
	err := s.WithMetadata(s.Metadata()).CheckAllFiles(t.Context())
	wantChanged(t, err, 0, path("metadata.csv"))
	wantError(t, err, "(metadata.csv is another file now)")
	if err := errors.Join(s.CheckArrays(t.Context()), s.CheckFiles(t.Context(), []Ref{{Network: "a", Layer: "l1"}})); err != nil {
		t.Errorf("of the arrays it says %v", err)
	}

	if err := os.WriteFile(path("study.json"), []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	err = s.CheckAllFiles(t.Context())
	wantChanged(t, err, 0, path("metadata.csv"), path("study.json"))
	wantError(t, err, "metadata.csv and 1 more file are others now or new")

	for _, name := range []string{"metadata.csv", "study.json", "curves.csv"} {
		if err := os.Remove(path(name)); err != nil {
			t.Fatal(err)
		}
	}
	err = s.CheckAllFiles(t.Context())
	wantChanged(t, err, 2, path("curves.csv"), path("metadata.csv"))
	wantError(t, err, "curves.csv and 1 more file are gone")

	if s, err = Open(t.Context(), root); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path("curves.csv"), []byte("network,step,loss\na,1,2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	wantError(t, s.CheckAllFiles(t.Context()), "(curves.csv is new)")
}

// What the study writes itself is no change, and hides none.
func TestOwnWritingIsNoChange(t *testing.T) {
	root, s := describedStudy(t)
	write := func(value string) {
		t.Helper()
		before := s.Metadata()
		after := before.With(Edit{Network: "a", Column: "group", Value: value})
		if err := s.SaveMetadata(before, after); err != nil {
			t.Fatal(err)
		}
		s = s.WithMetadata(after)
	}
	for range 3 {
		write("longer")
		write("z")
		if err := s.SaveLayout("layer.npy"); err != nil {
			t.Fatal(err)
		}
		if err := s.SaveAxes(Transposed); err != nil {
			t.Fatal(err)
		}
		if err := s.CheckAllFiles(t.Context()); err != nil {
			t.Fatalf("of what it wrote itself it says %v", err)
		}
	}
	if err := os.WriteFile(filepath.Join(root, "metadata.csv"), []byte("network,group\na,z\nb,somebody else's\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, value := range []string{"mine", "mine again"} {
		write(value)
		wantChanged(t, s.CheckAllFiles(t.Context()), 0, filepath.Join(root, "metadata.csv"))
	}
}

// A change that cannot be written leaves what is known of the file.
func TestWritingThatFails(t *testing.T) {
	root, s := describedStudy(t)
	path := filepath.Join(root, "study.json")
	if err := os.WriteFile(path, []byte("{broken"), 0o600); err != nil {
		t.Fatal(err)
	}
	wantError(t, s.SaveLayout("layer.npy"), "not valid JSON")
	wantError(t, s.CheckAllFiles(t.Context()), "(study.json is new)")
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := s.CheckAllFiles(t.Context()); err != nil {
		t.Errorf("as it was opened, and it says %v", err)
	}
}

func TestFilesBesideBothSides(t *testing.T) {
	root, _ := describedStudy(t)
	s, err := OpenPair(t.Context(), filepath.Join(root, "a"), filepath.Join(root, "b", "final", "l1.npy"))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(root, "a", "study.json")
	if err := os.WriteFile(path, []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	err = s.CheckAllFiles(t.Context())
	wantChanged(t, err, 0, path)
	wantError(t, err, path+" is new")
}
