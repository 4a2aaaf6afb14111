package study

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/semblance-app/semblance/core/arrayfile"
	"github.com/semblance-app/semblance/core/spelling"
)

// ChangedError says that files of a study are no longer those that it was opened
// with, so that nothing of them goes with what was read before.
type ChangedError struct {
	Files  []string // their paths as people know them, sorted; at least one
	Gone   int      // how many of them are not there
	New    int      // how many of them were not there
	Folder string   // of the study, from which What names them; "" for none
}

// Error says what changed and what to do.
func (e *ChangedError) Error() string {
	return fmt.Sprintf("the study changed on disk since it was opened (%s); read it again", e.What())
}

// What is a clause about the files: "a/final.npz and 4 more files are others now".
func (e *ChangedError) What() string {
	files, verb, other := e.first(), "is", "another file now"
	if n := len(e.Files) - 1; n > 0 {
		files += " and " + spelling.Count(n, "more file")
		verb, other = "are", "others now"
	}
	var became []string
	for _, kind := range []struct {
		count int
		what  string
	}{{len(e.Files) - e.Gone - e.New, other}, {e.Gone, "gone"}, {e.New, "new"}} {
		if kind.count > 0 {
			became = append(became, kind.what)
		}
	}
	return files + " " + verb + " " + strings.Join(became, " or ")
}

// first is the first of the files, as seen from the study.
func (e *ChangedError) first() string {
	if e.Folder == "" {
		return e.Files[0]
	}
	inside, err := filepath.Rel(e.Folder, e.Files[0])
	if err != nil || inside == "." || !filepath.IsLocal(inside) {
		return e.Files[0]
	}
	return inside
}

// Unwrap makes errors.Is find arrayfile.ErrChanged.
func (e *ChangedError) Unwrap() error { return arrayfile.ErrChanged }

// CheckFiles looks, by their sizes and times, whether the files of layers are those
// that the study was opened with. refs are as [Study.Resolve] takes them; what the
// study does not have is passed over. The error is ctx's, a *ChangedError about all
// of them, or an *arrayfile.Error for a file that may no longer be read.
func (s *Study) CheckFiles(ctx context.Context, refs []Ref) error {
	files := map[*arrayfile.File]source{}
	for _, ref := range refs {
		ref.Timestep = Timestep{}
		src, ok := s.files[ref]
		if resolved, err := s.Resolve(ref); !ok && err == nil {
			src, ok = s.files[resolved]
		}
		if ok {
			for _, piece := range src.pieces() {
				files[piece.file] = piece
			}
		}
	}
	return check(ctx, files, ChangedError{Folder: s.Path})
}

// CheckAllFiles is CheckFiles for every layer and for the files beside the networks.
// Those may appear, too, and are what the study was opened with as long as only the
// study itself writes them.
func (s *Study) CheckAllFiles(ctx context.Context) error {
	all := ChangedError{Folder: s.Path}
	s.beside.check(&all)
	return check(ctx, s.arrayFiles(), all)
}

// CheckArrays is CheckFiles for every layer.
func (s *Study) CheckArrays(ctx context.Context) error {
	return check(ctx, s.arrayFiles(), ChangedError{Folder: s.Path})
}

// arrayFiles are the files of all layers.
func (s *Study) arrayFiles() map[*arrayfile.File]source {
	files := map[*arrayfile.File]source{}
	for _, src := range s.files {
		for _, piece := range src.pieces() {
			files[piece.file] = piece
		}
	}
	return files
}

// check adds files that changed to all that did.
func check(ctx context.Context, files map[*arrayfile.File]source, all ChangedError) error {
	var mu sync.Mutex
	var other error
	var group errgroup.Group
	group.SetLimit(maxOpen)
	for file := range maps.Keys(files) {
		group.Go(func() error {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			err := file.Check()
			mu.Lock()
			defer mu.Unlock()
			if !all.add(files[file].path, err) {
				other = cmp.Or(other, at(files[file].path, err))
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	if len(all.Files) == 0 {
		return other
	}
	slices.SortFunc(all.Files, CompareNames)
	return &all
}

// changed is a *ChangedError about the files of a layer, nil for none.
func (s source) changed() error {
	var all ChangedError
	for _, piece := range s.pieces() {
		all.add(piece.path, piece.file.Check())
	}
	if len(all.Files) == 0 {
		return nil
	}
	return &all
}

// explain names the file of an error as people know it.
func explain(path string, err error) error {
	var changed ChangedError
	if err != nil && changed.add(path, err) {
		return &changed
	}
	return at(path, err)
}

// add adds a file by what Check says of it; false means that it says something else.
func (e *ChangedError) add(path string, err error) bool {
	if !errors.Is(err, arrayfile.ErrChanged) {
		return err == nil
	}
	e.Files = append(e.Files, path)
	if errors.Is(err, fs.ErrNotExist) {
		e.Gone++
	}
	return true
}
