package view

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// measurer is how layers are compared, to be read and changed.
type measurer interface {
	How() analysis.How
	EditHow(func(*analysis.How))
	HasConv() bool
	MaxDatapoints() int
}

// howRows choose by what layers are compared, in any view.
type howRows struct {
	m          measurer
	measure    field[*widgets.Choice]
	side       *widgets.Segmented
	conv       field[*widgets.Segmented]
	rtol       *widgets.NumberEntry
	variance   field[*widgets.NumberEntry]
	datapoints *widgets.NumberEntry
	seed       field[*widgets.NumberEntry]
	advanced   *widgets.Fold
}

// convs are the convolutional policies, in the order of the switch.
func convs() []study.Conv {
	return []study.Conv{study.ConvMean, study.ConvPositions, study.ConvFlatten}
}

func newHowRows(m measurer) *howRows {
	s := &howRows{m: m}
	s.measure = newField("Measure", "By what layers are compared; PWCCA is the paper's", widgets.NewChoice(func(i int) {
		m.EditHow(func(h *analysis.How) { h.Measure = similarity.Measures()[i] })
	}))
	s.side = widgets.NewSegmented([]string{"A", "B", "Mean"}, func(i int) {
		m.EditHow(func(h *analysis.How) { h.Side = similarity.Sides()[i] })
	})
	s.conv = newField("Positions", "What becomes of the positions of convolutional layers: their mean, each one a datapoint, or each one neurons of its own",
		widgets.NewSegmented([]string{"Mean", "Rows", "Flat"}, func(i int) {
			m.EditHow(func(h *analysis.How) { h.Conv = convs()[i] })
		}))
	s.rtol = widgets.NewNumberEntry(widgets.NumberOptions{Max: 0.5, Empty: strings.Replace(fmt.Sprint(representation.DefaultRtol), "e-0", "e-", 1)}, func(v float64) {
		m.EditHow(func(h *analysis.How) { h.Rtol = v })
	})
	s.variance = newField("SVCCA keeps", "The share of each layer’s variance that the singular directions hold which SVCCA compares",
		widgets.NewNumberEntry(widgets.NumberOptions{Max: 1, Empty: fmt.Sprint(similarity.DefaultSVCCAVariance)}, func(v float64) {
			m.EditHow(func(h *analysis.How) { h.SVCCAVariance = v })
		}))
	s.datapoints = widgets.NewNumberEntry(widgets.NumberOptions{Max: 1e12, Whole: true, Empty: "all"}, func(v float64) {
		m.EditHow(func(h *analysis.How) { h.Datapoints = int(v) })
	})
	s.seed = newField("Seed", "Which random subset", widgets.NewNumberEntry(widgets.NumberOptions{Max: 1e15, Whole: true}, func(v float64) {
		m.EditHow(func(h *analysis.How) { h.Seed = uint64(v) })
	}))
	s.advanced = widgets.NewFold("Advanced",
		widgets.NewRow("Rank cut", "Directions weaker than this share of the strongest do not count", s.rtol),
		s.variance.row,
		widgets.NewRow("Datapoints", "Compare on a random subset of this many datapoints", s.datapoints),
		s.seed.row,
	)
	return s
}

// section puts them below each other, others before the positions.
func (s *howRows) section(others ...fyne.CanvasObject) *widgets.Section {
	rows := []fyne.CanvasObject{
		s.measure.row,
		widgets.NewRow("Weights", "Whose neurons weigh the CCA coefficients: the first network's, the second's, or the mean of both (PWCCA only)", s.side),
	}
	rows = append(append(rows, others...), s.conv.row, s.advanced)
	section := widgets.NewSection("Measure", rows...)
	s.advanced.OnFolded = section.Relayout
	return section
}

func (s *howRows) refresh() {
	how := s.m.How()
	s.measure.control.Set(titles(similarity.Measures(), measureTitle), measureTitle(how.Measure))
	s.side.SetSelected(max(0, slices.Index(similarity.Sides(), how.Side)))
	s.conv.control.SetSelected(max(0, slices.Index(convs(), how.Conv)))
	showRow(s.conv.row, s.m.HasConv())
	s.rtol.SetValue(how.Rtol)
	s.variance.control.SetValue(how.SVCCAVariance)
	s.datapoints.SetValue(float64(how.Datapoints))
	s.datapoints.SetMax(float64(s.m.MaxDatapoints()))
	s.datapoints.SetEmpty(fmt.Sprintf("all %d", s.m.MaxDatapoints()))
	s.seed.control.SetValue(float64(how.Seed))
	s.offer(how.Measure)
	s.reduced(analysis.Reduction{})
}

// offer offers, after refresh, what makes a difference to some measures.
func (s *howRows) offer(measures ...similarity.Measure) {
	showRow(s.variance.row, slices.Contains(measures, similarity.SVCCA))
	widgets.Offer(s.side, model.WeightsReason(measures...))
	widgets.Offer(s.rtol, model.RankReason(measures...))
}

// reduced offers the seed, after refresh, for neurons that are drawn too.
func (s *howRows) reduced(r analysis.Reduction) {
	widgets.Offer(s.seed.control, model.SeedReason(s.m.How(), r))
}

// coefficients says, after refresh, whether CCA coefficients and their weights are
// shown, which are the same by any measure.
func (s *howRows) coefficients(shown bool) {
	why := ""
	if shown {
		why = model.CoefficientsReason
		s.offer(similarity.PWCCA)
	}
	widgets.Offer(s.measure.control, why)
}

// compareMeasurer is what the Measure section of the Compare view reads and
// changes.
type compareMeasurer interface {
	measurer
	Choice() model.Choice
	SetShow(figure.Quantity)
}

// measureSection chooses by what the Compare view compares.
type measureSection struct {
	*widgets.Section
	m    compareMeasurer
	how  *howRows
	show *widgets.Segmented
}

func newMeasureSection(m compareMeasurer) *measureSection {
	s := &measureSection{m: m, how: newHowRows(m)}
	s.show = widgets.NewSegmented([]string{"Similarity", "Distance"}, func(i int) { m.SetShow(figure.Quantity(i)) })
	s.Section = s.how.section(widgets.NewRow("Values", "Similarity from 0 to 1, or distance, 1 less it", s.show))
	return s
}

// refresh shows the model's choice.
func (s *measureSection) refresh() {
	c := s.m.Choice()
	s.how.refresh()
	s.show.SetSelected(int(c.Show))
	s.how.coefficients(c.Pair != nil)
	why := ""
	if c.Pair != nil {
		why = model.CoefficientsReason
	}
	widgets.Offer(s.show, why)
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
