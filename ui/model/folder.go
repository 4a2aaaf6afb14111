package model

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/maruel/natural"
)

// File is a file or a folder in a list of them.
type File struct {
	Name   string
	Folder bool
	Bytes  int64 // of a file
}

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
		files = append(files, File{Name: e.Name(), Folder: info.IsDir(), Bytes: info.Size()})
	}
	slices.SortFunc(files, func(a, b File) int {
		switch {
		case a.Folder == b.Folder:
			return natural.Compare(a.Name, b.Name)
		case a.Folder:
			return -1
		}
		return 1
	})
	return files, nil
}

// Narrow keeps the files whose name begins with what was typed, in any case;
// hidden ones only where a dot was typed.
func Narrow(files []File, typed string) []File {
	var kept []File
	for _, f := range files {
		hidden := strings.HasPrefix(f.Name, ".") && !strings.HasPrefix(typed, ".")
		if !hidden && strings.HasPrefix(strings.ToLower(f.Name), strings.ToLower(typed)) {
			kept = append(kept, f)
		}
	}
	return kept
}
