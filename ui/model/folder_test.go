package model

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestFolders(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"net10", "net2", ".git"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"B.npz", "apple.npy"} {
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
		for _, f := range Narrow(files, typed, false) {
			s += f.Name
			if f.Folder {
				s += "/"
			}
			s += " "
		}
		return s
	}
	for typed, want := range map[string]string{
		"": "link/ net2/ net10/ apple.npy B.npz ", "N": "net2/ net10/ ", "a": "apple.npy ", ".": ".git/ ", "x": "",
	} {
		if got := list(typed); got != want {
			t.Errorf("%q: %s, want %s", typed, got, want)
		}
	}
	if f := Narrow(files, "b.npz", false); f[0].Bytes != 3 {
		t.Errorf("%+v", f[0])
	}
	if all := Narrow(files, "", true); len(all) != len(Narrow(files, "", false))+1 {
		t.Errorf("with hidden files: %+v", all)
	}
	if _, err := readFolder(filepath.Join(dir, "gone")); err == nil {
		t.Error("a folder that is not there was read")
	}
}

func TestFilesAreSorted(t *testing.T) {
	at := func(hour int) time.Time { return time.Date(2026, 5, 4, hour, 0, 0, 0, time.UTC) }
	files := []File{
		{Name: "f2", Folder: true, Bytes: 9, Modified: at(1)},
		{Name: "f10", Folder: true, Bytes: 1, Modified: at(2)},
		{Name: "a2.npy", Bytes: 5, Modified: at(4)},
		{Name: "a10.npy", Bytes: 7, Modified: at(3)},
		{Name: "b.npy", Bytes: 5, Modified: at(5)},
	}
	for _, c := range []struct {
		by   FileOrder
		down bool
		want string
	}{
		{ByName, false, "f2 f10 a2.npy a10.npy b.npy"},
		{ByName, true, "f10 f2 b.npy a10.npy a2.npy"},
		{ByTime, true, "f10 f2 b.npy a2.npy a10.npy"},
		{BySize, false, "f2 f10 a2.npy b.npy a10.npy"},
		{BySize, true, "f2 f10 a10.npy a2.npy b.npy"},
	} {
		SortFiles(files, c.by, c.down)
		var names []string
		for _, f := range files {
			names = append(names, f.Name)
		}
		if got := strings.Join(names, " "); got != c.want {
			t.Errorf("by %v, down %v: %s, want %s", c.by, c.down, got, c.want)
		}
	}
}
