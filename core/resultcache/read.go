package resultcache

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/semblance-app/semblance/core/arrayfile"
	"github.com/semblance-app/semblance/core/session"
	"github.com/semblance-app/semblance/core/study"
)

// read is an array that was read, and what its file was like then.
type read struct {
	Ref  study.Ref `json:"ref"` // without a timestep: the array is one for all
	Size int64     `json:"size"`
	// Hash is the file's, or of what all the pieces of a layer are like.
	Hash    string `json:"hash"`
	Changed int64  `json:"changed,omitempty"` // of one file, as in session.Item
	// Datapoints are those that study.json says they are, of which answers warn; as of study.Identity.
	Datapoints string `json:"datapoints,omitempty"`
	// Path is where the file lay, of several their folder, for an answer that names it and so holds only
	// there; "" for others.
	Path string `json:"path,omitempty"`
}

// anywhere is an array wherever it lies.
func (r read) anywhere() read {
	r.Path = ""
	return r
}

func compareRefs(a, b study.Ref) int { return strings.Compare(a.String(), b.String()) }

// unchanged reports whether the arrays are as they were when they were read, and as
// the study was opened: those that came since are not what it shows.
func (a *Answers) unchanged(ctx context.Context, then []read) bool {
	refs := make([]study.Ref, len(then))
	for i, r := range then {
		refs[i] = r.Ref
	}
	now, ok := a.recognize(ctx, refs)
	return ok && a.asOpened(ctx, refs) && slices.EqualFunc(now, then, func(n, t read) bool {
		if t.Path == "" {
			n = n.anywhere()
		}
		return n == t
	})
}

// asOpened reports whether the files of layers are those that the study was opened
// with, so that what is computed from it, or was before, is of them.
func (a *Answers) asOpened(ctx context.Context, refs []study.Ref) bool {
	return a.study.CheckFiles(ctx, refs) == nil
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
	all := read{Ref: ref, Datapoints: r.study.Identity(ref).Digest()}
	var pieces []session.Item
	for _, f := range files {
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
		pieces, all.Path = append(pieces, item), f.Path
	}
	if len(pieces) == 0 {
		return read{}, false
	}
	if len(pieces) > 1 {
		all.Path = filepath.Dir(all.Path)
	}
	whole := joined(pieces)
	all.Size, all.Hash, all.Changed = whole.Size, whole.Hash, whole.Changed
	return all, true
}

// joined is what all the pieces of a layer are like, in their order.
func joined(pieces []session.Item) session.Item {
	if len(pieces) == 1 {
		return pieces[0]
	}
	var all session.Item
	sum := sha256.New()
	for _, p := range pieces {
		fmt.Fprintf(sum, "%d %s %d\n", p.Size, p.Hash, p.Changed)
		all.Size += p.Size
	}
	all.Hash = hex.EncodeToString(sum.Sum(nil)[:16])
	return all
}

// arraysIn are those of a file, by their keys.
func arraysIn(f *arrayfile.File) map[string]session.Item {
	arrays := map[string]session.Item{}
	for _, item := range session.Recognize(f.FS(), f.Path()) {
		arrays[strings.TrimPrefix(strings.TrimPrefix(item.Path, f.Path()), ":")] = item
	}
	return arrays
}
