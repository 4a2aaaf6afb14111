package model

import (
	"slices"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/recipe"
)

// Choice is what the Compare view asks: which two networks, which layers, how
// measured. Pair is set while one pair's spectrum is looked at.
type Choice struct {
	analysis.LayersSpec
	Show figure.Quantity
	Pair *recipe.LayerPair
}

// spec is the question without how its answer is drawn.
func (c Choice) spec() recipe.CompareSpec {
	return recipe.CompareSpec{LayersSpec: c.LayersSpec, Pair: c.Pair}
}

// End is one of the two sides of a comparison.
type End int

// The ends.
const (
	A End = iota
	B
)

// Choice is the current one. Its slices are not to be changed.
func (m *Model) Choice() Choice { return m.choice }

// Endpoint is one side of the current choice.
func (c Choice) Endpoint(e End) analysis.Endpoint {
	if e == A {
		return c.A
	}
	return c.B
}

// Layers are the layers chosen on one side; empty means all.
func (c Choice) Layers(e End) []string {
	if e == A {
		return c.LayersA
	}
	return c.LayersB
}

// firstChoice is what a study opens with: its first two networks; of a single
// one its first and last checkpoint; else that one's layers with each other.
func firstChoice(s *study.Study) Choice {
	var c Choice
	c.Measure, c.Side, c.Conv = similarity.PWCCA, similarity.First, study.ConvMean
	if len(s.Networks) == 0 {
		return c
	}
	first := s.Networks[0]
	c.A = analysis.Endpoint{Network: first.Name, Step: lastStep(first)}
	c.B = c.A
	switch {
	case len(s.Networks) > 1:
		c.B = analysis.Endpoint{Network: s.Networks[1].Name, Step: lastStep(s.Networks[1])}
	case len(first.Checkpoints) > 1:
		c.A.Step = first.Checkpoints[0].Name
	default:
		c.AllLayers = true
		return c
	}
	c.AllLayers = !comparable(s, c.A, c.B)
	return c
}

// comparable reports whether a curve over layers is possible: a name in common,
// or a single layer on each side.
func comparable(s *study.Study, a, b analysis.Endpoint) bool {
	la, lb := layersOf(s, a), layersOf(s, b)
	if len(la) == 1 && len(lb) == 1 {
		return true
	}
	return slices.ContainsFunc(la, func(l study.Layer) bool { return has(lb, l.Name) })
}

// SetEndpoint chooses one side. A checkpoint the network does not have becomes
// its last one; layers that are no longer there leave the choice.
func (m *Model) SetEndpoint(e End, p analysis.Endpoint) {
	m.change(func(c *Choice) {
		if n := network(m.opened.Study, p.Network); n != nil && checkpoint(n, p.Step) == nil {
			p.Step = lastStep(*n)
		}
		if m.timesteps(p) == 0 {
			p.Timestep = study.Timestep{}
		}
		c.setEndpoint(e, p)
	})
}

func (c *Choice) setEndpoint(e End, p analysis.Endpoint) {
	if e == A {
		c.A = p
	} else {
		c.B = p
	}
}

// Swap exchanges the two sides.
func (m *Model) Swap() {
	m.change(func(c *Choice) {
		c.A, c.B = c.B, c.A
		if c.AllLayers {
			c.LayersA, c.LayersB = c.LayersB, c.LayersA
		}
		if p := c.Pair; p != nil {
			c.Pair = &recipe.LayerPair{A: p.B, B: p.A}
		}
	})
}

// SetAllLayers turns between the curve over same-named layers and the matrix,
// and leaves a pair's spectrum.
func (m *Model) SetAllLayers(all bool) {
	m.change(func(c *Choice) { c.AllLayers, c.LayersB, c.Pair = all, nil, nil })
}

// SetLayers chooses layers of one side; all of them, or none, means all. The
// curve has one choice for both sides, side A's.
func (m *Model) SetLayers(e End, names []string) {
	m.change(func(c *Choice) {
		if len(names) == len(m.LayerNames(e)) {
			names = nil
		}
		if e == A {
			c.LayersA = names
		} else {
			c.LayersB = names
		}
	})
}

// SetShow chooses similarity or distance, which needs no new computation.
func (m *Model) SetShow(q figure.Quantity) {
	if m.choice.Show != q {
		m.choice.Show = q
		m.tell(ChoiceChanged | AnswerChanged)
	}
}

// How is how the layers of the Compare view are compared.
func (m *Model) How() analysis.How { return m.choice.How }

// EditHow changes that.
func (m *Model) EditHow(f func(*analysis.How)) { m.change(func(c *Choice) { f(&c.How) }) }

