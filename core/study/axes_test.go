package study

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/semblance-app/semblance/core/warning"
)

func axesOf(t *testing.T, s *Study, network, layer string) Axes {
	t.Helper()
	l, err := s.Find(Ref{Network: network, Layer: layer})
	if err != nil {
		t.Fatal(err)
	}
	return l.Axes
}

func TestAxes(t *testing.T) {
	s := open(t, fstest.MapFS{
		"torch/rank1.npy": npy(t, 8),
		"torch/rank2.npy": npy(t, 8, 3),
		"torch/rank3.npy": npy(t, 8, 5, 3),
		"torch/plain.npy": npy(t, 8, 3, 2, 2),
		"torch/cube.npy":  npy(t, 8, 4, 4, 4), // as its network
		"jax/plain.npy":   npy(t, 8, 2, 2, 3),
		"jax/oblong.npy":  npy(t, 8, 2, 4, 3), // as its network
	})
	for ref, want := range map[[2]string]Axes{
		{"torch", "rank1"}: Flat, {"torch", "rank2"}: Flat, {"torch", "rank3"}: Sequence,
		{"torch", "plain"}: ChannelFirst, {"torch", "cube"}: ChannelFirst,
		{"jax", "plain"}: ChannelLast, {"jax", "oblong"}: ChannelLast,
	} {
		if got := axesOf(t, s, ref[0], ref[1]); got != want {
			t.Errorf("%v is %s, want %s", ref, got, want)
		}
	}
	if l, _ := s.Find(Ref{Network: "torch", Layer: "rank3"}); l.Timesteps != 5 {
		t.Errorf("%d timesteps, want 5", l.Timesteps)
	}
	if len(s.Warnings) != 0 {
		t.Errorf("warnings: %v", s.Warnings)
	}
}

// A network whose own arrays do not tell follows the others of the study.
func TestAxesConsensus(t *testing.T) {
	s := open(t, fstest.MapFS{
		"a/conv1.npy": npy(t, 8, 2, 2, 3),
		"b/conv1.npy": npy(t, 8, 3, 3, 3),
	})
	if got := axesOf(t, s, "b", "conv1"); got != ChannelLast {
		t.Errorf("the axes are %s", got)
	}
}

func TestAxesGuessed(t *testing.T) {
	files := fstest.MapFS{
		"a/conv1.npy": npy(t, 8, 2, 4, 3),
		"b/conv1.npy": npy(t, 8, 2, 4, 3),
	}
	s := open(t, files)
	wantWarning(t, s.Warnings, warning.GuessedLayout, "n×C×H×W in 2 networks", "conv1 of a is 8×2×4×3", `{"axes": "n×H×W×C"}`)
	if got := axesOf(t, s, "a", "conv1"); got != ChannelFirst {
		t.Errorf("the axes are %s", got)
	}
	a, err := s.Load(context.Background(), Ref{Network: "a", Layer: "conv1"}, LoadOptions{Axes: ChannelLast})
	if err != nil || a.P != 3 {
		t.Errorf("with other axes there are %d channels, error %v", a.P, err)
	}

	for _, spelling := range []string{"n×H×W×C", "NHWC", "channels_last", "n x H x W x C", "(n, H, W, C)"} {
		files["study.json"] = text(`{"axes": "` + spelling + `", "name": "Mine", "newer": [1]}`)
		s = open(t, files)
		if got := axesOf(t, s, "a", "conv1"); got != ChannelLast || len(s.Warnings) != 0 || s.Name != "Mine" {
			t.Errorf("%s: the axes are %s, the name %s, warnings %v", spelling, got, s.Name, s.Warnings)
		}
	}
}

// One square image among oblong ones may look like channels: majority decides.
func TestAxesMajority(t *testing.T) {
	s := open(t, fstest.MapFS{
		"a/conv1.npy": npy(t, 8, 2, 2, 3),
		"a/conv2.npy": npy(t, 8, 2, 2, 5),
		"a/conv3.npy": npy(t, 8, 2, 3, 3),
	})
	if got := axesOf(t, s, "a", "conv3"); got != ChannelLast {
		t.Errorf("the axes are %s", got)
	}
	wantWarning(t, s.Warnings, warning.GuessedLayout, "read as n×H×W×C", "if they are n×C×H×W")
}

func transposedOf(values []float32, rows int) []float32 {
	columns := len(values) / rows
	out := make([]float32, len(values))
	for i, v := range values {
		out[i%columns*rows+i/columns] = v
	}
	return out
}

