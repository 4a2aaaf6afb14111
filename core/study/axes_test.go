package study

import (
	"context"
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
