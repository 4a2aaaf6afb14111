package session

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"testing"

	"github.com/semblance-app/semblance/core/arrayfile"
)

func npy(t *testing.T, path string, values []float32) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := arrayfile.WriteNPY(f, []int{len(values)}, values); err != nil {
		t.Fatal(err)
	}
}

func look(t *testing.T, path string) Contents {
	t.Helper()
	c, err := Look(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestWhatChangedInAStudy(t *testing.T) {
	dir := t.TempDir()
	values := make([]float32, 20000)
	for _, name := range []string{"net/final/conv1.npy", "net/final/fc.npy", "other/final/conv1.npy"} {
		npy(t, filepath.Join(dir, name), values)
	}
	write(t, filepath.Join(dir, "metadata.csv"), "network,width\nnet,3\n")
	write(t, filepath.Join(dir, "notes.txt"), "not of the study")
	write(t, filepath.Join(dir, ".hidden.npy"), "neither")
	before := look(t, dir)
	if len(before) != 4 {
		t.Fatalf("looked at %+v", before)
	}
	if d := look(t, dir).Since(before); !d.None() {
		t.Errorf("nothing changed, and yet %+v", d)
	}

	for i := range values { // same size, other values
		values[i] = float32(i)
	}
	npy(t, filepath.Join(dir, "net/final/fc.npy"), values)
	npy(t, filepath.Join(dir, "new/final/conv1.npy"), values)
	write(t, filepath.Join(dir, "metadata.csv"), "network,width\nnet,4\n")
	write(t, filepath.Join(dir, "notes.txt"), "changed")
	if err := os.RemoveAll(filepath.Join(dir, "other")); err != nil {
		t.Fatal(err)
	}
	want := Changes{
		Added:   []string{"new/final/conv1.npy"},
		Gone:    []string{"other/final/conv1.npy"},
		Changed: []string{"metadata.csv", "net/final/fc.npy"},
	}
	got := look(t, dir).Since(before)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("changes %+v", got)
	}
	if s := got.String(); s != "2 files or arrays have changed, such as metadata.csv; new/final/conv1.npy is new; other/final/conv1.npy is gone" {
		t.Errorf("%q", s)
	}
}

func npz(t *testing.T, path string, arrays map[string][]float32) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z := zip.NewWriter(f)
	for key, values := range arrays {
		member, err := z.Create(key + ".npy")
		if err == nil {
			err = arrayfile.WriteNPY(member, []int{len(values)}, values)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestArchivesAreKnownByArray changes one number in the middle of an archive.
func TestArchivesAreKnownByArray(t *testing.T) {
	dir := t.TempDir()
	arrays := map[string][]float32{"conv1": make([]float32, 50000), "fc": make([]float32, 50000)}
	npz(t, filepath.Join(dir, "net.npz"), arrays)
	before := look(t, dir)
	arrays["fc"][12345] = 1
	npz(t, filepath.Join(dir, "net.npz"), arrays)
	if got := look(t, dir).Since(before); !reflect.DeepEqual(got, Changes{Changed: []string{"net.npz:fc"}}) {
		t.Errorf("changes %+v", got)
	}
}

func TestACopyIsTheSame(t *testing.T) {
	sample, dir := filepath.Join("..", "..", "assets", "samples", "gen-mem"), t.TempDir()
	before := look(t, sample)
	if len(before) < 28 {
		t.Fatalf("%d items in the sample", len(before))
	}
	if err := os.CopyFS(dir, os.DirFS(sample)); err != nil {
		t.Fatal(err)
	}
	if d := look(t, dir).Since(before); !d.None() {
		t.Errorf("a copy differs: %+v", d)
	}
}

func TestLookAtOneFile(t *testing.T) {
	dir := t.TempDir()
	npy(t, filepath.Join(dir, "a.npy"), []float32{1, 2})
	npy(t, filepath.Join(dir, "b.npy"), []float32{1, 2})
	c := look(t, filepath.Join(dir, "a.npy"))
	if len(c) != 1 || c[0].Path != "a.npy" || c[0].Hash == "" {
		t.Errorf("%+v", c)
	}
	if c := look(t, filepath.Join(dir, "a.npy:key")); len(c) != 1 {
		t.Errorf("with a key: %+v", c)
	}
	if _, err := Look(t.Context(), filepath.Join(dir, "gone")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("nothing there: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Look(ctx, dir); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// TestLinksInCirclesEnd has links whose ways through each other nobody could walk.
func TestLinksInCirclesEnd(t *testing.T) {
	dir := t.TempDir()
	npy(t, filepath.Join(dir, "net", "a.npy"), []float32{1})
	for i := range 10 {
		if err := os.Symlink(dir, filepath.Join(dir, "net", fmt.Sprintf("up%d", i))); err != nil {
			t.Skip(err)
		}
	}
	if c := look(t, dir); len(c) != 1 {
		t.Errorf("%d items", len(c))
	}
}

// TestLookIsOfTheStudy has arrays that lie deeper than a study looks for them, and a link
// that leads nowhere.
func TestLookIsOfTheStudy(t *testing.T) {
	dir := t.TempDir()
	deep := filepath.Join(dir, "1", "2", "3", "4", "5", "6", "7")
	npy(t, filepath.Join(deep, "8", "not.npy"), []float32{1})
	npy(t, filepath.Join(deep, "neither.npy"), []float32{1})
	npy(t, filepath.Join(filepath.Dir(deep), "deepest.npy"), []float32{1})
	if err := os.Symlink("nowhere", filepath.Join(dir, "gone.npy")); err != nil {
		t.Skip(err)
	}
	if got := look(t, dir); len(got) != 1 || got[0].Path != "1/2/3/4/5/6/deepest.npy" {
		t.Errorf("there are %+v", got)
	}
}

// edit changes a byte of a file and keeps its times, as some programs do.
func edit(t *testing.T, path string, at int64) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err == nil {
		_, err = f.WriteAt([]byte{42}, at)
		err = errors.Join(err, f.Close(), os.Chtimes(path, info.ModTime(), info.ModTime()))
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestOneByteIsSeen changes one between the blocks of which a hash could be: in a file
// that is read as a whole, and in one whose time tells.
func TestOneByteIsSeen(t *testing.T) {
	dir := t.TempDir()
	npy(t, filepath.Join(dir, "small.npy"), make([]float32, 15000))
	npy(t, filepath.Join(dir, "large.npy"), make([]float32, 50000))
	before := look(t, dir)
	edit(t, filepath.Join(dir, "small.npy"), 8000)
	edit(t, filepath.Join(dir, "large.npy"), 8000)
	now := look(t, dir)
	if got := now.Since(before); !reflect.DeepEqual(got, Changes{Changed: []string{"small.npy"}}) {
		t.Errorf("changes %+v", got)
	}
	if large := before[0]; large.Changed == 0 || large.Changed == now[0].Changed && runtime.GOOS != "windows" {
		t.Errorf("the time of %+v is that of %+v", large, now[0])
	}
	if small := before[1]; small.Changed != 0 {
		t.Errorf("a whole file has the time %d", small.Changed)
	}
}

// TestEarlierHashesTellOfSizes reads contents that a session has from when files were
// not hashed as a whole.
func TestEarlierHashesTellOfSizes(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a", "b"} {
		npy(t, filepath.Join(dir, name, "fc.npy"), make([]float32, 10))
	}
	now := look(t, dir)
	before := slices.Clone(now)
	for i := range before {
		before[i].Hash = before[i].Hash[:blockHash*2]
	}
	if d := now.Since(before); !d.None() || !now.Shares(before) {
		t.Errorf("changes %+v", d)
	}
	before[1].Size++
	if d := now.Since(before); !reflect.DeepEqual(d, Changes{Changed: []string{"b/fc.npy"}}) {
		t.Errorf("changes %+v", d)
	}
}
