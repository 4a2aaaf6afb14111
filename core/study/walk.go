package study

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/semblance-app/semblance/core/warning"
)

// maxDepth bounds how many folders deep arrays are looked for. Layouts use
// fewer; beyond them a name is still good for telling people what is wrong.
const maxDepth = 6

// listing is what was found below the root of a study.
type listing struct {
	arrays   []string       // .npy and .npz files, relative to the root, sorted
	others   map[string]int // how many other files, by extension
	warnings []warning.Warning
}

// list finds the array files below the root. Folders that cannot be read
// become warnings, except the root itself. Hidden files are left out: .DS_Store,
// the ._x that macOS leaves beside x, and .ipynb_checkpoints are never data.
func list(ctx context.Context, fsys fs.FS) (listing, error) {
	w := walker{ctx: ctx, fsys: fsys}
	w.found.others = map[string]int{}
	if err := w.folder("."); err != nil {
		return listing{}, err
	}
	slices.Sort(w.found.arrays)
	return w.found, nil
}

type walker struct {
	ctx   context.Context
	fsys  fs.FS
	found listing
}

func (w *walker) folder(name string) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	entries, err := fs.ReadDir(w.fsys, name)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		child := path.Join(name, e.Name())
		if err := w.entry(child, e); err != nil {
			if w.ctx.Err() != nil {
				return err
			}
			w.leaveOut(child, err)
		}
	}
	return nil
}

func (w *walker) entry(child string, e fs.DirEntry) error {
	mode := e.Type()
	if mode&fs.ModeSymlink != 0 {
		info, err := fs.Stat(w.fsys, child)
		if err != nil {
			return err
		}
		mode = info.Mode()
		if mode.IsDir() && w.leadsUp(child, info) {
			return nil
		}
	}
	switch {
	case mode.IsDir():
		if strings.Count(child, "/") < maxDepth {
			return w.folder(child)
		}
	case isArray(child):
		w.found.arrays = append(w.found.arrays, child)
	default:
		w.found.others[strings.ToLower(path.Ext(child))]++
	}
	return nil
}

// leadsUp reports whether a link points at a folder it is in, which would be
// walked without end.
func (w *walker) leadsUp(link string, target fs.FileInfo) bool {
	for up := path.Dir(link); ; up = path.Dir(up) {
		if info, err := fs.Stat(w.fsys, up); err == nil && os.SameFile(info, target) {
			return true
		}
		if up == "." {
			return false
		}
	}
}

func (w *walker) leaveOut(name string, err error) {
	e := unreadable(name, err)
	w.found.warnings = append(w.found.warnings, warning.Warning{
		Code: warning.Unreadable, Message: fmt.Sprintf("Left out: %v.", e), Cause: e.What,
	})
}

// format is a kind of file that may hold activations but cannot be read.
type format struct{ ext, name string }

func foreign() []format {
	return []format{
		{".pt", "PyTorch"},
		{".pth", "PyTorch"},
		{".h5", "HDF5"},
		{".hdf5", "HDF5"},
		{".mat", "MATLAB"},
		{".pkl", "pickle"},
		{".safetensors", "safetensors"},
	}
}

// foreign warns of files beside the arrays that may hold activations too. Notes,
// scripts and pictures are passed over: nobody would miss them.
func (l listing) foreign() []warning.Warning {
	if len(l.arrays) == 0 {
		return nil
	}
	var kinds []string
	for _, f := range foreign() {
		if n := l.others[f.ext]; n > 0 {
			kinds = append(kinds, fmt.Sprintf("%d %s (%s)", n, f.ext, f.name))
		}
	}
	if kinds == nil {
		return nil
	}
	return []warning.Warning{{Code: warning.Unreadable, Message: fmt.Sprintf(
		"Left out: files of other formats, %s; save what they hold with numpy.save or numpy.savez if it belongs to the study.", strings.Join(kinds, ", "))}}
}

func isArray(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".npy", ".npz":
		return true
	}
	return false
}

func isArchive(name string) bool { return strings.EqualFold(path.Ext(name), ".npz") }

// stem is the last element of a path without .npy or .npz.
func stem(name string) string {
	base := path.Base(name)
	if isArray(base) {
		return base[:len(base)-len(path.Ext(base))]
	}
	return base
}
