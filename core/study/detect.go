package study

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/semblance-app/semblance/core/arrayfile"
	"github.com/semblance-app/semblance/core/warning"
)

// detection chooses how the files of a folder are read. The natural layout is
// what they are read by unless the names speak against it.
type detection struct {
	*builder
	naming
	files  []string
	asked  string // the layout of the caller's choice, or ""
	saved  string // the one that study.json names, or ""
	chosen reading
	unfit  bool // whether the saved one does not fit any more
	doubt  bool // whether nothing in the names speaks for the natural layout

	ofSplits []warning.Warning // where files lie in several
}

// naming is the names that layouts are told by.
type naming struct {
	folder  place
	other   *Layout // the one that was chosen with layers in pieces, or without
	layout  Layout  // the one that was chosen
	natural *reading
	against bool    // whether the names speak against the natural layout
	entries []entry // all arrays that were opened, in order
}

// run opens the files and reads their names. It returns no files where there is
// nothing to read. The error is ctx's or a *LayoutError.
func (d *detection) run(ctx context.Context) ([]opened, error) {
	natural, ok := naturalLayout(tree{above: d.place.above, files: d.files})
	if ok {
		d.natural = &natural
	} else if len(d.files) < 2 || len(splitsIn(d.files)) > 0 {
		return nil, nil
	}
	files, err := d.open(ctx, natural.assigned)
	if err != nil {
		return nil, err
	}
	d.against = !ok || contradicts(natural, files)
	if !d.against && len(splitsIn(d.files)) == 0 {
		d.doubt, d.against = doubtful(natural, files)
	}
	if name := d.wantedWhole(); ok && (name == "" && !d.against && !d.doubt || name == natural.Name) {
		d.chosen = natural
		if name != "" {
			d.chosen.guess = ""
		}
		d.naming = naming{folder: d.place, layout: natural.Layout, natural: &natural, against: d.against, entries: entriesOf(files)}
		return files, nil
	}
	rest, err := d.open(ctx, d.rest(natural.assigned))
	if err != nil {
		return nil, err
	}
	all := slices.Concat(files, rest)
	d.folder, d.entries = d.place, entriesOf(all)
	if err := d.choose(); err != nil || d.chosen.assigned == nil {
		return nil, err
	}
	if d.chosen.keys {
		return assign(all, d.chosen.assigned), nil
	}
	return files, nil
}

func (d *detection) wanted() string { return cmp.Or(d.asked, d.saved) }

// wantedWhole is the wanted layout without what it says of pieces.
func (d *detection) wantedWhole() string {
	name, _ := wholeName(d.wanted())
	return name
}

// stack puts pieces of layers together. The error is a *LayoutError.
func (d *detection) stack() error {
	wanted := d.wanted()
	if d.unfit {
		wanted = ""
	}
	d.builder.study.Layout = d.chosen.Layout
	other, fits := d.builder.stack(wanted)
	d.naming.other = other
	switch {
	case !fits && d.asked != "":
		return &LayoutError{Path: d.place.show("."), Name: d.asked, Have: d.Layouts()}
	case !fits:
		d.warn(d.unfitting())
	}
	return nil
}

// rest are the files that the natural layout leaves out.
func (d *detection) rest(assigned []assignment) []assignment {
	has := make(map[string]bool, len(assigned))
	for _, a := range assigned {
		has[a.file] = true
	}
	var list []assignment
	for _, f := range d.files {
		if !has[f] {
			list = append(list, assignment{file: f, keys: map[string]Ref{}})
		}
	}
	return list
}

// choose takes the layout that was asked for, or the likeliest.
func (d *detection) choose() error {
	guesses := d.guesses()
	if name := d.wantedWhole(); name != "" {
		for _, g := range guesses {
			if g.pattern() == name {
				d.take(g.reading(d.place))
				d.chosen.Reason = "it was chosen"
				return nil
			}
		}
		if d.asked != "" {
			return &LayoutError{Path: d.place.show("."), Name: d.asked, Have: d.Layouts()}
		}
		d.unfit = true
	}
	switch {
	case len(guesses) > 0 && d.against:
		r := guesses[0].reading(d.place)
		if len(guesses) > 1 && (d.doubt || guesses[0].score-guesses[1].score < ambiguous) {
			r.couldBe(guesses[1].pattern())
		}
		d.take(r)
	case d.natural != nil:
		r := *d.natural
		i := slices.IndexFunc(guesses, func(g guessed) bool { return !d.isNatural(g) && g.pattern() != r.Name })
		if d.doubt && i >= 0 {
			r.couldBe(guesses[i].pattern())
		}
		d.take(r)
	}
	return nil
}

