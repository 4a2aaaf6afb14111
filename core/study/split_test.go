package study_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/core/arrayfile"
	"github.com/semblance-app/semblance/core/study"
)

// splitTree writes one array for each path; its only value tells which it is.
func splitTree(t *testing.T, paths ...string) string {
	t.Helper()
	root := t.TempDir()
	for i, p := range paths {
		file := filepath.Join(root, filepath.FromSlash(p))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		out, err := os.Create(file)
		if err != nil {
			t.Fatal(err)
		}
		shape, values := []int{3, 1}, []float64{float64(i), float64(i), float64(i)}
		if strings.HasSuffix(p, ".npz") {
			err = arrayfile.WriteNPZ(out, arrayfile.Array{Header: arrayfile.Header{Key: "fc", Shape: shape}, Float64: values})
		} else {
			err = arrayfile.WriteNPY(out, shape, values)
		}
		if err := errors.Join(err, out.Close()); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// Wherever the level of the splits is, the second file is read, under the name
// that it has without the level.
func TestOpenSplit(t *testing.T) {
	for name, paths := range map[string][2]string{
		"below networks":    {"a/train/fc.npy", "a/test/fc.npy"},
		"above networks":    {"train/a/fc.npy", "test/a/fc.npy"},
		"below checkpoints": {"a/final/train/fc.npy", "a/final/test/fc.npy"},
		"archives":          {"a/final/train.npz", "a/final/test.npz"},
		"archives alone":    {"a/train.npz", "a/test.npz"},
	} {
		t.Run(name, func(t *testing.T) {
			root := splitTree(t, paths[0], paths[1])
			s, err := study.OpenWith(context.Background(), root, study.OpenOptions{Split: "test"})
			if err != nil {
				t.Fatal(err)
			}
			if s.Split != "test" || len(s.Networks) != 1 || s.Networks[0].Name != "a" || len(s.Warnings) != 0 {
				t.Fatalf("networks %v, warnings %v", s.Networks, s.Warnings)
			}
			a, err := s.Load(context.Background(), study.Ref{Network: "a", Layer: "fc"}, study.LoadOptions{})
			if err != nil || a.Float64[0] != 1 {
				t.Errorf("%v: %v", a.Float64, err)
			}
			var refusal *study.Error
			if _, err := study.OpenWith(context.Background(), root, study.OpenOptions{Split: "val"}); !errors.As(err, &refusal) || !strings.Contains(err.Error(), "choose one of train, test") {
				t.Errorf("an unknown split: %v", err)
			}
		})
	}
	root := splitTree(t, "a/final/train.npz", "a/final/test.npz", "b/step-1.npz")
	if s, err := study.OpenWith(context.Background(), root, study.OpenOptions{Split: "train"}); err != nil || len(s.Networks) != 1 {
		t.Errorf("a network without the split: %v, %v", s, err)
	}
	if _, err := study.OpenWith(context.Background(), filepath.Join(root, "b/step-1.npz"), study.OpenOptions{Split: "train"}); err == nil || !strings.Contains(err.Error(), "single file") {
		t.Errorf("a file: %v", err)
	}
}

// Of splits that every file lies in the first is read; any other study is read
// whole, with a warning.
func TestSplitsThatNobodyChose(t *testing.T) {
	for _, paths := range [][2]string{
		{"a/test/fc.npy", "a/train/fc.npy"},
		{"test/a/fc.npy", "train/a/fc.npy"},
		{"a/final/test/fc.npy", "a/final/train/fc.npy"},
		{"a/test.npz", "a/train.npz"},
	} {
		root := splitTree(t, paths[0], paths[1])
		s, err := study.Open(context.Background(), root)
		if err != nil || s.Split != "train" || !slices.Equal(s.Splits, []string{"train", "test"}) || len(s.Warnings) != 0 {
			t.Errorf("%v: %+v, %v", paths, s, err)
			continue
		}
		a, err := s.Load(context.Background(), study.Ref{Network: "a", Layer: "fc"}, study.LoadOptions{})
		if err != nil || a.Float64[0] != 1 {
			t.Errorf("%v: %v: %v", paths, a.Float64, err)
		}
	}
	own := splitTree(t, "a/train.npz", "a/test.npz")
	if s, err := study.Open(context.Background(), filepath.Join(own, "a")); err != nil || s.Split != "train" || len(s.Networks) != 1 || s.Networks[0].Name != "a" {
		t.Errorf("a network's own folder: %+v, %v", s, err)
	}
	both := splitTree(t, "a/train/fc.npy", "a/test/fc.npy")
	s, err := study.OpenWith(context.Background(), both, study.OpenOptions{Split: study.AllSplits})
	if err != nil || s.Split != "" || len(s.Networks[0].Checkpoints) != 2 || len(s.Warnings) != 0 {
		t.Errorf("all splits: %+v, %v", s, err)
	}
	s, err = study.Open(context.Background(), splitTree(t, "a/train/fc.npy", "a/test/fc.npy", "a/final/fc.npy"))
	if err != nil || s.Split != "" || len(s.Warnings) != 1 || !strings.Contains(s.Warnings[0].Message, "train, test look like splits") {
		t.Errorf("a file outside: %+v, %v", s, err)
	}
	s, err = study.Open(context.Background(), splitTree(t, "train/fc.npy", "gen/fc.npy"))
	if err != nil || s.Split != "" || len(s.Warnings) != 0 {
		t.Errorf("one such name: %v, %v", s.Warnings, err)
	}
}
