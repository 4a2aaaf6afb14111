package study

import (
	"fmt"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/semblance-app/semblance/core/warning"
)

func TestCautions(t *testing.T) {
	for _, c := range []struct {
		name  string
		layer Layer
		want  []warning.Code
	}{
		{"enough", Layer{Shape: []int{1000, 100}, Axes: Flat}, nil},
		{"few", Layer{Shape: []int{1000, 101}, Axes: Flat}, []warning.Code{warning.FewDatapoints}},
		{"a sequence", Layer{Shape: []int{1000, 500, 8}, Axes: Sequence, Timesteps: 500}, nil},
		{"channels first", Layer{Shape: []int{1000, 64, 8, 200}, Axes: ChannelFirst}, nil},
		{"channels last", Layer{Shape: []int{1000, 64, 8, 200}, Axes: ChannelLast}, []warning.Code{warning.FewDatapoints}},
		{"others", Layer{Shape: []int{900, 8}, Axes: Flat}, []warning.Code{warning.Refused}},
		{"a guess", Layer{Shape: []int{1000, 8, 8, 8}, Axes: ChannelFirst, Guessed: true}, []warning.Code{warning.GuessedLayout}},
		{"one number for each", Layer{Shape: []int{1000}, Axes: Flat}, nil},
		{"a scalar", Layer{}, nil},
	} {
		got := c.layer.Cautions(Counts{Usual: 1000, Most: true, All: []int{900, 1000}})
		if len(got) != len(c.want) {
			t.Errorf("%s: %v", c.name, got)
			continue
		}
		for i, w := range got {
			if w.Code != c.want[i] || w.Message == "" {
				t.Errorf("%s: %+v, want %s", c.name, w, c.want[i])
			}
		}
	}
}

func TestDatapointsOfMostArrays(t *testing.T) {
	s := &Study{Networks: []Network{{Checkpoints: []Checkpoint{{Layers: []Layer{
		{Shape: []int{500, 2}, Axes: Flat}, {Shape: []int{800, 2}, Axes: Flat}, {Shape: []int{4, 800}, Axes: Transposed}, {},
	}}}}}}
	if got := s.Datapoints(); got.Usual != 800 || !got.Most || !slices.Equal(got.All, []int{500, 800}) {
		t.Errorf("%+v", got)
	}
	if got := (&Study{}).Datapoints(); got.Usual != 0 || got.Most || got.All != nil {
		t.Errorf("%+v of nothing", got)
	}
}

// Of a number that less than half of the arrays have, nobody says that most have it.
func TestCautionsWithoutAMajority(t *testing.T) {
	files := fstest.MapFS{"a/fc.npy": npy(t, 50, 3), "b/fc.npy": npy(t, 57, 3), "c/fc.npy": npy(t, 64, 3)}
	s := open(t, files)
	list := s.Cautions()
	if len(list) != 1 || list[0].Code != warning.Refused ||
		list[0].Message != "The arrays of the study have 50, 57 and 64 datapoints; only layers with the same datapoints can be compared." {
		t.Errorf("got %v", list)
	}
	row := s.Networks[0].Checkpoints[0].Layers[0].Cautions(s.Datapoints())
	if len(row) != 1 || row[0].Message != "It has 50 datapoints, and others of the study have 57 and 64; only layers with the same datapoints can be compared." {
		t.Errorf("of a row: %v", row)
	}
	for _, n := range []int{71, 78} {
		files[fmt.Sprintf("d%d/fc.npy", n)] = npy(t, n, 3)
	}
	wantWords(t, open(t, files).Cautions()[0].Message, "have 50, 57, 64, … datapoints")
	files = fstest.MapFS{"a/fc.npy": npy(t, 50, 3), "b/fc.npy": npy(t, 57, 3)}
	wantWords(t, open(t, files).Cautions()[0].Message, "have 50 and 57 datapoints")
}

func TestCompareSteps(t *testing.T) {
	order := []string{"init", "step-2", "step-10", "final"}
	for i := range order {
		for j := range order {
			got := CompareSteps(order[i], order[j])
			if (got < 0) != (i < j) || (got > 0) != (i > j) {
				t.Errorf("%s and %s: %d", order[i], order[j], got)
			}
		}
	}
}

func TestCautionsOfAStudy(t *testing.T) {
	s := open(t, fstest.MapFS{
		"a/final/l1.npy": npy(t, 60, 3), "a/final/l2.npy": npy(t, 60, 3), "a/final/wide.npy": npy(t, 60, 20),
		"b/final/l1.npy": npy(t, 60, 3), "b/final/l2.npy": npy(t, 1, 3), "b/final/wide.npy": npy(t, 60, 30),
	})
	list := s.Cautions()
	if len(list) != 2 || list[0].Code != warning.Refused || list[1].Code != warning.FewDatapoints {
		t.Fatalf("got %v", list)
	}
	wantWords(t, list[0].Message, "b/final/l2: it has 1 datapoint, and most arrays of the study have 60")
	wantWords(t, list[1].Message, "3 arrays have few datapoints", "b/final/l2: 1 datapoint for 3 neurons")
}
