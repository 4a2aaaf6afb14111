package study

import (
	"fmt"
	"slices"

	"github.com/semblance-app/semblance/core/warning"
)

// plan says how a stored array becomes a matrix.
type plan struct {
	ref        Ref // with the timestep
	axes       Axes
	datapoints int   // recorded
	n          int   // rows stored: the datapoints, or each at every timestep
	rows       []int // those kept, ascending; nil for all
	subset     Subset
	width      int  // values of a row as stored
	kept       int  // values of a row in the matrix
	columns    int  // of the matrix; a row is kept/columns rows of it
	turned     bool // whether the array has a row for each neuron
	form       form
	warnings   []warning.Warning
}

// form is how the values of a datapoint are rearranged.
type form struct {
	kind                formKind
	start               int // of those kept, when they are a piece
	positions, channels int
}

type formKind int

const (
	asStored   formKind = iota
	piece               // some that follow each other
	meanFirst           // the mean of each channel's positions, channels first
	meanLast            // the same, channels last
	transposed          // channels first to channels last
)

func newPlan(ref Ref, l Layer, o LoadOptions) (plan, error) {
	if o.Axes != "" && !slices.Contains(AllAxes(), o.Axes) {
		_, err := ParseAxes(string(o.Axes))
		return plan{}, err
	}
	l = l.as(o.Axes)
	p := plan{ref: ref, axes: l.Axes, datapoints: l.Datapoints(), n: l.Datapoints(), width: 1}
	for _, d := range l.Shape {
		p.width *= d
	}
	if l.Axes == TimeFirst || l.Axes == TransposedSequence {
		p.n *= l.Timesteps
	}
	p.width /= max(1, p.n)
	p.turned = l.Axes == Transposed || l.Axes == TransposedSequence
	p.chooseRows(o)
	p.kept, p.columns = p.width, p.width
	var err error
	switch {
	case l.Axes.Sequential():
		err = p.takeTimestep(l)
	case l.Axes.Convolutional():
		err = p.takePositions(l, o)
	}
	return p, err
}

// chooseRows takes the subset that was asked for, of the rows of one timestep
// where a long sequence is split.
func (p *plan) chooseRows(o LoadOptions) {
	period, split := p.ref.Timestep.Period()
	if !split {
		p.draw(p.datapoints, o)
		return
	}
	periods := p.n / period
	if left := p.n % period; left > 0 {
		p.warnings = append(p.warnings, warning.Warning{
			Code:    warning.IncompletePeriod,
			Message: fmt.Sprintf("Of %d rows the last %d make no whole sequence of %d timesteps and were left out.", p.n, left, period),
		})
	}
	p.draw(periods, o)
	if p.rows == nil {
		p.rows = make([]int, periods)
		for i := range p.rows {
			p.rows[i] = i
		}
	}
	t, _ := p.ref.Timestep.Index()
	for i, r := range p.rows {
		p.rows[i] = r*period + t
	}
}

// draw takes the subset of n datapoints that was asked for.
func (p *plan) draw(n int, o LoadOptions) {
	if p.rows = subset(n, o.Datapoints, o.Seed); p.rows != nil {
		p.subset = Subset{Drawn: len(p.rows), Of: n}
	}
}

func (p *plan) takeTimestep(l Layer) error {
	t, ok := p.ref.Timestep.Index()
	switch {
	case ok && t >= l.Timesteps:
		return l.checkTimestep(p.ref)
	case !ok:
		t = l.Timesteps - 1
		p.ref.Timestep = At(t)
		if l.Timesteps > 1 {
			p.warnings = append(p.warnings, warning.Warning{
				Code:    warning.TimestepChosen,
				Message: fmt.Sprintf("Sequences of %d timesteps were taken at their last, t=%d, because none was named.", l.Timesteps, t),
			})
		}
	}
	if l.Axes != Sequence {
		p.rows = p.timesRows(t, 1)
		return nil
	}
	p.kept = l.Neurons()
	p.columns = p.kept
	p.form = form{kind: piece, start: t * p.kept}
	return nil
}

// timesRows are the rows of consecutive timesteps in an array that has all
// datapoints of one before those of the next, for the datapoints in rows.
func (p *plan) timesRows(first, count int) []int {
	var list []int
	for t := first; t < first+count; t++ {
		for i := range p.count() {
			r := i
			if p.rows != nil {
				r = p.rows[i] % p.datapoints
			}
			list = append(list, t*p.datapoints+r)
		}
	}
	return list
}

// outer reports whether the array has all datapoints of one timestep before
// those of the next.
func (p *plan) outer() bool {
	_, split := p.ref.Timestep.Period()
	return !split && p.n > p.datapoints
}

func (p *plan) takePositions(l Layer, o LoadOptions) error {
	f := form{kind: asStored, channels: l.Neurons()}
	if l.Axes == ChannelFirst {
		f.kind = transposed
	}
	f.positions = p.width / f.channels
	switch o.Conv {
	case ConvMean, "":
		f.kind = meanLast
		if l.Axes == ChannelFirst {
			f.kind = meanFirst
		}
		p.kept, p.columns = f.channels, f.channels
	case ConvPositions:
		p.columns = f.channels
		p.warnings = append(p.warnings, warning.Warning{
			Code:    warning.Positions,
			Message: "Convolutional positions were taken as datapoints, but those of one image are not independent, so chance scores higher than the null level says.",
		})
	case ConvFlatten:
	default:
		return fmt.Errorf("the policy %q for convolutional arrays is unknown; choose %s, %s or %s", o.Conv, ConvMean, ConvPositions, ConvFlatten)
	}
	p.form = f
	return nil
}

// count is how many rows are kept: before a timestep was chosen, datapoints.
func (p plan) count() int {
	if p.rows == nil {
		return p.datapoints
	}
	return len(p.rows)
}
