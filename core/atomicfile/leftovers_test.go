package atomicfile

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
	"time"

	"github.com/semblance-app/semblance/core/filelock"
)

// TestLeftoversGo has in a folder what a kill left, what another program writes just
// now or takes its time with, and what a person has there.
func TestLeftoversGo(t *testing.T) {
	dir := t.TempDir()
	long := time.Now().Add(-2 * forgotten)
	put := func(name string, written time.Time) *os.File {
		f, err := os.Create(filepath.Join(dir, name))
		if err == nil {
			err = os.Chtimes(f.Name(), written, written)
		}
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { f.Close() })
		return f
	}
	left, slow := put(unfinished(1), long), put(unfinished(2), long)
	left.Close()
	if err := filelock.Hold(slow); err != nil {
		t.Fatal(err)
	}
	put(unfinished(3), time.Now())
	put(".semblance-new-ideas", long).Close()
	put("x.semblance-new-0123456789abcdef", long).Close()
	write(t, filepath.Join(dir, "x"), "new")
	want := []string{unfinished(2), unfinished(3), ".semblance-new-ideas", "x", "x.semblance-new-0123456789abcdef"}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	slices.Sort(want)
	if !slices.Equal(names, want) {
		t.Errorf("left are %v, want %v", names, want)
	}
}

func TestHiddenNames(t *testing.T) {
	for _, n := range []uint64{0, 1 << 63, ^uint64(0)} {
		if name := unfinished(n); !regexp.MustCompile(isUnfinished).MatchString(name) {
			t.Errorf("%s is not known again", name)
		}
	}
}

// TestAFailedWriteLeavesNothing has a folder at the path appear between.
func TestAFailedWriteLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "x")
	if err := os.Mkdir(path, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := (destination{path: path, mode: fresh}).replace([]byte("x"), Options{}); err == nil {
		t.Error("a folder was replaced")
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
		t.Errorf("left are %v, %v", entries, err)
	}
}
