package render_test

import (
	"fmt"
	"math"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/plotting/figure"
)

// steps are training steps as people record them, the first at 0.
func steps(n int) (x []float64, names []string) {
	for i := range n {
		x = append(x, float64(10*i*i*i))
		names = append(names, fmt.Sprintf("step-%06.0f", x[i]))
	}
	return x, names
}

// spectraResult has count checkpoints whose coefficients rise.
func spectraResult(count int) *analysis.SpectraResult {
	x, names := steps(count)
	res := &analysis.SpectraResult{Analysis: "spectra", Reference: study.Ref{Network: "lstm", Step: "final", Layer: "lstm1"}, Null: 0.28, NullMax: 0.62}
	for i := range count {
		s := analysis.StepSpectrum{Ref: study.Ref{Network: "lstm", Step: names[i], Layer: "lstm1"}, Step: x[i], BartlettK: 20 + i}
		for k := range 64 {
			t := float64(k) / 63
			s.Coefficients = append(s.Coefficients, math.Pow(1-math.Pow(t, 1+float64(i)/2), 1.2))
		}
		res.Spectra = append(res.Spectra, s)
	}
	return res
}

func stabilityResult() *analysis.StabilityResult {
	x, names := steps(10)
	res := &analysis.StabilityResult{
		Measure: similarity.CCA, Early: study.Ref{Network: "lstm", Step: names[3], Layer: "lstm1"}, Mid: study.Ref{Step: names[7]},
		EarlyX: x[3], MidX: x[7], K: 100, X: x, Steps: names, Note: "The spike is an effect of selection.",
	}
	for i := range x {
		away := math.Abs(float64(i - 3))
		spike := math.Exp(-math.Abs(float64(i - 7)))
		res.Stable = append(res.Stable, 0.04*away)
		res.Unstable = append(res.Unstable, 0.09*away+0.25*spike)
		res.Null = append(res.Null, 0.8)
	}
	return res
}

// convergenceResult has lower layers converge first, and training curves.
func convergenceResult(networks, layers, checkpoints int) *analysis.ConvergenceResult {
	x, names := steps(checkpoints)
	tau, p := 1.0, 0.17
	res := &analysis.ConvergenceResult{Measure: similarity.PWCCA, Tolerance: 0.1, BottomUp: analysis.BottomUp{Tau: &tau, P: &p}}
	for n := range networks {
		network := fmt.Sprintf("seed-%d", n)
		for l := range layers {
			s := analysis.ConvergenceSeries{Network: network, Layer: fmt.Sprintf("layer.%d.out", l), Depth: l, X: x, Steps: names}
			for i := range x {
				t := float64(i) / float64(max(1, checkpoints-1))
				s.Distance = append(s.Distance, 0.7*(1-math.Pow(t, 1.5+0.6*float64(l)+0.2*float64(n))))
				s.Null = append(s.Null, 0.75)
			}
			res.Series = append(res.Series, s)
		}
		curve := study.Curve{Network: network, Column: "test_perplexity"}
		for i := range x {
			curve.X, curve.Y = append(curve.X, x[i]), append(curve.Y, 180+6000*math.Exp(-1.5*float64(i)))
		}
		res.Curves = append(res.Curves, curve)
	}
	return res
}

// timestepsResult has conditions overlaid for three measures, or one matrix for
// each.
func timestepsResult() *analysis.TimestepsResult {
	res := &analysis.TimestepsResult{
		Measure: similarity.PWCCA, Measures: []similarity.Measure{similarity.PWCCA, similarity.Cosine, similarity.Euclidean},
		By: "start", Series: []analysis.TimestepSeries{{Distance: analysis.Values{1}}},
	}
	for k, m := range res.Measures {
		t := analysis.TimestepMatrix{Measure: m, Network: "rnn", Layer: "hidden"}
		for i := range 12 {
			t.X = append(t.X, float64(i))
			var row analysis.Values
			for j := range 12 {
				row = append(row, 1-math.Exp(-math.Abs(float64(i-j))/float64(4+3*k)))
			}
			t.Distance = append(t.Distance, row)
		}
		res.Matrices = append(res.Matrices, t)
		for j, name := range []string{"none", "1 %", "8 %", "24 %", "48 %", "81 %"} {
			c := analysis.TimestepCondition{Name: name, Measure: m, Layer: "hidden", Networks: []string{"a", "b"}, X: t.X}
			for i := range t.X {
				d := (1 - float64(i)/11) * (0.75 + 0.2*float64(k) - 0.1*float64(j))
				c.Mean, c.Std = append(c.Mean, d), append(c.Std, 0.06*d)
				if m == similarity.PWCCA {
					c.Null = append(c.Null, 0.85)
				}
			}
			res.Conditions = append(res.Conditions, c)
		}
	}
	return res
}

