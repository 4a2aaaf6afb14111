package main

import (
	"fmt"
	"math/rand/v2"

	//lint:ignore ST1001 the library is written to be used so
	. "github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/core/tensors"
)

// lstm is a character model: layers of LSTM cells from state zero, then logits
// of the next character. Batches are T×n×alphabet, one-hot.
type lstm struct {
	alphabet, units, layers int
}

// Layers are the names of what is recorded.
func (l lstm) Layers() []string {
	var names []string
	for i := range l.layers {
		names = append(names, fmt.Sprintf("lstm%d", i+1))
	}
	return names
}

func (l lstm) Initial(rng *rand.Rand) []*tensors.Tensor {
	var weights []*tensors.Tensor
	in := l.alphabet
	for range l.layers {
		bias := make([]float32, 4*l.units)
		for i := range l.units {
			bias[l.units+i] = 1 // of the forget gates: remember at first
		}
		weights = append(weights, he(rng, 1, in, 4*l.units), he(rng, 1, l.units, 4*l.units),
			tensors.FromFlatDataAndDimensions(bias, 1, 4*l.units))
		in = l.units
	}
	return append(weights, he(rng, 1, in, l.alphabet), tensors.FromFlatDataAndDimensions(make([]float32, l.alphabet), 1, l.alphabet))
}

// Forward records hidden states, T·n×units with the time first.
func (l lstm) Forward(x *Node, w []*Node) (layers []*Node, logits *Node) {
	d := x.Shape().Dimensions
	time, n := d[0], d[1]
	h := Reshape(x, time*n, l.alphabet)
	for range l.layers {
		h = l.unroll(h, w[:3], time, n)
		layers = append(layers, h)
		w = w[3:]
	}
	return layers, Add(Dot(h, w[0]).Product(), w[1])
}

// unroll runs one layer over time. A cell made of products, sigmoids and tanh is
// faster than the library's own.
func (l lstm) unroll(x *Node, w []*Node, time, n int) *Node {
	driven := Add(Dot(x, w[0]).Product(), w[2]) // T·n × 4·units: input, forget, output, candidate
	h, c := zeros(x.Graph(), n, l.units), zeros(x.Graph(), n, l.units)
	var states []*Node
	for t := range time {
		z := Add(Slice(driven, AxisRange(t*n, (t+1)*n)), Dot(h, w[1]).Product())
		gates := Sigmoid(Slice(z, AxisRange(), AxisRange(0, 3*l.units)))
		gate := func(i int) *Node { return Slice(gates, AxisRange(), AxisRange(i*l.units, (i+1)*l.units)) }
		candidate := Tanh(Slice(z, AxisRange(), AxisRange(3*l.units, 4*l.units)))
		c = Add(Mul(gate(1), c), Mul(gate(0), candidate))
		h = Mul(gate(2), Tanh(c))
		states = append(states, h)
	}
	return Concatenate(states, 0)
}
