package study

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/semblance-app/semblance/core/warning"
)

// OpenPair opens two endpoints, from anywhere, as one study of two networks, a
// first and b second. What has the same name gets a different one: gen-0 and
// mem-3 for gen-0/final.npz and mem-3/final.npz. Two single arrays get the same
// layer name, so that they can be compared. The error is as of OpenEndpointWith,
// or an *Error for a side that holds more than one network.
func OpenPair(ctx context.Context, a, b string) (*Study, error) {
	return OpenPairWith(ctx, a, b, OpenOptions{})
}

// OpenPairWith opens two endpoints as OpenPair does, each with the choices.
func OpenPairWith(ctx context.Context, a, b string, o OpenOptions) (*Study, error) {
	x, err := openSide(ctx, a, o)
	if err != nil {
		return nil, err
	}
	y, err := openSide(ctx, b, o)
	if err != nil {
		return nil, err
	}
	nameApart(x, y)
	matchLayers(x, y)
	return joined(x, y), nil
}

// side is one of the two studies of a pair; it has one network.
type side struct {
	*Study
	path []string // the names down to what was opened
	key  string   // the layer that was asked for, or ""
	bare bool     // a single array, whose layer and network are only its file's name
}

func openSide(ctx context.Context, endpoint string, o OpenOptions) (*side, error) {
	s, err := OpenEndpointWith(ctx, endpoint, o)
	if err != nil {
		return nil, err
	}
	if len(s.Networks) > 1 {
		return nil, s.tooMany()
	}
	absolute, err := filepath.Abs(s.Path)
	if err != nil {
		return nil, unreadable(s.Path, err)
	}
	_, key := splitEndpoint(endpoint)
	d := &side{Study: s, path: elements(absolute), key: key}
	for _, f := range s.files {
		d.bare = f.key == "" && filepath.Clean(f.path) == absolute
	}
	return d, nil
}

// tooMany is the error for a study in place of one network.
func (s *Study) tooMany() error {
	var names []string
	for _, n := range s.Networks {
		names = append(names, n.Name)
	}
	example := s.Path
	for ref, f := range s.files {
		if rel, err := filepath.Rel(s.Path, f.path); err == nil && ref.Network == names[0] {
			first, _, _ := strings.Cut(filepath.ToSlash(rel), "/")
			example = filepath.Join(s.Path, first)
		}
	}
	return &Error{
		Path: s.Path,
		What: countedNames(names, "it holds %s", "it holds more than one network: %s"),
		Hint: fmt.Sprintf("choose one of them, such as %s", example),
	}
}

func (d *side) network() *Network { return &d.Networks[0] }

// nameApart gives the two networks different names, by what is different about
// them: where they lie, or else their checkpoint or their layer.
func nameApart(x, y *side) {
	if x.network().Name != y.network().Name {
		return
	}
	p, q := x.networkPath(), y.networkPath()
	for i := 1; i <= max(len(p), len(q)); i++ {
		if s, t := fromEnd(p, i), fromEnd(q, i); s != t {
			x.distinguish(s, i)
			y.distinguish(t, i)
			return
		}
	}
	switch {
	case x.onlyStep() != y.onlyStep():
		x.foldStep()
		y.foldStep()
	case x.key != y.key:
		x.rename(strings.TrimSuffix(x.network().Name+":"+x.key, ":"))
		y.rename(strings.TrimSuffix(y.network().Name+":"+y.key, ":"))
	default:
		y.rename(y.network().Name + " (2)")
	}
}

// networkPath is the path without the checkpoint, if it ends in one.
func (d *side) networkPath() []string {
	if last := len(d.path) - 1; last >= 0 && stem(d.path[last]) == d.onlyStep() {
		return d.path[:last]
	}
	return d.path
}

// onlyStep is the name of the only checkpoint, or "".
func (d *side) onlyStep() string {
	if c := d.network().Checkpoints; len(c) == 1 {
		return c[0].Name
	}
	return ""
}

// foldStep moves the name of the only checkpoint into the network's.
func (d *side) foldStep() {
	if step := d.onlyStep(); step != "" {
		c := &d.network().Checkpoints[0]
		d.rekey(func(r *Ref) { r.Step = "" })
		d.rename(join(d.network().Name, step))
		c.Name = ""
	}
}

// fromEnd is the i-th last element of a path, or "" above all of it.
func fromEnd(path []string, i int) string {
	if i > len(path) {
		return ""
	}
	return path[len(path)-i]
}

// distinguish names the network by the i-th last element of its path: by that
// alone if it is the last, or if the name is a bare array's, which is kept as
// its layer's; with the name otherwise.
func (d *side) distinguish(element string, i int) {
	switch {
	case element == "":
	case d.bare || i == 1:
		d.rename(element)
	default:
		d.rename(element + "/" + d.network().Name)
	}
}

func (d *side) rename(network string) {
	d.network().Name = network
	d.rekey(func(r *Ref) { r.Network = network })
}

func (d *side) renameLayer(name string) {
	d.order = []string{name}
	d.eachLayer(func(_ int, l *Layer) { l.Name = name })
	d.rekey(func(r *Ref) { r.Layer = name })
}

func (d *side) rekey(change func(*Ref)) {
	files := make(map[Ref]source, len(d.files))
	for ref, f := range d.files {
		change(&ref)
		files[ref] = f
	}
	d.files = files
}

// matchLayers gives two single arrays one layer name, where one of the names
// says nothing: a bare array's, or the key that numpy makes up.
func matchLayers(x, y *side) {
	if len(x.order) != 1 || len(y.order) != 1 || x.order[0] == y.order[0] {
		return
	}
	switch a, b := x.unnamed(), y.unnamed(); {
	case a && b:
		x.renameLayer("activations")
		y.renameLayer("activations")
	case a:
		x.renameLayer(y.order[0])
	case b:
		y.renameLayer(x.order[0])
	}
}

func (d *side) unnamed() bool { return d.bare || d.order[0] == "arr_0" && d.key == "" }

// joined is one study of both.
func joined(x, y *side) *Study {
	s := &Study{
		ahead:    &ahead{},
		beside:   joinedBeside(x.Study, y.Study),
		folders:  slices.Concat(x.folders, y.folders),
		Axes:     joinedAxes(x.Axes, y.Axes),
		Name:     x.network().Name + " and " + y.network().Name,
		Layout:   Layout{Name: x.Layout.Name, Reason: "two were opened to be compared, so each is a network"},
		Networks: []Network{*x.network(), *y.network()},
		Columns:  x.Columns,
		Warnings: x.Warnings,
		files:    x.files,
	}
	if y.Layout.Name != x.Layout.Name {
		s.Layout.Name += ", " + y.Layout.Name
	}
	for _, column := range y.Columns {
		if !slices.Contains(s.Columns, column) {
			s.Columns = append(s.Columns, column)
		}
	}
	s.Warnings = warning.Merge(s.Warnings, y.Warnings...)
	maps.Copy(s.files, y.files)
	s.Warnings = warning.Merge(s.Warnings, apart(s.identified())...)
	names := map[string]bool{}
	for ref := range s.files {
		names[ref.Layer] = true
	}
	var ok bool
	if s.order, ok = merged(slices.Clone(x.order), y.order); !ok {
		s.order = depthOrder(names)
	}
	return s
}
