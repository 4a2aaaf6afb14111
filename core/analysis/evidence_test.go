package analysis_test

import (
	"context"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/cluster"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
)

// The tests in this file ask the sample studies, networks that the project
// trained itself (cmd/trainsamples), whether they show what Morcos et al. 2018
// found in theirs. Each says the claim, and holds it against its uncertainty.

func sample(t *testing.T, name, split string) (*study.Study, *representation.Store) {
	t.Helper()
	path := filepath.Join("..", "..", "assets", "samples", name)
	s, err := study.OpenWith(context.Background(), path, study.OpenOptions{Split: split})
	if err != nil {
		t.Fatal(err)
	}
	return s, representation.NewStore(s, 0)
}

// Claim (figures 3 and A10): networks that generalize are nearer to each other
// than networks that memorize, in late layers, on training and on test images.
// Held: the jackknife intervals over networks do not touch.
func TestEvidenceGeneralizing(t *testing.T) {
	for _, split := range []string{"train", "test"} {
		s, store := sample(t, "gen-mem", split)
		res := groups(t, s, store, analysis.GroupsSpec{By: "group"})
		generalizing, memorizing := series(t, res, "generalizing"), series(t, res, "memorizing")
		gap := func(layer string) float64 {
			i := slices.Index(res.Layers, layer)
			t.Logf("%s %s: generalizing %.3f in [%.3f, %.3f], memorizing %.3f in [%.3f, %.3f], null %.3f", split, layer,
				generalizing.Mean[i], generalizing.Low[i], generalizing.High[i], memorizing.Mean[i], memorizing.Low[i], memorizing.High[i], memorizing.Null[i])
			return memorizing.Low[i] - generalizing.High[i]
		}
		if gap("conv1") > 0 {
			t.Errorf("%s: the groups differ at conv1, too: the card says otherwise", split)
		}
		for _, layer := range []string{"conv2", "conv3", "conv4", "fc", "logits"} {
			if gap(layer) <= 0 {
				t.Errorf("%s, %s: the intervals touch", split, layer)
			}
		}
	}
}

// Claim (figures 4 and A7): trained networks are nearer to each other the wider
// they are and the better they generalize. Found: at logits, where the mean
// distance falls from width to width and goes with test accuracy beyond its
// interval; not among 16 random neurons of fc, where it rises. At both layers
// training brings networks of every width nearer to each other.
func TestEvidenceWidth(t *testing.T) {
	widths := []string{"16", "24", "36", "48"}
	s, store := sample(t, "widths", "")
	ask := func(step, layer string) *analysis.GroupsResult {
		spec := analysis.GroupsSpec{By: "width", Step: step, Layers: []string{layer}, Against: "test_accuracy"}
		if layer == "fc" {
			spec.Neurons = 16
		}
		res := groups(t, s, store, spec)
		for _, w := range widths {
			g := series(t, res, w)
			t.Logf("%s %s width %s: %.3f in [%.3f, %.3f], null %.3f", step, layer, w, g.Mean[0], g.Low[0], g.High[0], g.Null[0])
		}
		t.Logf("%s %s: r %.2f in [%.2f, %.2f]", step, layer, *res.Correlation, *res.Scatters[0].Low, *res.Scatters[0].High)
		return res
	}
	for _, layer := range []string{"fc", "logits"} {
		before, after := ask("init", layer), ask("final", layer)
		for _, w := range widths {
			if series(t, after, w).High[0] >= series(t, before, w).Low[0] {
				t.Errorf("%s: training does not bring networks of width %s nearer", layer, w)
			}
		}
		if layer == "fc" {
			if low := *after.Scatters[0].Low; low <= 0 {
				t.Errorf("fc: r may be as low as %.2f: the card says otherwise", low)
			}
			continue
		}
		for i, w := range widths[1:] {
			if series(t, after, w).Mean[0] >= series(t, after, widths[i]).Mean[0] {
				t.Errorf("logits: width %s is no nearer than %s", w, widths[i])
			}
		}
		if high := *after.Scatters[0].High; high >= 0 {
			t.Errorf("logits: r may be as high as %.2f", high)
		}
	}
}

