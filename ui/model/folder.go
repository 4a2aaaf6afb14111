package model

import (
	"cmp"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/maruel/natural"
)

// File is a file or a folder in a list of them.
type File struct {
	Name     string
	Folder   bool
	Bytes    int64 // of a file
	Modified time.Time
}

// FileOrder is what files are sorted by.
type FileOrder int

// The orders.
const (
	ByName FileOrder = iota // the natural one
	ByTime
	BySize // folders, which have none, are sorted by name
)

// ListFolder reads what is in a folder, without blocking; folders come first,
// both in natural order. Links count as what they lead to.
func (m *Model) ListFolder(path string, done func([]File, error)) {
	var files []File
	m.Background(func() (err error) {
		files, err = readFolder(path)
		return err
	}, func(err error) { done(files, err) })
}

func readFolder(path string) ([]File, error) {
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, err
	}
	files := make([]File, 0, len(entries))
	for _, e := range entries {
		info, err := e.Info()
		if e.Type()&fs.ModeSymlink != 0 {
			info, err = os.Stat(filepath.Join(path, e.Name()))
		}
		if err != nil {
			continue // gone meanwhile, or a link to nothing
		}
		files = append(files, File{Name: e.Name(), Folder: info.IsDir(), Bytes: info.Size(), Modified: info.ModTime()})
	}
	SortFiles(files, ByName, false)
	return files, nil
}

// SortFiles sorts folders, which come first in any case, and files, down with the
// greatest first. What is equal stays in the order of names.
func SortFiles(files []File, by FileOrder, down bool) {
	slices.SortFunc(files, func(a, b File) int {
		if a.Folder != b.Folder {
			if a.Folder {
				return -1
			}
			return 1
		}
		name := cmp.Or(natural.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), natural.Compare(a.Name, b.Name))
		d := 0
		switch {
		case by == ByTime:
			d = a.Modified.Compare(b.Modified)
		case by == BySize && !a.Folder:
			d = cmp.Compare(a.Bytes, b.Bytes)
		case by == ByName:
			d = name
		}
		if down {
			d = -d
		}
		return cmp.Or(d, name)
	})
}

// Narrow keeps the files whose name begins with what was typed, in any case;
// hidden ones where they are asked for or a dot was typed.
func Narrow(files []File, typed string, hidden bool) []File {
	hidden = hidden || strings.HasPrefix(typed, ".")
	var kept []File
	for _, f := range files {
		seen := hidden || !strings.HasPrefix(f.Name, ".")
		if seen && strings.HasPrefix(strings.ToLower(f.Name), strings.ToLower(typed)) {
			kept = append(kept, f)
		}
	}
	return kept
}
