package analysis

import (
	"context"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"

	"github.com/semblance-app/semblance/core/similarity"
)

// SyntheticSpec asks for figure 2: how well measures see through noise whose
// amount is known (Morcos et al. 2018, appendix A.4). The zero value is the
// paper's setting.
//
// A layer X is Signals[i] neurons drawn from N(0, 1) beside noise neurons up to
// Neurons; Y is the same signals turned by a random orthonormal matrix, beside
// noise of its own.
//
// The paper writes the noise as N(0, 0.1). We take 0.1 for its variance, a
// standard deviation of √0.1: so read, as its N(0, 1) and convention are, the
// order of its curves comes out for all of its Signals but the fewest. With a
// standard deviation of 0.1 it does not: from 100 signals on, the 99 % of the
// variance that SVCCA keeps are the signals alone, and its distance is 0.
type SyntheticSpec struct {
	Neurons    int     `json:"neurons,omitempty"`    // of X and of Y; 0: 200
	Datapoints int     `json:"datapoints,omitempty"` // 0: 2000
	Signals    []int   `json:"signals,omitempty"`    // numbers of signal neurons; none: the paper's ten, 20 to 199
	NoiseScale float64 `json:"noiseScale,omitempty"` // standard deviation of the noise; 0: √0.1
	// Repeats is how many times each pair is drawn anew, 2 or more; 0: 5.
	Repeats int `json:"repeats,omitempty"`
	// Measures to compare; none: mean CCA, SVCCA and PWCCA.
	Measures []similarity.Measure `json:"measures,omitempty"`
	Seed     uint64               `json:"seed"`
	Workers  int                  `json:"-"` // as in How
}

// SyntheticResult is the answer of Synthetic. Lists go by Signals.
//
// Truth is what a distance would be that took the signals for equal and the
// noise for unrelated, each weighted by the variance it gives X: with k signals
// among p neurons and noise of standard deviation s,
//
//	(p−k)s² / (k + (p−k)s²).
//
// The measure nearest the truth is the one whose mean distance differs least
// from it. In the paper's setting that is PWCCA throughout, and mean CCA is
// farthest from 50 signals on. At 20 it is not: PWCCA 0.644, mean CCA 0.668 and
// SVCCA 0.670, where the truth is 0.474. With few signals all three are poor
// (PWCCA still 0.446 for 0.231 at 50): a direction's projection weight falls
// with its length and not with its square, so that many weak directions
// outweigh a few strong ones, and SVCCA keeps 193 of the 200 directions at 20.
type SyntheticResult struct {
	Analysis string `json:"analysis"` // "synthetic"
	SyntheticSpec
	Ratio    []float64            `json:"x"` // signal neurons over noise neurons
	Truth    []float64            `json:"truth"`
	Series   []ToySeries          `json:"series"`
	Nearest  []similarity.Measure `json:"nearest"`  // the measure nearest the truth
	Farthest []similarity.Measure `json:"farthest"` // the measure farthest from it
}

// ToySeries is one measure's distances on toy data drawn several times: mean
// and sample standard deviation at each x.
type ToySeries struct {
	Measure  similarity.Measure `json:"measure"`
	Distance []float64          `json:"distance"`
	Std      []float64          `json:"std"`
}

// Synthetic draws the pairs and compares them, each prepared in float64.
func Synthetic(ctx context.Context, spec SyntheticSpec, report Progress) (*SyntheticResult, error) {
	spec, err := spec.normalized()
	if err != nil {
		return nil, err
	}
	distances := make([][]float64, len(spec.Signals)*spec.Repeats) // by pair, by measure
	t := tasks{n: len(distances), workers: How{Workers: spec.Workers}.workers(), what: "comparing synthetic layers", report: report}
	err = t.run(ctx, func(ctx context.Context, i, workers int) (err error) {
		x, y := spec.pair(spec.Signals[i/spec.Repeats], i%spec.Repeats)
		distances[i], err = toyDistances(ctx, x, y, spec.Measures, workers)
		return err
	})
	if err != nil {
		return nil, err
	}
	res := &SyntheticResult{Analysis: "synthetic", SyntheticSpec: spec}
	noise := spec.NoiseScale * spec.NoiseScale
	for _, k := range spec.Signals {
		others := float64(spec.Neurons - k)
		res.Ratio = append(res.Ratio, float64(k)/others)
		res.Truth = append(res.Truth, others*noise/(float64(k)+others*noise))
	}
	res.Series = summarize(spec.Measures, len(spec.Signals), spec.Repeats, func(x, repeat, measure int) float64 {
		return distances[x*spec.Repeats+repeat][measure]
	})
	res.rank()
	return res, nil
}

