package study_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/semblance-app/semblance/core/study"
)

// withCheckpoints is a study of curves.csv beside a network "lstm" with the given
// checkpoints.
func withCheckpoints(t *testing.T, curves string, checkpoints ...string) *study.Study {
	t.Helper()
	const npy = "\x93NUMPY\x01\x00\x46\x00{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), }"
	array := npy + strings.Repeat(" ", 79-len(npy)) + "\n" + strings.Repeat("\x00", 8)
	files := fstest.MapFS{}
	for _, c := range checkpoints {
		files["lstm/"+c+"/h.npy"] = &fstest.MapFile{Data: []byte(array)}
	}
	if curves != "" {
		files["curves.csv"] = &fstest.MapFile{Data: []byte(curves)}
	}
	s, err := study.OpenFS(context.Background(), files, "runs")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestCurves(t *testing.T) {
	for _, c := range []struct {
		name, csv string
		curves    []study.Curve
		warning   string
	}{
		{"none", "", nil, ""},
		{"two columns, unordered, gaps", "network,step,loss,accuracy\nlstm,10,2.5,\nlstm,0,9,0.1\nlstm,10,2,nan\n", []study.Curve{
			{Network: "lstm", Column: "loss", X: []float64{0, 10}, Y: []float64{9, 2}},
			{Network: "lstm", Column: "accuracy", X: []float64{0}, Y: []float64{0.1}},
		}, ""},
		{"without networks", "epoch;loss\n1k;2\n2k;1\n", []study.Curve{{Network: "lstm", Column: "loss", X: []float64{1000, 2000}, Y: []float64{2, 1}}}, ""},
		{"decimal commas", "epoch;loss\n1;2,5\n2;1\n", []study.Curve{{Network: "lstm", Column: "loss", X: []float64{1, 2}, Y: []float64{2.5, 1}}}, ""},
		{"another network", "network,step,loss\ngru,1,2\nlstm,1,2\n", []study.Curve{{Network: "lstm", Column: "loss", X: []float64{1}, Y: []float64{2}}}, "gru"},
		{"no step", "network,loss\nlstm,2\n", nil, "no column called step"},
		{"a word", "step,loss\n1,low\n", nil, `line 2 has "low" under loss`},
		{"a step in words", "step,loss\nsoon,1\n", nil, `"soon"`},
		{"short row", "loss,step\n1\n", nil, "line 2"},
		{"long row", "step,loss\n1,2,3\n", nil, "line 2"},
		{"empty", "\n", nil, "it is empty"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := withCheckpoints(t, c.csv, "step-1")
			same := func(a, b study.Curve) bool {
				return a.Network == b.Network && a.Column == b.Column && slices.Equal(a.X, b.X) && slices.Equal(a.Y, b.Y)
			}
			if !slices.EqualFunc(s.Curves(), c.curves, same) {
				t.Errorf("curves %v", s.Curves())
			}
			var text string
			for _, w := range s.Warnings {
				text += w.Message
			}
			if (c.warning == "") != (text == "") || !strings.Contains(text, c.warning) {
				t.Errorf("warnings %q, want %q", text, c.warning)
			}
		})
	}
}

func TestSharedCurves(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "data", "wt2-lstm")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the shared activations are not beside the project")
	}
	s, err := study.Open(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	curves := s.Curves()
	if len(curves) != 1 || curves[0].Column != "test_perplexity" || len(curves[0].X) != 19 || curves[0].Y[0] != 6100.5 {
		t.Errorf("curves %v", curves)
	}
}

func TestTimeline(t *testing.T) {
	for _, c := range []struct {
		checkpoints []string
		steps       []float64
		stated      int
		aside       string
	}{
		{[]string{"step-000000", "step-000020", "step-000070"}, []float64{0, 20, 70}, 3, ""},
		{[]string{"init", "step-100", "step-300", "final"}, []float64{0, 100, 300, 500}, 2, ""},
		{[]string{"init", "10k", "best", "final"}, []float64{0, 10000, 10000, 20000}, 1, "best"},
		{[]string{"epoch_0.5", "epoch_1", "last"}, []float64{0.5, 1, 1.5}, 2, ""},
		{[]string{"init", "step-0", "final"}, []float64{0, 0, 1}, 1, ""},
		{[]string{"init", "final"}, []float64{0, 1}, 0, ""},
	} {
		s := withCheckpoints(t, "", c.checkpoints...)
		stated := 0
		for i, m := range s.Networks[0].Timeline() {
			if m.Checkpoint != c.checkpoints[i] || m.Step != c.steps[i] || m.Aside != (m.Checkpoint == c.aside) {
				t.Errorf("%v: %+v", c.checkpoints, m)
			}
			if m.Stated {
				stated++
			}
		}
		if stated != c.stated {
			t.Errorf("%v: %d stated", c.checkpoints, stated)
		}
	}
}
