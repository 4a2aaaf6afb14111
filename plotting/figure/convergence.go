package figure

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/study"
)

// ConvergenceOptions chooses how Convergence is drawn. The zero value draws
// curves, with the training curves beneath.
type ConvergenceOptions struct {
	Form     ConvergenceForm
	Steps    StepScale // of the axis of training steps, for curves
	Training Training
}

// ConvergenceForm is one of the two ways to draw a convergence.
type ConvergenceForm int

// The forms.
const (
	LayerCurves ConvergenceForm = iota // a curve for each layer
	Heat                               // a cell for each layer at each checkpoint
)

// Training says whether training curves stand beneath the layers.
type Training int

// The choices.
const (
	TrainingBeneath Training = iota // for one network, where the study has them
	TrainingHidden
)

// Most columns of training curves that are drawn.
const mostTraining = 3

// Convergence shows how the layers of networks approach a reference checkpoint
// (Morcos et al. 2018, figures 6, A1 and A8): one colour for each layer, ordered
// by depth, and a panel for each network.
func Convergence(res *analysis.ConvergenceResult, opts ConvergenceOptions) Figure {
	networks := byNetwork(res)
	if len(networks) == 0 {
		note := "There are no checkpoints to compare."
		if res != nil {
			note = firstWarning(res.Warnings, note)
		}
		return empty(KindConvergence, "Convergence", note)
	}
	if opts.Form == Heat {
		return convergenceMap(res, networks)
	}
	fig := Figure{
		Kind:    KindConvergence,
		Title:   "Convergence of layers through training",
		Caption: convergenceCaption(res, len(networks)),
	}
	scale := opts.Steps.of(allSteps(networks))
	for _, list := range networks {
		p := convergencePanel(res, list)
		p.X.Scale = scale
		if len(networks) > 1 {
			p.Title = list[0].Network
		} else {
			p.Text, p.Shorter = bottomUp(res)
		}
		fig.Panels = append(fig.Panels, p)
	}
	switch {
	case len(networks) > 1:
		fig.Arrange = Multiples
		sameRange(fig.Panels)
	case opts.Training == TrainingBeneath:
		fig.Panels = append(fig.Panels, trainingPanels(res.Curves, networks[0][0].Network, fig.Panels[0].X)...)
	}
	return fig
}

// byNetwork gathers the series of networks that have a value, network by
// network.
func byNetwork(res *analysis.ConvergenceResult) [][]*analysis.ConvergenceSeries {
	if res == nil {
		return nil
	}
	var all [][]*analysis.ConvergenceSeries
	for i := range res.Series {
		s := &res.Series[i]
		if n := len(all); n == 0 || all[n-1][0].Network != s.Network {
			all = append(all, nil)
		}
		all[len(all)-1] = append(all[len(all)-1], s)
	}
	return slices.DeleteFunc(all, func(list []*analysis.ConvergenceSeries) bool {
		return !slices.ContainsFunc(list, func(s *analysis.ConvergenceSeries) bool { return slices.ContainsFunc(s.Distance, finite) })
	})
}

func convergencePanel(res *analysis.ConvergenceResult, list []*analysis.ConvergenceSeries) Panel {
	order := &Order{Label: "layer"}
	p := Panel{
		X: Axis{Label: "training step"}, Order: order,
		Y: approach(res),
	}
	var curves []Series
	for i, s := range list {
		order.Names = append(order.Names, s.Layer)
		c := curve(s.Layer, Ordered(i, len(list)), s.X, s.Distance)
		c.Networks = []string{s.Network}
		for k := range c.Points {
			c.Points[k].Tip = convergenceTip(s, k)
			c.Points[k].Pair = pairsBefore(res, s) + k
		}
		curves = append(curves, c)
	}
	p.Series = append(append(valued(curves), lowestNull(list)), absent(curves...)...)
	p.Y.Range = span(p.Series...)
	return p
}

// pairsBefore counts the checkpoints of the series before s: pairs are counted
// by series, then checkpoint.
func pairsBefore(res *analysis.ConvergenceResult, s *analysis.ConvergenceSeries) int {
	count := 0
	for i := range res.Series {
		if &res.Series[i] == s {
			break
		}
		count += len(res.Series[i].X)
	}
	return count
}

// approach is the axis of distances to the reference.
func approach(res *analysis.ConvergenceResult) Axis {
	a := valueAxis(res.Measure, res.Side, Distance)
	if a.Short == "" {
		a.Short = a.Label
	}
	a.Label = strings.Replace(a.Label, "distance", "distance to "+referenceWords(res), 1)
	return a
}

func convergenceTip(s *analysis.ConvergenceSeries, k int) string {
	settled, pair := "", ""
	if r := s.Reference; r.Layer != "" {
		pair = versus(join(s.Network, atName(s.Steps, k)), where(r, r.Layer != s.Layer))
	}
	if s.Settled != nil {
		settled = "settled at step " + compact(*s.Settled)
	}
	return tip(s.Layer, pair, "checkpoint "+orElse(atName(s.Steps, k), compact(s.X[k])),
		"distance "+short(at(s.Distance, k)), nullTip(at(s.Null, k)), settled)
}

// lowestNull is the null level of the layer that comes nearest to the data, at
// each step.
func lowestNull(list []*analysis.ConvergenceSeries) Series {
	var all []levels
	for _, s := range list {
		all = append(all, levels{s.X, s.Null})
	}
	return lowest(all)
}

