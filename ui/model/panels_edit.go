package model

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"

	"github.com/semblance-app/semblance/core/session"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/recipe"
)

// edit is a panel that is changed in the view it came from.
type edit struct {
	panel recipe.Panel // as it was opened
	at    int          // where it stood then
	view  View
	// own is what the view had chosen itself, and zoom what part of its figure it showed.
	own  any
	zoom zoom
}

// away is the study that was left for that of a panel, as it was.
type away struct {
	opened   *Opened
	chosen   session.Session
	sessions sessions
	samples  samples
	past     history
}

// comparedOwn is what Compare chooses that a panel has too.
type comparedOwn struct {
	choice  Choice
	numbers bool
}

// viewOf is the view that draws a panel; false where the window has none.
func viewOf(p recipe.Panel) (View, bool) {
	for v := CompareView; v < PanelsView; v++ {
		if v.key() == string(p.View) && v != StudyView {
			return v, true
		}
	}
	return 0, false
}

// isOpen reports whether a study of panels is the open one, or none is needed.
func (m *Model) isOpen(s session.Study) bool {
	open, err := m.openStudy()
	return s.None() || err == nil && s.Same(open)
}

// PanelElsewhere reports whether a panel is about another study than the open one,
// which gives way to it while the panel is edited.
func (m *Model) PanelElsewhere(i int) bool {
	panels := m.analyses.Panels.spec.Panels
	if i < 0 || i >= len(panels) {
		return false
	}
	s, ok := m.board.study(panels[i].Study)
	return ok && !m.isOpen(s.Study)
}

// OpenPanel goes to the view of a panel, with all that was chosen for it, to be changed
// there. The panel stays as it is until UpdatePanel.
func (m *Model) OpenPanel(i int) {
	panels := m.analyses.Panels.spec.Panels
	if m.opened == nil || i < 0 || i >= len(panels) {
		return
	}
	m.endEdit()
	p := panels[i]
	v, known := viewOf(p)
	s, there := m.board.study(p.Study)
	switch {
	case !known:
		m.Say(fmt.Sprintf("Panel %s is of a view that this window does not have.", figure.Letter(i)))
	case !there:
		m.Say(fmt.Sprintf("Panel %s is about a study that is not in the session; remove it and add it anew.", figure.Letter(i)))
	case m.isOpen(s.Study):
		m.stopRecording()
		m.record()
		if m.beginEdit(i, v) {
			m.past.add(m.moment(), PanelsView, m.reading())
			m.showEdit()
		}
	default:
		m.openElsewhere(i, v, s)
	}
}

// openElsewhere opens the study of a panel first, in the place of the one that is open,
// which comes back when the panel is left.
func (m *Model) openElsewhere(i int, v View, s boardStudy) {
	left := &away{opened: m.opened, sessions: m.sessions, samples: m.samples}
	var err error
	if left.chosen, err = m.ownSession(); err != nil {
		m.Say(m.explain(err).String())
		return
	}
	left.past = m.leave()
	m.openNaming(s.Name, func() (restored, error) {
		return restored{Session: session.Session{Study: s.Study, View: PanelsView.key()}, figure: true}, nil
	}, func() {
		m.away = left
		if !m.beginEdit(i, v) {
			m.endEdit()
			return
		}
		m.forget()
		m.showEdit()
	})
}

// ownSession is what is chosen now without what is the window's, whatever is open: the
// panels, the appearance and the export.
func (m *Model) ownSession() (session.Session, error) {
	chosen, err := m.Session()
	delete(chosen.Views, PanelsView.key())
	chosen.Look, chosen.Export = nil, nil
	return chosen, err
}

// beginEdit chooses what a panel has in its view; it reports whether that can be read.
func (m *Model) beginEdit(i int, v View) bool {
	p := m.analyses.Panels.spec.Panels[i]
	e := &edit{panel: p, at: i, view: v, own: m.chosenIn(v), zoom: m.zoom[v]}
	if err := m.takePanel(p, v); err != nil {
		m.Say(fmt.Sprintf("Panel %s cannot be opened: %v.", figure.Letter(i), err))
		return false
	}
	m.edited = e
	return true
}

func (m *Model) showEdit() {
	v := m.edited.view
	if a := m.analysisOf(v); a != nil && m.view == v {
		a.ask(0)
	}
	m.SetView(v)
	m.tell(ChoiceChanged | LookChanged | AnswerChanged | HistoryChanged | ViewChanged)
}

// chosenIn is what a view has chosen itself.
func (m *Model) chosenIn(v View) any {
	if a := m.analysisOf(v); a != nil {
		return a.chosen()
	}
	return comparedOwn{m.choice, m.look.Numbers}
}

// chooseIn chooses that again.
func (m *Model) chooseIn(v View, own any) {
	if a := m.analysisOf(v); a != nil {
		a.choose(own)
		return
	}
	compared := own.(comparedOwn)
	m.choice, m.look.Numbers = compared.choice, compared.numbers
	m.recompute(0)
}

