package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/gomlx/gomlx/core/tensors"
)

const (
	window   = 32   // characters that the model is trained on at a time
	warmUp   = 16   // characters before the recorded timesteps
	recorded = 1000 // sequences
)

// characters is a text as numbers.
type characters struct {
	codes    []int
	alphabet int
}

func encode(text string) characters {
	var letters []byte
	for i := range len(text) {
		if !slices.Contains(letters, text[i]) {
			letters = append(letters, text[i])
		}
	}
	slices.Sort(letters)
	c := characters{alphabet: len(letters)}
	for i := range len(text) {
		c.codes = append(c.codes, slices.Index(letters, text[i]))
	}
	return c
}

// split leaves the last tenth for testing.
func (c characters) split() (learned, held characters) {
	at := len(c.codes) * 9 / 10
	return characters{codes: c.codes[:at], alphabet: c.alphabet}, characters{codes: c.codes[at:], alphabet: c.alphabet}
}

// sequences are windows from these starts, one-hot with the time first, and the
// characters that follow. From timestep stuck on, the input is the character at
// stuck again and again; a stuck at or beyond the window changes nothing.
func (c characters) sequences(starts []int, stuck int) (x, y *tensors.Tensor) {
	n := len(starts)
	in, next := make([]float32, window*n*c.alphabet), make([]float32, window*n*c.alphabet)
	for t := range window {
		for i, start := range starts {
			row := (t*n + i) * c.alphabet
			in[row+c.codes[start+min(t, stuck)]] = 1
			next[row+c.codes[start+t+1]] = 1
		}
	}
	return tensors.FromFlatDataAndDimensions(in, window, n, c.alphabet),
		tensors.FromFlatDataAndDimensions(next, window*n, c.alphabet)
}

// starts are n places for windows, evenly over the text, so that no two overlap.
func (c characters) starts(n int) []int {
	var starts []int
	room := len(c.codes) - window - 1
	for i := range n {
		starts = append(starts, i*room/n)
	}
	return starts
}

// charLSTM is one character model through its training (Morcos et al. 2018,
// figure 6), and what it makes of whole sequences (figures A3 and A4).
type charLSTM struct {
	shape         lstm
	learned, held characters
	trained       trained
	network       *network
}

func (c *charLSTM) train(tick func()) error {
	const rate, batch = 0.01, 32
	n, err := newNetwork(c.shape, adam(), c.trained.seed)
	if err != nil {
		return err
	}
	c.network = n
	at := lstmSteps()
	last := at[len(at)-1]
	rng := rand.New(rand.NewPCG(c.trained.seed, 1))
	var losses []float64
	for step := 0; ; step++ {
		if slices.Contains(at, step) {
			if err := c.checkpoint(step, losses); err != nil {
				return err
			}
			losses = nil
		}
		if step == last {
			return nil
		}
		var starts []int
		for range batch {
			starts = append(starts, rng.IntN(len(c.learned.codes)-window-1))
		}
		x, y := c.learned.sequences(starts, window)
		loss, err := n.Learn(x, y, falling(rate)(step, last))
		if err != nil {
			return err
		}
		losses = append(losses, loss)
		tick()
	}
}

func lstmSteps() []int {
	return []int{0, 10, 20, 40, 60, 80, 100, 130, 160, 200, 250, 300, 360, 430, 500, 600, 800, 1000, 1250, 1500}
}

// checkpoint records the hidden states after the last character of windows.
func (c *charLSTM) checkpoint(step int, losses []float64) error {
	layers, perplexity, err := c.record(window)
	if err != nil {
		return err
	}
	for i, l := range layers {
		layers[i] = l.timesteps(window-1, window)
		layers[i].shape = []int{recorded, c.shape.units}
	}
	row := fmt.Sprintf("%d,,%.4f", step, perplexity)
	if len(losses) > 0 {
		row = fmt.Sprintf("%d,%.4f,%.4f", step, math.Exp(mean(losses)), perplexity)
	}
	t := &c.trained
	t.curves = append(t.curves, row)
	t.files = append(t.files, checkpoint{name: fmt.Sprintf("step-%04d", step), layers: layers})
	t.metadata = []string{fmt.Sprint(t.seed), fmt.Sprintf("%.4f", perplexity)}
	return nil
}

