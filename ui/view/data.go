package view

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/plotting/recipe"
	"github.com/semblance-app/semblance/ui/look"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// chooser is what the Data section reads and changes.
type chooser interface {
	Choice() model.Choice
	NetworkNames() []string
	StepNames(model.End) []string
	LayerNames(model.End) []string
	AllLayerNames(model.End) []string
	SetEndpoint(model.End, analysis.Endpoint)
	Swap()
	SetAllLayers(bool)
	SetLayers(model.End, []string)
	SetPair(recipe.LayerPair)
	trackModel
	Selected() []string
	CompareSelected()
	PairAgainstChance()
}

// dataSection chooses the two sides, and which of their layers.
type dataSection struct {
	*widgets.Section
	m         chooser
	sides     [2]*side
	mode      *widgets.Segmented
	selected  twoSelected
	chanceRow fyne.CanvasObject // leads to what chance would score of the pair
}

// The modes of comparison, in the order of the switch.
const (
	byLayer = iota
	allByAll
	onePair
)

func newDataSection(m chooser, host Host) *dataSection {
	d := &dataSection{m: m}
	d.sides = [2]*side{newSide(m, model.A), newSide(m, model.B)}
	swap := widgets.NewButton("Swap", look.IconSwap.Resource(), m.Swap)
	swap.SetToolTip("Exchange A and B (Ctrl+R)")
	two := widgets.NewButton("Open two…", nil, host.OpenTwo)
	two.SetToolTip("Compare two files or folders from anywhere")
	d.selected = newTwoSelected(m.Selected, m.CompareSelected)
	d.mode = widgets.NewSegmented([]string{"By layer", "All × all", "One pair"}, d.setMode)
	chance := widgets.NewButton("Against chance…", nil, m.PairAgainstChance)
	chance.SetToolTip("What unrelated layers would score in place of this pair, a p-value, and an interval (Signal & noise)")
	d.chanceRow = widgets.NewRow("", "", chance)
	a, b := d.sides[model.A], d.sides[model.B]
	d.Section = widgets.NewSection("Data",
		d.selected.row,
		a.network.row, a.step.row, a.time.row,
		b.network.row, b.step.row, b.time.row,
		widgets.NewRow("", "", container.NewGridWithColumns(2, swap, two)),
		widgets.NewRow("Compare", "By layer: a curve over the layers of the same name. All × all: every layer of A with every layer of B. One pair: the CCA coefficients of two layers.", d.mode),
		a.layers.row, b.layers.row, a.layer.row, b.layer.row, d.chanceRow,
	)
	return d
}

func (d *dataSection) setMode(i int) {
	switch i {
	case onePair:
		d.m.SetPair(recipe.LayerPair{})
	default:
		d.m.SetAllLayers(i == allByAll)
	}
}

// refresh shows the model's choice.
func (d *dataSection) refresh() {
	c := d.m.Choice()
	mode := byLayer
	switch {
	case c.Pair != nil:
		mode = onePair
	case c.AllLayers:
		mode = allByAll
	}
	d.mode.SetSelected(mode)
	d.selected.refresh(true, c.A.Network, c.B.Network)
	showRow(d.chanceRow, mode == onePair)
	for _, s := range d.sides {
		s.refresh(c, mode)
	}
	d.Section.Relayout()
}

// field is a control in its row.
type field[T fyne.CanvasObject] struct {
	row     *fyne.Container
	control T
}

func newField[T fyne.CanvasObject](label, hint string, control T) field[T] {
	return field[T]{widgets.NewRow(label, hint, control), control}
}

// setLabel changes the words before the control.
func (f field[T]) setLabel(s string) { f.row.Objects[0].(*widgets.Text).SetText(s) }

// side is the rows of one end of the comparison.
type side struct {
	m       chooser
	end     model.End
	network field[*widgets.Choice]
	step    stepRow
	time    timeField
	layers  field[*widgets.PickList]
	layer   field[*widgets.Choice] // of the pair
}

func newSide(m chooser, end model.End) *side {
	name := endName(end)
	s := &side{m: m, end: end}
	s.network = newField("Network "+name, "One side of the comparison: a trained model", widgets.NewChoice(func(i int) {
		s.edit(func(p *analysis.Endpoint) { p.Network = m.NetworkNames()[i] })
	}))
	s.step = newStepRow("When in training (the next: Ctrl+→)", m, model.Track{End: end}, func(name string) {
		s.edit(func(p *analysis.Endpoint) { p.Step = name })
	})
	s.time = newTimeField("Timestep", "Position in the sequence, counted from 0", m, model.Track{End: end, Timesteps: true})
	s.layers = newField("Layers "+name, "Which layers are compared", widgets.NewPickList("layers", func(names []string) { m.SetLayers(end, names) }))
	s.layer = newField("Layer "+name, "One side of the pair", widgets.NewChoice(func(i int) {
		pair := *m.Choice().Pair
		layer := m.AllLayerNames(end)[i]
		if end == model.A {
			pair.A = layer
		} else {
			pair.B = layer
		}
		m.SetPair(pair)
	}))
	return s
}

func (s *side) edit(f func(*analysis.Endpoint)) {
	p := s.m.Choice().Endpoint(s.end)
	f(&p)
	s.m.SetEndpoint(s.end, p)
}

func (s *side) refresh(c model.Choice, mode int) {
	p := c.Endpoint(s.end)
	s.network.control.Set(s.m.NetworkNames(), p.Network)
	s.step.show(s.m.StepNames(s.end), orWord(""), p.Step)
	showTime(s.time)
	s.layers.control.Set(s.m.LayerNames(s.end), c.Layers(s.end))
	s.layers.setLabel(s.layersLabel(mode))
	showRow(s.layers.row, mode == allByAll || mode == byLayer && s.end == model.A)
	showRow(s.layer.row, mode == onePair)
	if pair := c.Pair; pair != nil {
		layer := pair.A
		if s.end == model.B {
			layer = pair.B
		}
		s.layer.control.Set(s.m.AllLayerNames(s.end), layer)
	}
}

// layersLabel is "Layers" where one choice is for both sides.
func (s *side) layersLabel(mode int) string {
	if mode == allByAll {
		return "Layers " + endName(s.end)
	}
	return "Layers"
}

func endName(e model.End) string { return [...]string{model.A: "A", model.B: "B"}[e] }
