package analysis

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"

	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
)

// How the interval of a bottom-up score was made.
const (
	// HalfSamples: 2.5 and 97.5 % points over random halves of the datapoints,
	// whose spread is that of the whole (a delete-half jackknife): how far the
	// score depends on which datapoints were recorded.
	HalfSamples = "half-samples"
	// AcrossNetworks: Student's 95 % interval of the mean over networks, for
	// three or more.
	AcrossNetworks = "networks"
)

// BottomUp scores whether lower layers converge before higher ones.
type BottomUp struct {
	// Tau is Kendall's tau-b of depth with the step at which layers settle: 1
	// from the bottom up, −1 from the top down; the mean over networks. nil
	// where no network has two layers that settle at different steps.
	Tau *float64 `json:"tau"`
	// P is the exact one-sided permutation p-value: the chance of settling as
	// much from the bottom up if all orders of a network's layers were as
	// likely. With three layers it cannot be below 1/6.
	P *float64 `json:"p"`
	// Low and High are a 95 % interval for Tau, made by Interval; nil without.
	Low      *float64 `json:"low"`
	High     *float64 `json:"high"`
	Interval string   `json:"interval,omitempty"`
	// Seed and Resamples drew the half-samples.
	Seed      uint64         `json:"seed,omitempty"`
	Resamples int            `json:"resamples,omitempty"`
	Networks  []NetworkOrder `json:"networks"`
}

// NetworkOrder is the score of one network.
type NetworkOrder struct {
	Network string   `json:"network"`
	Layers  int      `json:"layers"` // that settle
	Tau     *float64 `json:"tau"`
	P       *float64 `json:"p"`
}

// settles is the place from which d stays within tolerance of its last value,
// linear between the points; ok is false where the last value is not known.
// Points without a value are passed over.
func settles(x []float64, d Values, tolerance float64, relative bool) (step float64, ok bool) {
	n := len(d)
	if n == 0 || math.IsNaN(d[n-1]) {
		return 0, false
	}
	var at, gap []float64
	for i, v := range d {
		if !math.IsNaN(v) {
			at, gap = append(at, x[i]), append(gap, v-d[n-1])
		}
	}
	if relative {
		tolerance *= math.Abs(gap[0])
	}
	for i := len(gap) - 2; i >= 0; i-- {
		if math.Abs(gap[i]) > tolerance {
			edge := math.Copysign(tolerance, gap[i])
			return at[i] + (at[i+1]-at[i])*(gap[i]-edge)/(gap[i]-gap[i+1]), true
		}
	}
	return at[0], true
}

// order is the layers of one network that settle: their steps, by depth.
type order struct {
	network string
	steps   []float64
}

// orders finds the step of every series, and gathers them by network.
func (r *ConvergenceResult) orders(distances []Values) (steps []*float64, all []order) {
	depths := map[string][]int{}
	for i, s := range r.Series {
		step, ok := settles(s.X, distances[i], r.Tolerance, r.Relative)
		if !ok {
			steps = append(steps, nil)
			continue
		}
		steps = append(steps, &step)
		j := slices.IndexFunc(all, func(o order) bool { return o.network == s.Network })
		if j < 0 {
			j = len(all)
			all = append(all, order{network: s.Network})
		}
		at, _ := slices.BinarySearch(depths[s.Network], s.Depth)
		depths[s.Network] = slices.Insert(depths[s.Network], at, s.Depth)
		all[j].steps = slices.Insert(all[j].steps, at, step)
	}
	return steps, all
}

