package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := Write(path, []byte(text)); err != nil {
		t.Fatal(err)
	}
}

// holds checks what is in a file, and that nothing else is in its folder but others.
func holds(t *testing.T, path, want string, others ...string) {
	t.Helper()
	if got, err := os.ReadFile(path); err != nil || string(got) != want {
		t.Errorf("%s holds %q, %v, want %q", path, got, err, want)
	}
	files, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(files) != 1+len(others) {
		t.Errorf("in the folder: %v, %v", files, err)
	}
}

func link(t *testing.T, to, path string) {
	t.Helper()
	if err := os.Symlink(to, path); err != nil {
		t.Skip(err) // Windows asks for a right of its own
	}
}

func isLink(t *testing.T, path string) {
	t.Helper()
	if info, err := os.Lstat(path); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link %s is no more: %v", path, err)
	}
}

func TestAFileIsReplacedWhole(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x")
	for _, text := range []string{"a long first text", "short", ""} {
		write(t, path, text)
		holds(t, path, text)
		if err := WriteWith(path, []byte(text), Options{Unsynced: true}); err != nil {
			t.Fatal(err)
		}
		holds(t, path, text)
	}
}

func TestAFileInTheCurrentFolder(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "x", "here")
	holds(t, "x", "here")
}

func TestLinksAreFollowed(t *testing.T) {
	for _, c := range []struct{ what, link string }{
		{"a file", "real"},
		{"a file that is not there", "new"},
		{"a link", "other"},
	} {
		dir := t.TempDir()
		there := filepath.Join(dir, "inside", "deep")
		if err := os.MkdirAll(there, 0o755); err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(there, "real"), "old")
		link(t, filepath.Join(there, "real"), filepath.Join(there, "other"))
		link(t, there, filepath.Join(dir, "folder"))
		path := filepath.Join(there, "link")
		link(t, "../deep/"+c.link, path)
		write(t, filepath.Join(dir, "folder", "link"), "new")
		if got, err := os.ReadFile(path); err != nil || string(got) != "new" {
			t.Errorf("%s: %q, %v", c.what, got, err)
		}
		isLink(t, path)
		isLink(t, filepath.Join(there, "other"))
	}
}

// TestDotsInLinks has a link whose dots lead up from where its folder really is.
func TestDotsInLinks(t *testing.T) {
	dir := t.TempDir()
	far := filepath.Join(dir, "far", "away")
	if err := os.MkdirAll(far, 0o755); err != nil {
		t.Fatal(err)
	}
	link(t, far, filepath.Join(dir, "near"))
	link(t, "../x", filepath.Join(far, "link"))
	write(t, filepath.Join(dir, "near", "link"), "new")
	holds(t, filepath.Join(dir, "far", "x"), "new", "away")
}

func TestLinksThatLeadNowhere(t *testing.T) {
	dir := t.TempDir()
	for name, to := range map[string]string{"a": "b", "b": "a", "away": "no/such"} {
		link(t, to, filepath.Join(dir, name))
	}
	if err := Write(filepath.Join(dir, "a"), nil); err == nil {
		t.Error("a circle led somewhere")
	}
	err := Write(filepath.Join(dir, "away"), nil)
	if err == nil || err.Error() != "there is no folder "+filepath.Join(dir, "no")+"; make it first, or choose another" {
		t.Errorf("%v", err)
	}
	isLink(t, filepath.Join(dir, "away"))
}

func TestWhatCannotBeWrittenStays(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "taken"), 0o755); err != nil {
		t.Fatal(err)
	}
	protected := filepath.Join(dir, "protected")
	if err := os.WriteFile(protected, []byte("precious"), 0o444); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		path, want string
		is         error
	}{
		{filepath.Join(dir, "no", "x"), "there is no folder " + filepath.Join(dir, "no") + "; make it first, or choose another", fs.ErrNotExist},
		{filepath.Join(dir, "taken"), filepath.Join(dir, "taken") + " cannot be written (a folder has that name); choose another name or folder", errFolder},
		{protected, protected + " may not be written to; choose another name, or change its permissions", fs.ErrPermission},
	} {
		for _, err := range []error{Check(c.path), Write(c.path, []byte("x"))} {
			var e *Error
			if !errors.As(err, &e) || err.Error() != c.want || !errors.Is(err, c.is) {
				t.Errorf("%s: %v", c.path, err)
			}
		}
	}
	if err := Check(filepath.Join(dir, "new")); err != nil {
		t.Error(err)
	}
	holds(t, protected, "precious", "taken")
	closed := explain(filepath.Join(dir, "x"), &fs.PathError{Op: "write", Path: dir, Err: fs.ErrPermission})
	if got := closed.Error(); got != "the folder "+dir+" may not be written to; choose another, or change its permissions" {
		t.Errorf("%s", got)
	}
	if strings.Contains(closed.Error(), ".semblance") {
		t.Errorf("%v names a hidden file", closed)
	}
}
