package representation_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
)

// slow is a source that takes a second a layer and counts what it loads.
type slow struct {
	loads atomic.Int64
	panic bool
}

func (s *slow) Resolve(ref study.Ref) (study.Ref, error) {
	if ref.Layer == "" {
		return ref, errors.New("no such layer")
	}
	if ref.Step == "" {
		ref.Step = "final"
	}
	return ref, nil
}

func (s *slow) Load(ctx context.Context, ref study.Ref, _ study.LoadOptions) (study.Activations, error) {
	s.loads.Add(1)
	if s.panic {
		panic("corrupt")
	}
	select {
	case <-time.After(time.Second):
	case <-ctx.Done():
		return study.Activations{}, ctx.Err()
	}
	a := noise(uint64(len(ref.Layer)), 100, 10)
	a.Ref = ref
	return a, nil
}

func TestStoreComputesOncePerKey(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		src := &slow{}
		store := representation.NewStore(src, 0)
		var group sync.WaitGroup
		for i := range 10 {
			group.Go(func() {
				ref := study.Ref{Network: "a", Layer: "x"}
				if i%2 == 0 {
					ref.Step = "final" // the same layer by its full name
				}
				if _, err := store.Layer(context.Background(), ref, representation.Recipe{}, 1); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		if n := src.loads.Load(); n != 1 {
			t.Errorf("%d loads for one layer", n)
		}
		if _, err := store.Layer(context.Background(), study.Ref{Layer: "x"}, representation.Recipe{Rtol: 0.1}, 1); err != nil {
			t.Fatal(err)
		}
		if n := src.loads.Load(); n != 2 {
			t.Errorf("another recipe: %d loads", n)
		}
	})
}

func TestStoreKeepsWithinItsBound(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		src := &slow{}
		one := int64(100*10*4 + 10*10*8)
		store := representation.NewStore(src, 2*one)
		get := func(network string) {
			if _, err := store.Layer(context.Background(), study.Ref{Network: network, Layer: "x"}, representation.Recipe{}, 1); err != nil {
				t.Fatal(err)
			}
		}
		for _, name := range []string{"a", "b", "a", "c", "a", "b"} { // c pushes b out, not a
			get(name)
		}
		if n := src.loads.Load(); n != 4 {
			t.Errorf("%d loads, want 4", n)
		}
	})
}

func TestLastCallerToLeaveCancels(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		src := &slow{}
		store := representation.NewStore(src, 0)
		ref := study.Ref{Network: "a", Layer: "x"}
		impatient, cancel := context.WithCancel(context.Background())
		var group sync.WaitGroup
		group.Go(func() {
			if _, err := store.Layer(impatient, ref, representation.Recipe{}, 1); !errors.Is(err, context.Canceled) {
				t.Errorf("the caller who left got %v", err)
			}
		})
		group.Go(func() {
			if _, err := store.Layer(context.Background(), ref, representation.Recipe{}, 1); err != nil {
				t.Errorf("the caller who stayed got %v", err)
			}
		})
		time.Sleep(time.Second / 2)
		cancel()
		group.Wait()

		alone, cancel := context.WithTimeout(context.Background(), time.Second/2)
		defer cancel()
		other := study.Ref{Network: "b", Layer: "x"}
		if _, err := store.Layer(alone, other, representation.Recipe{}, 1); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
		if _, err := store.Layer(context.Background(), other, representation.Recipe{}, 1); err != nil {
			t.Errorf("after a cancelled one: %v", err)
		}
	})
}

func TestStorePassesFailuresOn(t *testing.T) {
	store := representation.NewStore(&slow{panic: true}, 0)
	_, err := store.Layer(context.Background(), study.Ref{Layer: "x"}, representation.Recipe{}, 1)
	if err == nil || !strings.Contains(err.Error(), "corrupt") {
		t.Errorf("a panic became %v", err)
	}
	if _, err := store.Raw(context.Background(), study.Ref{}, study.LoadOptions{}); err == nil {
		t.Error("an unknown layer passes")
	}
}

