package main

import (
	"math/rand/v2"

	"github.com/gomlx/gomlx/core/tensors"
)

const batchSize = 50

// digitRun trains one CNN on images of digits.
type digitRun struct {
	shape     cnn
	optimizer optimizer
	rate      schedule
	epochs    int
	seed      uint64 // of the weights
	order     uint64 // seed of the order of the images
	images    images
	// after, if set, is called with the network before the first step and after
	// every one.
	after func(n *network, step int, loss float64) error
}

// Steps is how many training steps it takes.
func (r digitRun) Steps() int { return r.epochs * (r.images.Len() / batchSize) }

func (r digitRun) Train(tick func()) (*network, error) {
	n, err := newNetwork(r.shape, r.optimizer, r.seed)
	if err != nil {
		return nil, err
	}
	if r.after != nil {
		if err := r.after(n, 0, 0); err != nil {
			return nil, err
		}
	}
	order := rand.New(rand.NewPCG(r.order, 1))
	for range r.epochs {
		shuffled := order.Perm(r.images.Len())
		for len(shuffled) >= batchSize {
			x, y := r.images.batch(shuffled[:batchSize])
			shuffled = shuffled[batchSize:]
			loss, err := n.Learn(x, y, r.rate(n.steps, r.Steps()))
			if err != nil {
				return nil, err
			}
			if r.after != nil {
				if err := r.after(n, n.steps, loss); err != nil {
					return nil, err
				}
			}
			tick()
		}
	}
	return n, nil
}

// batch is the images of those indices and their labels, one-hot.
func (im images) batch(index []int) (x, y *tensors.Tensor) {
	const size = imageSide * imageSide
	pixels, labels := make([]float32, 0, len(index)*size), make([]float32, len(index)*classes)
	for row, i := range index {
		pixels = append(pixels, im.pixels[i*size:(i+1)*size]...)
		labels[row*classes+im.labels[i]] = 1
	}
	return tensors.FromFlatDataAndDimensions(pixels, len(index), imageSide, imageSide, 1),
		tensors.FromFlatDataAndDimensions(labels, len(index), classes)
}

// record is what the layers, and last the logits, make of the images.
func (c cnn) record(n *network, im images) ([]array, error) {
	var layers []array
	for _, name := range c.Layers() {
		layers = append(layers, array{name: name})
	}
	const chunk = 100
	for from := 0; from < im.Len(); from += chunk {
		var index []int
		for i := from; i < min(from+chunk, im.Len()); i++ {
			index = append(index, i)
		}
		x, _ := im.batch(index)
		out, err := n.Look(x)
		if err != nil {
			return nil, err
		}
		for i, t := range out {
			values, err := tensors.CopyFlatData[float32](t)
			if err != nil {
				return nil, err
			}
			layers[i].values = append(layers[i].values, values...)
			layers[i].shape = []int{im.Len(), t.Shape().Dimensions[1]}
		}
	}
	return layers, nil
}

// accuracy is the share of images whose largest logit is at their label; layers
// are as recorded.
func (im images) accuracy(layers []array) float64 {
	return correct(layers[len(layers)-1].values, im.labels)
}

func correct(logits []float32, labels []int) float64 {
	var right int
	for i, label := range labels {
		best := 0
		row := logits[i*classes : (i+1)*classes]
		for c, v := range row {
			if v > row[best] {
				best = c
			}
		}
		if best == label {
			right++
		}
	}
	return float64(right) / float64(len(labels))
}

// readout is the weights and biases of the logits.
func (n *network) readout() (weights, bias []float32, err error) {
	last := len(n.weights) - 1
	if weights, err = tensors.CopyFlatData[float32](n.weights[last-1]); err != nil {
		return nil, nil, err
	}
	bias, err = tensors.CopyFlatData[float32](n.weights[last])
	return weights, bias, err
}
