package analysis

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"

	"github.com/semblance-app/semblance/core/linalg"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/spelling"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
)

// reducedBytes bounds the store of reduced layers, beside the one they come from.
const reducedBytes = representation.DefaultMaxBytes / 2

// Reduction makes layers smaller before they are compared. The zero value leaves
// them as they are.
type Reduction struct {
	// Neurons, when positive, keeps that many neurons of every layer, drawn
	// without replacement by How.Seed, so that networks of different widths are
	// compared at one width (Morcos et al. 2018, figure 4). Layers of equal width
	// keep the same ones.
	Neurons int `json:"neurons,omitempty"`
	// KeepVariance, when in (0, 1), drops the low-variance directions of every
	// layer (figure 3): what stays is its projection onto the fewest principal
	// directions that hold this share of its variance, seen by all its neurons,
	// and the neurons' means. 0 keeps everything. With Neurons, the subset is
	// drawn first.
	KeepVariance float64 `json:"keepVariance,omitempty"`
}

func (r Reduction) check() error {
	switch {
	case r.Neurons < 0:
		return fmt.Errorf("%d neurons were asked for; give a positive number, or none for all", r.Neurons)
	case !(r.KeepVariance >= 0 && r.KeepVariance <= 1):
		return fmt.Errorf("the share of variance to keep is %v; give one above 0 and up to 1, such as 0.99", r.KeepVariance)
	}
	return nil
}

// thresholds reports whether low-variance directions are dropped.
func (r Reduction) thresholds() bool { return r.KeepVariance > 0 && r.KeepVariance < 1 }

// apply is a Source of reduced layers over src.
func (r Reduction) apply(src Source, catalog Catalog, seed uint64) Source {
	if r.Neurons == 0 && !r.thresholds() {
		return src
	}
	return representation.NewStore(reduced{Catalog: catalog, src: src, how: r, seed: seed}, reducedBytes)
}

// reduced loads layers and reduces them.
type reduced struct {
	Catalog
	src  Source
	how  Reduction
	seed uint64
}

func (r reduced) Load(ctx context.Context, ref study.Ref, o study.LoadOptions) (study.Activations, error) {
	a, err := r.src.Raw(ctx, ref, o)
	if err != nil {
		return a, err
	}
	if r.how.Neurons > 0 {
		a = someNeurons(a, r.how.Neurons, r.seed)
	}
	if r.how.thresholds() {
		if a, err = leadingDirections(a, r.how.KeepVariance); err != nil {
			return a, fmt.Errorf("principal directions of %s: %w", ref, err)
		}
	}
	return a, ctx.Err()
}

// someNeurons keeps count random neurons, in their order.
func someNeurons(a study.Activations, count int, seed uint64) study.Activations {
	if count >= a.P {
		if count > a.P {
			a.Warnings = append(slices.Clone(a.Warnings), warning.Warning{Code: warning.FewNeurons, Message: fmt.Sprintf(
				"%s has only %s, fewer than the %d to keep of every network, so it kept them all", a.Ref, spelling.Count(a.P, "neuron"), count)})
		}
		return a
	}
	rng := rand.New(rand.NewPCG(seed, uint64(a.P)))
	kept := rng.Perm(a.P)[:count]
	slices.Sort(kept)
	if a.Float64 != nil {
		a.Float64 = columnsAt(a.Float64, a.P, kept)
	} else {
		a.Float32 = columnsAt(a.Float32, a.P, kept)
	}
	a.P = count
	return a
}

func columnsAt[T float32 | float64](values []T, p int, kept []int) []T {
	out := make([]T, 0, len(values)/p*len(kept))
	for row := range slices.Chunk(values, p) {
		for _, j := range kept {
			out = append(out, row[j])
		}
	}
	return out
}

// leadingDirections projects a layer onto the fewest principal directions that
// hold a share of its variance. Constant layers stay as they are.
func leadingDirections(a study.Activations, share float64) (study.Activations, error) {
	x, means, scale := centredCopy(a)
	byNeuron := a.P <= a.N
	var gram blas64.General
	if byNeuron {
		gram = linalg.New64(a.P, a.P)
		linalg.AddGram(gram, x)
	} else {
		gram = linalg.Product(blas.NoTrans, blas.Trans, x, x, 1)
	}
	e, err := linalg.SymEigen(gram)
	if err != nil {
		return a, err
	}
	k := leadingCount(e.Values, share)
	if k == 0 {
		return a, nil
	}
	directions := e.Vectors
	directions.Cols = k
	var y blas64.General
	if byNeuron {
		along := linalg.Product(blas.NoTrans, blas.NoTrans, x, directions, 1)
		y = linalg.Product(blas.NoTrans, blas.Trans, along, directions, 1)
	} else {
		along := linalg.Product(blas.Trans, blas.NoTrans, directions, x, 1)
		y = linalg.Product(blas.NoTrans, blas.NoTrans, directions, along, 1)
	}
	for i := range y.Data {
		y.Data[i] = y.Data[i]/scale + means[i%a.P]
	}
	a.Float32, a.Float64 = nil, y.Data
	return a, nil
}

// leadingCount is how many of the eigenvalues, descending, hold the share; 0 where
// there is no variance.
func leadingCount(values []float64, share float64) int {
	var total, sum float64
	for _, v := range values {
		total += max(v, 0)
	}
	if total == 0 {
		return 0
	}
	for k, v := range values {
		if sum += max(v, 0); sum >= share*total {
			return k + 1
		}
	}
	return len(values)
}

// centredCopy is the layer in float64 minus the neurons' means, times a power of
// two that keeps its squares from overflowing.
func centredCopy(a study.Activations) (x blas64.General, means []float64, scale float64) {
	x = linalg.New64(a.N, a.P)
	for i, v := range a.Float32 {
		x.Data[i] = float64(v)
	}
	copy(x.Data, a.Float64)
	means = make([]float64, a.P)
	for i, v := range x.Data {
		means[i%a.P] += v / float64(a.N)
	}
	var largest float64
	for i := range x.Data {
		x.Data[i] -= means[i%a.P]
		largest = max(largest, math.Abs(x.Data[i]))
	}
	_, exponent := math.Frexp(largest)
	scale = math.Ldexp(1, -exponent)
	for i := range x.Data {
		x.Data[i] *= scale
	}
	return x, means, scale
}
