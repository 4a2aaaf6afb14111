package study

import (
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
		got := c.layer.Cautions(1000)
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
	if got := s.Datapoints(); got != 800 {
		t.Errorf("%d datapoints", got)
	}
	if got := (&Study{}).Datapoints(); got != 0 {
		t.Errorf("%d datapoints of nothing", got)
	}
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
