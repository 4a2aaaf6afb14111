package main

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// toyRNN are recurrences that are known (Morcos et al. 2018, figure A2): a
// rotation, and a rotation with a sigmoid of a random projection and a bias
// added. Nothing is trained.
func toyRNN(inputs, *progress) ([]folder, error) {
	const runs = 3
	f := folder{name: "toy-rnn", columns: []string{"recurrence", "run"}}
	for _, kind := range []string{"linear", "nonlinear"} {
		for r := range runs {
			seed := uint64(600 + r)
			states := recurrence(rand.New(rand.NewPCG(seed, 0)), kind == "nonlinear")
			f.networks = append(f.networks, trained{
				name: fmt.Sprintf("%s-%d", kind, r), seed: seed,
				metadata: []string{kind, fmt.Sprint(r)},
				files:    []checkpoint{{name: "final", layers: []array{states}}},
			})
		}
	}
	return []folder{f}, nil
}

// recurrence is the states of n sequences from h₀ ~ N(0, 1). Both kinds of one
// seed have the same rotation and h₀.
func recurrence(rng *rand.Rand, nonlinear bool) array {
	const n, timesteps, neurons = 1000, 10, 16
	rotation := orthonormal(rng, neurons)
	h := make([]float64, neurons)
	states := array{name: "state", shape: []int{n, timesteps, neurons}, values: make([]float32, 0, n*timesteps*neurons)}
	starts := make([]float64, n*neurons)
	for i := range starts {
		starts[i] = rng.NormFloat64()
	}
	random, bias := make([]float64, neurons*neurons), make([]float64, neurons)
	for i := range random {
		random[i] = rng.NormFloat64()
	}
	for i := range bias {
		bias[i] = 0.1 * rng.NormFloat64()
	}
	for i := range n {
		copy(h, starts[i*neurons:])
		for range timesteps {
			for _, v := range h {
				states.values = append(states.values, float32(v))
			}
			next := times(h, rotation)
			if nonlinear {
				for k, v := range times(h, random) {
					next[k] += 1/(1+math.Exp(-v)) + bias[k]
				}
			}
			h = next
		}
	}
	return states
}

// times is the row h times a square matrix.
func times(h, matrix []float64) []float64 {
	out := make([]float64, len(h))
	for i, v := range h {
		for k, m := range matrix[i*len(h) : (i+1)*len(h)] {
			out[k] += v * m
		}
	}
	return out
}

// orthonormal is a random rotation, by Gram and Schmidt.
func orthonormal(rng *rand.Rand, size int) []float64 {
	q := make([]float64, size*size)
	for i := range size {
		row := q[i*size : (i+1)*size]
		for k := range row {
			row[k] = rng.NormFloat64()
		}
		for range 2 { // again, against rounding
			for j := range i {
				subtract(row, q[j*size:(j+1)*size])
			}
		}
		length := math.Sqrt(dot(row, row))
		for k := range row {
			row[k] /= length
		}
	}
	return q
}

// subtract takes from row what lies along a unit vector.
func subtract(row, unit []float64) {
	along := dot(row, unit)
	for k := range row {
		row[k] -= along * unit[k]
	}
}

func dot(a, b []float64) float64 {
	var sum float64
	for i, v := range a {
		sum += v * b[i]
	}
	return sum
}
