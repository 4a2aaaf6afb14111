package resultcache

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/arrayfile"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/session"
	"github.com/semblance-app/semblance/core/study"
)

// read is an array that was read, and what its file was like then.
type read struct {
	Ref      study.Ref `json:"ref"` // without a timestep: the array is one for all
	Size     int64     `json:"size"`
	Hash     string    `json:"hash"`
	Modified int64     `json:"modified,omitempty"` // as in session.Item
	// Path is where the file lay, of several their folder, for an answer that names it and so holds only
	// there; "" for others.
	Path string `json:"path,omitempty"`
}

// anywhere is an array wherever it lies.
func (r read) anywhere() read {
	r.Path = ""
	return r
}

// watched is a source that notes what is asked of it.
type watched struct {
	analysis.Source
	study *study.Study

	mu   sync.Mutex
	seen map[study.Ref]bool
}

func (w *watched) note(ref study.Ref) {
	if resolved, err := w.study.Resolve(ref); err == nil {
		ref = resolved
	}
	ref.Timestep = study.Timestep{}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.seen[ref] = true
}

// Layer implements analysis.Source.
func (w *watched) Layer(ctx context.Context, ref study.Ref, r representation.Recipe, workers int) (*representation.Layer, error) {
	w.note(ref)
	return w.Source.Layer(ctx, ref, r, workers)
}

// Raw implements analysis.Source.
func (w *watched) Raw(ctx context.Context, ref study.Ref, o study.LoadOptions) (study.Activations, error) {
	w.note(ref)
	return w.Source.Raw(ctx, ref, o)
}

// refs are the layers that were asked for, in an order of their own.
func (w *watched) refs() []study.Ref {
	w.mu.Lock()
	defer w.mu.Unlock()
	list := make([]study.Ref, 0, len(w.seen))
	for ref := range w.seen {
		list = append(list, ref)
	}
	slices.SortFunc(list, compareRefs)
	return list
}

func compareRefs(a, b study.Ref) int { return strings.Compare(a.String(), b.String()) }

// unchanged reports whether the arrays are as they were when they were read.
func (a *Answers) unchanged(ctx context.Context, then []read) bool {
	refs := make([]study.Ref, len(then))
	for i, r := range then {
		refs[i] = r.Ref
	}
	now, ok := a.recognize(ctx, refs)
	return ok && slices.EqualFunc(now, then, func(n, t read) bool {
		if t.Path == "" {
			n = n.anywhere()
		}
		return n == t
	})
}

// asOpened reports whether the files of layers are those that the study was opened
// with, so that what was computed from it meanwhile is of them.
func (a *Answers) asOpened(refs []study.Ref) bool {
	looked := map[*arrayfile.File]bool{}
	for _, ref := range refs {
		files := a.study.Files(ref)
		for _, f := range files {
			if !looked[f.File] && !f.Unchanged() {
				return false
			}
			looked[f.File] = true
		}
		if len(files) == 0 {
			return false
		}
	}
	return true
}

// recognize says what the arrays of layers are like now; false where one cannot
// be read, or ctx ends.
func (a *Answers) recognize(ctx context.Context, refs []study.Ref) ([]read, bool) {
	r := a.recognizer()
	list := make([]read, len(refs))
	for i, ref := range refs {
		var ok bool
		if list[i], ok = r.recognize(ctx, ref); !ok {
			return nil, false
		}
	}
	return list, true
}

// recognizer says what arrays are like now, and looks once into every file.
type recognizer struct {
	study *study.Study
	files map[*arrayfile.File]map[string]session.Item
}

func (a *Answers) recognizer() recognizer {
	return recognizer{a.study, map[*arrayfile.File]map[string]session.Item{}}
}

func (r recognizer) recognize(ctx context.Context, ref study.Ref) (read, bool) {
	files := r.study.Files(ref)
	all := read{Ref: ref}
	for i, f := range files {
		if f.FS() == nil || ctx.Err() != nil {
			return read{}, false
		}
		arrays := r.files[f.File]
		if arrays == nil {
			arrays = arraysIn(f.File)
			r.files[f.File] = arrays
		}
		item := arrays[f.Key]
		if item.Hash == "" {
			return read{}, false
		}
		all.Size += item.Size
		all.Modified += item.Modified // of which any other time is another sum
		if i == 0 {
			all.Hash, all.Path = item.Hash, f.Path
		} else {
			all.Hash, all.Path = all.Hash+" "+item.Hash, filepath.Dir(f.Path)
		}
	}
	return all, len(files) > 0
}

// arraysIn are those of a file, by their keys.
func arraysIn(f *arrayfile.File) map[string]session.Item {
	arrays := map[string]session.Item{}
	for _, item := range session.Recognize(f.FS(), f.Path()) {
		arrays[strings.TrimPrefix(strings.TrimPrefix(item.Path, f.Path()), ":")] = item
	}
	return arrays
}
