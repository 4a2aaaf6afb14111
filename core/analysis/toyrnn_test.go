package analysis_test

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/similarity"
)

func TestToyRNNReference(t *testing.T) {
	want := readToyReference(t).FigureA2
	spec := analysis.ToyRNNSpec{
		Neurons: want.Neurons, Datapoints: want.Datapoints, Timesteps: want.Timesteps, Runs: 20,
		Alpha: want.Alpha, BiasScale: want.BiasScale, Measures: want.Measures, Seed: 3, Workers: 2,
	}
	res, err := analysis.ToyRNN(context.Background(), spec, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, panel := range res.Panels {
		ref := want.Panels[panel.Name]
		for m, s := range panel.Series {
			for x := range res.X {
				sameMean(t, panel.Name+" "+string(s.Measure), s.Distance[x], s.Std[x], res.Runs, ref.Mean[m][x], ref.Std[m][x], want.Runs)
			}
		}
	}
}

// TestFigureA2 is what the paper shows: CCA sees through the rotation, and sees
// the nonlinear recurrence approach its end; cosine and Euclidean see neither.
func TestFigureA2(t *testing.T) {
	res, err := analysis.ToyRNN(context.Background(), analysis.ToyRNNSpec{Runs: 3, Workers: 2}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if res.Neurons != 50 || res.Datapoints != 1000 || res.Timesteps != 20 || res.Reference != 19 || res.Alpha != 1 {
		t.Errorf("defaults %+v", res.ToyRNNSpec)
	}
	for i, panel := range res.Panels {
		for _, s := range panel.Series {
			if s.Distance[19] > 1e-9 {
				t.Errorf("%s %s: the last timestep is %v from itself", panel.Name, s.Measure, s.Distance[19])
			}
			t.Logf("%s %s: %.3f", panel.Name, s.Measure, s.Distance)
			for x := range 19 {
				canonical, linear := s.Measure.Canonical(), i == 0
				switch {
				case canonical && linear && s.Distance[x] > 1e-9:
					t.Errorf("linear %s at %d is %v", s.Measure, x, s.Distance[x])
				case canonical && !linear && !(s.Distance[x] > s.Distance[x+1]):
					t.Errorf("nonlinear %s does not fall at %d", s.Measure, x)
				case !canonical && s.Distance[x] < 0.5:
					t.Errorf("%s %s at %d is %v", panel.Name, s.Measure, x, s.Distance[x])
				}
			}
		}
	}
}

func TestToyRNNIsReproducible(t *testing.T) {
	spec := analysis.ToyRNNSpec{Neurons: 6, Datapoints: 70, Timesteps: 4, Runs: 3, Seed: 9, Measures: similarity.Measures()}
	var results []*analysis.ToyRNNResult
	for _, workers := range []int{1, 3} {
		spec.Workers = workers
		res, err := analysis.ToyRNN(context.Background(), spec, nil)
		if err != nil {
			t.Fatal(err)
		}
		res.Workers = 0
		results = append(results, res)
	}
	if !reflect.DeepEqual(results[0], results[1]) {
		t.Error("results depend on workers")
	}
	raw, err := json.Marshal(results[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{`"analysis":"toyrnn"`, `"reference":3`, `"x":[0,1,2,3]`, `"panels":[{"name":"linear","update":"h ← W_rot h","series":[{"measure":"pwcca"`, `"seed":9`} {
		if !strings.Contains(string(raw), part) {
			t.Errorf("%s is not in %s", part, raw)
		}
	}
	var back analysis.ToyRNNResult
	if err := json.Unmarshal(raw, &back); err != nil || !reflect.DeepEqual(&back, results[0]) {
		t.Errorf("read back %+v, %v", back, err)
	}
}

func TestToyRNNRefusesAndStops(t *testing.T) {
	for _, c := range []struct {
		spec analysis.ToyRNNSpec
		says string
	}{
		{analysis.ToyRNNSpec{Timesteps: 1}, "1 timesteps"},
		{analysis.ToyRNNSpec{Runs: 1}, "1 runs"},
		{analysis.ToyRNNSpec{Datapoints: 50}, "50 datapoints"},
		{analysis.ToyRNNSpec{Alpha: math.Inf(1)}, "finite"},
		{analysis.ToyRNNSpec{Measures: []similarity.Measure{"rsa"}}, "rsa"},
	} {
		if _, err := analysis.ToyRNN(context.Background(), c.spec, nil); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("error %v, want one that says %q", err, c.says)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	_, err := analysis.ToyRNN(ctx, analysis.ToyRNNSpec{Neurons: 3, Datapoints: 40}, func(done, _ int, _ string) {
		if done == 3 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled work ended with %v", err)
	}
}
