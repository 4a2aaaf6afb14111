package analysis

import (
	"context"
	"fmt"
	"slices"

	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
)

// defaultTolerance is how near to its end a layer counts as converged.
const defaultTolerance = 0.1

// ConvergenceSpec asks how layers approach a reference checkpoint during
// training.
type ConvergenceSpec struct {
	How
	Networks []string       `json:"networks,omitempty"` // none: all
	Layers   []string       `json:"layers,omitempty"`   // none: all, in depth order
	Timestep study.Timestep `json:"timestep"`
	// Steps choose checkpoints by name or training step; none means all whose
	// place in training is known.
	Steps []string `json:"steps,omitempty"`
	// Reference is what every layer is compared with; without a network it is a
	// network's own, without a step its last checkpoint.
	Reference Endpoint `json:"reference"`
	// Tolerance is how near to its last distance a layer must come, and stay, to
	// count as converged; 0 means 0.1. It is a distance, the same for all
	// layers, a horizontal line in the figure: curves that lie one above the
	// other cross it in that order, whatever it is. With Relative it is a share
	// of the way that each layer has from its first distance to its last, which
	// asks how early a layer changes rather than how near to its end it is; on
	// curves that meet at the last checkpoint that order changes with the share.
	Tolerance float64 `json:"tolerance,omitempty"`
	Relative  bool    `json:"relative,omitempty"`
	// Resamples, when positive, gives the bottom-up score an interval from that
	// many random halves of the datapoints, drawn by Seed; nothing is read or
	// prepared again.
	Resamples int `json:"resamples,omitempty"`
}

// ConvergenceResult is the answer of Convergence.
type ConvergenceResult struct {
	Analysis string             `json:"analysis"` // "convergence"
	Measure  similarity.Measure `json:"measure"`
	Side     similarity.Side    `json:"side"`
	Kept
	// Reference is what was asked for, its step filled in where it is the same
	// for all series; each series has its own.
	Reference Endpoint            `json:"reference"`
	Tolerance float64             `json:"tolerance"`
	Relative  bool                `json:"relative"`
	Series    []ConvergenceSeries `json:"series"` // by network, then layer
	BottomUp  BottomUp            `json:"bottomUp"`
	// Curves are the networks' training curves, to be drawn beneath.
	Curves   []study.Curve     `json:"curves"`
	Warnings []warning.Warning `json:"warnings"`
}

// ConvergenceSeries is one layer through training.
type ConvergenceSeries struct {
	Network   string    `json:"network"`
	Layer     string    `json:"layer"`
	Depth     int       `json:"depth"` // place among the network's layers, from 0
	Reference study.Ref `json:"reference"`
	N         int       `json:"n"`        // datapoints
	X         []float64 `json:"x"`        // training steps, ascending
	Steps     []string  `json:"steps"`    // the checkpoints' names
	Distance  Values    `json:"distance"` // to the reference; null where refused
	Null      Values    `json:"null"`     // distance of independent layers; null where no level is known
	// Settled is the training step from which the layer stays within the
	// tolerance of its last distance, linear between checkpoints; nil where the
	// last distance is not known.
	Settled *float64 `json:"settled"`
}

// Convergence compares every layer at every checkpoint with a reference (Morcos
// et al. 2018, figures 6, A1 and A8), and scores whether lower layers converge
// first. Checkpoints that the measure refuses are in the result without a
// value; the error is for comparisons of which nothing is left.
func Convergence(ctx context.Context, src Source, catalog Training, spec ConvergenceSpec, report Progress) (*ConvergenceResult, error) {
	how, err := spec.check()
	if err != nil {
		return nil, err
	}
	spec.How = how
	res := &ConvergenceResult{
		Analysis: "convergence", Measure: how.Measure, Side: how.Side, Kept: how.kept(how.Measure),
		Tolerance: spec.tolerance(), Relative: spec.Relative, Curves: []study.Curve{}, Warnings: []warning.Warning{},
	}
	pairs, err := res.plan(catalog, spec)
	if err != nil {
		return nil, err
	}
	if err := prepareAll(ctx, src, pairs, how, report); err != nil {
		return nil, err
	}
	scored := make([]Pair, len(pairs))
	t := tasks{n: len(pairs), workers: how.workers(), what: "comparing checkpoints", report: report}
	err = t.run(ctx, func(ctx context.Context, i, workers int) (err error) {
		scored[i], err = comparePair(ctx, src, pairs[i], how.by(workers))
		return err
	})
	if err != nil {
		return nil, err
	}
	if err := res.fill(scored); err != nil {
		return nil, err
	}
	res.score(res.distances())
	return res, res.resample(ctx, src, spec, report)
}

