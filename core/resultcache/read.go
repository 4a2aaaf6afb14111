package resultcache

import (
	"context"
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
	// Path is where the file lay, for an answer that names it and so holds only
	// there; "" for others.
	Path string `json:"path,omitempty"`
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
	slices.SortFunc(list, func(a, b study.Ref) int { return strings.Compare(a.String(), b.String()) })
	return list
}

// unchanged reports whether the arrays are as they were when they were read.
func (a *Answers) unchanged(ctx context.Context, then []read) bool {
	refs := make([]study.Ref, len(then))
	for i, r := range then {
		refs[i] = r.Ref
	}
	now, ok := a.recognize(ctx, refs)
	return ok && slices.EqualFunc(now, then, func(n, t read) bool {
		if t.Path == "" {
			n.Path = ""
		}
		return n == t
	})
}

// asOpened reports whether the files of layers are those that the study was opened
// with, so that what was computed from it meanwhile is of them.
func (a *Answers) asOpened(refs []study.Ref) bool {
	looked := map[*arrayfile.File]bool{}
	for _, ref := range refs {
		f, ok := a.study.File(ref)
		if !ok || !looked[f.File] && !f.Unchanged() {
			return false
		}
		looked[f.File] = true
	}
	return true
}

// recognize says what the arrays of layers are like now; false where one cannot
// be read, or ctx ends.
func (a *Answers) recognize(ctx context.Context, refs []study.Ref) ([]read, bool) {
	files := map[*arrayfile.File]map[string]session.Item{}
	list := make([]read, 0, len(refs))
	for _, ref := range refs {
		f, ok := a.study.File(ref)
		if !ok || f.FS() == nil || ctx.Err() != nil {
			return nil, false
		}
		arrays := files[f.File]
		if arrays == nil {
			arrays = arraysIn(f.File)
			files[f.File] = arrays
		}
		item, ok := arrays[f.Key]
		if !ok || item.Hash == "" {
			return nil, false
		}
		list = append(list, read{Ref: ref, Size: item.Size, Hash: item.Hash, Modified: item.Modified, Path: f.Path})
	}
	return list, true
}

// arraysIn are those of a file, by their keys.
func arraysIn(f *arrayfile.File) map[string]session.Item {
	arrays := map[string]session.Item{}
	for _, item := range session.Recognize(f.FS(), f.Path()) {
		arrays[strings.TrimPrefix(strings.TrimPrefix(item.Path, f.Path()), ":")] = item
	}
	return arrays
}
