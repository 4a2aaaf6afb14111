package study

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/semblance-app/semblance/core/arrayfile"
	"github.com/semblance-app/semblance/core/warning"
)

// npy is a .npy of that shape whose i-th value is i.
func npy(t testing.TB, shape ...int) *fstest.MapFile {
	t.Helper()
	return npyOf(t, counts(shape...), shape...)
}

func npyOf[T number](t testing.TB, values []T, shape ...int) *fstest.MapFile {
	t.Helper()
	var b bytes.Buffer
	if err := arrayfile.WriteNPY(&b, shape, values); err != nil {
		t.Fatal(err)
	}
	return &fstest.MapFile{Data: b.Bytes()}
}

// npz is an archive of 8×3 arrays with these keys, in this order.
func npz(t testing.TB, keys ...string) *fstest.MapFile {
	t.Helper()
	var arrays []arrayfile.Array
	for _, key := range keys {
		h := arrayfile.Header{Key: key, Shape: []int{8, 3}}
		arrays = append(arrays, arrayfile.Array{Header: h, Float32: counts(8, 3)})
	}
	var b bytes.Buffer
	if err := arrayfile.WriteNPZ(&b, arrays...); err != nil {
		t.Fatal(err)
	}
	return &fstest.MapFile{Data: b.Bytes()}
}

func counts(shape ...int) []float32 {
	n := 1
	for _, d := range shape {
		n *= d
	}
	values := make([]float32, n)
	for i := range values {
		values[i] = float32(i)
	}
	return values
}

func text(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }

// open opens a tree, which must succeed.
func open(t testing.TB, fsys fs.FS) *Study {
	t.Helper()
	s, err := OpenFS(context.Background(), fsys, "my-study")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// onDisk writes a tree into a temporary folder and returns its path.
func onDisk(t testing.TB, files fstest.MapFS) string {
	t.Helper()
	root := t.TempDir()
	if err := os.CopyFS(root, files); err != nil {
		t.Fatal(err)
	}
	return root
}

// shape writes a study down: network/checkpoint: layers.
func shape(s *Study) string {
	var b strings.Builder
	for _, n := range s.Networks {
		for _, c := range n.Checkpoints {
			b.WriteString(n.Name + "/" + c.Name + ": " + strings.Join(c.layerNames(), " ") + "\n")
		}
	}
	return b.String()
}

func wantShape(t *testing.T, s *Study, want string) {
	t.Helper()
	want = strings.TrimLeft(strings.ReplaceAll(want, "\t", ""), "\n")
	if got := shape(s); got != want {
		t.Errorf("the study holds\n%swant\n%s", got, want)
	}
}

func codes(s []warning.Warning) string {
	var list []string
	for _, w := range s {
		list = append(list, string(w.Code))
	}
	return strings.Join(list, " ")
}

// wantWarning expects exactly one warning, with these words.
func wantWarning(t *testing.T, list []warning.Warning, code warning.Code, words ...string) {
	t.Helper()
	if len(list) != 1 || list[0].Code != code {
		t.Fatalf("warnings are %+v, want one of %s", list, code)
	}
	wantWords(t, list[0].Message, words...)
	if !strings.HasSuffix(list[0].Message, ".") {
		t.Errorf("%q is no sentence", list[0].Message)
	}
}

func wantWords(t *testing.T, sentence string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(sentence, w) {
			t.Errorf("%q does not say %q", sentence, w)
		}
	}
	if strings.Contains(sentence, "\n") || strings.Count(sentence, "; ") > 1 {
		t.Errorf("%q is not one sentence of what and what to try", sentence)
	}
}

func wantError(t *testing.T, err error, words ...string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error, want one with %q", words)
	}
	wantWords(t, err.Error(), words...)
}

// refusing is a file system in which some names cannot be read.
type refusing struct {
	fs.FS
	names string // separated by spaces
	err   error
}

func (r refusing) refuse(op, name string) error {
	for _, n := range strings.Fields(r.names) {
		if n == name {
			return &fs.PathError{Op: op, Path: name, Err: r.err}
		}
	}
	return nil
}

func (r refusing) Open(name string) (fs.File, error) {
	if err := r.refuse("open", name); err != nil {
		return nil, err
	}
	return r.FS.Open(name)
}

// shared is a study of real activations, which are not in the repository.
func shared(t testing.TB, name string) *Study {
	t.Helper()
	s, err := Open(context.Background(), sharedPath(t, name))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// sharedPath finds shared/data beside the repository; without it the test is
// skipped.
func sharedPath(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join("..", "..", "..", "shared", "data", name)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		t.Skipf("the recorded activations are not beside the repository: there is no %s", path)
	}
	return path
}
