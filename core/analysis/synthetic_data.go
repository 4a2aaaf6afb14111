package analysis

import (
	"context"
	"encoding/binary"
	"math/rand/v2"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"

	"github.com/semblance-app/semblance/core/linalg"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
)

// purpose keeps the random numbers of different questions apart where they
// share a seed.
type purpose uint64

const (
	toSynthesize purpose = iota + 1
	toRecur
)

// generator is the source of random numbers for piece i, j of some work. Pieces
// do not share one, so that what they draw does not depend on workers; ChaCha8
// makes streams of neighbouring keys independent.
func generator(seed uint64, p purpose, i, j int) *rand.Rand {
	var key [32]byte
	for at, v := range []uint64{seed, uint64(p), uint64(i), uint64(j)} {
		binary.LittleEndian.PutUint64(key[8*at:], v)
	}
	return rand.New(rand.NewChaCha8(key))
}

// untied is the standard deviation of what Y's signals differ by from X's.
// Where coefficients are equal their directions, and with them the projection
// weights, are anyone's choice: coefficients of exactly 1 would let the
// decomposition's habits move PWCCA by 2 %. So little noise moves coefficients
// by 5e-11 and makes every choice as likely.
const untied = 1e-5

// pair draws X and Y with k signals, for one repeat.
func (s SyntheticSpec) pair(k, repeat int) (x, y study.Activations) {
	rng := generator(s.Seed, toSynthesize, k, repeat)
	signals := gaussian(rng, s.Datapoints, k, 1)
	near := linalg.New64(s.Datapoints, k)
	for i, v := range signals.Data {
		near.Data[i] = v + untied*rng.NormFloat64()
	}
	turned := linalg.New64(s.Datapoints, k)
	linalg.Multiply64(turned, near, orthonormal(rng, k))
	beside := func(m blas64.General) blas64.General {
		noise := gaussian(rng, s.Datapoints, s.Neurons-k, s.NoiseScale)
		out := linalg.New64(s.Datapoints, s.Neurons)
		for i := range out.Rows {
			row := out.Data[i*out.Stride:]
			copy(row, m.Data[i*m.Stride:][:k])
			copy(row[k:], noise.Data[i*noise.Stride:][:noise.Cols])
		}
		return out
	}
	return toyLayer("X", beside(signals)), toyLayer("Y", beside(turned))
}

func toyLayer(name string, m blas64.General) study.Activations {
	return study.Activations{Ref: study.Ref{Network: "synthetic", Layer: name}, N: m.Rows, P: m.Cols, Datapoints: m.Rows, Float64: m.Data}
}

func gaussian(rng *rand.Rand, rows, cols int, scale float64) blas64.General {
	m := linalg.New64(rows, cols)
	for i := range m.Data {
		m.Data[i] = scale * rng.NormFloat64()
	}
	return m
}

// orthonormal is a random p×p matrix with orthonormal columns, every one as
// likely: the polar factor UVᵀ of a Gaussian matrix.
func orthonormal(rng *rand.Rand, p int) blas64.General {
	u, _, vt, err := linalg.SVD(gaussian(rng, p, p, 1))
	if err != nil {
		panic(err) // only of non-finite values, and Gaussian ones are finite
	}
	return linalg.Product(blas.NoTrans, blas.NoTrans, u, vt, 1)
}

// toyDistances are the distances of two drawn layers by each measure.
func toyDistances(ctx context.Context, x, y study.Activations, measures []similarity.Measure, workers int) ([]float64, error) {
	a, err := toyPrepared(ctx, x, workers)
	if err != nil {
		return nil, err
	}
	b, err := toyPrepared(ctx, y, workers)
	if err != nil {
		return nil, err
	}
	return toyCompare([2]study.Activations{x, y}, [2]*representation.Layer{a, b}, measures, workers)
}

// toyPrepared is precise: signals that are equal are exactly so.
func toyPrepared(ctx context.Context, x study.Activations, workers int) (*representation.Layer, error) {
	return representation.Prepare(ctx, x, representation.Options{Precise: true, Workers: workers})
}

func toyCompare(raw [2]study.Activations, layers [2]*representation.Layer, measures []similarity.Measure, workers int) ([]float64, error) {
	distances := make([]float64, len(measures))
	for i, m := range measures {
		var s similarity.Score
		var err error
		if m.RowWise() {
			s, err = similarity.CompareRows(raw[0], raw[1], m)
		} else {
			s, err = similarity.Compare(layers[0], layers[1], similarity.Settings{Measure: m, Side: similarity.First}, workers)
		}
		if err != nil {
			return nil, err
		}
		distances[i] = s.Distance
	}
	return distances, nil
}