// Claim (figure 5a): networks trained with different learning rates form
// clusters. Held: in all layers those of one rate are nearer to each other than
// in 999 ways to deal the rates out, and Ward's clusters at fc agree with the
// rates beyond any of those. Seeds make none.
func TestEvidenceLearningRates(t *testing.T) {
	s, store := sample(t, "lr-clusters", "")
	for _, layer := range []string{"conv3", "fc", "logits"} {
		res := clusters(t, s, store, analysis.ClustersSpec{Layer: layer, Linkage: cluster.Ward, Cut: analysis.CutSpec{Clusters: 5}})
		rates := res.Columns[slices.IndexFunc(res.Columns, func(c analysis.Column) bool { return c.Name == "learning_rate" })].Values
		observed, agreement := nearer(res.Distances, rates), res.Agreement["learning_rate"]
		rng, shuffled := rand.New(rand.NewPCG(1, 0)), slices.Clone(rates)
		const permutations = 999
		var asNear, asAlike int
		for range permutations {
			rng.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
			if nearer(res.Distances, shuffled) >= observed {
				asNear++
			}
			if cluster.AdjustedRand(res.Clusters, numbered(shuffled)) >= agreement {
				asAlike++
			}
		}
		t.Logf("%s: between less within %.3f, p %.3f; agreement %.2f, p %.3f; with seeds %.2f", layer, observed,
			float64(1+asNear)/(1+permutations), agreement, float64(1+asAlike)/(1+permutations), res.Agreement["seed"])
		if asNear > 0 || asAlike > 0 {
			t.Errorf("%s: the rates may make no clusters", layer)
		}
		if res.Agreement["seed"] > 0 {
			t.Errorf("%s: the seeds make clusters", layer)
		}
		if layer == "fc" && agreement < 0.6 {
			t.Errorf("fc: agreement %.2f", agreement)
		}
	}
}

// numbered gives equal labels equal numbers.
func numbered(labels []string) []int {
	known := slices.Compact(slices.Sorted(slices.Values(labels)))
	var numbers []int
	for _, l := range labels {
		numbers = append(numbers, slices.Index(known, l))
	}
	return numbers
}

// nearer is the mean distance of pairs with different labels less that of pairs
// with the same.
func nearer(distances [][]float64, labels []string) float64 {
	var sum [2]float64
	var count [2]float64
	for i, row := range distances {
		for j := range i {
			kind := 0
			if labels[i] != labels[j] {
				kind = 1
			}
			sum[kind] += row[j]
			count[kind]++
		}
	}
	return sum[1]/count[1] - sum[0]/count[0]
}

// converged is a study's convergence, its score with an interval from halves of
// the datapoints.
func converged(t *testing.T, name string, m similarity.Measure, layers ...string) *analysis.ConvergenceResult {
	t.Helper()
	s, store := sample(t, name, "")
	spec := analysis.ConvergenceSpec{How: analysis.How{Measure: m}, Layers: layers, Resamples: 20}
	res, err := analysis.Convergence(context.Background(), store, s, spec, nil)
	if err != nil {
		t.Fatal(err)
	}
	b := res.BottomUp
	if b.Tau == nil || b.P == nil || b.Low == nil {
		t.Fatalf("%s: no score", name)
	}
	t.Logf("%s, %s: τ %.2f in [%.2f, %.2f], p %.3f", name, res.Measure, *b.Tau, *b.Low, *b.High, *b.P)
	return res
}

// Claim (figure 6, there of LSTMs): lower layers converge before higher ones.
// Found: the convolutional layers of the CNN do, with the least p that four
// layers can have. fc and logits, which the labels hold, settle before the last
// of them, so that over all layers the order is not beyond chance.
func TestEvidenceConvergenceOfCNN(t *testing.T) {
	b := converged(t, "convergence", "", "conv1", "conv2", "conv3", "conv4").BottomUp
	if *b.Tau != 1 || *b.Low != 1 || *b.P > 0.05 {
		t.Error("the convolutional layers do not settle from the bottom up")
	}
	all := converged(t, "convergence", "")
	if p := *all.BottomUp.P; p < 0.05 {
		t.Errorf("over all layers p is %.3f: the card says otherwise", p)
	}
	settled := map[string]float64{}
	for _, s := range all.Series {
		settled[s.Layer] = *s.Settled
	}
	if settled["fc"] >= settled["conv4"] || settled["logits"] >= settled["fc"] {
		t.Errorf("settled at %v: the card says otherwise", settled)
	}
}

// Claim (figure 6a–c): in an LSTM, lower layers converge before higher ones.
// Found: in this order in every half of the datapoints; three layers of one
// network cannot have a p below 1/6.
func TestEvidenceConvergenceOfLSTM(t *testing.T) {
	if b := converged(t, "char-lstm", "").BottomUp; *b.Tau != 1 || *b.Low != 1 {
		t.Error("the layers do not settle from the bottom up")
	}
}