// Datapoints are the dimension that is equal in all arrays, whichever is longer.
func TestDatapointAxis(t *testing.T) {
	for _, test := range []struct {
		name   string
		shapes [][]int
		want   []Axes
		reason string // of the first rank
	}{
		{"widths come first", [][]int{{12, 100}, {16, 100}}, []Axes{Transposed}, "their second dimension is 100 in all and the first is not"},
		{"widths come first and are larger", [][]int{{200, 100}, {300, 100}}, []Axes{Transposed}, "second dimension is 100"},
		{"widths come last", [][]int{{100, 12}, {100, 200}}, []Axes{Flat}, "their first dimension is 100 in all and no other"},
		{"all are equal", [][]int{{10, 100}, {10, 100}}, []Axes{Flat}, "more than one dimension is equal"},
		{"none is equal", [][]int{{10, 100}, {12, 90}}, []Axes{Flat}, "no dimension is equal"},
		{"images tell", [][]int{{10, 100}, {100, 3, 4, 4}}, []Axes{Transposed, ChannelFirst}, "their second dimension, 100, is what all other arrays have too"},
		{"sequences", [][]int{{100, 7, 12}, {100, 7, 16}}, []Axes{Sequence}, "more than one"},
		{"time first, which shows beside matrices", [][]int{{100, 12}, {100, 16}, {7, 100, 12}, {7, 100, 16}}, []Axes{Flat, TimeFirst}, ""},
		{"time first and of several lengths", [][]int{{7, 100, 12}, {9, 100, 16}}, []Axes{TimeFirst}, "second dimension is 100"},
		{"neurons first, beside matrices", [][]int{{12, 100}, {16, 100}, {12, 7, 100}, {16, 7, 100}}, []Axes{Transposed, TransposedSequence}, ""},
		{"two of three are equal", [][]int{{12, 7, 100}, {16, 7, 100}}, []Axes{Sequence}, "which of the others is the datapoints does not show"},
	} {
		files := fstest.MapFS{}
		for i, shape := range test.shapes {
			name := "l" + string(rune('a'+i)) + ".npy"
			files["a/"+name], files["b/"+name] = npy(t, shape...), npy(t, shape...)
		}
		s := open(t, files)
		if len(s.Axes) != len(test.want) {
			t.Errorf("%s: %+v", test.name, s.Axes)
			continue
		}
		for i, want := range test.want {
			if s.Axes[i].Axes != want || s.Axes[i].Chosen {
				t.Errorf("%s: read as %+v, want %s", test.name, s.Axes[i], want)
			}
		}
		wantWords(t, s.Axes[0].Reason, test.reason)
		for _, read := range s.Axes {
			if read.Reason == "" {
				t.Errorf("%s: arrays of %d dimensions are read as %s without a reason", test.name, read.Rank, read.Axes)
			}
		}
		if len(s.Warnings) != 0 {
			t.Errorf("%s: %v", test.name, s.Warnings)
		}
	}
}

// Networks of which each has one number of rows were recorded on different
// datapoints; where each has one layer, that is told from its width by which is more.
func TestUnequalNetworksAreNotTransposed(t *testing.T) {
	files := fstest.MapFS{
		"a/l1.npy": npy(t, 90, 12), "a/l2.npy": npy(t, 90, 12),
		"b/l1.npy": npy(t, 80, 12), "b/l2.npy": npy(t, 80, 12),
	}
	s := open(t, files)
	if s.Axes[0].Axes != Flat || !strings.Contains(s.Axes[0].Reason, "equal within each network") {
		t.Errorf("read as %+v", s.Axes)
	}
	files["a/l1.npy"] = npy(t, 80, 12)
	s = open(t, files)
	if s.Axes[0].Axes != Flat || !strings.Contains(s.Axes[0].Reason, "is 80 in most") {
		t.Errorf("read as %+v", s.Axes)
	}
	files["a/l1.npy"] = npy(t, 90, 12)
	delete(files, "a/l2.npy")
	delete(files, "b/l2.npy")
	s = open(t, files)
	if s.Axes[0].Axes != Flat || !strings.Contains(s.Axes[0].Reason, "it rather counts datapoints") {
		t.Errorf("read as %+v", s.Axes)
	}
	wantWarning(t, s.Warnings, warning.GuessedLayout, "read as n×p", "l1 of b has 80, not 90", `{"axes": "p×n"}`)
	files["c/l1.npy"] = npy(t, 70, 12)
	if s = open(t, files); s.Axes[0].Axes != Flat {
		t.Errorf("three networks read as %+v", s.Axes)
	}
	files["c/l1.npy"] = npy(t, 7, 12) // fewer datapoints than neurons have nothing to say
	s = open(t, files)
	if s.Axes[0].Axes != Transposed {
		t.Errorf("read as %+v", s.Axes)
	}
	wantWarning(t, s.Warnings, warning.GuessedLayout, "read as p×n", "l1 of b has 80, not 90", `{"axes": "n×p"}`)
}

