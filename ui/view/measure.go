package view

import (
	"fmt"
	"slices"

	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// measurer is what the Measure section reads and changes.
type measurer interface {
	Choice() model.Choice
	HasConv() bool
	HasSides() bool
	MaxDatapoints() int
	SetMeasure(similarity.Measure)
	SetSide(similarity.Side)
	SetShow(figure.Quantity)
	SetConv(study.Conv)
	SetRtol(float64)
	SetDatapoints(int)
	SetSeed(uint64)
	Say(string)
}

// measureSection chooses by what layers are compared.
type measureSection struct {
	*widgets.Section
	m          measurer
	measure    *widgets.Choice
	side, show *widgets.Segmented
	conv       field[*widgets.Segmented]
	rtol       *widgets.NumberEntry
	datapoints *widgets.NumberEntry
	seed       field[*widgets.NumberEntry]
	advanced   *widgets.Fold
}

// convs are the convolutional policies, in the order of the switch.
func convs() []study.Conv {
	return []study.Conv{study.ConvMean, study.ConvPositions, study.ConvFlatten}
}

func newMeasureSection(m measurer) *measureSection {
	s := &measureSection{m: m}
	s.measure = widgets.NewChoice(func(i int) { m.SetMeasure(similarity.Measures()[i]) })
	s.side = widgets.NewSegmented(sideTitles(false), func(i int) { m.SetSide(similarity.Sides()[i]) })
	s.show = widgets.NewSegmented([]string{"Similarity", "Distance"}, func(i int) { m.SetShow(figure.Quantity(i)) })
	s.conv = newField("Positions", "What becomes of the positions of convolutional layers: their mean, each one a datapoint, or each one neurons of its own",
		widgets.NewSegmented([]string{"Mean", "Rows", "Flat"}, func(i int) { m.SetConv(convs()[i]) }))
	s.rtol = widgets.NewNumberEntry(widgets.NumberOptions{Max: 0.5, Refused: m.Say, Empty: fmt.Sprintf("%g", representation.DefaultRtol)}, m.SetRtol)
	s.datapoints = widgets.NewNumberEntry(widgets.NumberOptions{Max: 1e12, Whole: true, Refused: m.Say, Empty: "all"}, func(v float64) { m.SetDatapoints(int(v)) })
	s.seed = newField("Seed", "Which random subset", widgets.NewNumberEntry(widgets.NumberOptions{Max: 1e15, Whole: true, Refused: m.Say}, func(v float64) { m.SetSeed(uint64(v)) }))
	s.advanced = widgets.NewFold("Advanced",
		widgets.NewRow("Rank cut", "Directions weaker than this share of the strongest do not count", s.rtol),
		widgets.NewRow("Datapoints", "Compare on a random subset of this many datapoints", s.datapoints),
		s.seed.row,
	)
	s.Section = widgets.NewSection("Measure",
		widgets.NewRow("Measure", "", s.measure),
		widgets.NewRow("Weights", "Whose neurons weigh the CCA coefficients: network A's, network B's, or the mean of both (PWCCA only)", s.side),
		widgets.NewRow("Values", "", s.show),
		s.conv.row,
		s.advanced,
	)
	s.advanced.OnFolded = s.Section.Relayout
	return s
}

// refresh shows the model's choice.
func (s *measureSection) refresh() {
	c := s.m.Choice()
	s.measure.Set(titles(similarity.Measures(), measureTitle), measureTitle(c.Measure))
	s.side.SetOptions(sideTitles(c.Pair != nil), max(0, slices.Index(similarity.Sides(), c.Side)))
	s.show.SetSelected(int(c.Show))
	s.conv.control.SetSelected(max(0, slices.Index(convs(), c.Conv)))
	showRow(s.conv.row, s.m.HasConv())
	s.rtol.SetValue(c.Rtol)
	s.datapoints.SetValue(float64(c.Datapoints))
	s.datapoints.SetMax(float64(s.m.MaxDatapoints()))
	s.datapoints.SetPlaceHolder(fmt.Sprintf("all %d", s.m.MaxDatapoints()))
	s.seed.control.SetValue(float64(c.Seed))
	enable(s.seed.control, c.Datapoints > 0)
	// A spectrum is of CCA whatever the measure, weighted by one side.
	enable(s.measure, c.Pair == nil)
	enable(s.show, c.Pair == nil)
	enable(s.side, s.m.HasSides() || c.Pair != nil)
	s.Section.Relayout()
}

func measureTitle(m similarity.Measure) string {
	switch m {
	case similarity.PWCCA:
		return "PWCCA"
	case similarity.CCA:
		return "Mean CCA"
	case similarity.CKA:
		return "Linear CKA"
	case similarity.Cosine:
		return "Cosine, row by row"
	case similarity.Euclidean:
		return "Euclidean, row by row"
	}
	return m.Title()
}

// sideTitles are the choices of weights; a spectrum has one side's.
func sideTitles(spectrum bool) []string {
	if spectrum {
		return []string{"A", "B"}
	}
	return []string{"A", "B", "Mean"}
}