func toySeries(x []float64, measures ...similarity.Measure) []analysis.ToySeries {
	var list []analysis.ToySeries
	for k, m := range measures {
		s := analysis.ToySeries{Measure: m}
		for i := range x {
			d := 0.7 * math.Exp(-float64(i)/(2+float64(k)))
			s.Distance, s.Std = append(s.Distance, d), append(s.Std, 0.08*d)
		}
		list = append(list, s)
	}
	return list
}

func syntheticResult() *analysis.SyntheticResult {
	res := &analysis.SyntheticResult{SyntheticSpec: analysis.SyntheticSpec{Neurons: 200, Datapoints: 2000, Repeats: 5, Signals: []int{20, 50, 70, 80, 100, 120, 140, 160, 180, 199}}}
	for i, k := range res.Signals {
		res.Ratio = append(res.Ratio, float64(k)/float64(200-k))
		res.Truth = append(res.Truth, 0.5*math.Exp(-float64(i)/1.5))
	}
	res.Series = toySeries(res.Ratio, similarity.PWCCA, similarity.SVCCA, similarity.CCA)
	return res
}

func toyRNNResult() *analysis.ToyRNNResult {
	res := &analysis.ToyRNNResult{ToyRNNSpec: analysis.ToyRNNSpec{Runs: 20}, Null: 0.2}
	var x []float64
	for i := range 20 {
		res.X, x = append(res.X, i), append(x, float64(i))
	}
	for _, name := range []string{"linear", "nonlinear"} {
		res.Panels = append(res.Panels, analysis.ToyPanel{Name: name, Series: toySeries(x, similarity.Cosine, similarity.Euclidean, similarity.CCA)})
	}
	return res
}

func uncertaintyResult() *analysis.UncertaintyResult {
	p := pair("conv3", "conv3", 0.46, 0.2)
	res := &analysis.UncertaintyResult{
		Measure: similarity.PWCCA, Pair: p,
		Permutation: &analysis.PermutationNull{Permutations: 199, PValue: 0.005},
		Subsampling: &analysis.SubsamplingInterval{Subsamples: 200, Level: 0.95, Low: 0.43, High: 0.48},
	}
	for i := range 199 {
		// Quantiles of a bell.
		u := (float64(i) + 0.5) / 199
		res.Permutation.Values = append(res.Permutation.Values, 0.2+0.02*math.Log(u/(1-u)))
	}
	return res
}

// trainingFigures are the goldens of what follows training and sequences.
func trainingFigures() map[string]figure.Figure {
	return map[string]figure.Figure{
		"spectra":              figure.Spectra(spectraResult(9)),
		"stability":            figure.Stability(stabilityResult(), figure.StabilityOptions{}),
		"convergence":          figure.Convergence(convergenceResult(1, 3, 10), figure.ConvergenceOptions{Steps: figure.StepsLog}),
		"convergence-networks": figure.Convergence(convergenceResult(2, 12, 30), figure.ConvergenceOptions{}),
		"converge-map":         figure.Convergence(convergenceResult(1, 6, 10), figure.ConvergenceOptions{Form: figure.Heat}),
		"timesteps":            figure.Timesteps(timestepsResult(), figure.TimestepsOptions{}),
		"step-matrix":          figure.Timesteps(timestepsResult(), figure.TimestepsOptions{Form: figure.StepMatrix}),
		"synthetic":            figure.Synthetic(syntheticResult()),
		"toy-rnn":              figure.ToyRNN(toyRNNResult()),
		"uncertainty":          figure.Uncertainty(uncertaintyResult(), figure.UncertaintyOptions{}),
	}
}