// score fills in where layers settle and whether they do so from the bottom up.
func (r *ConvergenceResult) score(distances []Values) {
	steps, all := r.orders(distances)
	for i, step := range steps {
		r.Series[i].Settled = step
	}
	b := &r.BottomUp
	b.Networks = []NetworkOrder{}
	total, null := 0, []float64{1}
	var taus []float64
	for _, o := range all {
		n := NetworkOrder{Network: o.network, Layers: len(o.steps)}
		if tau, s, ok := kendall(o.steps); ok {
			own := permuted(o.steps)
			p := tail(own, s, pairsOf(o.steps))
			n.Tau, n.P = &tau, &p
			taus = append(taus, tau)
			total += s
			null = convolved(null, own)
		}
		b.Networks = append(b.Networks, n)
	}
	if len(taus) == 0 {
		if !r.layered() {
			return // one layer has no order
		}
		r.Warnings = append(r.Warnings, warning.Warning{
			Code:    warning.NoScore,
			Message: fmt.Sprintf("There is no bottom-up score, because no network has two layers that settle within %g at different steps; choose another tolerance, or more layers.", r.Tolerance),
		})
		return
	}
	mean, spread := stat.MeanStdDev(taus, nil)
	p := tail(null, total, len(null)-1)
	b.Tau, b.P = &mean, &p
	if k := float64(len(taus)); k >= 3 {
		half := spread / math.Sqrt(k) * distuv.StudentsT{Mu: 0, Sigma: 1, Nu: k - 1}.Quantile(0.975)
		b.interval(max(-1, mean-half), min(1, mean+half), AcrossNetworks)
	}
}

// layered reports whether any network has several layers.
func (r *ConvergenceResult) layered() bool {
	for i, s := range r.Series {
		if i > 0 && s.Network == r.Series[i-1].Network {
			return true
		}
	}
	return false
}

func (b *BottomUp) interval(low, high float64, how string) {
	b.Low, b.High, b.Interval = &low, &high, how
}

// kendall is tau-b of the places 0, 1, … with steps, and S, the number of pairs
// in order less those out of order; ok is false where all steps are equal.
func kendall(steps []float64) (tau float64, s int, ok bool) {
	untied, n := 0, len(steps)
	for j := range steps {
		for i := range j {
			switch {
			case steps[i] < steps[j]:
				s++
				untied++
			case steps[i] > steps[j]:
				s--
				untied++
			}
		}
	}
	if untied == 0 {
		return 0, 0, false
	}
	return float64(s) / math.Sqrt(float64(untied)*float64(n*(n-1)/2)), s, true
}

// pairsOf counts the pairs of steps that differ.
func pairsOf(steps []float64) int { return len(permuted(steps)) - 1 }

// permuted is the distribution of the inversions of steps over all their
// orders: entry i is the chance of i pairs out of order. A multiset's inversions
// are generated by the Gaussian multinomial coefficient (Stanley, Enumerative
// Combinatorics 1, proposition 1.7.1): the product, over the groups of ties, of
// binomial ones.
func permuted(steps []float64) []float64 {
	sorted := slices.Sorted(slices.Values(steps))
	out, before := []float64{1}, 0
	for i := 0; i < len(sorted); {
		j := i
		for j < len(sorted) && sorted[j] == sorted[i] {
			j++
		}
		out = convolved(out, gaussianBinomial(before+j-i, j-i))
		before += j - i
		i = j
	}
	return out
}

// gaussianBinomial is the coefficients of [n over k]_q as chances, from
// [n, k] = [n−1, k−1] + q^k·[n−1, k].
func gaussianBinomial(n, k int) []float64 {
	row := make([][]float64, k+1) // [m, j] for the current m
	row[0] = []float64{1}
	for m := 1; m <= n; m++ {
		for j := min(m, k); j >= 1; j-- {
			next := make([]float64, j*(m-j)+1)
			for i, v := range row[j-1] {
				next[i] += v * float64(j) / float64(m)
			}
			if j < m {
				for i, v := range row[j] {
					next[i+j] += v * float64(m-j) / float64(m)
				}
			}
			row[j] = next
		}
	}
	return row[k]
}

func convolved(a, b []float64) []float64 {
	out := make([]float64, len(a)+len(b)-1)
	for i, x := range a {
		for j, y := range b {
			out[i+j] += x * y
		}
	}
	return out
}

// tail is the chance of at least s more pairs in order than out of order, among
// so many pairs, when inversions are distributed as null.
func tail(null []float64, s, pairs int) float64 {
	var p float64
	for _, chance := range null[:(pairs-s)/2+1] {
		p += chance
	}
	return min(p, 1)
}