// record is the hidden states over windows of the text that was held back,
// n×T×units, and the perplexity there.
func (c *charLSTM) record(stuck int) ([]array, float64, error) {
	const chunk = 100
	starts := c.held.starts(recorded)
	var layers []array
	for _, name := range c.shape.Layers() {
		layers = append(layers, array{name: name, shape: []int{recorded, window, c.shape.units}, values: make([]float32, recorded*window*c.shape.units)})
	}
	var loss float64
	for from := 0; from < recorded; from += chunk {
		x, y := c.held.sequences(starts[from:from+chunk], stuck)
		out, err := c.network.Look(x)
		if err != nil {
			return nil, 0, err
		}
		for i := range layers {
			states, err := tensors.CopyFlatData[float32](out[i])
			if err != nil {
				return nil, 0, err
			}
			layers[i].place(states, from, chunk)
		}
		part, err := crossEntropy(out[len(layers)], y)
		if err != nil {
			return nil, 0, err
		}
		loss += part * chunk / recorded
	}
	return layers, math.Exp(loss), nil
}

// place puts states with the time first into an array with it second.
func (a array) place(states []float32, from, n int) {
	time, units := a.shape[1], a.shape[2]
	for t := range time {
		for i := range n {
			copy(a.values[((from+i)*time+t)*units:][:units], states[(t*n+i)*units:])
		}
	}
}

// timesteps are those from first to before end.
func (a array) timesteps(first, end int) array {
	n, time, units := a.shape[0], a.shape[1], a.shape[2]
	out := array{name: a.name, shape: []int{n, end - first, units}}
	for i := range n {
		out.values = append(out.values, a.values[(i*time+first)*units:(i*time+end)*units]...)
	}
	return out
}

// crossEntropy is the mean over characters; y is one-hot.
func crossEntropy(logits, y *tensors.Tensor) (float64, error) {
	scores, err := tensors.CopyFlatData[float32](logits)
	if err != nil {
		return 0, err
	}
	wanted, err := tensors.CopyFlatData[float32](y)
	if err != nil {
		return 0, err
	}
	width := logits.Shape().Dimensions[1]
	var sum float64
	for row := 0; row < len(scores); row += width {
		var total, right float64
		for i, s := range scores[row : row+width] {
			total += math.Exp(float64(s))
			right += float64(s) * float64(wanted[row+i])
		}
		sum += math.Log(total) - right
	}
	return sum / float64(len(scores)/width), nil
}

// charLSTMs are two studies of one character model.
func charLSTMs(in inputs, p *progress) ([]folder, error) {
	text := encode(in.text)
	c := &charLSTM{shape: lstm{alphabet: text.alphabet, units: 24, layers: 3}, trained: trained{name: "lstm", seed: 500}}
	c.learned, c.held = text.split()
	steps := lstmSteps()
	networks, err := p.all("char-lstm", []job{{steps: steps[len(steps)-1], run: func(tick func()) (trained, error) {
		if err := c.train(tick); err != nil {
			return trained{}, err
		}
		return c.network.finish(c.trained)
	}}})
	if err != nil {
		return nil, err
	}
	c.trained = networks[0]
	repeats, err := c.repeats()
	return []folder{{
		name:     "char-lstm",
		columns:  []string{"seed", "test_perplexity"},
		curves:   []string{"train_perplexity", "test_perplexity"},
		inputs:   []string{opticksFile},
		networks: networks,
		// Early in training the layers are nearly of one dimension; in float16 the
		// others would drown.
		precision: trimmed,
	}, repeats}, err
}

// repeats is the trained model over whole sequences: text, and text that
// gets stuck at one character after a share of the recorded timesteps.
func (c *charLSTM) repeats() (folder, error) {
	f := folder{name: "lstm-repeats", columns: []string{"repeated_from"}, inputs: []string{opticksFile}}
	const timesteps = window - warmUp
	for _, share := range []int{100, 81, 48, 24, 8, 1} {
		stuck := (share*timesteps + 50) / 100
		layers, _, err := c.record(warmUp + stuck)
		if err != nil {
			return f, err
		}
		name, label := fmt.Sprintf("repeat-from-%02d", share), fmt.Sprintf("%d %%", share)
		if stuck == timesteps {
			name, label = "text", "never"
		} else {
			layers = layers[len(layers)-1:]
		}
		for i := range layers {
			layers[i] = layers[i].timesteps(warmUp, window)
		}
		f.networks = append(f.networks, trained{
			name: name, seed: c.trained.seed, weights: c.trained.weights,
			metadata: []string{label},
			files:    []checkpoint{{name: "final", layers: layers}},
		})
	}
	return f, nil
}
