package analysis

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/spelling"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
)

// DefaultDirections is how many directions make either set (Morcos et al. 2018,
// section 3).
const DefaultDirections = 100

// selectionNote belongs into the caption of every stability figure.
const selectionNote = "The unstable directions were chosen as those least correlated with the middle checkpoint, so their distance peaks there by selection, and that of the stable ones dips; neither says anything of training."

// StabilitySpec asks which part of a layer's representation lasts. The measure
// "" is mean CCA here, as in the paper.
type StabilitySpec struct {
	How
	Network  string         `json:"network"`
	Layer    string         `json:"layer"`
	Timestep study.Timestep `json:"timestep"`
	// Early and Mid are checkpoints, by name or training step. "" is the one
	// nearest to a tenth of the training, the first not counted, and to half of it.
	Early string `json:"early,omitempty"`
	Mid   string `json:"mid,omitempty"`
	// Steps choose the checkpoints to follow, by name or training step, beside
	// those two; none means all whose place in training is known.
	Steps []string `json:"steps,omitempty"`
	// K directions make either set; 0 means 100, or half of all where there are
	// fewer than 200, so that no direction is in both.
	K int `json:"k,omitempty"`
}

// StabilityResult is the answer of Stability, in training order.
type StabilityResult struct {
	Analysis string             `json:"analysis"` // "stability"
	Measure  similarity.Measure `json:"measure"`
	Side     similarity.Side    `json:"side"`
	Kept
	Early  study.Ref `json:"early"` // the directions are inside this layer's space
	Mid    study.Ref `json:"mid"`   // correlation with this one chose them
	EarlyX float64   `json:"earlyX"`
	MidX   float64   `json:"midX"`
	K      int       `json:"k"` // directions in either set
	N      int       `json:"n"` // datapoints
	// Coefficients are those of Early with Mid, descending; the first K chose
	// the stable set, the last K the unstable one.
	Coefficients []float64 `json:"coefficients"`

	X        []float64 `json:"x"`        // training steps
	Steps    []string  `json:"steps"`    // the checkpoints' names
	Stable   Values    `json:"stable"`   // distance of the K most correlated directions to the layer at X
	Unstable Values    `json:"unstable"` // of the K least correlated
	Null     Values    `json:"null"`     // distance of K independent directions

	Note     string            `json:"note"` // for the caption
	Warnings []warning.Warning `json:"warnings"`
}

// Stability follows the directions of an early checkpoint through training
// (Morcos et al. 2018, section 3, figure 1d–f). CCA of L(early) with L(mid)
// sorts the directions hᵢ = Q₁uᵢ of L(early); the K with the largest
// coefficients are the stable set S, the K with the smallest the unstable set B.
// Each, as n×K matrix, is compared with L(t) at every checkpoint.
//
// Row-wise measures compare column by column, which a set and a whole layer do
// not allow. They compare a set with the nearest to it that L(t) has, datapoint
// by datapoint: with what a linear read-out of L(t), fitted by least squares,
// makes of each direction.
//
// The directions are those of L(early), not of L(mid): inside L(mid) both sets
// would have distance 0 to it, while the paper's figure has B peak there.
// Directions of L(early) beyond the rank of L(mid) belong to neither set.
func Stability(ctx context.Context, src Source, catalog Training, spec StabilitySpec, report Progress) (*StabilityResult, error) {
	how, err := spec.stabilityHow()
	if err != nil {
		return nil, err
	}
	res, refs, err := planStability(catalog, spec)
	if err != nil {
		return nil, err
	}
	res.Measure, res.Side, res.Kept = how.Measure, how.Side, how.kept(how.Measure)
	var pairs [][2]study.Ref
	for _, ref := range refs {
		pairs = append(pairs, [2]study.Ref{ref, res.Early})
	}
	if err := prepareAll(ctx, src, pairs, how, report); err != nil {
		return nil, err
	}
	sets, err := res.choose(ctx, src, spec.K, how)
	if err != nil {
		return nil, err
	}
	return res, res.follow(ctx, src, refs, sets, report)
}

