package study

import (
	"context"
	"errors"
	"io/fs"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/semblance-app/semblance/core/warning"
)

func load(t *testing.T, s *Study, ref Ref, o LoadOptions) Activations {
	t.Helper()
	a, err := s.Load(context.Background(), ref, o)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// one loads the only array of a study that holds this file.
func one(t *testing.T, file *fstest.MapFile, o LoadOptions) Activations {
	t.Helper()
	return load(t, open(t, fstest.MapFS{"net/layer.npy": file}), Ref{Network: "net", Layer: "layer"}, o)
}

func random(shape ...int) []float32 {
	values := counts(shape...)
	r := rand.New(rand.NewPCG(uint64(len(values)), 1))
	for i := range values {
		values[i] = float32(r.NormFloat64())
	}
	return values
}

func TestLoadFlat(t *testing.T) {
	values := random(700, 1000) // several blocks
	a := one(t, npyOf(t, values, 700, 1000), LoadOptions{})
	if a.N != 700 || a.P != 1000 || a.Datapoints != 700 || !a.Subset.Whole() || a.Float64 != nil || !slices.Equal(a.Float32, values) {
		t.Errorf("loaded %d×%d", a.N, a.P)
	}
	a = one(t, npyOf(t, []float64{1, 2, 3}, 3), LoadOptions{})
	if a.N != 3 || a.P != 1 || a.Float32 != nil || !slices.Equal(a.Float64, []float64{1, 2, 3}) {
		t.Errorf("loaded %+v", a)
	}
}

func TestLoadSubset(t *testing.T) {
	values := random(700, 1000)
	o := LoadOptions{Datapoints: 33, Seed: 5}
	a := one(t, npyOf(t, values, 700, 1000), o)
	rows := subset(700, 33, 5)
	if a.N != 33 || a.Datapoints != 700 || a.Subset != (Subset{Drawn: 33, Of: 700}) {
		t.Fatalf("loaded %d of %d, %v", a.N, a.Datapoints, a.Subset)
	}
	for i, r := range rows {
		if !slices.Equal(a.Float32[i*1000:][:1000], values[r*1000:][:1000]) {
			t.Fatalf("row %d is not datapoint %d", i, r)
		}
	}
}

// naive is the definition: element (datapoint, height, width, channel).
func naive(values []float32, s []int, axes Axes) (n, positions, channels int, at func(i, pos, c int) float64) {
	n, positions, channels = s[0], s[1]*s[2], s[3]
	if axes == ChannelFirst {
		positions, channels = s[2]*s[3], s[1]
	}
	return n, positions, channels, func(i, pos, c int) float64 {
		if axes == ChannelFirst {
			return float64(values[(i*channels+c)*positions+pos])
		}
		return float64(values[(i*positions+pos)*channels+c])
	}
}

func TestConvPolicies(t *testing.T) {
	shapes := [][]int{{3, 2, 2, 5}, {5, 7, 1, 1}, {4, 1, 1, 9}, {9, 70, 6, 6}, {2, 5, 3, 130}, {40, 64, 16, 16}, {6, 3, 4, 5}}
	for _, s := range shapes {
		values := random(s...)
		file := npyOf(t, values, s...)
		for _, axes := range []Axes{ChannelFirst, ChannelLast} {
			for _, keep := range []int{0, 2} {
				checkConv(t, file, values, s, LoadOptions{Axes: axes, Datapoints: keep, Seed: 3})
			}
		}
	}
}

func checkConv(t *testing.T, file *fstest.MapFile, values []float32, s []int, o LoadOptions) {
	t.Helper()
	n, positions, channels, at := naive(values, s, o.Axes)
	rows := subset(n, o.Datapoints, o.Seed)
	if rows == nil {
		for i := range n {
			rows = append(rows, i)
		}
	}
	mean := one(t, file, o)
	o.Conv = ConvPositions
	pos := one(t, file, o)
	o.Conv = ConvFlatten
	flat := one(t, file, o)
	if mean.N != len(rows) || mean.P != channels || pos.N != len(rows)*positions || pos.P != channels ||
		flat.N != len(rows) || flat.P != positions*channels || mean.Datapoints != n {
		t.Fatalf("%v %s: %d×%d, %d×%d, %d×%d", s, o.Axes, mean.N, mean.P, pos.N, pos.P, flat.N, flat.P)
	}
	for i, row := range rows {
		for c := range channels {
			var sum float64
			for p := range positions {
				want := at(row, p, c)
				sum += want
				if got := float64(pos.Float32[(i*positions+p)*channels+c]); got != want {
					t.Fatalf("%v %s: position %d of (%d, %d) is %g, want %g", s, o.Axes, p, row, c, got, want)
				}
			}
			got, want := float64(mean.Float32[i*channels+c]), sum/float64(positions)
			if math.Abs(got-want) > 1e-6*(1+math.Abs(want)) {
				t.Fatalf("%v %s: the mean of (%d, %d) is %g, want %g", s, o.Axes, row, c, got, want)
			}
		}
	}
	if !slices.Equal(pos.Float32, flat.Float32) {
		t.Errorf("%v %s: flattened values are not those of the positions, in their order", s, o.Axes)
	}
	if codes(mean.Warnings) != "" || codes(flat.Warnings) != "" {
		t.Errorf("warnings: %v, %v", mean.Warnings, flat.Warnings)
	}
	wantWarning(t, pos.Warnings, warning.Positions, "independent")
}

// Float32 sums of a million values near 1 would be off in the third digit.
func TestConvMeanPrecision(t *testing.T) {
	values := make([]float32, 2*1024*1024)
	for i := range values {
		values[i] = 1 + float32(i%7)/8
	}
	var want float64
	for _, v := range values[:1024*1024] {
		want += float64(v)
	}
	want /= 1024 * 1024
	a := one(t, npyOf(t, values, 2, 1, 1024, 1024), LoadOptions{})
	if got := float64(a.Float32[0]); math.Abs(got-want) > 1e-7*want {
		t.Errorf("the mean is %.9g, want %.9g", got, want)
	}
}

func TestLoadSequence(t *testing.T) {
	values := random(300, 20, 50) // several blocks
	s := open(t, fstest.MapFS{"net/final/lstm1.npy": npyOf(t, values, 300, 20, 50)})
	for _, step := range []int{0, 7, 19} {
		a := load(t, s, Ref{Network: "net", Layer: "lstm1", Timestep: At(step)}, LoadOptions{})
		if a.N != 300 || a.P != 50 || len(a.Warnings) != 0 {
			t.Fatalf("loaded %d×%d, warnings %v", a.N, a.P, a.Warnings)
		}
		for i := range a.N {
			if !slices.Equal(a.Float32[i*50:][:50], values[(i*20+step)*50:][:50]) {
				t.Fatalf("datapoint %d at timestep %d is wrong", i, step)
			}
		}
	}
	last := load(t, s, Ref{Network: "net", Layer: "lstm1"}, LoadOptions{Datapoints: 10})
	if i, ok := last.Ref.Timestep.Index(); !ok || i != 19 || last.Ref.Step != "final" || last.N != 10 {
		t.Errorf("the reference is %v, N is %d", last.Ref, last.N)
	}
	wantWarning(t, last.Warnings, warning.TimestepChosen, "20 timesteps", "t=19")
	if a := one(t, npy(t, 8, 1, 3), LoadOptions{}); len(a.Warnings) != 0 {
		t.Errorf("one timestep is no choice: %v", a.Warnings)
	}
}

func TestLoadNonFinite(t *testing.T) {
	values := counts(600, 1000)
	values[599*1000+17] = float32(math.Inf(1))
	values[414*1000+3] = float32(math.NaN())
	s := open(t, fstest.MapFS{"net/final/fc.npy": npyOf(t, values, 600, 1000)})
	_, err := s.Load(context.Background(), Ref{Network: "net", Layer: "fc"}, LoadOptions{})
	var bad *NonFiniteError
	if !errors.As(err, &bad) || bad.Datapoint != 414 || bad.Neuron != 3 || bad.Count != 2 {
		t.Fatalf("the error is %v", err)
	}
	wantError(t, err, "2 values are NaN or infinite in net/final/fc", "datapoint 414, neuron 3", "; leave")

	// A subset is judged by what it holds, and names rows as recorded.
	for seed := range uint64(50) {
		rows := subset(600, 300, seed)
		want := 0
		for _, r := range []int{414, 599} {
			if slices.Contains(rows, r) {
				want++
			}
		}
		_, err := s.Load(context.Background(), Ref{Network: "net", Layer: "fc"}, LoadOptions{Datapoints: 300, Seed: seed})
		switch {
		case want == 0 && err != nil:
			t.Errorf("seed %d: %v", seed, err)
		case want > 0 && (!errors.As(err, &bad) || bad.Count != want || !slices.Contains([]int{414, 599}, bad.Datapoint)):
			t.Errorf("seed %d: %v, want %d values", seed, err, want)
		}
	}
}

func TestLoadNonFiniteConv(t *testing.T) {
	values := counts(4, 3, 2, 2)
	values[((2*3+1)*2+1)*2] = float32(math.NaN()) // datapoint 2, channel 1, position (1, 0)
	s := open(t, fstest.MapFS{"net/conv.npy": npyOf(t, values, 4, 3, 2, 2)})
	for conv, neuron := range map[Conv]int{ConvMean: 1, ConvPositions: 1, ConvFlatten: 2*3 + 1} {
		_, err := s.Load(context.Background(), Ref{Network: "net", Layer: "conv"}, LoadOptions{Conv: conv})
		var bad *NonFiniteError
		if !errors.As(err, &bad) || bad.Datapoint != 2 || bad.Neuron != neuron || bad.Count != 1 {
			t.Errorf("%s: %v", conv, err)
		}
	}
}

func TestLoadRefusals(t *testing.T) {
	s := open(t, fstest.MapFS{"net/conv.npy": npy(t, 4, 3, 2, 2)})
	ref := Ref{Network: "net", Layer: "conv"}
	_, err := s.Load(context.Background(), ref, LoadOptions{Conv: "median"})
	wantError(t, err, `"median"`, "; choose mean, positions or flatten")
	_, err = s.Load(context.Background(), ref, LoadOptions{Axes: "hwcn"})
	wantError(t, err, `"hwcn"`, "; choose one of np (n×p), pn (p×n), ", "nchw (n×C×H×W)")
	if a, err := s.Load(context.Background(), ref, LoadOptions{Axes: Sequence}); err != nil || a.P != 3 {
		t.Errorf("axes of arrays with three dimensions: %d neurons, %v", a.P, err)
	}
	_, err = s.Load(context.Background(), Ref{Network: "net", Layer: "fc"}, LoadOptions{})
	var missing *NotFoundError
	if !errors.As(err, &missing) {
		t.Errorf("the error is %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.Load(ctx, ref, LoadOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
}

// What goes wrong while reading names the file by the path that people know.
func TestLoadUnreadable(t *testing.T) {
	file := npz(t, "fc")
	middle := strings.Index(string(file.Data), "fc.npy") + 40
	file.Data[middle] ^= 0xff
	s, err := OpenFS(context.Background(), fstest.MapFS{"net.npz": file, "other.npz": npz(t, "fc")}, "my-study")
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := s.Network("net"); ok {
		_, err := s.Load(context.Background(), Ref{Network: "net", Layer: "fc"}, LoadOptions{})
		wantError(t, err, "my-study/net.npz", "fc")
	} else if len(s.Warnings) != 1 {
		t.Errorf("a damaged archive opens without a warning")
	}

	denied := &refusing{FS: fstest.MapFS{"net.npz": npz(t, "fc")}, err: fs.ErrPermission}
	s = open(t, denied)
	denied.names = "net.npz"
	_, err = s.Load(context.Background(), Ref{Network: "net", Layer: "fc"}, LoadOptions{})
	var inside *fs.PathError
	if wantError(t, err, "my-study/net.npz", "permission"); errors.As(err, &inside) || !errors.Is(err, fs.ErrPermission) {
		t.Errorf("the causes of %v are wrong", err)
	}
}

// A study is shared by every view, so that many layers load at once.
func TestLoadConcurrently(t *testing.T) {
	s := sample(t)
	done := make(chan error)
	for range 8 {
		go func() {
			_, err := s.Load(context.Background(), Ref{Network: "gen-0", Layer: "conv1"}, LoadOptions{Datapoints: 4})
			done <- err
		}()
	}
	for range 8 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

// The mean of an array takes the memory of the mean and of one block, not that
// of the array.
func TestLoadMemory(t *testing.T) {
	const size = 64 * 64 * 64 * 64 * 4
	for name, file := range map[string]*fstest.MapFile{"conv": npy(t, 64, 64, 64, 64), "sequence": npy(t, 64, 4096, 64)} {
		s := open(t, fstest.MapFS{"net/layer.npy": file})
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		load(t, s, Ref{Network: "net", Layer: "layer"}, LoadOptions{})
		runtime.ReadMemStats(&after)
		if used := after.TotalAlloc - before.TotalAlloc; used > size/8 {
			t.Errorf("%s: an array of %d bytes took %d", name, size, used)
		}
	}
}

func BenchmarkLoadMean(b *testing.B) {
	s := open(b, fstest.MapFS{"net/conv.npy": npy(b, 64, 64, 32, 32)})
	for _, axes := range []Axes{ChannelFirst, ChannelLast} {
		b.Run(string(axes), func(b *testing.B) {
			b.SetBytes(64 * 64 * 32 * 32 * 4)
			for b.Loop() {
				if _, err := s.Load(context.Background(), Ref{Network: "net", Layer: "conv"}, LoadOptions{Axes: axes}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