// Claim (figure 6d): the unweighted mean counts directions that carry
// noise as much as those that carry the representation, so that it finds layers
// farther from their end than projection weighting does. Found: in every layer of
// both networks, at every checkpoint but the first, before training, and the last
// ones, where all distances are below 0.001.
func TestEvidenceWeighting(t *testing.T) {
	for _, name := range []string{"convergence", "char-lstm"} {
		s, store := sample(t, name, "")
		var of [2]*analysis.ConvergenceResult
		for i, m := range []similarity.Measure{similarity.PWCCA, similarity.CCA} {
			var err error
			of[i], err = analysis.Convergence(context.Background(), store, s, analysis.ConvergenceSpec{How: analysis.How{Measure: m}}, nil)
			if err != nil {
				t.Fatal(err)
			}
		}
		var nearer, count int
		for i, weighted := range of[0].Series {
			unweighted := of[1].Series[i]
			for k := 1; k < len(weighted.X)-1; k++ {
				if weighted.Distance[k] < 0.001 {
					continue
				}
				count++
				if weighted.Distance[k] < unweighted.Distance[k] {
					nearer++
				}
			}
		}
		t.Logf("%s: PWCCA nearer in %d of %d", name, nearer, count)
		if nearer != count {
			t.Errorf("%s: PWCCA is nearer in only %d of %d", name, nearer, count)
		}
	}
}

// apart is the distance between two timesteps of the top layer and its 95 %
// interval, with the permutation p-value of their being related.
func apart(t *testing.T, network string, a, b int) (low, distance, high, p float64) {
	t.Helper()
	_, store := sample(t, "lstm-repeats", "")
	at := func(i int) study.Ref {
		return study.Ref{Network: network, Step: "final", Layer: "lstm3", Timestep: study.At(i)}
	}
	res, err := analysis.Uncertainty(context.Background(), store, analysis.UncertaintySpec{A: at(a), B: at(b)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	low, distance, high, p = 1-res.Subsampling.High, res.Pair.Distance, 1-res.Subsampling.Low, res.Permutation.PValue
	t.Logf("%s, timesteps %d and %d: %.3f in [%.3f, %.3f], p %.3f", network, a, b, distance, low, high, p)
	return low, distance, high, p
}

// Claim (figures A3 and A4): the hidden states of an LSTM change from timestep
// to timestep of a text beyond what CCA sees through, a linear map; where the
// input repeats, they come to rest. Found: one character moves them by a third
// of the way, they are related beyond chance to the state of six characters ago
// and not to that of fifteen ago; where a character repeats for six timesteps
// or more, they stay within a tenth of their end.
func TestEvidenceTimesteps(t *testing.T) {
	const last = 15
	if low, _, _, p := apart(t, "text", last-1, last); low < 0.25 || p > 0.01 {
		t.Error("neighbours are as near as a linear map of each other, or unrelated")
	}
	if _, _, _, p := apart(t, "text", last-6, last); p > 0.01 {
		t.Error("the state of six characters ago is unrelated")
	}
	if _, _, _, p := apart(t, "text", 0, last); p < 0.05 {
		t.Error("the state of fifteen characters ago is related")
	}
	for network, settled := range map[string]int{"repeat-from-01": 6, "repeat-from-08": 7, "repeat-from-24": 10} {
		far, _, _, _ := apart(t, "text", settled, last)
		if _, _, high, _ := apart(t, network, settled, last); high > 0.1 || high >= far {
			t.Errorf("%s moves on after six equal characters", network)
		}
	}
}

// Claim (figure A2): a rotation of the states changes nothing to CCA and
// everything to cosine and Euclidean distances; states that are not only
// rotated come nearer to their end step by step.
func TestEvidenceToyRNN(t *testing.T) {
	s, store := sample(t, "toy-rnn", "")
	res, err := analysis.Timesteps(context.Background(), store, s, analysis.TimestepsSpec{
		By: "recurrence", Measures: []similarity.Measure{similarity.CCA, similarity.PWCCA, similarity.Cosine, similarity.Euclidean},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range res.Conditions {
		t.Logf("%s %s: %.4f ± %.4f", c.Name, c.Measure, c.Mean, c.Std)
		last := len(c.X) - 1
		aligned := c.Measure == similarity.Cosine || c.Measure == similarity.Euclidean
		for i := range last {
			switch {
			case c.Name == "linear" && aligned && c.Mean[i] < 0.5:
				t.Errorf("%s: rotated states are near at timestep %d", c.Measure, i)
			case c.Name == "linear" && !aligned && c.Mean[i] > 0.0001:
				t.Errorf("%s: rotated states are apart at timestep %d", c.Measure, i)
			case c.Name == "nonlinear" && !aligned && c.Mean[i] <= c.Mean[i+1]:
				t.Errorf("%s: no nearer at timestep %d", c.Measure, i+1)
			}
		}
	}
}
