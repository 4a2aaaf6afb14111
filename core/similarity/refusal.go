package similarity

import (
	"errors"
	"fmt"
	"strings"

	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/spelling"
	"github.com/semblance-app/semblance/core/study"
)

// RefusalError says why two layers cannot be compared, in one sentence that
// ends with what to try. Other pairs of the same analysis may still be fine.
type RefusalError struct {
	A, B     study.Ref
	Reason   string
	Remedies Remedies
}

func (e *RefusalError) Error() string { return e.Reason }

// Clauses are the two of the reason: what is wrong, and what to try.
func (e *RefusalError) Clauses() (what, try string) {
	if what, ok := strings.CutSuffix(e.Reason, "; "+e.Remedies.Try); ok {
		return what, e.Remedies.Try
	}
	what, try, _ = strings.Cut(e.Reason, "; ") // of a result that was kept without
	return what, try
}

// Remedies are the choices that may let refused layers be compared. The zero value is
// none: other activations have to be recorded.
type Remedies struct {
	Try string `json:"try,omitempty"` // the clause that the reason ends with
	// Datapoints is how many should be compared at least, of a subset that is too small;
	// 0 where that is not the reason.
	Datapoints int        `json:"datapoints,omitempty"`
	CKA        bool       `json:"cka,omitempty"`  // which has no need of more datapoints than neurons
	Axes       study.Axes `json:"axes,omitempty"` // if the arrays are meant so; "" for none
}

// by is a refusal, or any other error, with its remedies.
func by(r Remedies, err error) error {
	var refusal *RefusalError
	if errors.As(err, &refusal) {
		r.Try = refusal.Remedies.Try
		refusal.Remedies = r
	}
	return err
}

// refuse says what to try after what is wrong.
func refuse(a, b study.Ref, try, format string, args ...any) error {
	return &RefusalError{A: a, B: b, Reason: fmt.Sprintf(format, args...) + "; " + try, Remedies: Remedies{Try: try}}
}

// sameRows refuses layers whose rows are not the same inputs.
func sameRows(a, b study.Activations) error {
	err := study.CheckRows(a, b)
	var mismatch *study.RowMismatchError
	if errors.As(err, &mismatch) {
		return by(Remedies{Axes: mismatch.Axes}, refuse(a.Ref, b.Ref, mismatch.Try(), "%s", mismatch.What()))
	}
	return err
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
		switch {
		case l.Rank > 0:
		case l.Subset.Whole():
			return refuse(a.Ref, b.Ref, "check how it was recorded", "%s is constant: no neuron changes over its %s, so there is nothing to compare",
				l.Ref, spelling.Count(l.N, "datapoint"))
		default:
			return by(Remedies{Datapoints: enough(l)}, refuse(a.Ref, b.Ref, "compare "+atLeast(l), "no neuron of %s changes over the %d of its %s that are compared",
				l.Ref, l.Subset.Drawn, spelling.Count(l.Subset.Of, "datapoint")))
		}
	}
	return nil
}

// perNeuron is how many datapoints a layer should have for each neuron.
const perNeuron = 10

// enough is how many datapoints of a subset are, where all of them are that; 0 for a
// layer that has too few, however many are compared.
func enough(l *representation.Layer) int {
	if !PWCCA.Fits(recorded(l), l.P) {
		return 0
	}
	rows := rowsOfEach(l)
	return min((perNeuron*l.P+rows-1)/rows, l.Subset.Of)
}

// onSubset reports whether only some datapoints are compared, and all would be enough.
func onSubset(l *representation.Layer) bool { return !l.Subset.Whole() && enough(l) > 0 }

// rowsOfEach are those that a datapoint becomes: one, or one for each position.
func rowsOfEach(l *representation.Layer) int { return max(1, l.N/max(1, l.Subset.Drawn)) }

// recorded is how many rows a layer has, compared or not.
func recorded(l *representation.Layer) int {
	if l.Subset.Whole() {
		return l.N
	}
	return l.Subset.Of * rowsOfEach(l)
}

func atLeast(l *representation.Layer) string {
	if n := enough(l); n > 0 && n < l.Subset.Of {
		return fmt.Sprintf("at least %d, or all", n)
	}
	return fmt.Sprintf("all %d", l.Subset.Of)
}

// onFew refuses a layer of which too few datapoints are compared, though enough are
// recorded.
func onFew(a, b study.Ref, l *representation.Layer) error {
	return by(Remedies{Datapoints: enough(l), CKA: true}, refuse(a, b, "CCA needs more datapoints than neurons: compare "+atLeast(l), "%s has %s, and only %d of its %s are compared",
		l.Ref, spelling.Count(l.P, "neuron"), l.Subset.Drawn, spelling.Count(l.Subset.Of, "datapoint")))
}

// otherAxes are those by which a layer's datapoints would be its neurons, "" for
// none.
func otherAxes(l *representation.Layer) study.Axes {
	return map[study.Axes]study.Axes{study.Flat: study.Transposed, study.Transposed: study.Flat}[l.Axes]
}

// instead is what to try where more cannot be recorded.
func instead(l *representation.Layer) string {
	other := otherAxes(l)
	if other == "" {
		return "or compare with CKA"
	}
	return fmt.Sprintf("compare with CKA, or choose the axes %s if the %d are the neurons", other, recorded(l))
}

// checkCanonical refuses what makes CCA meaningless: with no more datapoints
// than neurons every direction correlates perfectly.
func checkCanonical(a, b *representation.Layer) error {
	if err := checkRows(a, b); err != nil {
		return err
	}
	for _, l := range []*representation.Layer{a, b} {
		few, full := l.N <= l.P, l.Rank >= l.N-1
		switch {
		case (few || full) && onSubset(l):
			return onFew(a.Ref, b.Ref, l)
		case few:
			return by(Remedies{CKA: true, Axes: otherAxes(l)}, refuse(a.Ref, b.Ref, "CCA needs more datapoints than neurons, better ten times as many: record more, "+instead(l), "%s has %s for %s",
				l.Ref, spelling.Count(recorded(l), "datapoint"), spelling.Count(l.P, "neuron")))
		case full:
			return by(Remedies{CKA: true}, refuse(a.Ref, b.Ref, "record more datapoints, better ten for each neuron", "%s has rank %d with only %s, so any layer correlates perfectly with it",
				l.Ref, l.Rank, spelling.Count(recorded(l), "datapoint")))
		}
	}
	return nil
}
