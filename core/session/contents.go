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
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/semblance-app/semblance/core/study"
)

// Contents are what a study held, sorted by path: every array, and the files that
// describe the study.
type Contents []Item

// Item is one array or file, and what it is recognized by.
//
// An array in an archive is recognized by the checksum (CRC-32) that the archive
// keeps of all its values, any other file of up to 64 kB by SHA-256 of the whole. Of a
// larger one, of which a study may have more than can be read while somebody waits,
// three blocks of 4 kB are hashed: the first, which has the header of an array, the
// middle one and the last. Its hash does not tell of values that changed only between
// them, as nothing that trains or records anew leaves them; Changed does.
type Item struct {
	// Path is relative to the study, with slashes: net/final/conv1.npy, or
	// net/final.npz:conv1 for an array in an archive.
	Path string `json:"path"`
	Size int64  `json:"size"` // bytes, before compression
	Hash string `json:"hash"`
	// Changed is when a file last changed whose hash is not of all its contents, in
	// nanoseconds since 1970. Where the system keeps a time that no program can set
	// back, as all but Windows do, it is that one; it is another after copying a file.
	// 0 is of any other item, and of a file that is part of the program. A session
	// does not have it: copying a study changes nothing in it.
	Changed int64 `json:"-"`
}

const (
	// block is how much of a large file is read at each of the three places.
	block = 4 << 10
	// mostWhole is the size of the largest file that is read as a whole.
	mostWhole = 64 << 10
)

// Look lists what is at a place. Files that cannot be read are listed without a
// hash. The error is ctx's, or that of the place itself.
func Look(ctx context.Context, p string) (Contents, error) {
	p = file(p)
	info, err := os.Stat(p)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		list := Recognize(os.DirFS(filepath.Dir(p)), filepath.Base(p))
		list.sort()
		return list, nil
	}
	names, err := study.Files(ctx, p)
	if err != nil {
		return nil, err
	}
	return recognizeAll(ctx, os.DirFS(p), names)
}

// recognizeAll lists what files hold. The error is ctx's.
func recognizeAll(ctx context.Context, files fs.FS, names []string) (Contents, error) {
	found := make([]Contents, len(names))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, name := range names {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			found[i] = Recognize(files, name)
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	list := slices.Concat(found...)
	if list == nil {
		list = Contents{}
	}
	list.sort()
	return list, nil
}

func (c Contents) sort() {
	slices.SortFunc(c, func(a, b Item) int { return strings.Compare(a.Path, b.Path) })
}

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
	if item.Size <= mostWhole {
		item.Hash, err = hashWhole(content, item.Size)
	} else {
		item.Changed = changed(f, info)
		item.Hash, err = hashBlocks(content, item.Size)
	}
	if err != nil {
		item.Hash = ""
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

// Hashes of whole files are longer than those of blocks, by which they are told apart.
const (
	wholeHash = 16
	blockHash = 12
)

// hashWhole hashes a file.
func hashWhole(f io.ReaderAt, size int64) (string, error) {
	sum := sha256.New()
	_, err := io.Copy(sum, io.NewSectionReader(f, 0, size))
	return hex.EncodeToString(sum.Sum(nil)[:wholeHash]), err
}

// hashBlocks hashes the first block of a file, the middle one and the last.
func hashBlocks(f io.ReaderAt, size int64) (string, error) {
	sum := sha256.New()
	buf := make([]byte, block)
	for _, at := range []int64{0, (size - block) / 2, size - block} {
		n, err := f.ReadAt(buf, max(at, 0))
		if err != nil && !errors.Is(err, io.EOF) {
			return "", err
		}
		sum.Write(buf[:n])
	}
	return hex.EncodeToString(sum.Sum(nil)[:blockHash]), nil
}

// written is when a file was written, as far as that is known.
func written(info fs.FileInfo) int64 {
	if t := info.ModTime(); !t.IsZero() {
		return t.UnixNano()
	}
	return 0
}

// was reports whether an item is what it was before. Hashes of two kinds, as before
// and after files are hashed as a whole, have nothing to say of each other.
func (i Item) was(before Item) bool {
	return i.Size == before.Size && (i.Hash == before.Hash || len(i.Hash) != len(before.Hash) && i.Hash != "" && before.Hash != "")
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
		case !item.was(was):
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
