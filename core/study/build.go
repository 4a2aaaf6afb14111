package study

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/semblance-app/semblance/core/arrayfile"
	"github.com/semblance-app/semblance/core/spelling"
	"github.com/semblance-app/semblance/core/warning"
)

// maxOpen bounds how many files are opened at a time. Opening waits for disks
// and network drives more than it computes, so it is above the processors.
const maxOpen = 16

// source is where an array's values are.
type source struct {
	file *arrayfile.File
	key  string
	path string // as people know it
	// identity is what is said of its datapoints, or nil.
	identity *Identity
	rest     []source // where a layer is in pieces: those after the first
}

// opened is an assigned file with its headers, or why it has none.
type opened struct {
	assignment
	file *arrayfile.File
	err  error
}

// builder makes a catalog from files.
type builder struct {
	place  place
	study  *Study
	said   identities
	real   map[string]string             // where files are whose split was left out of their names
	layers map[string]map[string][]Layer // network → checkpoint → layers
	orders [][]string                    // the keys of each archive
	paths  map[Ref]string                // of arrays in the folder, by which pieces of layers are told
	unread []unread
	broken map[Ref]unread // layers that are left out for a piece of them
}

// unread is a file, or an array in one, that cannot be read.
type unread struct {
	file string
	path string // as of builder.paths
	err  error
}

func (b *builder) warn(list ...warning.Warning) {
	for i := range list {
		list[i].Message = oneLine(list[i].Message)
	}
	b.study.Warnings = warning.Merge(b.study.Warnings, list...)
}

// where is a file's path in the folder.
func (b *builder) where(file string) string { return cmp.Or(b.real[file], file) }

// open opens the assigned files for their headers. The error is ctx's.
func (b *builder) open(ctx context.Context, assigned []assignment) ([]opened, error) {
	files := make([]opened, len(assigned))
	var group errgroup.Group
	group.SetLimit(maxOpen)
	for i, a := range assigned {
		group.Go(func() error {
			files[i].assignment = a
			if ctx.Err() == nil {
				files[i].file, files[i].err = arrayfile.OpenFS(b.place.fsys, b.where(a.file))
			}
			return ctx.Err()
		})
	}
	return files, group.Wait()
}

// take adds the arrays of opened files to the catalog, in the order given, so
// that the result does not depend on which file was opened first.
func (b *builder) take(files []opened) {
	b.study.files, b.paths = map[Ref]source{}, map[Ref]string{}
	b.layers = map[string]map[string][]Layer{}
	for _, f := range files {
		name := f.assignment.file
		if f.err != nil {
			b.unread = append(b.unread, unread{name, pathOf(name, ""), f.err})
			continue
		}
		for _, err := range f.file.Problems() {
			b.unread = append(b.unread, unread{name, pathOf(name, keyIn(err)), err})
		}
		headers := f.file.Headers()
		for _, h := range headers {
			b.add(f, h)
		}
		b.orders = append(b.orders, keysOf(headers))
	}
}

// pathOf is where an array is in the folder, without the extension of its file.
func pathOf(file, key string) string {
	name := strings.TrimSuffix(file, path.Ext(file))
	if key != "" {
		name += "/" + key
	}
	return name
}

// keyIn is the array in an archive that an error is about.
func keyIn(err error) string {
	var e *arrayfile.Error
	if errors.As(err, &e) {
		return e.Key
	}
	return ""
}

// leaveOut warns of what cannot be read: of a layer in place of its pieces.
func (b *builder) leaveOut() {
	of := map[string]bool{} // what the paths of pieces of broken layers begin with
	for _, ref := range slices.SortedFunc(maps.Keys(b.broken), compareRefs) {
		u := b.broken[ref]
		p, _ := shardOf(u.path)
		of[p.layer] = true
		b.warn(u.warning(b.lacking(ref)))
	}
	alike := map[string]int{}
	for _, u := range b.unread {
		alike[u.kind()]++
	}
	for _, u := range b.unread {
		p, ok := shardOf(u.path)
		n := alike[u.kind()]
		if ok && of[p.layer] || n == 0 {
			continue
		}
		clause := at(b.where(u.file), u.err).Error()
		if u.kind() != "" && n > 1 {
			clause += fmt.Sprintf(" (so in %s)", spelling.Count(n, "archive"))
			alike[u.kind()] = 0
		}
		b.warn(u.warning(clause))
	}
}

// kind is the same for arrays of a key that cannot be read for the same reason, as where
// a script saves the training step in every archive; "" for whole files.
func (u unread) kind() string {
	var e *arrayfile.Error
	if !errors.As(u.err, &e) || e.Key == "" {
		return ""
	}
	return e.Key + "\x00" + e.What
}