func TestStoreBoundChanges(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		src := &slow{}
		store := representation.NewStore(src, 0)
		ask := func() {
			t.Helper()
			for _, layer := range []string{"x", "yy"} {
				if _, err := store.Layer(t.Context(), study.Ref{Network: "a", Layer: layer}, representation.Recipe{}, 1); err != nil {
					t.Fatal(err)
				}
			}
		}
		ask()
		ask()
		if n := src.loads.Load(); n != 2 {
			t.Fatalf("%d loads of 2 layers that fit", n)
		}
		store.SetMaxBytes(8000) // one layer of 100×10 and 10×10 numbers
		ask()
		if n := src.loads.Load(); n != 4 {
			t.Errorf("%d loads, where one of 2 layers fits", n)
		}
		store.SetMaxBytes(0)
		ask()
		ask()
		if n := src.loads.Load(); n != 5 {
			t.Errorf("%d loads, where both fit again", n)
		}
	})
}

// dead is a source whose layers have a neuron that never changes.
type dead struct{ slow }

func (d *dead) Load(ctx context.Context, ref study.Ref, o study.LoadOptions) (study.Activations, error) {
	a, err := d.slow.Load(ctx, ref, o)
	for i := 0; i < len(a.Float64); i += 10 {
		a.Float64[i] = 1
	}
	for i := 0; i < len(a.Float32); i += 10 {
		a.Float32[i] = 1
	}
	return a, err
}

func TestStoreTellsWhatItFound(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := representation.NewStore(&dead{}, 1) // which keeps no layer
		for _, at := range []int{3, 5} {
			ref := study.Ref{Network: "a", Layer: "x", Timestep: study.At(at)}
			if _, err := store.Layer(context.Background(), ref, representation.Recipe{}, 1); err != nil {
				t.Fatal(err)
			}
		}
		found := store.Findings()
		list := found[study.Ref{Network: "a", Step: "final", Layer: "x"}].By(representation.Recipe{}, study.Layer{})
		if len(found) != 1 || len(list) == 0 || !strings.Contains(list[0].Message, "never change") {
			t.Errorf("found %v", found)
		}
	})
}

// spoilt is a source with what cannot be used: values that are not finite in layer x,
// a single datapoint in y, and a file z that changed.
type spoilt struct{ slow }

func (s *spoilt) Load(_ context.Context, ref study.Ref, _ study.LoadOptions) (study.Activations, error) {
	switch ref.Layer {
	case "x":
		return study.Activations{}, &study.NonFiniteError{Ref: ref, Count: 2}
	case "y":
		return study.Activations{Ref: ref, N: 1, P: 1, Float64: []float64{3}}, nil
	}
	return study.Activations{}, &study.ChangedError{Files: []string{"z.npy"}, Gone: 1}
}

func TestStoreTellsWhatCannotBeUsed(t *testing.T) {
	store := representation.NewStore(&spoilt{}, 0)
	ref := func(layer string) study.Ref { return study.Ref{Network: "a", Step: "final", Layer: layer} }
	for _, layer := range []string{"x", "y", "z"} {
		if _, err := store.Layer(t.Context(), ref(layer), representation.Recipe{}, 1); err == nil {
			t.Errorf("%s can be used", layer)
		}
	}
	found := store.Findings()
	for layer, words := range map[string]string{"x": "2 values are NaN or infinite", "y": "a/final/y has 1 datapoint; a comparison needs at least 2"} {
		if list := found[ref(layer)].By(representation.Recipe{Rtol: 0.1}, study.Layer{}); len(list) != 1 || list[0].Code != warning.Refused || !strings.Contains(list[0].Message, words) {
			t.Errorf("of %s it says %v", layer, list)
		}
	}
	if len(found) != 2 {
		t.Errorf("what may be read another time is noted: %v", found)
	}
}