// takePanel chooses in a view what a panel has.
func (m *Model) takePanel(p recipe.Panel, v View) error {
	q := session.Question{Spec: p.Spec, Drawing: p.Drawing}
	if q.Spec == nil {
		q.Spec = json.RawMessage("{}") // all of it as the view has it
	}
	if a := m.analysisOf(v); a != nil {
		if err := a.take(q); err != nil {
			return err
		}
		a.nameDefaults()
	} else {
		choice, drawing, err := compared(q, m.opened.Study, m.choice)
		if err != nil {
			return err
		}
		m.endVisit()
		m.choice, m.look.Numbers = choice, drawing.Numbers != figure.NumbersNever
		m.recompute(0)
	}
	m.zoom[v] = zoom{Window: recipe.WindowOf(p.Range, p.Rows)}
	return nil
}

// EditedPanel is where the panel stands that is edited in the view that is shown; false
// for none.
func (m *Model) EditedPanel() (at int, ok bool) {
	e := m.edited
	if e == nil || e.view != m.view {
		return 0, false
	}
	panels := m.analyses.Panels.spec.Panels
	same := func(p recipe.Panel) bool {
		p.Study = e.panel.Study // which opening again may number anew
		return panelKey(p) == panelKey(e.panel)
	}
	if e.at < len(panels) && same(panels[e.at]) {
		return e.at, true
	}
	at = slices.IndexFunc(panels, same) // it was moved since
	return at, at >= 0
}

// UpdatePanel has the figure that is shown in the place of the panel that is edited,
// and goes back to the panels.
func (m *Model) UpdatePanel() {
	at, ok := m.EditedPanel()
	if !ok {
		return
	}
	p, made, ok := m.asPanel()
	if !ok {
		return
	}
	m.stopRecording()
	m.record()
	m.endEdit()
	m.board.keep(p, made)
	m.analyses.Panels.Edit(func(spec *recipe.PanelsSpec) {
		spec.Panels = slices.Clone(spec.Panels)
		p.Span = spec.Panels[at].Span
		spec.Panels[at] = p
	})
	m.SetView(PanelsView)
	m.Say(fmt.Sprintf("Panel %s is as you changed it; undo takes that back.", figure.Letter(at)))
}

// LeavePanel goes back to the panels, and leaves the one that was edited as it is.
func (m *Model) LeavePanel() {
	m.stopRecording()
	m.record()
	m.endEdit()
	m.SetView(PanelsView)
}

// endEdit gives the view of the panel that is edited what it had chosen itself, and the
// window the study that it had.
func (m *Model) endEdit() {
	e, left := m.edited, m.away
	m.edited, m.away = nil, nil
	switch {
	case left != nil:
		m.comeBack(left)
	case e != nil:
		m.chooseIn(e.view, e.own)
		m.zoom[e.view] = e.zoom
		m.tell(ChoiceChanged | LookChanged | AnswerChanged | ViewChanged)
	}
}

// comeBack shows the study again that was left for that of a panel, with its history.
func (m *Model) comeBack(left *away) {
	left.chosen.View = PanelsView.key()
	left.opened.restored = &restored{Session: left.chosen, figure: true}
	m.use(left.opened)
	m.samples = left.samples
	m.sessions.path, m.sessions.saved, m.sessions.moved = left.sessions.path, left.sessions.saved, left.sessions.moved
	m.sessions.cautions = left.sessions.cautions
	if past := left.past; reflect.DeepEqual(past.moments[past.at], m.moment()) && m.suits(past, past.at) {
		m.resume(past)
	}
	m.tell(SessionChanged | WarningsChanged)
}

// editAgain goes on with the edit of a moment of the history, or with none. It returns
// the view to show in the place of another.
func (m *Model) editAgain(then *edit, v View) View {
	if then == m.edited {
		return v
	}
	if m.edited != nil {
		m.zoom[m.edited.view] = m.edited.zoom
		v = PanelsView
	}
	if then != nil {
		m.zoom[then.view] = zoom{Window: recipe.WindowOf(then.panel.Range, then.panel.Rows)}
		v = then.view
	}
	m.edited = then
	return v
}

// DuplicatePanel adds a panel once more, behind itself.
func (m *Model) DuplicatePanel(i int) {
	m.analyses.Panels.Edit(func(spec *recipe.PanelsSpec) {
		if i >= 0 && i < len(spec.Panels) {
			spec.Panels = slices.Insert(slices.Clone(spec.Panels), i+1, spec.Panels[i])
		}
	})
}

// MovePanel moves a panel to another place of the list, the others closing up.
func (m *Model) MovePanel(from, to int) {
	m.analyses.Panels.Edit(func(spec *recipe.PanelsSpec) {
		if min(from, to) >= 0 && max(from, to) < len(spec.Panels) {
			p := spec.Panels[from]
			spec.Panels = slices.Insert(slices.Delete(slices.Clone(spec.Panels), from, from+1), to, p)
		}
	})
}