// bottomUp is the score that stands in the panel, and what stands for it where it
// is too long.
func bottomUp(res *analysis.ConvergenceResult) (text string, shorter []string) {
	b := res.BottomUp
	if b.Tau == nil {
		return "", nil
	}
	tau, sure := " = "+minus(fmt.Sprintf("%.2f", *b.Tau)), ""
	switch {
	case b.Low != nil && b.High != nil:
		sure = minus(fmt.Sprintf(" [%.2f, %.2f]", *b.Low, *b.High))
	case b.P != nil:
		sure = ", p = " + pValue(*b.P)
	}
	return fmt.Sprintf("bottom-up τ (within %s)", settling(res)) + tau + sure,
		[]string{"bottom-up τ" + tau + sure, "bottom-up τ" + tau, "τ" + tau}
}

// settling is how near to its end a layer has settled.
func settling(res *analysis.ConvergenceResult) string {
	if res.Relative {
		return fmt.Sprintf("%.3g %% of the way", 100*res.Tolerance)
	}
	return fmt.Sprintf("%g", res.Tolerance)
}

// minus writes minus signs where Go writes hyphens.
func minus(numbers string) string { return strings.ReplaceAll(numbers, "-", "−") }

// trainingPanels are the training curves of a network, a panel for each column.
func trainingPanels(curves []study.Curve, network string, x Axis) []Panel {
	var panels []Panel
	for _, c := range curves {
		if c.Network != network || len(c.X) == 0 || len(panels) == mostTraining {
			continue
		}
		name := spaced(c.Column)
		s := curve("", Colour{Category: 0}, c.X, c.Y)
		s.Networks = []string{network}
		for i := range s.Points {
			s.Points[i].Tip = tip(name, "step "+compact(c.X[i]), compact(at(c.Y, i)))
		}
		low, high := slices.Min(c.Y), slices.Max(c.Y)
		y := Axis{Label: name, Short: name[strings.LastIndex(name, " ")+1:]}
		if low > 0 && high > 20*low {
			y.Scale = Log
		}
		if low == high {
			y.Range = Range{min(0, low), max(1, high)}
		}
		panels = append(panels, Panel{X: x, Y: y, Series: []Series{s}, Share: 0.2})
	}
	return panels
}

func convergenceMap(res *analysis.ConvergenceResult, networks [][]*analysis.ConvergenceSeries) Figure {
	fig := Figure{
		Kind:    KindConvergeMap,
		Title:   "Convergence of layers through training",
		Caption: heatCaption(res),
		Arrange: Multiples,
	}
	for _, list := range networks {
		p := Panel{
			X: Axis{Label: "training step"}, Y: Axis{Label: "layer"}, Matrix: layersBySteps(res, list),
			Networks: []string{list[0].Network},
		}
		if len(networks) > 1 {
			p.Title = list[0].Network
		}
		fig.Panels = append(fig.Panels, p)
	}
	sameColours(fig.Panels)
	return fig
}

// allSteps are the steps that any series of networks has, ascending.
func allSteps(networks [][]*analysis.ConvergenceSeries) []float64 {
	var steps []float64
	for _, s := range slices.Concat(networks...) {
		steps = append(steps, s.X...)
	}
	slices.Sort(steps)
	return slices.Compact(steps)
}

// layersBySteps has a row for each layer and a column for each step that any of
// them has.
func layersBySteps(res *analysis.ConvergenceResult, list []*analysis.ConvergenceSeries) *Matrix {
	steps := allSteps([][]*analysis.ConvergenceSeries{list})
	m := &Matrix{
		Oblong: true,
		Values: make([]float64, len(list)*len(steps)), Tips: make([]string, len(list)*len(steps)),
		Pairs:   make([]int, len(list)*len(steps)),
		Numbers: len(list) <= maxNumbered && len(steps) <= maxNumbered,
	}
	for i := range m.Values {
		m.Values[i], m.Pairs[i] = math.NaN(), None
	}
	for _, x := range steps {
		m.Cols = append(m.Cols, stepName("", x))
	}
	for i, s := range list {
		m.Rows = append(m.Rows, s.Layer)
		first := pairsBefore(res, s)
		for k, x := range s.X {
			j, _ := slices.BinarySearch(steps, x)
			cell := i*len(steps) + j
			m.Values[cell], m.Tips[cell], m.Pairs[cell] = at(s.Distance, k), convergenceTip(s, k), first+k
		}
	}
	m.Range = Unit().Span(m.Values...)
	label := approach(res)
	label.Short = "distance to " + referenceWords(res)
	return m.labelled(label)
}

// referenceWords names the reference: the network's own end, or a checkpoint.
func referenceWords(res *analysis.ConvergenceResult) string {
	switch r := res.Reference; {
	case r.Network != "":
		return join(r.Network, r.Step)
	case r.Step != "":
		return r.Step
	}
	return "the last"
}

func heatCaption(res *analysis.ConvergenceResult) string {
	return fmt.Sprintf("A row for each layer, ordered by depth, and a column for each checkpoint; the lower its distance, the nearer the layer has come to %s.", referenceWords(res))
}

// convergenceCaption explains the score, and says it where no panel has it: with several
// networks, of which it is the mean.
func convergenceCaption(res *analysis.ConvergenceResult, networks int) string {
	s := fmt.Sprintf("Each colour is a layer, ordered by depth; the lower its distance, the nearer it has come to %s", referenceWords(res))
	if b := res.BottomUp; b.Tau != nil {
		end := fmt.Sprintf("a distance of %g of its last", res.Tolerance)
		if res.Relative {
			end = fmt.Sprintf("%.3g %% of the way from its first distance to its last", 100*res.Tolerance)
		}
		score := "bottom-up τ is the"
		if networks > 1 {
			_, shorter := bottomUp(res)
			score = shorter[0] + ", the mean over the networks, is the"
		}
		s += fmt.Sprintf(", and %s rank correlation of depth with the step from which a layer stays within %s: 1 where the lowest settle first", score, end)
	}
	return s + "."
}
