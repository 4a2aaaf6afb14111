package model

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"slices"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/jsontext"
	"github.com/semblance-app/semblance/core/session"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/recipe"
	"github.com/semblance-app/semblance/plotting/render"
)

// key names a view in session files.
func (v View) key() string {
	return string([...]recipe.View{
		CompareView: recipe.CompareView, StudyView: "study", ConvergenceView: recipe.ConvergenceView,
		TimestepsView: recipe.TimestepsView, GroupsView: recipe.GroupsView, ClustersView: recipe.ClustersView, NoiseView: recipe.NoiseView,
		PanelsView: recipe.PanelsView,
	}[v])
}

// lookOfFigures is a look without the theme, which is the window's.
type lookOfFigures struct {
	*Look
	Theme *Theme `json:",omitempty"`
}

// earlierLook is what sessions had of a style before they had it whole.
type earlierLook struct {
	lookOfFigures
	TextPoints *float64
	Family     *render.Family
	Ramp       *render.Ramp
}

// Session is what is chosen now, as a session file keeps it. Its places say
// nothing of what they hold.
func (m *Model) Session() (session.Session, error) {
	if m.opened == nil {
		return session.Session{}, errNothingOpen
	}
	s := session.Session{
		Study: m.opened.origin.study(m.opened.Study.Name),
		View:  m.view.key(), Views: map[string]session.Question{}, Selected: m.selected,
	}
	var err error
	if s.Study.Places, err = places(m.opened.origin.paths, m.opened.contents); err != nil {
		return s, err
	}
	c := m.choice
	if s.Views[CompareView.key()], err = question(c.spec(), m.layersOptions()); err != nil {
		return s, err
	}
	for v := ConvergenceView; v <= lastView; v++ {
		if s.Views[v.key()], err = m.analysisOf(v).question(); err != nil {
			return s, err
		}
	}
	if err := m.addPanels(&s); err != nil {
		return s, err
	}
	for v, z := range m.zoom {
		if q, ok := s.Views[v.key()]; ok && !z.IsZero() {
			q.Range, q.Rows = recipe.Ranges(z.Window)
			q.Axis = z.axis
			s.Views[v.key()] = q
		}
	}
	if s.Look, err = json.Marshal(lookOfFigures{Look: &m.look}); err == nil {
		s.Export, err = json.Marshal(m.export)
	}
	return s, err
}

// places are those of paths, with what they hold where that is known.
func places(paths []string, contents []session.Contents) ([]session.Place, error) {
	var list []session.Place
	for i, path := range paths {
		p, err := session.At(path)
		if err != nil {
			return nil, err
		}
		if i < len(contents) {
			p.Contents = contents[i]
		}
		list = append(list, p)
	}
	return list, nil
}

func question(spec, drawing any) (q session.Question, err error) {
	if q.Spec, err = json.Marshal(spec); err == nil {
		q.Drawing, err = json.Marshal(drawing)
	}
	return q, err
}

// answer reads what question wrote. What is missing stays as it is.
func answer(q session.Question, spec, drawing any) error {
	for _, part := range []struct {
		text json.RawMessage
		into any
	}{{q.Spec, spec}, {q.Drawing, drawing}} {
		if part.text == nil {
			continue
		}
		if err := json.Unmarshal(part.text, part.into); err != nil {
			return jsontext.InWords(err, part.text)
		}
	}
	return nil
}

func (a *Analysis[S, O, R]) question() (session.Question, error) { return question(a.spec, a.options) }

// take chooses what question wrote, in place of what the study begins with.
func (a *Analysis[S, O, R]) take(q session.Question) error {
	if q.Spec == nil {
		return nil
	}
	var c choices[S, O]
	if err := answer(q, &c.spec, &c.options); err != nil {
		return err
	}
	if !reflect.DeepEqual(c.spec, a.spec) {
		a.asked, a.refusal = nil, nil // the study may have an answer to this
	}
	a.choose(c)
	return nil
}

// nameDefaults names what the command line leaves to the analysis, so that the window
// shows it.
func nameDefaults(h *analysis.How, usual analysis.How) {
	h.Measure, h.Side, h.Conv = cmp.Or(h.Measure, usual.Measure), cmp.Or(h.Side, usual.Side), cmp.Or(h.Conv, usual.Conv)
}

