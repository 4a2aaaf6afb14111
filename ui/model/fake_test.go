package model

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/arrayfile"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
)

// fakeStudy has networks a and b of three layers, c of sequences and
// convolutions at two checkpoints.
func fakeStudy() *study.Study {
	flat := func(name string) study.Layer {
		return study.Layer{Name: name, Shape: []int{40, 4}, Axes: study.Flat, DType: arrayfile.Float32, Bytes: 640}
	}
	plain := func(name string) study.Network {
		return study.Network{
			Name: name, Metadata: map[string]string{"group": name + "s", "accuracy": "0.9"},
			Checkpoints: []study.Checkpoint{{Name: "final", Layers: []study.Layer{flat("conv1"), flat("conv2"), flat("fc")}}},
		}
	}
	mixed := func(step string) study.Checkpoint {
		return study.Checkpoint{Name: step, Layers: []study.Layer{
			flat("conv1"),
			{Name: "lstm", Shape: []int{40, 6, 4}, Axes: study.Sequence, Timesteps: 6},
			{Name: "conv2", Shape: []int{40, 2, 2, 4}, Axes: study.ChannelLast},
		}}
	}
	return &study.Study{
		Name: "fake", Path: "/studies/fake", Columns: []string{"group", "accuracy"},
		Networks: []study.Network{
			plain("a"), plain("b"),
			{Name: "c", Checkpoints: []study.Checkpoint{mixed("step-1"), mixed("final")}},
		},
		Warnings: []warning.Warning{{Code: warning.Metadata, Message: "c has no metadata"}},
	}
}

// fakeSource makes activations from a layer's name. Loading takes delay;
// layers named in poison panic.
type fakeSource struct {
	*study.Study
	delay time.Duration
	reads atomic.Int32 // that have ended well

	poison string
	rows   int
}

func (f *fakeSource) Resolve(r study.Ref) (study.Ref, error) { return r, nil }

func (f *fakeSource) LayerNames(name, step string) ([]string, error) {
	var names []string
	for _, l := range layersOf(f.Study, analysis.Endpoint{Network: name, Step: step}) {
		names = append(names, l.Name)
	}
	return names, nil
}

func (f *fakeSource) Load(ctx context.Context, r study.Ref, _ study.LoadOptions) (study.Activations, error) {
	if r.Layer == f.poison {
		panic("poisoned")
	}
	select {
	case <-time.After(f.delay):
	case <-ctx.Done():
		return study.Activations{}, ctx.Err()
	}
	f.reads.Add(1)
	n, p := 40, 4
	if f.rows > 0 {
		n = f.rows
	}
	a := study.Activations{Ref: r, N: n, P: p, Float64: make([]float64, n*p)}
	seed := float64(len(r.Network+r.Layer)) + float64(r.Network[0])
	for i := range a.Float64 {
		a.Float64[i] = math.Sin(seed*float64(i*i+1)) + math.Cos(float64(i)*seed)
	}
	return a, nil
}

// fakeLibrary opens the fake study whatever it is asked for.
type fakeLibrary struct {
	delay  map[string]time.Duration
	source func() *fakeSource
	splits []string
	// layout and axes are what the fake study is read by, path where it is said to be.
	layout study.Layout
	axes   []study.RankAxes
	path   string
	read   []study.OpenOptions // what was asked for
}

func (l *fakeLibrary) Open(ctx context.Context, path string, o study.OpenOptions) (*Opened, error) {
	if strings.Contains(path, "missing") {
		return nil, fmt.Errorf("open study: %w", errors.New("there is nothing at "+path+"; check the path"))
	}
	select {
	case <-time.After(l.delay[path]):
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	src := &fakeSource{Study: fakeStudy()}
	if l.source != nil {
		src = l.source()
	}
	src.Study.Name, src.Study.Path = path, l.path
	src.Study.Layout, src.Study.Axes = l.layout, l.axes
	if o.Layout != "" {
		src.Study.Layout = study.Layout{Name: o.Layout}
	}
	l.read = append(l.read, o)
	if l.splits != nil {
		src.Study.Splits, src.Study.Split = l.splits, cmp.Or(o.Split, l.splits[0])
	}
	return &Opened{Study: src.Study, Source: representation.NewStore(src, 0), Catalog: src}, nil
}

func (l *fakeLibrary) OpenPair(ctx context.Context, a, b string, o study.OpenOptions) (*Opened, error) {
	return l.Open(ctx, a+"+"+b, o)
}

func (l *fakeLibrary) OpenSample(ctx context.Context, name string, o study.OpenOptions) (*Opened, error) {
	return l.Open(ctx, name, o)
}

// testLoop queues what is posted; tests turn it.
type testLoop struct{ posted chan func() }

func (l *testLoop) Post(f func()) { l.posted <- f }

func (l *testLoop) After(d time.Duration, f func()) func() {
	stopped := false
	timer := time.AfterFunc(d, func() {
		l.Post(func() {
			if !stopped {
				f()
			}
		})
	})
	return func() { stopped = true; timer.Stop() }
}

// run turns the loop until d of the bubble's time has passed.
func (l *testLoop) run(d time.Duration) {
	end := time.After(d)
	for {
		select {
		case f := <-l.posted:
			f()
		case <-end:
			return
		}
	}
}

// rig is a model with its loop, library and the changes it told.
type rig struct {
	*Model
	loop    *testLoop
	library *fakeLibrary
	store   *memoryStore
	told    []Change
	logged  []string
}

func (r *rig) SetMeasure(v similarity.Measure) { r.EditHow(func(h *analysis.How) { h.Measure = v }) }

func (r *rig) SetSide(v similarity.Side) { r.EditHow(func(h *analysis.How) { h.Side = v }) }

func (r *rig) SetConv(v study.Conv) { r.EditHow(func(h *analysis.How) { h.Conv = v }) }

func (r *rig) SetSeed(v uint64) { r.EditHow(func(h *analysis.How) { h.Seed = v }) }

type memoryStore struct{ lines []string }

func (s *memoryStore) Load() []string      { return s.lines }
func (s *memoryStore) Save(lines []string) { s.lines = lines }

func newRig() *rig {
	r := &rig{
		loop:    &testLoop{posted: make(chan func(), 1000)},
		library: &fakeLibrary{delay: map[string]time.Duration{}},
		store:   &memoryStore{},
	}
	r.Model = New(Options{Loop: r.loop, Library: r.library, Recent: r.store, Log: func(s string) { r.logged = append(r.logged, s) }})
	r.Listen(func(c Change) { r.told = append(r.told, c) })
	return r
}

// inBubble runs test on a rig with the fake study open and answered.
func inBubble(t *testing.T, test func(t *testing.T, r *rig)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		r := newRig()
		defer r.Close()
		r.Open("/studies/fake")
		r.loop.run(time.Second)
		if r.Study() == nil || r.Answer().Layers == nil {
			t.Fatalf("the study did not open: %+v", r.Refusal())
		}
		test(t, r)
	})
}

func (r *rig) settle() { r.loop.run(time.Second) }