// OpenPair shows the spectrum of a pair of the layers that are shown.
func (m *Model) OpenPair(index int) {
	res := m.answer.Layers
	if res == nil || m.answer.Spectrum != nil || index < 0 || index >= len(res.Pairs) {
		return
	}
	pair := res.Pairs[index]
	m.change(func(c *Choice) { c.Pair = &recipe.LayerPair{A: pair.A.Layer, B: pair.B.Layer} })
}

// SetPair shows the spectrum of one layer on each side; the zero value is the
// pair that was asked for last, or the first there is.
func (m *Model) SetPair(p recipe.LayerPair) {
	m.change(func(c *Choice) {
		a, b := layersOf(m.opened.Study, c.A), layersOf(m.opened.Study, c.B)
		if p == (recipe.LayerPair{}) {
			p = m.lastPair
		}
		if len(a) > 0 && !has(a, p.A) {
			p.A = a[0].Name
		}
		if len(b) > 0 && !has(b, p.B) {
			p.B = b[0].Name
			if has(b, p.A) {
				p.B = p.A
			}
		}
		c.Pair = &p
	})
}

// compareRefs shows the spectrum of two layers in the Compare view.
func (m *Model) compareRefs(a, b study.Ref, how analysis.How) {
	end := func(r study.Ref) analysis.Endpoint {
		if n := network(m.opened.Study, r.Network); n != nil && checkpoint(n, r.Step) == nil {
			r.Step = lastStep(*n)
		}
		return analysis.Endpoint{Network: r.Network, Step: r.Step, Timestep: r.Timestep}
	}
	if m.visit == nil {
		m.visit = &visit{from: m.view, own: m.choice.How}
	}
	m.visit.how = how
	m.SetView(CompareView)
	m.change(func(c *Choice) {
		c.A, c.B, c.How = end(a), end(b), how
		c.Pair = &recipe.LayerPair{A: a.Layer, B: b.Layer}
	})
}

// visit is a pair of another view that is looked at in Compare, measured as there.
type visit struct {
	from     View
	how, own analysis.How // of the other view, and what Compare had chosen itself
}

// endVisit gives Compare back what it had chosen, unless another choice was made
// meanwhile.
func (m *Model) endVisit() {
	if m.visit != nil && m.choice.How == m.visit.how {
		m.choice.How = m.visit.own
	}
	m.visit = nil
}

// BackTo is the view that Back leads to.
func (m *Model) BackTo() View {
	if m.visit != nil {
		return m.visit.from
	}
	return CompareView
}

// Back leaves the spectrum, for the view that the pair was opened from. It reports
// whether there was anything to leave.
func (m *Model) Back() bool {
	if m.choice.Pair == nil {
		return false
	}
	to := m.BackTo()
	m.change(func(c *Choice) { c.Pair = nil })
	m.SetView(to)
	return true
}

// change applies f to the choice, drops what no longer fits the study, and asks
// for the new answer.
func (m *Model) change(f func(*Choice)) {
	if m.opened == nil {
		return
	}
	before := m.choice
	f(&m.choice)
	m.choice.fit(m.opened.Study)
	if m.choice.Pair != nil {
		m.lastPair = *m.choice.Pair
	} else {
		m.endVisit()
	}
	if m.choice.equal(before) {
		return
	}
	m.tell(ChoiceChanged)
	m.recompute(settle)
}

// fit drops layers that the chosen networks do not have.
func (c *Choice) fit(s *study.Study) {
	a, b := layersOf(s, c.A), layersOf(s, c.B)
	c.LayersA, c.LayersB = kept(c.LayersA, a), kept(c.LayersB, b)
	if !c.AllLayers {
		c.LayersA = kept(c.LayersA, b)
	}
	if c.Pair != nil && (!has(a, c.Pair.A) || !has(b, c.Pair.B)) {
		c.Pair = nil
	}
}

func (c Choice) equal(o Choice) bool {
	samePair := c.Pair == o.Pair || c.Pair != nil && o.Pair != nil && *c.Pair == *o.Pair
	return samePair && c.Show == o.Show && sameSpec(c.LayersSpec, o.LayersSpec)
}

func sameSpec(x, y analysis.LayersSpec) bool {
	return x.How == y.How && x.A == y.A && x.B == y.B && x.AllLayers == y.AllLayers &&
		slices.Equal(x.LayersA, y.LayersA) && slices.Equal(x.LayersB, y.LayersB)
}

func kept(names []string, layers []study.Layer) []string {
	var out []string
	for _, n := range names {
		if has(layers, n) {
			out = append(out, n)
		}
	}
	return out
}