func (s ConvergenceSpec) check() (How, error) {
	how, err := s.normalized(similarity.First)
	switch {
	case err != nil:
		return how, err
	case !(s.Tolerance >= 0):
		return how, fmt.Errorf("the tolerance is %v; give a distance above 0, or none for %g", s.Tolerance, defaultTolerance)
	case s.Relative && s.Tolerance >= 1:
		return how, fmt.Errorf("the relative tolerance is %v; give a share below 1", s.Tolerance)
	case s.Resamples < 0:
		return how, fmt.Errorf("%d resamples were asked for; give a positive number, or none for no interval", s.Resamples)
	}
	return how, nil
}

func (s ConvergenceSpec) tolerance() float64 {
	if s.Tolerance == 0 {
		return defaultTolerance
	}
	return s.Tolerance
}

// plan lays out the series and lists their pairs, one after the other.
func (r *ConvergenceResult) plan(catalog Training, spec ConvergenceSpec) (pairs [][2]study.Ref, err error) {
	if e := spec.Reference; e.Network != "" {
		if _, err := catalog.LayerNames(e.Network, e.Step); err != nil {
			return nil, err
		}
	}
	for _, network := range orAll(spec.Networks, catalog.NetworkNames()) {
		h, err := historyOf(catalog, network, spec.Steps)
		if err != nil {
			return nil, err
		}
		r.Warnings = warning.Merge(r.Warnings, h.warnings...)
		own, err := catalog.LayerNames(network, h.moments[len(h.moments)-1].Checkpoint)
		if err != nil {
			return nil, err
		}
		for _, layer := range orAll(spec.Layers, own) {
			reference, err := referenceOf(catalog, spec.Reference, network, layer, spec.Timestep)
			if err != nil && len(spec.Layers) == 0 && spec.Reference.Network != "" {
				continue // the other network has no such layer
			}
			if err != nil {
				return nil, err
			}
			refs, x, err := h.refs(catalog, layer, spec.Timestep)
			if err != nil {
				return nil, err
			}
			s := ConvergenceSeries{Network: network, Layer: layer, Depth: slices.Index(own, layer), Reference: reference, X: x}
			for _, ref := range refs {
				s.Steps = append(s.Steps, ref.Step)
				pairs = append(pairs, [2]study.Ref{ref, reference})
			}
			r.Series = append(r.Series, s)
		}
		for _, c := range catalog.Curves() {
			if c.Network == network {
				r.Curves = append(r.Curves, c)
			}
		}
	}
	return pairs, r.checkPlan(spec)
}

// checkPlan refuses what has no course to show, and names the reference.
func (r *ConvergenceResult) checkPlan(spec ConvergenceSpec) error {
	if len(r.Series) == 0 {
		return fmt.Errorf("no layer of the chosen networks is in the reference %s; choose another reference", spec.Reference.Network)
	}
	longest := 0
	for _, s := range r.Series {
		longest = max(longest, len(s.X))
	}
	if longest < 2 {
		s := r.Series[0]
		return fmt.Errorf("%s has only one checkpoint, so there is no course of training to show; record more of them", s.Network)
	}
	r.Reference = spec.Reference
	r.Reference.Step = r.Series[0].Reference.Step
	for _, s := range r.Series {
		if s.Reference.Step != r.Reference.Step {
			r.Reference.Step = spec.Reference.Step
		}
	}
	return nil
}

// fill takes in the pairs in the order of plan.
func (r *ConvergenceResult) fill(pairs []Pair) error {
	r.Warnings = warning.Merge(r.Warnings, cautions(pairs)...)
	rest := pairs
	for i := range r.Series {
		s := &r.Series[i]
		n := len(s.X)
		s.Distance, s.Null = missing(n), missing(n)
		for j, p := range rest[:n] {
			if p.Refused == "" {
				s.N, s.Distance[j], s.Null[j] = p.N, p.Distance, nullOf(p)
			}
		}
		rest = rest[n:]
	}
	return allRefused(pairs)
}

func (r *ConvergenceResult) distances() []Values {
	out := make([]Values, len(r.Series))
	for i, s := range r.Series {
		out[i] = s.Distance
	}
	return out
}
