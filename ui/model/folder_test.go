package model

import (
	"os"
	"path/filepath"
	"testing"
)

func TestFolders(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"net10", "net2", ".git"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"b.npz", "Apple.npy"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("123"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for link, to := range map[string]string{"link": "net2", "broken": "nothing"} {
		if err := os.Symlink(filepath.Join(dir, to), filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	files, err := readFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	list := func(typed string) (s string) {
		for _, f := range Narrow(files, typed) {
			s += f.Name
			if f.Folder {
				s += "/"
			}
			s += " "
		}
		return s
	}
	for typed, want := range map[string]string{
		"": "link/ net2/ net10/ Apple.npy b.npz ", "N": "net2/ net10/ ", "a": "Apple.npy ", ".": ".git/ ", "x": "",
	} {
		if got := list(typed); got != want {
			t.Errorf("%q: %s, want %s", typed, got, want)
		}
	}
	if f := Narrow(files, "b.npz"); f[0].Bytes != 3 {
		t.Errorf("%+v", f[0])
	}
	if _, err := readFolder(filepath.Join(dir, "gone")); err == nil {
		t.Error("a folder that is not there was read")
	}
}