// Arrays with neurons or timesteps first give the numbers that those with
// datapoints first give.
func TestTurnedArrays(t *testing.T) {
	const n, steps, p = 300, 3, 5
	flat, sequence := counts(n, p), counts(n, steps, p)
	timeFirst := make([]float32, len(sequence))
	for i := range n {
		for k := range steps {
			copy(timeFirst[(k*n+i)*p:][:p], sequence[(i*steps+k)*p:][:p])
		}
	}
	files := fstest.MapFS{
		"a/flat.npy": npyOf(t, flat, n, p), "a/sequence.npy": npyOf(t, sequence, n, steps, p),
		"b/flat.npy":     npyOf(t, transposedOf(flat, n), p, n),
		"b/sequence.npy": npyOf(t, timeFirst, steps, n, p),
		"c/sequence.npy": npyOf(t, transposedOf(timeFirst, steps*n), p, steps, n),
	}
	s := open(t, files)
	for _, test := range []struct {
		network, layer string
		axes           Axes
	}{{"b", "flat", Transposed}, {"b", "sequence", TimeFirst}, {"c", "sequence", TransposedSequence}} {
		read, err := OpenFSWith(t.Context(), files, "s", OpenOptions{Axes: []Axes{test.axes}})
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range []LoadOptions{{}, {Datapoints: 40, Seed: 3}} {
			var refs []Ref
			want := map[Timestep]Activations{}
			for k := range steps {
				ref := Ref{Network: "a", Layer: test.layer, Timestep: At(k)}
				if test.layer == "flat" {
					ref.Timestep = Every(k, steps)
				}
				a, err := s.Load(t.Context(), ref, o)
				if err != nil {
					t.Fatal(err)
				}
				want[ref.Timestep] = a
				ref.Network = test.network
				refs = append(refs, ref)
			}
			for _, together := range []bool{false, true} {
				done := func() {}
				if together {
					done = read.Together(refs)
				}
				for _, ref := range refs {
					got, err := read.Load(t.Context(), ref, o)
					if w := want[ref.Timestep]; err != nil || got.N != w.N || got.P != w.P || got.Datapoints != w.Datapoints || !slices.Equal(got.Float32, w.Float32) {
						t.Errorf("%s as %s, %+v, together %v: %d×%d of %d, %v", ref, test.axes, o, together, got.N, got.P, got.Datapoints, err)
					}
				}
				done()
			}
		}
	}
	whole, err := s.Load(t.Context(), Ref{Network: "b", Layer: "flat"}, LoadOptions{Axes: Transposed})
	if err != nil || !slices.Equal(whole.Float32, flat) {
		t.Errorf("transposed when loaded: %d×%d, %v", whole.N, whole.P, err)
	}
}

// What is not a number is found at its datapoint and its neuron.
func TestTurnedNonFinite(t *testing.T) {
	values := counts(5, 300)
	values[3*300+217] = float32(math.NaN())
	s := open(t, fstest.MapFS{"a/x.npy": npyOf(t, values, 5, 300), "a/y.npy": npy(t, 7, 300)})
	_, err := s.Load(t.Context(), Ref{Network: "a", Layer: "x"}, LoadOptions{})
	var bad *NonFiniteError
	if !errors.As(err, &bad) || bad.Datapoint != 217 || bad.Neuron != 3 || bad.Count != 1 {
		t.Errorf("%v", err)
	}
}

func TestAxesOfSeveralRanks(t *testing.T) {
	files := fstest.MapFS{"a/x.npy": npy(t, 10, 10), "a/y.npy": npy(t, 10, 2, 2, 2)}
	for text, want := range map[string][2]Axes{
		`"pxn"`:           {Transposed, ChannelFirst},
		`["p×n", "nhwc"]`: {Transposed, ChannelLast},
		`["nhwc", ""]`:    {Flat, ChannelLast},
		`null`:            {Flat, ChannelFirst},
	} {
		files["study.json"] = &fstest.MapFile{Data: []byte(`{"axes": ` + text + `}`)}
		s := open(t, files)
		if got := [2]Axes{s.Axes[0].Axes, s.Axes[1].Axes}; got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
	files["study.json"] = &fstest.MapFile{Data: []byte(`{"axes": "hwcn"}`)}
	_, err := OpenFS(t.Context(), files, "s")
	wantError(t, err, "study.json", `no axes "hwcn"`, "; choose one of np (n×p)")
}
