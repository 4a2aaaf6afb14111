package model

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"sync"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/session"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/recipe"
)

// board is what the panels of the figure of several are about, and what has been
// made of them. Unlike the other questions it outlives the study that is open. It
// may be used from any goroutine.
type board struct {
	library Library
	opening sync.Mutex // one study at a time

	mu      sync.Mutex   // of the rest, never held for long
	studies []boardStudy // by the numbers that panels have
	made    map[string]recipe.Made
}

// boardStudy is a study of panels, opened when it is needed first.
type boardStudy struct {
	session.Study
	folder string  // that its places are seen from
	opened *Opened // nil until then
}

// errNoPanels stands in the figure's place.
var errNoPanels = errors.New("no figure has been added yet; in any view choose Add to panels, at the lower right or in the File menu")

func panelsKind(b *board) kind[recipe.PanelsSpec, recipe.PanelsDrawing, recipe.PanelsResult] {
	way := recipe.Panels()
	compute := way.Compute
	way.Compute = func(ctx context.Context, d recipe.Data, spec recipe.PanelsSpec, report analysis.Progress) (*recipe.PanelsResult, error) {
		if len(spec.Panels) == 0 {
			return nil, errNoPanels
		}
		d.Studies, d.Make = b.data, b.follow
		r, err := compute(ctx, d, spec, report)
		if err == nil {
			err = b.check(numbersOf(spec.Panels), func(s *study.Study) error { return s.CheckArrays(ctx) }) // of the panels that were there before
		}
		b.forgetLayers(d.Source)
		return r, err
	}
	return kind[recipe.PanelsSpec, recipe.PanelsDrawing, recipe.PanelsResult]{
		Kind: way,
		first: func(*study.Study) (recipe.PanelsSpec, *Sentence) {
			s := Explain(errNoPanels)
			return recipe.PanelsSpec{}, &s
		},
		saved: func(r *recipe.PanelsResult, _ recipe.PanelsDrawing) any { return r.Answers() },
		file:  func(recipe.PanelsSpec) []string { return []string{"panels"} },
		other: func(a, b recipe.PanelsSpec) bool { return !reflect.DeepEqual(a, b) },
		keeps: true, columns: true,
	}
}

// numbersOf are the studies that panels are about, by number.
func numbersOf(panels []recipe.Panel) []int {
	numbers := make([]int, len(panels))
	for i, p := range panels {
		numbers[i] = p.Study
	}
	return numbers
}

// number is that of a study, which is added where it has none.
func (b *board) number(s session.Study, opened *Opened) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	i := slices.IndexFunc(b.studies, func(o boardStudy) bool { return o.Same(s) })
	if i < 0 {
		i = len(b.studies)
		b.studies = append(b.studies, boardStudy{Study: s})
	}
	if before := b.studies[i].opened; before != nil && before != opened {
		b.made = nil // the study may have changed since
	}
	b.studies[i].opened = opened
	return i
}

// restore takes the studies of a session whose file is in a folder.
func (b *board) restore(list []session.Study, folder string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.studies, b.made = nil, nil
	for _, s := range list {
		b.studies = append(b.studies, boardStudy{Study: s, folder: folder})
	}
}

// share gives a study that is open to the panels about it.
func (b *board) share(s session.Study, opened *Opened) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for i := range b.studies {
		if b.studies[i].Same(s) {
			b.studies[i].opened = opened
		}
	}
}

// annotate gives panels about a study the one that has other metadata.
func (b *board) annotate(before, after *Opened) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for i := range b.studies {
		if before.same(b.studies[i].opened) {
			b.studies[i].opened, b.made = after, nil
		}
	}
}

// forgetLayers drops the prepared layers of all studies but the one with that source,
// which is open: what was made of them is kept.
func (b *board) forgetLayers(open analysis.Source) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, s := range b.studies {
		if s.opened == nil || s.opened.Source == open {
			continue
		}
		if store, ok := s.opened.Source.(interface{ Forget() }); ok {
			store.Forget()
		}
	}
}

// list is the studies as sessions keep them.
func (b *board) list() []session.Study {
	b.mu.Lock()
	defer b.mu.Unlock()
	var list []session.Study
	for _, s := range b.studies {
		s.Places = slices.Clone(s.Places)
		list = append(list, s.Study)
	}
	return list
}

// data opens a study by its number, once.
func (b *board) data(ctx context.Context, number int) (recipe.Data, error) {
	b.opening.Lock()
	defer b.opening.Unlock()
	s, ok := b.study(number)
	switch {
	case !ok:
		return recipe.Data{}, fmt.Errorf("it is about study %d, which is not in the session; remove it and add it anew", number)
	case s.opened != nil:
		return s.opened.data(), nil
	case s.None():
		return recipe.Data{}, nil
	}
	from, err := originOf(s.Study, func(p session.Place) (string, error) { return p.Find(s.folder) })
	if err != nil {
		return recipe.Data{}, err
	}
	opened, err := from.load(b.library)(ctx)
	if err != nil {
		return recipe.Data{}, err
	}
	b.number(s.Study, opened)
	return opened.data(), nil
}

// study is a study by its number.
func (b *board) study(number int) (boardStudy, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if number < 0 || number >= len(b.studies) {
		return boardStudy{}, false
	}
	return b.studies[number], true
}

// follow makes a panel that is not made yet.
func (b *board) follow(ctx context.Context, p recipe.Panel, d recipe.Data, o recipe.Options) (recipe.Made, error) {
	key := panelKey(p)
	b.mu.Lock()
	made, ok := b.made[key]
	b.mu.Unlock()
	if ok {
		return made, nil
	}
	made, err := p.Make(ctx, d, o)
	if err == nil {
		b.keep(p, made)
	}
	return made, err
}

