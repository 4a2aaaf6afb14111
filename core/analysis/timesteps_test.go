package analysis_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
)

type timestepReference struct {
	N, P, Timesteps, Stream  int
	PWCCA, Cosine, Euclidean []float64
	Matrix                   [][]float64
}

// sequences is a study of the reference's sequence "seq", also as one "long"
// sequence with two rows too many, and of runs of two conditions.
func sequences(t *testing.T) (*study.Study, *representation.Store, timestepReference) {
	t.Helper()
	var want timestepReference
	readJSON(t, "../../testdata/reference/timesteps.json", &want)
	files := fstest.MapFS{"metadata.csv": {Data: []byte("network,input\nmain,none\nr0,repeat\nr1,repeat\nr2,repeat\n")}}
	add := func(network, layer string, stream, length int) []float64 {
		steps := drifting(want.N, want.P, length, stream)
		values := make([]float64, 0, want.N*want.P*length)
		for i := range want.N {
			for _, step := range steps {
				values = append(values, step[i*want.P:][:want.P]...)
			}
		}
		files[network+"/final/"+layer+".npy"] = array(t, values, want.N, length, want.P)
		return values
	}
	values := add("main", "seq", want.Stream, want.Timesteps)
	long := append(values, make([]float64, 2*want.P)...)
	files["main/final/long.npy"] = array(t, long, want.N*want.Timesteps+2, want.P)
	for i := range 3 {
		add(fmt.Sprintf("r%d", i), "seq", 500+100*i, want.Timesteps-i/2)
	}
	s, store := openFiles(t, files)
	return s, store, want
}

func TestTimestepsReference(t *testing.T) {
	s, store, want := sequences(t)
	spec := analysis.TimestepsSpec{
		Networks: []string{"main"}, Layers: []string{"seq"}, Matrix: true,
		Measures: []similarity.Measure{similarity.PWCCA, similarity.Cosine, similarity.Euclidean},
	}
	for _, modulo := range []int{0, want.Timesteps} {
		if spec.Modulo = modulo; modulo > 0 {
			spec.Layers = nil
		}
		res, err := analysis.Timesteps(context.Background(), store, s, spec, nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(res.Series) != 3 || len(res.Matrices) != 3 || res.MatrixSide != similarity.Both || res.Side != similarity.First {
			t.Fatalf("%d series, %d matrices, sides %s and %s", len(res.Series), len(res.Matrices), res.Side, res.MatrixSide)
		}
		for i, values := range [][]float64{want.PWCCA, want.Cosine, want.Euclidean} {
			one := res.Series[i]
			closeTo(t, string(one.Measure), one.Distance, values)
			if index, _ := one.Reference.Timestep.Index(); one.N != want.N || index != want.Timesteps-1 || math.IsNaN(one.Null[0]) != (i > 0) {
				t.Errorf("%s: n=%d against %s, null %v", one.Measure, one.N, one.Reference, one.Null)
			}
		}
		for i, row := range res.Matrices[0].Distance {
			closeTo(t, "matrix", row, want.Matrix[i])
		}
		if tail := len(res.Warnings) > 0 && res.Warnings[0].Code == warning.IncompletePeriod; tail != (modulo > 0) {
			t.Errorf("modulo %d: warnings %v", modulo, res.Warnings)
		}
	}
}

func TestTimestepsOfOneSide(t *testing.T) {
	s, store, want := sequences(t)
	spec := analysis.TimestepsSpec{Networks: []string{"main"}, Matrix: true, How: analysis.How{Side: similarity.First}, Reference: study.At(2)}
	res, err := analysis.Timesteps(context.Background(), store, s, spec, nil)
	if err != nil {
		t.Fatal(err)
	}
	m := res.Matrices[0].Distance
	for i := range want.Timesteps {
		if math.Abs(m[i][2]-res.Series[0].Distance[i]) > 1e-12 {
			t.Errorf("timestep %d: %v in the matrix, %v in the series", i, m[i][2], res.Series[0].Distance[i])
		}
		for j := range i {
			if both := (m[i][j] + m[j][i]) / 2; math.Abs(both-want.Matrix[i][j]) > 1e-6 {
				t.Errorf("%d with %d: mean of both sides %v, want %v", i, j, both, want.Matrix[i][j])
			}
		}
	}
}

func TestConditions(t *testing.T) {
	s, store, _ := sequences(t)
	spec := analysis.TimestepsSpec{By: "input"}
	var first *analysis.TimestepsResult
	for _, workers := range []int{1, 3} {
		spec.Workers = workers
		res, err := analysis.Timesteps(context.Background(), store, s, spec, nil)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := json.Marshal(res)
		if err != nil {
			t.Fatal(err)
		}
		var back analysis.TimestepsResult
		if err := json.Unmarshal(raw, &back); err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = res
			for _, part := range []string{`"analysis":"timesteps"`, `"measure":"pwcca"`, `"series":[{"measure":"pwcca","network":"main","layer":"seq"`, `"std":[null,`} {
				if !strings.Contains(string(raw), part) {
					t.Errorf("%s is not in %s", part, raw)
				}
			}
		} else if !reflect.DeepEqual(first.Series, res.Series) {
			t.Errorf("%d workers give another result", workers)
		}
	}
	if len(first.Series) != 4 || len(first.Conditions) != 2 || first.Reference != (study.Timestep{}) {
		t.Fatalf("%d series, conditions %+v, reference %v", len(first.Series), first.Conditions, first.Reference)
	}
	c := first.Conditions[1]
	d := first.Series[1:]
	mean := (d[0].Distance[0] + d[1].Distance[0] + d[2].Distance[0]) / 3
	var squares float64
	for _, s := range d {
		squares += (s.Distance[0] - mean) * (s.Distance[0] - mean) / 2
	}
	if c.Name != "repeat" || len(c.Networks) != 3 || len(c.X) != 5 || math.Abs(c.Mean[0]-mean) > 1e-12 || math.Abs(c.Std[0]-math.Sqrt(squares)) > 1e-12 {
		t.Errorf("%+v, mean %v, variance %v", c, mean, squares)
	}
	spec.By = analysis.AllRuns
	res, err := analysis.Timesteps(context.Background(), store, s, spec, nil)
	if err != nil || len(res.Conditions) != 1 || len(res.Conditions[0].Networks) != 4 {
		t.Errorf("%v: all as one condition: %+v", err, res.Conditions)
	}
}