// resample gives the score an interval from random halves of the datapoints,
// the same ones for every layer.
func (r *ConvergenceResult) resample(ctx context.Context, src Source, spec ConvergenceSpec, report Progress) error {
	if spec.Resamples == 0 || r.BottomUp.Tau == nil {
		return nil
	}
	var pairs [][2]study.Ref
	for _, s := range r.Series {
		for _, step := range s.Steps {
			pairs = append(pairs, [2]study.Ref{{Network: s.Network, Step: step, Layer: s.Layer, Timestep: spec.Timestep}, s.Reference})
		}
	}
	halves := make([]Values, len(pairs)) // distance on each half, by pair
	t := tasks{n: len(pairs), workers: spec.workers(), what: "resampling datapoints", report: report}
	err := t.run(ctx, func(ctx context.Context, i, workers int) (err error) {
		one := UncertaintySpec{How: spec.How, A: pairs[i][0], B: pairs[i][1]}
		one.Workers = workers
		halves[i], err = onHalves(ctx, src, one, spec.Resamples)
		return err
	})
	if err != nil {
		return err
	}
	var taus []float64
	for i := range spec.Resamples {
		if tau, ok := r.meanTau(halves, i); ok {
			taus = append(taus, tau)
		}
	}
	if len(taus) < spec.Resamples {
		r.Warnings = append(r.Warnings, warning.Warning{
			Code: warning.NoScore,
			Message: fmt.Sprintf("%d of %d random halves of the datapoints give no bottom-up score; the interval is that of the others.",
				spec.Resamples-len(taus), spec.Resamples),
		})
	}
	if len(taus) == 0 {
		return nil
	}
	slices.Sort(taus)
	r.BottomUp.Seed, r.BottomUp.Resamples = spec.Seed, spec.Resamples
	r.BottomUp.interval(stat.Quantile(0.025, stat.Empirical, taus, nil), stat.Quantile(0.975, stat.Empirical, taus, nil), HalfSamples)
	return nil
}

// onHalves is the pair's distance on count random halves of its datapoints;
// where a measure refuses there is no value.
func onHalves(ctx context.Context, src Source, spec UncertaintySpec, count int) (Values, error) {
	out := missing(count)
	half, n, err := subsetter(ctx, src, spec)
	var refusal *similarity.RefusalError
	if errors.As(err, &refusal) {
		return out, nil
	}
	if err != nil {
		return nil, err
	}
	size, err := blockSize(ctx, src, spec, Pair{N: n})
	if err != nil {
		return nil, err
	}
	blocks, err := similarity.BlocksOf(n, size)
	if err != nil {
		return nil, err
	}
	for i := range out {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		rows := blocks.Subset(rand.New(rand.NewPCG(spec.Seed, uint64(i))), blocks.Count/2)
		value, err := half(rows, spec.workers())
		if errors.As(err, &refusal) {
			continue
		}
		if err != nil {
			return nil, err
		}
		out[i] = 1 - value
	}
	return out, nil
}

// subsetter scores a pair on some of its n datapoints. float32 will do: which
// datapoints are left out moves a value a thousand times more than rounding.
func subsetter(ctx context.Context, src Source, spec UncertaintySpec) (subset func(rows []int, workers int) (float64, error), n int, err error) {
	if spec.Measure.RowWise() {
		x, errX := src.Raw(ctx, spec.A, spec.load())
		y, errY := src.Raw(ctx, spec.B, spec.load())
		if err := errors.Join(errX, errY); err != nil {
			return nil, 0, err
		}
		r, err := similarity.NewRowResampler(x, y, spec.Measure)
		if err != nil {
			return nil, 0, err
		}
		return r.Subset, x.N, nil
	}
	x, y, err := preparedPair(ctx, src, [2]study.Ref{spec.A, spec.B}, spec.Recipe(), spec.workers())
	if err != nil {
		return nil, 0, err
	}
	r, err := similarity.NewResampler(x, y, spec.settings())
	if err != nil {
		return nil, 0, err
	}
	return r.Subset, x.N, nil
}

// meanTau is the score of half-sample i.
func (r *ConvergenceResult) meanTau(halves []Values, i int) (float64, bool) {
	distances := make([]Values, len(r.Series))
	for k, s := range r.Series {
		for _, d := range halves[:len(s.X)] {
			distances[k] = append(distances[k], d[i])
		}
		halves = halves[len(s.X):]
	}
	_, all := r.orders(distances)
	var sum, count float64
	for _, o := range all {
		if tau, _, ok := kendall(o.steps); ok {
			sum += tau
			count++
		}
	}
	return sum / count, count > 0
}
