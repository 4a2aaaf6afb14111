package analysis

import (
	"context"
	"fmt"
	"math"

	"gonum.org/v1/gonum/blas/blas64"

	"github.com/semblance-app/semblance/core/linalg"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
)

// ToyRNNSpec asks for figure A2: hidden states of recurrences that are known,
// compared with their last (Morcos et al. 2018, appendix A.3). From h₀ ~ N(0, 1)
// for every datapoint go
//
//	linear     h ← W_rot h
//	nonlinear  h ← W_rot h + Alpha·sigmoid(W_rand h) + b
//
// with W_rot a random orthonormal matrix, W_rand ~ N(0, 1) and b ~ N(0, BiasScale²),
// all drawn anew for each run and the same for every datapoint and timestep. The
// paper's sizes are not in the text we have; those of the zero value show the
// same thing.
type ToyRNNSpec struct {
	Neurons    int     `json:"neurons,omitempty"`    // 0: 50
	Datapoints int     `json:"datapoints,omitempty"` // sequences; 0: 1000
	Timesteps  int     `json:"timesteps,omitempty"`  // with the first; 0: 20
	Alpha      float64 `json:"alpha,omitempty"`      // 0: 1
	BiasScale  float64 `json:"biasScale,omitempty"`  // 0: 0.1
	// Runs is how many recurrences of each kind are drawn, 2 or more; 0: 20.
	Runs int `json:"runs,omitempty"`
	// Measures to compare; none: cosine, Euclidean, mean CCA and PWCCA.
	Measures []similarity.Measure `json:"measures,omitempty"`
	Seed     uint64               `json:"seed"`
	Workers  int                  `json:"-"` // as in How
}

// ToyRNNResult is the answer of ToyRNN. CCA sees that a rotation changes
// nothing, its distance is 0 at every timestep of the linear recurrence, and
// that the nonlinear one comes nearer its end with every timestep; cosine and
// Euclidean distances take all states of the linear recurrence for unrelated,
// and say little of how near the nonlinear one is.
type ToyRNNResult struct {
	Analysis string `json:"analysis"` // "toyrnn"
	ToyRNNSpec
	Reference int        `json:"reference"` // the last timestep
	X         []int      `json:"x"`         // timesteps
	Null      float64    `json:"null"`      // mean CCA similarity of independent layers of this size
	Panels    []ToyPanel `json:"panels"`    // linear, nonlinear
}

// ToyPanel is one kind of recurrence.
type ToyPanel struct {
	Name   string      `json:"name"`
	Update string      `json:"update"` // the recurrence, as text
	Series []ToySeries `json:"series"` // distance to the last timestep, over runs
}

// recurrence is one drawn network, states in rows.
type recurrence struct {
	rotation, random blas64.General
	alpha            float64 // 0: linear
	bias             []float64
}

// ToyRNN draws the recurrences, lets them run and compares every timestep with
// the last, prepared in float64.
func ToyRNN(ctx context.Context, spec ToyRNNSpec, report Progress) (*ToyRNNResult, error) {
	spec, err := spec.normalized()
	if err != nil {
		return nil, err
	}
	res := &ToyRNNResult{
		Analysis: "toyrnn", ToyRNNSpec: spec, Reference: spec.Timesteps - 1,
		Null: similarity.NullLevel(spec.Datapoints, spec.Neurons, spec.Neurons).Mean,
		Panels: []ToyPanel{
			{Name: "linear", Update: "h ← W_rot h"},
			{Name: "nonlinear", Update: fmt.Sprintf("h ← W_rot h + %g·sigmoid(W_rand h) + b", spec.Alpha)},
		},
	}
	for t := range spec.Timesteps {
		res.X = append(res.X, t)
	}
	kinds := len(res.Panels)
	distances := make([][][]float64, kinds*spec.Runs) // by kind and run, by timestep, by measure
	t := tasks{n: len(distances), workers: How{Workers: spec.Workers}.workers(), what: "running toy networks", report: report}
	err = t.run(ctx, func(ctx context.Context, i, workers int) (err error) {
		distances[i], err = spec.run(ctx, i%spec.Runs, i >= spec.Runs, workers)
		return err
	})
	if err != nil {
		return nil, err
	}
	for k := range res.Panels {
		res.Panels[k].Series = summarize(spec.Measures, spec.Timesteps, spec.Runs, func(x, run, measure int) float64 {
			return distances[k*spec.Runs+run][x][measure]
		})
	}
	return res, nil
}

// run draws one network and compares its states with the last. Both kinds of
// one run have the same W_rot and h₀.
func (s ToyRNNSpec) run(ctx context.Context, run int, nonlinear bool, workers int) ([][]float64, error) {
	rng := generator(s.Seed, toRecur, run, 0)
	r := recurrence{rotation: orthonormal(rng, s.Neurons)}
	states := []blas64.General{gaussian(rng, s.Datapoints, s.Neurons, 1)}
	if nonlinear {
		r.alpha, r.random = s.Alpha, gaussian(rng, s.Neurons, s.Neurons, 1)
		r.bias = gaussian(rng, 1, s.Neurons, s.BiasScale).Data
	}
	for len(states) < s.Timesteps {
		states = append(states, r.next(states[len(states)-1]))
	}
	last := toyLayer("last state", states[len(states)-1])
	reference, err := toyPrepared(ctx, last, workers)
	if err != nil {
		return nil, err
	}
	distances := make([][]float64, s.Timesteps)
	for t, state := range states {
		h := toyLayer("state", state)
		h.Ref.Timestep = study.At(t)
		layer, err := toyPrepared(ctx, h, workers)
		if err != nil {
			return nil, err
		}
		distances[t], err = toyCompare([2]study.Activations{h, last}, [2]*representation.Layer{layer, reference}, s.Measures, workers)
		if err != nil {
			return nil, err
		}
	}
	return distances, nil
}

// next is the state after h, one datapoint a row.
func (r recurrence) next(h blas64.General) blas64.General {
	out := linalg.New64(h.Rows, h.Cols)
	linalg.Multiply64(out, h, r.rotation)
	if r.alpha == 0 {
		return out
	}
	drive := linalg.New64(h.Rows, h.Cols)
	linalg.Multiply64(drive, h, r.random)
	for i, v := range drive.Data {
		out.Data[i] += r.alpha/(1+math.Exp(-v)) + r.bias[i%h.Cols]
	}
	return out
}

func (s ToyRNNSpec) normalized() (ToyRNNSpec, error) {
	s.Neurons, s.Datapoints = orDefault(s.Neurons, 50), orDefault(s.Datapoints, 1000)
	s.Timesteps, s.Runs = orDefault(s.Timesteps, 20), orDefault(s.Runs, 20)
	if s.Alpha == 0 {
		s.Alpha = 1
	}
	if s.BiasScale == 0 {
		s.BiasScale = 0.1
	}
	if len(s.Measures) == 0 {
		s.Measures = []similarity.Measure{similarity.Cosine, similarity.Euclidean, similarity.CCA, similarity.PWCCA}
	}
	var err error
	if s.Measures, err = parsedMeasures(s.Measures); err != nil {
		return s, err
	}
	for _, v := range []float64{s.Alpha, s.BiasScale} {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return s, fmt.Errorf("alpha %v and the scale of the bias %v must be finite", s.Alpha, s.BiasScale)
		}
	}
	if s.Timesteps < 2 {
		return s, fmt.Errorf("%d timesteps were asked for; give at least 2", s.Timesteps)
	}
	return s, checkToy(s.Neurons, s.Datapoints, s.Runs, "runs")
}