// lacking is a clause about a layer that lacks a piece.
func (b *builder) lacking(ref Ref) string {
	u := b.broken[ref]
	return fmt.Sprintf("%s, since a piece of it cannot be read: %v", ref, at(b.where(u.file), u.err))
}

func (u unread) warning(clause string) warning.Warning {
	w := warning.Warning{Code: warning.Unreadable, Message: "Left out: " + clause + "."}
	var e *arrayfile.Error
	if errors.As(u.err, &e) {
		w.Cause = e.What
	}
	return w
}

// noneWhole is the error for a study of which no layer is left, since each lacks a piece.
func (b *builder) noneWhole() error {
	first := slices.MinFunc(slices.Collect(maps.Keys(b.broken)), compareRefs)
	what, _, _ := strings.Cut(b.lacking(first), "; ")
	return &Error{
		Path: b.place.show("."), What: "no layer of it is whole, such as " + what, Err: b.broken[first].err,
		Hint: "record the piece again, or choose the layout without pieces",
	}
}

// ref is what a file says an array of it is; it says nothing of arrays that do
// not fit the layout.
func (f opened) ref(h arrayfile.Header) (Ref, bool) {
	if f.keys != nil {
		ref, ok := f.keys[h.Key]
		return ref, ok
	}
	ref := Ref{Network: f.network, Step: f.step, Layer: f.layer}
	switch {
	case h.Key != "" && f.layer != "": // an archive under the name of a single array
		ref.Layer += "/" + h.Key
	case h.Key != "":
		ref.Layer = h.Key
	case f.layer == "": // a single array under the name of an archive
		ref.Layer = stem(f.assignment.file)
	}
	return ref, true
}

func (b *builder) add(f opened, h arrayfile.Header) {
	ref, ok := f.ref(h)
	if !ok {
		return
	}
	path := b.place.show(b.where(f.assignment.file))
	if other, ok := b.study.files[ref]; ok {
		b.warn(warning.Warning{
			Code:    warning.Unreadable,
			Message: fmt.Sprintf("Left out: %s holds %s, which %s holds too; remove or rename one.", path, ref, other.path),
		})
		return
	}
	b.study.files[ref] = source{file: f.file, key: h.Key, path: path, identity: b.said.of(b.where(f.assignment.file))}
	b.paths[ref] = pathOf(f.assignment.file, h.Key)
	steps := b.layers[ref.Network]
	if steps == nil {
		steps = map[string][]Layer{}
		b.layers[ref.Network] = steps
	}
	layer := Layer{Name: ref.Layer, Shape: h.Shape, DType: h.DType, Bytes: h.Bytes}
	steps[ref.Step] = append(steps[ref.Step], layer)
}

// describe finishes the catalog: names in order, and what dimensions mean.
func (b *builder) describe(about description, asked []Axes) {
	s := b.study
	if about.Name != "" {
		s.Name = about.Name
	}
	for name, steps := range b.layers {
		n := Network{Name: name}
		for step, layers := range steps {
			c := Checkpoint{Name: step, Layers: layers}
			c.Step, c.HasStep = parseStep(step).number()
			n.Checkpoints = append(n.Checkpoints, c)
		}
		slices.SortFunc(n.Checkpoints, func(x, y Checkpoint) int {
			return compareSteps(parseStep(x.Name), parseStep(y.Name))
		})
		s.Networks = append(s.Networks, n)
	}
	slices.SortFunc(s.Networks, func(x, y Network) int { return CompareNames(x.Name, y.Name) })
	s.sortLayers(b.orders)
	b.warn(s.setAxes(asked, about.Axes)...)
	b.warn(b.said.warnings...)
	parts := s.identified()
	for i := range parts {
		b.warn(parts[i].miscounts()...)
	}
	b.warn(apart(parts)...)
}

// allUnreadable is the error for a folder in which no array can be read.
func (b *builder) allUnreadable(files []opened) error {
	first := files[0]
	what := fmt.Sprintf("none of its %d array files can be read, the first because %s", len(files), first.err)
	if len(files) == 1 {
		return at(b.place.show(b.where(first.assignment.file)), first.err)
	}
	return &Error{Path: b.place.show("."), What: what, Err: first.err}
}

func keysOf(headers []arrayfile.Header) []string {
	var keys []string
	for _, h := range headers {
		if h.Key != "" {
			keys = append(keys, h.Key)
		}
	}
	return keys
}