// keep remembers what was made of a panel.
func (b *board) keep(p recipe.Panel, made recipe.Made) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.made == nil {
		b.made = map[string]recipe.Made{}
	}
	b.made[panelKey(p)] = made
}

// panelKey tells what panels show apart, wherever and however wide it stands; what
// cannot be written is like no other.
func panelKey(p recipe.Panel) string {
	p.Span = 0
	text, err := json.Marshal(p)
	if err != nil {
		return fmt.Sprintf("%p", &p)
	}
	return string(text)
}

// AddToPanels adds the figure that is shown to the figure of several, with all
// that was chosen for it.
func (m *Model) AddToPanels() {
	p, made, ok := m.asPanel()
	if !ok {
		return
	}
	m.board.keep(p, made)
	m.analyses.Panels.Edit(func(spec *recipe.PanelsSpec) { spec.Panels = append(slices.Clone(spec.Panels), p) })
	m.Say(fmt.Sprintf("Added as panel %s; see Panels.", figure.Letter(len(m.analyses.Panels.spec.Panels)-1)))
}

// asPanel is the figure that is shown as a panel, with what was made for it. It says
// why where there is none.
func (m *Model) asPanel() (p recipe.Panel, made recipe.Made, ok bool) {
	fig, ok := m.Figure()
	if !ok || m.view == PanelsView {
		m.Say("There is no figure to add; choose one in another view.")
		return p, made, false
	}
	if why := m.Withheld(); why != "" {
		m.Say(why)
		return p, made, false
	}
	s, err := m.Session()
	var q session.Question
	key := m.drawnView().key()
	if err == nil {
		q, err = m.drawnPart(s.Views[key])
	}
	if err != nil {
		m.Say(m.explain(err).String())
		return p, made, false
	}
	p = recipe.Panel{
		Study: m.board.number(s.Study, m.opened),
		View:  recipe.View(key), Spec: q.Spec, Drawing: q.Drawing, Range: q.Range, Rows: q.Rows,
	}
	return p, recipe.Made{Figure: fig, Result: m.shownResult(), Warnings: m.shownWarnings()}, true
}

// addPanels writes the panels to a session, with the studies they are about; none
// are not mentioned.
func (m *Model) addPanels(s *session.Session) error {
	a := m.analyses.Panels
	if len(a.spec.Panels) == 0 {
		delete(s.Views, PanelsView.key())
		return nil
	}
	all := m.board.list()
	number := map[int]int{}
	spec := recipe.PanelsSpec{Panels: slices.Clone(a.spec.Panels)}
	for i, p := range spec.Panels {
		n, ok := number[p.Study]
		if !ok {
			n = len(s.Studies)
			number[p.Study] = n
			s.Studies = append(s.Studies, all[p.Study])
		}
		spec.Panels[i].Study = n
	}
	q, err := question(spec, a.options)
	s.Views[PanelsView.key()] = q
	return err
}

// WidenPanel gives a panel one more column; after all of them it has one.
func (m *Model) WidenPanel(i int) {
	a := m.analyses.Panels
	columns := a.options.ColumnsOf(a.spec.Spans())
	a.Edit(func(spec *recipe.PanelsSpec) {
		if i >= 0 && i < len(spec.Panels) {
			spec.Panels = slices.Clone(spec.Panels)
			p := &spec.Panels[i]
			if p.Span = max(1, p.Span) + 1; p.Span > columns {
				p.Span = 0
			}
		}
	})
}

// RemovePanel takes a panel out.
func (m *Model) RemovePanel(i int) {
	m.analyses.Panels.Edit(func(spec *recipe.PanelsSpec) {
		if i >= 0 && i < len(spec.Panels) {
			spec.Panels = slices.Delete(slices.Clone(spec.Panels), i, i+1)
		}
	})
}

// ListedPanel is a panel as people read of it.
type ListedPanel struct {
	View    View
	Title   string
	Columns int // that it asks for
}

// ListPanels are the panels in their order.
func (m *Model) ListPanels() []ListedPanel {
	m.board.mu.Lock()
	defer m.board.mu.Unlock()
	spec := m.analyses.Panels.spec
	list := make([]ListedPanel, len(spec.Panels))
	for i, columns := range spec.Spans() {
		p := spec.Panels[i]
		list[i] = ListedPanel{Title: string(p.View), Columns: columns}
		if made, ok := m.board.made[panelKey(p)]; ok {
			list[i].Title = made.Figure.Title
		}
		list[i].View, _ = viewOf(p)
	}
	return list
}

// LosesPanels reports whether panels are in no session's file.
func (m *Model) LosesPanels() bool {
	now := m.analyses.Panels.spec.Panels
	return len(now) > 0 && !reflect.DeepEqual(now, m.sessions.panels)
}

// sharePanels lets panels about the open study be about the very one, which knows what
// it writes itself.
func (m *Model) sharePanels() {
	if s, err := m.openStudy(); err == nil {
		m.board.share(s, m.opened)
	}
}

// openStudy is the open study as sessions keep it, without what its places hold.
func (m *Model) openStudy() (s session.Study, err error) {
	s = m.opened.origin.study(m.opened.Study.Name)
	s.Places, err = places(m.opened.origin.paths, nil)
	return s, err
}

// takePanels takes the panels of a session over; an exported figure of another
// view leaves those there are.
func (m *Model) takePanels(r *restored) {
	_, ok := r.Views[PanelsView.key()]
	if !ok && r.figure {
		return
	}
	m.board.restore(r.Studies, filepath.Dir(r.path))
	m.sharePanels()
	switch a := m.analyses.Panels; {
	case !ok:
		a.forget()
	case r.again != "":
		a.asked = nil
	}
}
