package main

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/gobackend"
	"github.com/gomlx/compute/shapes"
	//lint:ignore ST1001 the library is written to be used so
	. "github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/core/tensors"
)

// architecture is a network without its weights.
type architecture interface {
	// Initial draws the weights.
	Initial(rng *rand.Rand) []*tensors.Tensor
	// Forward gives the layers to record, in depth order, and the logits.
	Forward(x *Node, weights []*Node) (layers []*Node, logits *Node)
}

// optimizer turns gradients into new weights. Its state is as many tensors of
// the weights' shapes as slots says, zero at the start.
type optimizer struct {
	slots  int
	update func(weight, gradient, rate, step *Node, state []*Node) (next *Node, nextState []*Node)
}

// momentum is stochastic gradient descent with momentum 0.9.
func momentum() optimizer {
	return optimizer{slots: 1, update: func(w, g, rate, _ *Node, state []*Node) (*Node, []*Node) {
		v := Add(MulScalar(state[0], 0.9), g)
		return Sub(w, Mul(rate, v)), []*Node{v}
	}}
}

// adam is Kingma and Ba's, 2014, with their constants.
func adam() optimizer {
	const beta1, beta2, epsilon = 0.9, 0.999, 1e-8
	return optimizer{slots: 2, update: func(w, g, rate, step *Node, state []*Node) (*Node, []*Node) {
		unbiased := func(moment *Node, beta float64) *Node {
			return Div(moment, OneMinus(Exp(MulScalar(step, math.Log(beta)))))
		}
		m := Add(MulScalar(state[0], beta1), MulScalar(g, 1-beta1))
		v := Add(MulScalar(state[1], beta2), MulScalar(Square(g), 1-beta2))
		by := AddScalar(Sqrt(unbiased(v, beta2)), epsilon)
		return Sub(w, Mul(rate, Div(unbiased(m, beta1), by))), []*Node{m, v}
	}}
}

// schedule is the learning rate of a step, the first being 0, of so many.
type schedule func(step, of int) float64

func constant(rate float64) schedule { return func(int, int) float64 { return rate } }

// falling goes down to nothing in a straight line, so that training comes to rest.
func falling(rate float64) schedule {
	return func(step, of int) float64 { return rate * float64(of-step) / float64(of) }
}

// network is an architecture with weights that can be trained. It is for one
// goroutine.
type network struct {
	learn, look *Exec
	weights     []*tensors.Tensor
	state       []*tensors.Tensor
	steps       int
}

// newNetwork draws the weights by the seed.
func newNetwork(a architecture, o optimizer, seed uint64) (*network, error) {
	// Operations one after another: several networks are trained side by side.
	backend, err := gobackend.New("ops_sequential")
	if err != nil {
		return nil, fmt.Errorf("start the Go backend: %w", err)
	}
	n := &network{weights: a.Initial(rand.New(rand.NewPCG(seed, 0)))}
	for range o.slots {
		for _, w := range n.weights {
			n.state = append(n.state, tensors.FromShape(w.Shape()))
		}
	}
	count := len(n.weights)
	n.learn, err = NewExec(backend, func(in []*Node) []*Node {
		x, y, rate, step := in[0], in[1], in[2], in[3]
		return o.learn(a, batch{x, y, rate, step}, in[4:4+count], in[4+count:])
	})
	if err != nil {
		return nil, fmt.Errorf("build the training step: %w", err)
	}
	n.look, err = NewExec(backend, func(in []*Node) []*Node {
		layers, logits := a.Forward(in[0], in[1:])
		return append(layers, logits)
	})
	if err != nil {
		return nil, fmt.Errorf("build the recording step: %w", err)
	}
	return n, nil
}

// batch is what one training step learns from, at which rate, and which step it is.
type batch struct{ x, y, rate, step *Node }

// learn is one training step: the loss, the weights after it, the state.
func (o optimizer) learn(a architecture, b batch, weights, state []*Node) []*Node {
	_, logits := a.Forward(b.x, weights)
	loss := Neg(ReduceAllMean(ReduceSum(Mul(b.y, LogSoftmax(logits)), -1)))
	gradients := Gradient(loss, weights...)
	out := []*Node{loss}
	next := make([]*Node, len(state))
	for i, w := range weights {
		var own []*Node
		for slot := range o.slots {
			own = append(own, state[slot*len(weights)+i])
		}
		w, own = o.update(w, gradients[i], b.rate, b.step, own)
		out = append(out, w)
		for slot, s := range own {
			next[slot*len(weights)+i] = s
		}
	}
	return append(out, next...)
}

// Learn takes one training step on a batch and returns its mean loss.
func (n *network) Learn(x, y *tensors.Tensor, rate float64) (float64, error) {
	n.steps++
	args := []any{x, y, float32(rate), float32(n.steps)}
	for _, w := range append(n.weights[:len(n.weights):len(n.weights)], n.state...) {
		args = append(args, w)
	}
	out, err := n.learn.Call(args...)
	if err != nil {
		return 0, fmt.Errorf("training step %d: %w", n.steps, err)
	}
	n.weights, n.state = out[1:1+len(n.weights)], out[1+len(n.weights):]
	loss := float64(tensors.ToScalar[float32](out[0]))
	if math.IsNaN(loss) || math.IsInf(loss, 0) {
		return 0, fmt.Errorf("training diverged at step %d", n.steps)
	}
	return loss, nil
}

// Look is what the layers, and last the logits, make of a batch.
func (n *network) Look(x *tensors.Tensor) ([]*tensors.Tensor, error) {
	args := []any{x}
	for _, w := range n.weights {
		args = append(args, w)
	}
	out, err := n.look.Call(args...)
	if err != nil {
		return nil, fmt.Errorf("record activations: %w", err)
	}
	return out, nil
}

// he draws a matrix of weights for ReLU layers (He et al. 2015), gain 2, or for
// others with gain 1.
func he(rng *rand.Rand, gain float64, in, out int) *tensors.Tensor {
	w := make([]float32, in*out)
	for i := range w {
		w[i] = float32(rng.NormFloat64() * math.Sqrt(gain/float64(in)))
	}
	return tensors.FromFlatDataAndDimensions(w, in, out)
}

func zeros(g *Graph, dimensions ...int) *Node {
	return Zeros(g, shapes.Make(dtypes.Float32, dimensions...))
}
