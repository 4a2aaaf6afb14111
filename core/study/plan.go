package study

import (
	"fmt"

	"github.com/semblance-app/semblance/core/warning"
)

// plan says how a stored array becomes a matrix.
type plan struct {
	ref      Ref   // with the timestep
	n        int   // datapoints stored
	rows     []int // those kept, ascending; nil for all
	width    int   // values of a datapoint as stored
	kept     int   // values of a datapoint in the matrix
	columns  int   // of the matrix; a datapoint is kept/columns rows of it
	form     form
	warnings []warning.Warning
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
	p := plan{ref: ref, n: l.Shape[0], width: 1}
	for _, d := range l.Shape[1:] {
		p.width *= d
	}
	p.chooseRows(o)
	p.kept, p.columns = p.width, p.width
	var err error
	switch l.Axes {
	case Sequence:
		p.takeTimestep(l)
	case ChannelFirst, ChannelLast:
		err = p.takePositions(l, o)
	}
	return p, err
}

// chooseRows takes the subset that was asked for, of the rows of one timestep
// where a long sequence is split.
func (p *plan) chooseRows(o LoadOptions) {
	period, split := p.ref.Timestep.Period()
	if !split {
		p.rows = subset(p.n, o.Datapoints, o.Seed)
		return
	}
	periods := p.n / period
	if left := p.n % period; left > 0 {
		p.warnings = append(p.warnings, warning.Warning{
			Code:    warning.IncompletePeriod,
			Message: fmt.Sprintf("Of %d rows the last %d make no whole sequence of %d timesteps and were left out.", p.n, left, period),
		})
	}
	p.rows = subset(periods, o.Datapoints, o.Seed)
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

func (p *plan) takeTimestep(l Layer) {
	t, ok := p.ref.Timestep.Index()
	if !ok {
		t = l.Timesteps - 1
		p.ref.Timestep = At(t)
		if l.Timesteps > 1 {
			p.warnings = append(p.warnings, warning.Warning{
				Code:    warning.TimestepChosen,
				Message: fmt.Sprintf("Sequences of %d timesteps were taken at their last, t=%d, because none was named.", l.Timesteps, t),
			})
		}
	}
	p.kept = l.Shape[2]
	p.columns = p.kept
	p.form = form{kind: piece, start: t * p.kept}
}

func (p *plan) takePositions(l Layer, o LoadOptions) error {
	axes := l.Axes
	switch o.Axes {
	case "":
	case ChannelFirst, ChannelLast:
		axes = o.Axes
	default:
		return fmt.Errorf("the axes %s are not those of a convolutional array; choose %s or %s", o.Axes, ChannelFirst, ChannelLast)
	}
	f := form{kind: asStored, channels: l.Shape[3]}
	if axes == ChannelFirst {
		f = form{kind: transposed, channels: l.Shape[1]}
	}
	f.positions = p.width / f.channels
	switch o.Conv {
	case ConvMean, "":
		f.kind = meanLast
		if axes == ChannelFirst {
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

// count is how many datapoints are kept.
func (p plan) count() int {
	if p.rows == nil {
		return p.n
	}
	return len(p.rows)
}