// rank finds the nearest and the farthest measure for each number of signals.
func (r *SyntheticResult) rank() {
	for i, truth := range r.Truth {
		near, far := r.Series[0], r.Series[0]
		off := func(s ToySeries) float64 { return math.Abs(s.Distance[i] - truth) }
		for _, s := range r.Series[1:] {
			if off(s) < off(near) {
				near = s
			}
			if off(s) > off(far) {
				far = s
			}
		}
		r.Nearest, r.Farthest = append(r.Nearest, near.Measure), append(r.Farthest, far.Measure)
	}
}

// summarize takes means and spreads over repeats, for each measure at each x.
func summarize(measures []similarity.Measure, xs, repeats int, distance func(x, repeat, measure int) float64) []ToySeries {
	series := make([]ToySeries, len(measures))
	values := make([]float64, repeats)
	for m := range measures {
		s := ToySeries{Measure: measures[m], Distance: make([]float64, xs), Std: make([]float64, xs)}
		for x := range xs {
			for i := range values {
				values[i] = distance(x, i, m)
			}
			s.Distance[x], s.Std[x] = stat.MeanStdDev(values, nil)
		}
		series[m] = s
	}
	return series
}

func (s SyntheticSpec) normalized() (SyntheticSpec, error) {
	s.Neurons, s.Datapoints, s.Repeats = orDefault(s.Neurons, 200), orDefault(s.Datapoints, 2000), orDefault(s.Repeats, 5)
	if len(s.Signals) == 0 {
		s.Signals = []int{20, 50, 70, 80, 100, 120, 140, 160, 180, 199}
	}
	if s.NoiseScale == 0 {
		s.NoiseScale = math.Sqrt(0.1)
	}
	if len(s.Measures) == 0 {
		s.Measures = []similarity.Measure{similarity.CCA, similarity.SVCCA, similarity.PWCCA}
	}
	var err error
	if s.Measures, err = parsedMeasures(s.Measures); err != nil {
		return s, err
	}
	if err := checkToy(s.Neurons, s.Datapoints, s.Repeats, "repeats"); err != nil {
		return s, err
	}
	for _, k := range s.Signals {
		if k < 1 || k >= s.Neurons {
			return s, fmt.Errorf("%d of %d neurons were to be signals; give 1 to %d, so that some are noise", k, s.Neurons, s.Neurons-1)
		}
	}
	if !(s.NoiseScale > 0) || math.IsInf(s.NoiseScale, 0) {
		return s, fmt.Errorf("the noise was to have the standard deviation %v; give a positive number", s.NoiseScale)
	}
	return s, nil
}

func orDefault(value, standard int) int {
	if value == 0 {
		return standard
	}
	return value
}

func parsedMeasures(list []similarity.Measure) ([]similarity.Measure, error) {
	parsed := slices.Clone(list)
	for i, m := range list {
		var err error
		if parsed[i], err = similarity.ParseMeasure(string(m)); err != nil {
			return nil, err
		}
	}
	return parsed, nil
}

// checkToy refuses sizes of which nothing can be drawn or told.
func checkToy(neurons, datapoints, repeats int, what string) error {
	switch {
	case neurons < 2:
		return fmt.Errorf("%d neurons were asked for; give at least 2", neurons)
	case datapoints < neurons+2:
		return fmt.Errorf("%d datapoints were asked for with %d neurons; CCA needs more datapoints than neurons, better ten times as many", datapoints, neurons)
	case repeats < 2:
		return fmt.Errorf("%d %s were asked for; a spread needs at least 2", repeats, what)
	}
	return nil
}