// follow compares both sets with the layer at every checkpoint.
func (r *StabilityResult) follow(ctx context.Context, src Source, refs []study.Ref, sets followed, report Progress) error {
	n := len(refs)
	r.Stable, r.Unstable, r.Null = missing(n), missing(n), missing(n)
	pairs := make([]Pair, 2*n)
	t := tasks{n: n, workers: sets.how.workers(), what: "following directions", report: report}
	err := t.run(ctx, func(ctx context.Context, i, workers int) error {
		for k, out := range []Values{r.Stable, r.Unstable} {
			pair, err := sets.of[k].compare(ctx, src, refs[i], sets.how, workers)
			if err != nil {
				return err
			}
			pairs[2*i+k], out[i], r.Null[i] = pair, pair.Distance, nullOf(pair)
		}
		return nil
	})
	if err != nil {
		return err
	}
	r.Warnings = warning.Merge(r.Warnings, cautions(pairs)...)
	return nil
}

func (s StabilitySpec) stabilityHow() (How, error) {
	how := s.How
	if how.Measure == "" {
		how.Measure = similarity.CCA
	}
	how, err := how.normalized(similarity.First)
	switch {
	case err != nil:
		return how, err
	case s.K < 0:
		return how, fmt.Errorf("%d directions were asked for; give a positive number, or none for %d", s.K, DefaultDirections)
	}
	return how, nil
}

// planStability finds the checkpoints.
func planStability(catalog Training, spec StabilitySpec) (*StabilityResult, []study.Ref, error) {
	h, err := historyOf(catalog, spec.Network, nil)
	if err != nil {
		return nil, nil, err
	}
	refs, x, err := h.refs(catalog, spec.Layer, spec.Timestep)
	if err != nil {
		return nil, nil, err
	}
	if len(refs) < 3 {
		return nil, nil, fmt.Errorf("%s has %s of %s; stability needs an early one, a middle one and others: record more", spec.Network, spelling.Count(len(refs), "checkpoint"), spec.Layer)
	}
	res := &StabilityResult{Analysis: "stability", X: x, Note: selectionNote, Warnings: warning.Merge([]warning.Warning{}, h.warnings...)}
	for _, ref := range refs {
		res.Steps = append(res.Steps, ref.Step)
	}
	first, last := x[0], x[len(x)-1]
	early, err := choiceOf(catalog, spec, spec.Early, res.Steps, 1+nearestTo(x[1:], first+(last-first)/10))
	if err != nil {
		return nil, nil, err
	}
	mid, err := choiceOf(catalog, spec, spec.Mid, res.Steps, nearestTo(x, (first+last)/2))
	if err != nil {
		return nil, nil, err
	}
	if spec.Early == "" && early >= mid {
		early = max(0, mid-1)
	}
	if early == mid {
		return nil, nil, fmt.Errorf("the early and the middle checkpoint are both %s; choose two that differ", refs[mid].Step)
	}
	res.Early, res.Mid, res.EarlyX, res.MidX = refs[early], refs[mid], x[early], x[mid]
	refs, err = res.keep(catalog, spec, refs)
	return res, refs, err
}

// keep leaves the checkpoints chosen, with the early and the middle one.
func (r *StabilityResult) keep(catalog Training, spec StabilitySpec, refs []study.Ref) ([]study.Ref, error) {
	if len(spec.Steps) == 0 {
		return refs, nil
	}
	chosen := map[string]bool{r.Early.Step: true, r.Mid.Step: true}
	for _, step := range spec.Steps {
		i, err := choiceOf(catalog, spec, step, r.Steps, 0)
		if err != nil {
			return nil, err
		}
		chosen[r.Steps[i]] = true
	}
	var kept []study.Ref
	var x []float64
	for i, ref := range refs {
		if chosen[ref.Step] {
			kept, x = append(kept, ref), append(x, r.X[i])
		}
	}
	r.X, r.Steps = x, slices.DeleteFunc(r.Steps, func(step string) bool { return !chosen[step] })
	return kept, nil
}

// choiceOf is the index of the checkpoint called step; "" is fallback.
func choiceOf(catalog Training, spec StabilitySpec, step string, names []string, fallback int) (int, error) {
	if step == "" {
		return fallback, nil
	}
	ref, err := catalog.Resolve(study.Ref{Network: spec.Network, Step: step, Layer: spec.Layer, Timestep: spec.Timestep})
	if err != nil {
		return 0, err
	}
	for i, name := range names {
		if name == ref.Step {
			return i, nil
		}
	}
	return 0, fmt.Errorf("%s does not say its training step, so it has no place among the others; choose one of those that do", ref)
}

func nearestTo(x []float64, want float64) int {
	best := 0
	for i, v := range x {
		if math.Abs(v-want) < math.Abs(x[best]-want) {
			best = i
		}
	}
	return best
}