func (a *Analysis[S, O, R]) nameDefaults() {
	usual, _ := a.kind.first(a.m.opened.Study)
	nameDefaults(a.kind.How(&a.spec), *a.kind.How(&usual))
}

// takeOver chooses all that a session holds. What cannot be read is left as the
// study begins with it, with a caution.
func (m *Model) takeOver(r *restored) {
	leftOut := func(what string, err error) {
		m.sessions.cautions = append(m.sessions.cautions, warning.Warning{
			Code: warning.Unreadable, Message: fmt.Sprintf("Left out of the "+r.what()+": %s, which cannot be read: %v.", what, err),
		})
	}
	m.takePanels(r)
	for v := CompareView; v <= lastView; v++ {
		if v.key() == r.View {
			m.view = v
		}
		q, ok := r.Views[v.key()]
		if a := m.analysisOf(v); a != nil && ok {
			if err := a.take(q); err != nil {
				leftOut("the choices of "+v.key(), err)
			}
			a.nameDefaults()
		}
		if w := recipe.WindowOf(q.Range, q.Rows); !w.IsZero() {
			m.zoom[v] = zoom{w, q.Axis}
		}
	}
	for _, name := range m.NetworkNames() {
		if slices.Contains(r.Selected, name) {
			m.selected = append(m.selected, name)
		}
	}
	if _, err := r.choice(m.opened.Study, m.choice); err != nil {
		leftOut("the choices of compare", err)
	}
	if err := m.takeLook(r.Look); err != nil {
		leftOut("the appearance", err)
	}
	if err := m.takeExport(r.Export); err != nil {
		leftOut("the export settings", err)
	}
}

// choice is what the session compares, as far as the study has it; beside an
// error it is first.
func (r *restored) choice(s *study.Study, first Choice) (Choice, error) {
	q, ok := r.Views[CompareView.key()]
	if !ok || q.Spec == nil {
		return first, nil
	}
	c, _, err := compared(q, s, first) // the numbers are of the look
	return c, err
}

// compared is what a question of Compare chooses, as far as a study has it, and how it
// is drawn; beside an error it is first.
func compared(q session.Question, s *study.Study, first Choice) (Choice, figure.LayersOptions, error) {
	var spec recipe.CompareSpec
	var drawing figure.LayersOptions
	if err := answer(q, &spec, &drawing); err != nil {
		return first, drawing, err
	}
	nameDefaults(&spec.How, firstHow(similarity.First))
	c := Choice{LayersSpec: spec.LayersSpec, Show: drawing.Show, Pair: spec.Pair}
	c.A, c.B = found(s, c.A, first.A), found(s, c.B, first.B)
	c.fit(s)
	return c, drawing, nil
}

// found is an endpoint that the study has: p, or its last checkpoint, or other.
func found(s *study.Study, p, other analysis.Endpoint) analysis.Endpoint {
	n := network(s, p.Network)
	if n == nil {
		return other
	}
	if checkpoint(n, p.Step) == nil {
		p.Step = lastStep(*n)
	}
	return p
}

func (m *Model) takeLook(text json.RawMessage) error {
	if text == nil {
		return nil
	}
	l := DefaultLook()
	s := &l.Style
	if err := json.Unmarshal(text, &earlierLook{lookOfFigures{Look: &l}, &s.FontSize, &s.Family, &s.Ramp}); err != nil {
		return jsontext.InWords(err, text)
	}
	l.Theme = m.look.Theme
	m.look = l.bounded()
	return nil
}

func (m *Model) takeExport(text json.RawMessage) error {
	if text == nil {
		return nil
	}
	e := DefaultExport()
	if err := json.Unmarshal(text, &e); err != nil {
		return jsontext.InWords(err, text)
	}
	positive := func(v float64) bool { return v > 0 && !math.IsInf(v, 1) }
	switch {
	case !slices.Contains(Formats(), e.Format):
		return fmt.Errorf("there is no format %q", e.Format)
	case !positive(e.WidthMM) || !positive(e.DPI) || e.HeightMM != 0 && !positive(e.HeightMM):
		return fmt.Errorf("%v × %v mm at %v dpi is no size", e.WidthMM, e.HeightMM, e.DPI)
	}
	m.export = e
	return nil
}
