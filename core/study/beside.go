package study

import (
	"errors"
	"io/fs"
	"slices"
	"sync"
	"time"
)

// beside is the files beside the networks as they were when the study was opened,
// or as the study has written them itself since. All copies of a study share it.
type beside struct {
	mu    sync.Mutex // held while one of the files is written
	files []besideFile
}

// besideFile is one of them, whether it is there or not.
type besideFile struct {
	fsys fs.FS
	name string // in fsys
	path string // as people know it
	seen stamp
}

// stamp is what a file is recognized by; the zero value is of none.
type stamp struct {
	there    bool
	size     int64
	modified time.Time
}

// lookBeside looks at the files beside the networks, before they are read: one that is
// written meanwhile is another then.
func (p place) lookBeside() *beside {
	b := &beside{}
	for _, name := range []string{curvesFile, metadataFile, descriptionFile} {
		f := besideFile{fsys: p.fsys, name: name, path: p.show(name)}
		f.seen, _ = f.now()
		b.files = append(b.files, f)
	}
	return b
}

// now is what the file is like; false where that cannot be seen.
func (f besideFile) now() (stamp, bool) {
	info, err := fs.Stat(f.fsys, f.name)
	if err != nil {
		return stamp{}, errors.Is(err, fs.ErrNotExist)
	}
	return stamp{there: true, size: info.Size(), modified: info.ModTime()}, true
}

func (s stamp) equal(o stamp) bool {
	return s.there == o.there && s.size == o.size && s.modified.Equal(o.modified)
}

// check adds the files that are others now. One that cannot be looked at is as good
// as it was.
func (b *beside) check(all *ChangedError) {
	if b == nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, f := range b.files {
		now, ok := f.now()
		if !ok || now.equal(f.seen) {
			continue
		}
		all.Files = append(all.Files, f.path)
		switch {
		case !now.there:
			all.Gone++
		case !f.seen.there:
			all.New++
		}
	}
}

// write lets change write one of the files, which is no change to tell of. One that
// somebody else had changed before stays changed: what is in it beside what was
// written now is not what the study was opened with.
func (b *beside) write(name string, change func() error) error {
	if b == nil {
		return change()
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	i := slices.IndexFunc(b.files, func(f besideFile) bool { return f.name == name })
	if i < 0 {
		return change()
	}
	f := &b.files[i]
	before, ok := f.now()
	known := ok && before.equal(f.seen)
	if err := change(); err != nil {
		return err
	}
	if after, ok := f.now(); ok && known {
		f.seen = after
	}
	return nil
}

// joinedBeside is the files beside both sides of a pair.
func joinedBeside(x, y *Study) *beside {
	all := &beside{}
	for _, s := range []*Study{x, y} {
		if s.beside == nil {
			continue
		}
		for _, f := range s.beside.files {
			if !slices.ContainsFunc(all.files, func(o besideFile) bool { return o.path == f.path }) {
				all.files = append(all.files, f)
			}
		}
	}
	return all
}
