//go:build unix

package atomicfile

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

func mode(t *testing.T, path string, want fs.FileMode) {
	t.Helper()
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
		t.Errorf("%s: %v, %v, want %v", path, info.Mode(), err, want)
	}
}

// TestPermissions are those of the file that was there, and of the user for a new one.
func TestPermissions(t *testing.T) {
	before := syscall.Umask(0o027)
	defer syscall.Umask(before)
	path := filepath.Join(t.TempDir(), "x")
	write(t, path, "new")
	mode(t, path, 0o640)
	for _, m := range []fs.FileMode{0o600, 0o644, 0o666, 0o755, 0o200} {
		if err := os.Chmod(path, m); err != nil {
			t.Fatal(err)
		}
		write(t, path, "again")
		mode(t, path, m)
	}
}

func TestADeviceStaysOne(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	got := make(chan string)
	go func() {
		f, err := os.Open(path)
		if err != nil {
			got <- err.Error()
			return
		}
		defer f.Close()
		b, _ := io.ReadAll(f)
		got <- string(b)
	}()
	write(t, path, "through the pipe")
	if s := <-got; s != "through the pipe" {
		t.Errorf("the reader has %q", s)
	}
	if info, err := os.Lstat(path); err != nil || info.Mode()&fs.ModeNamedPipe == 0 {
		t.Errorf("it is no pipe any more: %v", err)
	}
}
