package similarity

import (
	"fmt"

	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/spelling"
	"github.com/semblance-app/semblance/core/study"
)

// RefusalError says why two layers cannot be compared, in one sentence that
// ends with what to try. Other pairs of the same analysis may still be fine.
type RefusalError struct {
	A, B   study.Ref
	Reason string
}

func (e *RefusalError) Error() string { return e.Reason }

func refuse(a, b study.Ref, format string, args ...any) error {
	return &RefusalError{A: a, B: b, Reason: fmt.Sprintf(format, args...)}
}

// sameRows refuses layers whose rows are not the same inputs.
func sameRows(a, b study.Activations) error {
	if err := study.CheckRows(a, b); err != nil {
		return refuse(a.Ref, b.Ref, "%v", err)
	}
	return nil
}

// rowsOf is what CheckRows needs of a prepared layer.
func rowsOf(l *representation.Layer) study.Activations {
	return study.Activations{Ref: l.Ref, N: l.N, P: l.P, Axes: l.Axes, Datapoints: l.Datapoints}
}

// checkRows refuses layers of different inputs and layers with nothing in them.
func checkRows(a, b *representation.Layer) error {
	if err := sameRows(rowsOf(a), rowsOf(b)); err != nil {
		return err
	}
	for _, l := range []*representation.Layer{a, b} {
		if l.Rank == 0 {
			return refuse(a.Ref, b.Ref, "%s is constant: no neuron changes over its %s, so there is nothing to compare; check how it was recorded",
				l.Ref, spelling.Count(l.N, "datapoint"))
		}
	}
	return nil
}

// instead is what to try where more cannot be recorded.
func instead(l *representation.Layer) string {
	other, ok := map[study.Axes]study.Axes{study.Flat: study.Transposed, study.Transposed: study.Flat}[l.Axes]
	if !ok {
		return "or compare with CKA"
	}
	return fmt.Sprintf("compare with CKA, or choose the axes %s if the %d are the neurons", other, l.N)
}

// checkCanonical refuses what makes CCA meaningless: with no more datapoints
// than neurons every direction correlates perfectly.
func checkCanonical(a, b *representation.Layer) error {
	if err := checkRows(a, b); err != nil {
		return err
	}
	for _, l := range []*representation.Layer{a, b} {
		if l.N <= l.P {
			return refuse(a.Ref, b.Ref, "%s has %s for %s; CCA needs more datapoints than neurons, better ten times as many: record more, %s",
				l.Ref, spelling.Count(l.N, "datapoint"), spelling.Count(l.P, "neuron"), instead(l))
		}
		if l.Rank >= l.N-1 {
			return refuse(a.Ref, b.Ref, "%s has rank %d with only %s, so any layer correlates perfectly with it; record more datapoints, better ten for each neuron",
				l.Ref, l.Rank, spelling.Count(l.N, "datapoint"))
		}
	}
	return nil
}
