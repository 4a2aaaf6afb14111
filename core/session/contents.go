package session

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Contents are what a study held, sorted by path: every array, and the files that
// describe the study.
type Contents []Item

// Item is one array or file, recognized without reading all of it.
//
// An array in an archive is recognized by the checksum (CRC-32) that the archive
// keeps of it, any other file by SHA-256 of three of its blocks: the first, which
// has the header of an array, the middle one and the last. Values that changed
// only between these blocks are not seen; training or recording anew changes them
// everywhere.
type Item struct {
	// Path is relative to the study, with slashes: net/final/conv1.npy, or
	// net/final.npz:conv1 for an array in an archive.
	Path string `json:"path"`
	Size int64  `json:"size"` // bytes, before compression
	Hash string `json:"hash"`
	// Modified is when a file was written, in nanoseconds since 1970; 0 for an
	// array in an archive, whose checksum is of all its values, and for a file that
	// is part of the program. A session does not have it: copying a study changes
	// nothing in it.
	Modified int64 `json:"-"`
}

// block is how much of a file is read at each of the three places.
const block = 4096

// deepest is how many folders deep arrays are looked for, a bound for links that
// lead round in circles.
const deepest = 8

// Look lists what is at a place. Files that cannot be read are listed without a
// hash. The error is ctx's, or that of the place itself.
func Look(ctx context.Context, p string) (Contents, error) {
	p = file(p)
	info, err := os.Stat(p)
	if err != nil {
		return nil, err
	}
	l := looker{ctx: ctx, list: Contents{}}
	if info.IsDir() {
		l.root, l.files = p, os.DirFS(p)
		err = l.folder(".", 0)
	} else {
		l.root = filepath.Dir(p)
		l.files = os.DirFS(l.root)
		l.file(filepath.Base(p))
	}
	if err != nil {
		return nil, err
	}
	slices.SortFunc(l.list, func(a, b Item) int { return strings.Compare(a.Path, b.Path) })
	return l.list, nil
}

type looker struct {
	ctx   context.Context
	root  string
	files fs.FS // what is below root
	list  Contents
}

// folder lists a folder and those in it, but for hidden ones. Folders that cannot
// be read hold nothing, except the first.
func (l *looker) folder(name string, depth int) error {
	if err := l.ctx.Err(); err != nil {
		return err
	}
	entries, err := os.ReadDir(l.local(name))
	if err != nil && depth == 0 {
		return err
	}
	for _, e := range entries {
		child := path.Join(name, e.Name())
		mode := e.Type()
		if mode&fs.ModeSymlink != 0 {
			if info, err := os.Stat(l.local(child)); err == nil {
				mode = info.Mode()
			}
		}
		switch {
		case strings.HasPrefix(e.Name(), "."):
		case mode.IsDir():
			if depth < deepest {
				err = l.folder(child, depth+1)
			}
		case isArray(child), depth == 0 && describes(child):
			l.file(child)
		}
		if l.ctx.Err() != nil {
			return err
		}
	}
	return l.ctx.Err()
}

func (l *looker) local(name string) string { return filepath.Join(l.root, filepath.FromSlash(name)) }

func isArray(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".npy", ".npz":
		return true
	}
	return false
}

// describes reports whether a file beside the networks says something of them.
func describes(name string) bool {
	switch name {
	case "study.json", "metadata.csv", "curves.csv":
		return true
	}
	return false
}

func (l *looker) file(name string) { l.list = append(l.list, Recognize(l.files, name)...) }

// Recognize lists what one file holds: itself, or the arrays of an archive. A file
// that cannot be read has no hash.
func Recognize(files fs.FS, name string) Contents {
	item := Item{Path: name}
	info, err := fs.Stat(files, name)
	if err != nil || !info.Mode().IsRegular() { // a pipe would block in Open
		return Contents{item}
	}
	f, err := files.Open(name)
	if err != nil {
		return Contents{item}
	}
	defer f.Close()
	content, ok := f.(io.ReaderAt)
	if !ok {
		return Contents{item}
	}
	if members, ok := archive(content, info.Size()); ok {
		for i := range members {
			members[i].Path = name + ":" + members[i].Path
		}
		return members
	}
	item.Size = info.Size()
	if t := info.ModTime(); !t.IsZero() {
		item.Modified = t.UnixNano()
	}
	if hash, err := sample(content, item.Size); err == nil {
		item.Hash = hash
	}
	return Contents{item}
}

// archive lists the arrays of an archive, if it is one.
func archive(f io.ReaderAt, size int64) ([]Item, bool) {
	magic := make([]byte, 2)
	if _, err := f.ReadAt(magic, 0); err != nil || string(magic) != "PK" {
		return nil, false
	}
	z, err := zip.NewReader(f, size)
	if err != nil {
		return nil, false
	}
	var list []Item
	for _, m := range z.File {
		list = append(list, Item{
			Path: strings.TrimSuffix(m.Name, ".npy"), Size: int64(m.UncompressedSize64), Hash: fmt.Sprintf("%08x", m.CRC32),
		})
	}
	return list, true
}

// sample hashes the first block of a file, the middle one and the last.
func sample(f io.ReaderAt, size int64) (string, error) {
	sum := sha256.New()
	buf := make([]byte, block)
	for _, at := range []int64{0, (size - block) / 2, size - block} {
		n, err := f.ReadAt(buf, max(at, 0))
		if err != nil && !errors.Is(err, io.EOF) {
			return "", err
		}
		sum.Write(buf[:n])
	}
	return hex.EncodeToString(sum.Sum(nil)[:12]), nil
}

// Changes say how contents differ from those before, by paths.
type Changes struct{ Added, Gone, Changed []string }

// None reports whether nothing differs.
func (c Changes) None() bool { return len(c.Added)+len(c.Gone)+len(c.Changed) == 0 }

// Since tells what became of the contents before, which may be short.
func (c Contents) Since(before Contents) Changes {
	c = c.like(before)
	var d Changes
	old := make(map[string]Item, len(before))
	for _, item := range before {
		old[item.Path] = item
	}
	for _, item := range c {
		was, ok := old[item.Path]
		switch {
		case !ok:
			d.Added = append(d.Added, item.Path)
		case was.Size != item.Size || was.Hash != item.Hash:
			d.Changed = append(d.Changed, item.Path)
		}
		delete(old, item.Path)
	}
	for _, item := range before {
		if _, left := old[item.Path]; left {
			d.Gone = append(d.Gone, item.Path)
		}
	}
	return d
}

// String is a clause for each kind, with a name: "2 files or arrays have changed,
// such as a.npy; b.npy is gone".
func (c Changes) String() string {
	var parts []string
	for _, k := range []struct {
		paths     []string
		one, many string
	}{{c.Changed, "has changed", "have changed"}, {c.Added, "is new", "are new"}, {c.Gone, "is gone", "are gone"}} {
		switch n := len(k.paths); {
		case n == 1 && k.paths[0] == whole:
			parts = append(parts, "what it holds "+k.one)
		case n == 1:
			parts = append(parts, fmt.Sprintf("%s %s", k.paths[0], k.one))
		case n > 1:
			parts = append(parts, fmt.Sprintf("%d files or arrays %s, such as %s", n, k.many, k.paths[0]))
		}
	}
	return strings.Join(parts, "; ")
}
