package study

import (
	"github.com/semblance-app/semblance/core/arrayfile"
	"github.com/semblance-app/semblance/core/warning"
)

// Study is what a folder, a file or a pair of either holds. It is a catalog:
// headers only, no activations but those that Together keeps. It is read-only
// once opened and safe for use by several goroutines; other metadata make
// another study, which shares the arrays.
type Study struct {
	Name     string
	Path     string   // the folder or file that was opened; "" for an embedded sample or a pair
	Split    string   // the split of the inputs that is read, or ""
	Splits   []string // those there are to choose from
	Layout   Layout
	Axes     []RankAxes // of arrays of two and more dimensions, by their number
	Networks []Network  // in natural order of their names; a pair's first and second
	// Columns are the names of the metadata columns, in file order.
	Columns  []string
	Warnings []warning.Warning

	files map[Ref]source // by network, checkpoint and layer
	order []string       // the names of all layers, in depth order

	curves []Curve // from curves.csv

	stated map[string]map[string]value // metadata of study.json, by network

	ahead  *ahead  // shared by all copies; nil for a study that was not opened
	beside *beside // shared, too; nil for a single file of whose datapoints nothing is said

	folders []recorded // that were opened; none for a single file

	naming naming // what the layout was chosen by
	noted  Noted
}

// String is what the study is called.
func (s *Study) String() string { return s.Name }

// Layout says how the files were read as networks, checkpoints and layers.
type Layout struct {
	Name   string // "network/checkpoint/layer.npy", …
	Reason string // one sentence: what in the folder says so
	Holds  string // what the files are by it: 2 networks (a and b) of 3 layers (x to z)
	// Ambiguous reports whether another of Study.Layouts is about as likely.
	Ambiguous bool
}

// Network is a trained model: its checkpoints in training order.
type Network struct {
	Name        string
	Metadata    map[string]string // by column; absent where the file has no value
	Checkpoints []Checkpoint
}

// Checkpoint is a network's state at a training step: its layers in depth order.
type Checkpoint struct {
	Name    string
	Step    int64 // the training step its name gives; meaningless without HasStep
	HasStep bool
	Layers  []Layer
}

// Layer is one recorded array.
type Layer struct {
	Name      string
	Shape     []int // as stored
	Axes      Axes
	Guessed   bool // whether nothing told its axes
	DType     arrayfile.DType
	Bytes     int64 // size of the array's values on disk, before compression
	Pieces    []int // datapoints of each array that it is stacked from; nil for one
	Timesteps int   // length of the sequence axis; 0 where there is none
}

// Conv says how a convolutional array becomes a matrix. The zero value "" is ConvMean.
type Conv string

const (
	ConvMean      Conv = "mean"      // mean over positions: n × C (the paper)
	ConvPositions Conv = "positions" // every position a datapoint: n·H·W × C
	ConvFlatten   Conv = "flatten"   // every position its own neuron: n × H·W·C
)

// LoadOptions says how stored arrays become matrices. The zero value takes
// every datapoint and the mean over convolutional positions. It is comparable.
type LoadOptions struct {
	Conv Conv
	// Datapoints, when positive and below n, keeps a random subset of that many
	// datapoints, drawn without replacement by Seed; the same subset for every
	// array with as many datapoints.
	Datapoints int
	Seed       uint64
	// Axes of the arrays that have as many dimensions, where the guess is wrong;
	// "" keeps what the catalog says.
	Axes Axes
}

// For are the options that make the same matrix of a layer, without what makes no
// difference to it.
func (o LoadOptions) For(l Layer) LoadOptions {
	l = l.as(o.Axes)
	o.Axes = l.Axes
	switch {
	case !l.Axes.Convolutional():
		o.Conv = ""
	case o.Conv == "":
		o.Conv = ConvMean
	}
	if n := l.Datapoints(); o.Datapoints <= 0 || n > 0 && o.Datapoints >= n {
		o.Datapoints, o.Seed = 0, 0
	}
	return o
}

// Subset says that some of an array's datapoints were drawn. The zero value is all.
type Subset struct{ Drawn, Of int }

// Whole reports whether no subset was drawn.
func (s Subset) Whole() bool { return s == Subset{} }

// Activations is one layer as a matrix of N datapoints × P neurons, row-major,
// in exactly one of the two precisions.
type Activations struct {
	Ref  Ref // with the timestep that was taken
	N, P int
	Axes Axes // that the array was read by
	// Datapoints is how many the array has as recorded, before a subset was
	// taken and positions became rows; 0 where it is not known.
	Datapoints int
	Subset     Subset    // of the datapoints
	Identity   *Identity // of the datapoints as recorded; nil where nothing tells which they are
	Float32    []float32
	Float64    []float64
	Warnings   []warning.Warning
}