// With few datapoints every timestep seems close: the null level says so.
func TestTimestepsCarryTheNullLevel(t *testing.T) {
	const n, p = 20, 12
	s, store := openFiles(t, fstest.MapFS{"net/final/seq.npy": array(t, hashed(9, n, 4*p), n, 4, p)})
	res, err := analysis.Timesteps(context.Background(), store, s, analysis.TimestepsSpec{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	one := res.Series[0]
	if one.N != n || one.Null[0] > 0.35 || math.Abs(one.Distance[0]-one.Null[0]) > 0.15 {
		t.Errorf("n=%d, distance %v, null %v", one.N, one.Distance, one.Null)
	}
	if !slices.ContainsFunc(res.Warnings, func(w warning.Warning) bool { return w.Code == warning.FewDatapoints }) {
		t.Errorf("warnings %v", res.Warnings)
	}
}

func TestTimestepsRefused(t *testing.T) {
	s, store, _ := sequences(t)
	for says, spec := range map[string]analysis.TimestepsSpec{
		"give the period (modulo)": {Layers: []string{"long"}, Networks: []string{"main"}},
		"leave out the period":     {Modulo: 5, Networks: []string{"r0"}},
		"a period of at least 2":   {Modulo: 1},
		"no timestep 9":            {Reference: study.At(9)},
		"no network x":             {Networks: []string{"x"}},
		"no layer fc":              {Layers: []string{"fc"}},
		"there is no measure":      {Measures: []similarity.Measure{"rsa"}},
		"no checkpoint 3":          {Step: "3"},
		"no network has a value":   {By: "colour"},
		"too few for one":          {Modulo: 5000, Networks: []string{"main"}},
		"has 4 datapoints":         {Modulo: 300, Networks: []string{"main"}},
		"-1 datapoints were asked": {How: analysis.How{Datapoints: -1}},
	} {
		if _, err := analysis.Timesteps(context.Background(), store, s, spec, nil); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("error %v, want one that says %q", err, says)
		}
	}
}

// gathering notes which timesteps were announced, and whether that has ended.
type gathering struct {
	*study.Study
	announced []study.Ref
	open      int
}

func (g *gathering) Together(refs []study.Ref) (done func()) {
	g.announced = append(g.announced, refs...)
	g.open++
	return func() { g.open-- }
}

// TestTimestepsAreAnnounced: a file is read once for all of them.
func TestTimestepsAreAnnounced(t *testing.T) {
	s, store, want := sequences(t)
	g := &gathering{Study: s}
	for _, spec := range []analysis.TimestepsSpec{
		{Networks: []string{"main"}, Layers: []string{"seq"}},
		{Networks: []string{"main"}, Layers: []string{"long"}, Modulo: want.Timesteps},
	} {
		g.announced = nil
		if _, err := analysis.Timesteps(context.Background(), store, g, spec, nil); err != nil {
			t.Fatal(err)
		}
		if len(g.announced) != want.Timesteps || g.open != 0 {
			t.Errorf("%d of %d timesteps were announced, %d times without end", len(g.announced), want.Timesteps, g.open)
		}
	}
}
