package study

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"math"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"github.com/semblance-app/semblance/core/arrayfile"
)

// metered counts the bytes that are read from its files.
type metered struct {
	fstest.MapFS
	read *atomic.Int64
}

func (c metered) Open(name string) (fs.File, error) {
	f, err := c.MapFS.Open(name)
	if _, folder := f.(fs.ReadDirFile); err != nil || folder {
		return f, err
	}
	return meteredFile{f, c.read}, nil
}

type meteredFile struct {
	fs.File
	read *atomic.Int64
}

func (f meteredFile) Read(p []byte) (int, error) {
	n, err := f.File.Read(p)
	f.read.Add(int64(n))
	return n, err
}

func written(t *testing.T, values []float64, shape ...int) *fstest.MapFile {
	t.Helper()
	var b bytes.Buffer
	if err := arrayfile.WriteNPY(&b, shape, values); err != nil {
		t.Fatal(err)
	}
	return &fstest.MapFile{Data: b.Bytes()}
}

// Timesteps loaded together are those loaded one by one, from a file that is
// read once.
func TestTogether(t *testing.T) {
	const n, steps, p = 90, 7, 5
	values := make([]float64, n*steps*p)
	for i := range values {
		values[i] = float64(i)
	}
	values[(4*steps+2)*p+3] = math.NaN() // datapoint 4, timestep 2, neuron 3
	read := &atomic.Int64{}
	files := metered{fstest.MapFS{
		"net/h.npy": written(t, values, n, steps, p), "net/long.npy": written(t, values[:(n*steps-1)*p], n*steps-1, p),
	}, read}
	s, err := OpenFS(context.Background(), files, "runs")
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range []LoadOptions{{}, {Datapoints: 40, Seed: 3}} {
		for layer, at := range map[string]func(int) Timestep{"h": At, "long": func(i int) Timestep { return Every(i, steps) }} {
			var refs []Ref
			var alone []Activations
			var refused []error
			for i := range steps {
				ref := Ref{Network: "net", Layer: layer, Timestep: at(i)}
				a, err := s.Load(context.Background(), ref, o)
				refs, alone, refused = append(refs, ref), append(alone, a), append(refused, err)
			}
			before := read.Load()
			done := s.Together(refs)
			var all sync.WaitGroup
			for i, ref := range refs {
				all.Go(func() {
					a, err := s.Load(context.Background(), ref, o)
					var bad, want *NonFiniteError
					switch {
					case errors.As(refused[i], &want):
						if !errors.As(err, &bad) || *bad != *want {
							t.Errorf("%s: %v, want %v", ref, err, want)
						}
					case err != nil || a.Ref != alone[i].Ref || a.N != alone[i].N || a.P != alone[i].P || a.Datapoints != alone[i].Datapoints ||
						!slices.Equal(a.Float64, alone[i].Float64) || !slices.Equal(a.Warnings, alone[i].Warnings):
						t.Errorf("%s: %d×%d, %v", ref, a.N, a.P, err)
					}
				})
			}
			all.Wait()
			if size := int64(8 * n * steps * p); read.Load()-before > size+1<<12 {
				t.Errorf("%s: %d bytes were read of a file of %d", layer, read.Load()-before, size)
			}
			done()
			done()
			if len(s.ahead.windows) != 0 || len(s.ahead.announced) != 0 {
				t.Errorf("%s: %d windows of %d sequences are kept", layer, len(s.ahead.windows), len(s.ahead.announced))
			}
		}
	}
	if done := s.Together([]Ref{{Network: "net", Layer: "h"}}); len(s.ahead.announced) != 0 {
		t.Error("a whole layer was announced")
	} else {
		done()
	}
}

func TestTogetherStops(t *testing.T) {
	s, err := OpenFS(context.Background(), fstest.MapFS{"net/h.npy": written(t, make([]float64, 24), 4, 3, 2)}, "runs")
	if err != nil {
		t.Fatal(err)
	}
	ref := Ref{Network: "net", Layer: "h", Timestep: At(1)}
	defer s.Together([]Ref{ref})()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.Load(ctx, ref, LoadOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if a, err := s.Load(context.Background(), ref, LoadOptions{}); err != nil || a.N != 4 {
		t.Errorf("after a cancelled one: %v", err)
	}
}

// Windows stay within their bound, the last one used the longest.
func TestWindowsAreBounded(t *testing.T) {
	var a ahead
	h := Ref{Network: "net", Layer: "h"}
	defer a.announce(map[Ref]bool{h: true})()
	third := make([]float32, togetherBytes/4/3)
	for i := range 4 {
		a.keep(&window{sequence: h, first: i, count: 1, values: Activations{Float32: third}})
		if a.find(h, LoadOptions{}, 0) == nil {
			t.Errorf("the window used last was dropped for window %d", i)
		}
	}
	if len(a.windows) != 3 || a.find(h, LoadOptions{}, 1) != nil {
		t.Errorf("%d windows", len(a.windows))
	}
}
