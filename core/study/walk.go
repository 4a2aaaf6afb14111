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
	describe []string       // the study.json of folders below the root, sorted
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
	slices.Sort(w.found.describe)
	return w.found, nil
}

// Files lists the files that a study in a folder on disk is read from: arrays, and
// those beside the networks that say something of them. The paths are relative to the
// folder, with slashes, and sorted. The error is ctx's, or that of the folder itself.
func Files(ctx context.Context, folder string) ([]string, error) {
	fsys := os.DirFS(folder)
	found, err := list(ctx, fsys)
	if err != nil {
		return nil, err
	}
	files := found.arrays
	for _, name := range []string{curvesFile, metadataFile, descriptionFile} {
		if info, err := fs.Stat(fsys, name); err == nil && !info.IsDir() {
			files = append(files, name)
		}
	}
	slices.Sort(files)
	return files, nil
}

type walker struct {
	ctx   context.Context
	fsys  fs.FS
	found listing
	// linked are the folders that were walked since the walk left the study by a
	// link; none while it is in it.
	linked []fs.FileInfo
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
		if info.IsDir() {
			return w.follow(child, info)
		}
		mode = info.Mode()
	}
	switch {
	case mode.IsDir():
		return w.inner(child)
	case IsArrayFile(child):
		w.found.arrays = append(w.found.arrays, child)
	default:
		if path.Base(child) == descriptionFile && child != descriptionFile {
			w.found.describe = append(w.found.describe, child)
		}
		w.found.others[strings.ToLower(path.Ext(child))]++
	}
	return nil
}

// inner walks a folder in another, unless it lies too deep.
func (w *walker) inner(name string) error {
	if strings.Count(name, "/") >= maxDepth {
		return nil
	}
	return w.folder(name)
}

// follow walks a folder that a link leads to. What links there lead on to is walked
// once for each link of the study: folders that all lead to each other have more ways
// through them than anybody could wait for.
func (w *walker) follow(link string, target fs.FileInfo) error {
	if w.leadsUp(link, target) || slices.ContainsFunc(w.linked, func(f fs.FileInfo) bool { return os.SameFile(f, target) }) {
		return nil
	}
	if w.linked == nil {
		defer func() { w.linked = nil }()
	}
	w.linked = append(w.linked, target)
	return w.inner(link)
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

// IsArrayFile reports whether a file is read as one of arrays, by its name.
func IsArrayFile(name string) bool {
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
	if IsArrayFile(base) {
		return base[:len(base)-len(path.Ext(base))]
	}
	return base
}
