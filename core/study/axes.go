package study

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Axes says what the dimensions of a stored array mean: n datapoints, p neurons,
// T timesteps, H height, W width, C channels.
type Axes string

const (
	Flat               Axes = "n×p"     // datapoints × neurons
	Transposed         Axes = "p×n"     // neurons × datapoints
	Sequence           Axes = "n×T×p"   // datapoints × timesteps × neurons
	TimeFirst          Axes = "T×n×p"   // as PyTorch's recurrent layers give it
	TransposedSequence Axes = "p×T×n"   // neurons × timesteps × datapoints
	ChannelLast        Axes = "n×H×W×C" // convolutional, as TensorFlow and JAX write it
	ChannelFirst       Axes = "n×C×H×W" // convolutional, as PyTorch writes it
)

// AllAxes are all there are, those of fewer dimensions first.
func AllAxes() []Axes {
	return []Axes{Flat, Transposed, Sequence, TimeFirst, TransposedSequence, ChannelFirst, ChannelLast}
}

// axesOfRank are those of arrays with so many dimensions.
func axesOfRank(rank int) []Axes {
	return slices.DeleteFunc(AllAxes(), func(a Axes) bool { return a.Rank() != rank })
}

// Rank is how many dimensions arrays of these axes have.
func (a Axes) Rank() int { return strings.Count(string(a), "×") + 1 }

// Convolutional reports whether arrays of these axes have positions.
func (a Axes) Convolutional() bool { return a == ChannelFirst || a == ChannelLast }

// Sequential reports whether arrays of these axes have timesteps.
func (a Axes) Sequential() bool { return a.dimension("T") >= 0 }

// dimension is which one a letter names, -1 for none.
func (a Axes) dimension(letter string) int {
	return slices.Index(strings.Split(string(a), "×"), letter)
}

// ParseAxes reads the names that axes go by: n×p, pxn, nchw, channels_last. The
// error says which there are.
func ParseAxes(s string) (Axes, error) {
	drop := strings.NewReplacer("×", "", "x", "", "*", "", ",", "", " ", "", "-", "", "_", "", "(", "", ")", "")
	name := drop.Replace(strings.ToLower(s))
	switch name {
	case "bhwc", "channellast", "channelslast":
		return ChannelLast, nil
	case "bchw", "channelfirst", "channelsfirst":
		return ChannelFirst, nil
	}
	var short []string
	for _, a := range AllAxes() {
		letters := strings.ToLower(strings.ReplaceAll(string(a), "×", ""))
		if letters == name {
			return a, nil
		}
		short = append(short, fmt.Sprintf("%s (%s)", letters, a))
	}
	return "", fmt.Errorf("there are no axes %q; choose one of %s", s, strings.Join(short, ", "))
}

// dim is the size of the dimension that a letter names, 1 for none.
func (l Layer) dim(letter string) int {
	if i := l.Axes.dimension(letter); i >= 0 && i < len(l.Shape) {
		return l.Shape[i]
	}
	return 1
}

// Datapoints is how many the array has.
func (l Layer) Datapoints() int { return l.dim("n") }

// Positions is how many a convolutional array has of each datapoint; 1 for others.
func (l Layer) Positions() int { return l.dim("H") * l.dim("W") }

// Neurons are the columns of the matrix that the layer becomes, of convolutional
// arrays with the mean over positions.
func (l Layer) Neurons() int { return l.dim("p") * l.dim("C") }

// Matrix are the rows and columns of the matrix that the array becomes, of sequences at
// one timestep.
func (l Layer) Matrix(o LoadOptions) (rows, columns int) {
	l = l.as(o.Axes)
	rows, columns = l.Datapoints(), l.Neurons()
	if o.Datapoints > 0 {
		rows = min(rows, o.Datapoints)
	}
	if l.Axes.Convolutional() {
		switch o.Conv {
		case ConvPositions:
			rows *= l.Positions()
		case ConvFlatten:
			columns *= l.Positions()
		}
	}
	return rows, columns
}

// as is the layer read by other axes, where it has as many dimensions.
func (l Layer) as(a Axes) Layer {
	if a.Rank() == len(l.Shape) && a != "" {
		l.Axes, l.Timesteps = a, 0
		if a.Sequential() {
			l.Timesteps = l.dim("T")
		}
	}
	return l
}

func shapeText(shape []int) string {
	parts := make([]string, len(shape))
	for i, d := range shape {
		parts[i] = strconv.Itoa(d)
	}
	return strings.Join(parts, "×")
}

// eachLayer visits every layer with the index of its network.
func (s *Study) eachLayer(visit func(network int, l *Layer)) {
	for i := range s.Networks {
		for j := range s.Networks[i].Checkpoints {
			layers := s.Networks[i].Checkpoints[j].Layers
			for k := range layers {
				visit(i, &layers[k])
			}
		}
	}
}