// couldBe notes a layout that is about as likely.
func (r *reading) couldBe(other string) {
	r.Ambiguous = true
	r.guess = fmt.Sprintf("The files were read as %s (%s), but could as well be %s; choose the layout that is meant.", r.Name, r.Reason, other)
}

func (d *detection) take(r reading) { d.chosen, d.layout = r, r.Layout }

// warnings says what was guessed and left out.
func (d *detection) warnings() []warning.Warning {
	list := d.chosen.warnings()
	if d.unfit {
		list = append(list, d.unfitting())
	}
	return list
}

func (d *detection) unfitting() warning.Warning {
	return warning.Warning{Code: warning.GuessedLayout, Message: fmt.Sprintf(
		"study.json names the layout %s, which the files do not fit; they were read as %s.", d.saved, d.chosen.Name)}
}

// guesses are the readings of all names, the likeliest first; none where the
// names are of too many kinds.
func (n naming) guesses() []guessed {
	t, ok := columnsOf(n.entries)
	if !ok {
		return nil
	}
	return t.guesses()
}

// Layouts are the layouts that the study can be read by: the one it is, then
// the others that are plausible, the likeliest first. They are worked out when
// asked for, from the names; a second or less for 10,000 arrays.
func (s *Study) Layouts() []Layout {
	if s.naming.entries == nil {
		return append([]Layout{s.Layout}, s.naming.others()...)
	}
	return s.naming.Layouts()
}

// Layouts is as of Study.
func (n naming) Layouts() []Layout {
	const most = 6
	var list []Layout
	add := func(l Layout) {
		known := slices.ContainsFunc(list, func(o Layout) bool { return o.Name == l.Name })
		if l.Name != "" && !known && len(list) < most {
			list = append(list, l)
		}
	}
	add(n.layout)
	for _, l := range n.others() {
		add(l)
	}
	if n.natural != nil && !n.against {
		natural := n.natural.Layout
		natural.Holds = n.naturalHolds()
		add(natural)
	}
	guesses := n.guesses()
	for _, g := range guesses {
		if guesses[0].score-g.score <= plausible && !n.isNatural(g) {
			add(Layout{Name: g.pattern(), Reason: g.reason(), Holds: g.holds(n.folder)})
		}
	}
	if n.natural != nil {
		natural := n.natural.Layout
		natural.Holds = n.naturalHolds()
		add(natural)
	}
	return list
}

// others is the chosen layout with or without pieces of layers, if there are any.
func (n naming) others() []Layout {
	if n.other == nil {
		return nil
	}
	return []Layout{*n.other}
}

// entriesOf are the arrays of opened files by their names.
func entriesOf(files []opened) []entry {
	var list []entry
	for _, f := range files {
		if f.err != nil {
			continue
		}
		for _, h := range f.file.Headers() {
			list = append(list, entry{file: f.assignment.file, key: h.Key, shape: shapeOf(h)})
		}
	}
	return list
}

// shapeOf is the shape of one datapoint, as text.
func shapeOf(h arrayfile.Header) string {
	if len(h.Shape) == 0 {
		return ""
	}
	return shapeText(h.Shape[1:])
}

// assign gives opened files what a reading says of them.
func assign(files []opened, assigned []assignment) []opened {
	to := make(map[string]assignment, len(assigned))
	for _, a := range assigned {
		to[a.file] = a
	}
	list := slices.Clone(files)
	for i, f := range list {
		list[i].assignment = assignment{file: f.assignment.file, keys: map[string]Ref{}}
		if a, ok := to[f.assignment.file]; ok {
			list[i].assignment = a
		}
	}
	slices.SortStableFunc(list, func(a, b opened) int { return strings.Compare(a.assignment.file, b.assignment.file) })
	return list
}
