package main

import (
	"math/rand/v2"

	//lint:ignore ST1001 the library is written to be used so
	. "github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/core/tensors"
)

// cnn is a convolutional network for MNIST at 14×14 pixels: 3×3 convolutions
// of the given filters and strides, one fully connected layer, logits. All but
// the logits go through ReLU.
type cnn struct {
	filters, strides []int
	hidden           int
}

const kernel = 3

// Layers are the names of what is recorded.
func (c cnn) Layers() []string {
	names := []string{"conv1", "conv2", "conv3", "conv4", "conv5", "conv6"}[:len(c.filters)]
	return append(names[:len(names):len(names)], "fc", "logits")
}

func (c cnn) Initial(rng *rand.Rand) []*tensors.Tensor {
	var weights []*tensors.Tensor
	add := func(gain float64, in, out int) {
		weights = append(weights, he(rng, gain, in, out), tensors.FromFlatDataAndDimensions(make([]float32, out), 1, out))
	}
	side, channels := imageSide, 1
	for i, f := range c.filters {
		add(2, kernel*kernel*channels, f)
		side, channels = (side-1)/c.strides[i]+1, f
	}
	add(2, side*side*channels, c.hidden)
	add(1, c.hidden, classes)
	return weights
}

// Forward records convolutional layers as means over positions.
func (c cnn) Forward(x *Node, w []*Node) (layers []*Node, logits *Node) {
	for i := range c.filters {
		x = convolve(x, w[2*i], w[2*i+1], c.strides[i])
		layers = append(layers, ReduceMean(x, 1, 2))
	}
	w = w[2*len(c.filters):]
	x = Reshape(x, x.Shape().Dimensions[0], -1)
	x = relu(Add(Dot(x, w[0]).Product(), w[1]))
	return append(layers, x), Add(Dot(x, w[2]).Product(), w[3])
}

func relu(x *Node) *Node { return MaxScalar(x, 0) }

// convolve is a 3×3 convolution with a border of zeros and ReLU, as one product
// with the matrix of all patches: much faster than the library's own on its Go
// backend, which has no gradient for padding either.
func convolve(x, w, b *Node, stride int) *Node {
	d := x.Shape().Dimensions
	n, height, width, channels := d[0], d[1], d[2], d[3]
	row := zeros(x.Graph(), n, 1, width, channels)
	x = Concatenate([]*Node{row, x, row}, 1)
	column := zeros(x.Graph(), n, height+2, 1, channels)
	x = Concatenate([]*Node{column, x, column}, 2)
	height, width = (height-1)/stride+1, (width-1)/stride+1
	var shifted []*Node
	for i := range kernel {
		for j := range kernel {
			shifted = append(shifted, Slice(x, AxisRange(),
				AxisRange(i, i+(height-1)*stride+1).Stride(stride),
				AxisRange(j, j+(width-1)*stride+1).Stride(stride)))
		}
	}
	patches := Reshape(Concatenate(shifted, 3), n*height*width, kernel*kernel*channels)
	return Reshape(relu(Add(Dot(patches, w).Product(), b)), n, height, width, w.Shape().Dimensions[1])
}
