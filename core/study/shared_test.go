package study

import (
	"context"
	"math"
	"path/filepath"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/core/arrayfile"
)

func TestSharedGenMem(t *testing.T) {
	s := shared(t, "cifar-genmem")
	if got := strings.Join(s.Layers(), " "); got != "conv1 conv2 conv3 conv4 conv5 fc1 logits" {
		t.Errorf("the layers are %s", got)
	}
	if len(s.Networks) != 10 || len(s.Warnings) != 0 || strings.Join(s.Columns, " ") != "group seed train_accuracy test_accuracy" {
		t.Errorf("%d networks, columns %v, warnings %v", len(s.Networks), s.Columns, s.Warnings)
	}
	n, ok := s.Network("memorize-3")
	if accuracy, number := n.Number("test_accuracy"); !ok || !number || accuracy != 0.101 || n.Metadata["group"] != "memorize" {
		t.Errorf("memorize-3 has metadata %v", n.Metadata)
	}
	a := load(t, s, Ref{Network: "generalize-0", Layer: "fc1"}, LoadOptions{})
	if a.N != 1000 || a.P != 128 || a.Ref.String() != "generalize-0/final/fc1" {
		t.Errorf("loaded %s, %d×%d", a.Ref, a.N, a.P)
	}
}

func TestSharedCheckpoints(t *testing.T) {
	s := shared(t, "wt2-lstm")
	if got := strings.Join(s.Layers(), " "); got != "lstm1 lstm2 lstm3" {
		t.Errorf("the layers are %s", got)
	}
	var last int64 = -1
	for _, c := range s.Networks[0].Checkpoints {
		if !c.HasStep || c.Step <= last {
			t.Errorf("%s is step %d, after %d", c.Name, c.Step, last)
		}
		last = c.Step
	}
	if last != 2400 {
		t.Errorf("the last step is %d", last)
	}
	if ref, err := s.Resolve(Ref{Network: "lstm", Step: "1.4k", Layer: "lstm2"}); err != nil || ref.Step != "step-001400" {
		t.Errorf("resolved %v, error %v", ref, err)
	}
}

// The arrays are checked by plain loops over the file's values, and their mean by
// what PyTorch recorded as the mean of the same images.
func TestSharedConv(t *testing.T) {
	s := shared(t, "cifar-conv4d")
	file, err := arrayfile.Open(filepath.Join(sharedPath(t, "cifar-conv4d"), "generalize-0", "final", "conv3.npy"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	raw, err := file.Read("")
	if err != nil {
		t.Fatal(err)
	}
	const n, channels, side = 96, 32, 8
	ref := Ref{Network: "generalize-0", Layer: "conv3"}
	mean := load(t, s, ref, LoadOptions{})
	rows := load(t, s, ref, LoadOptions{Conv: ConvPositions})
	if mean.N != n || mean.P != channels || rows.N != n*side*side || rows.P != channels || len(s.Warnings) != 0 {
		t.Fatalf("mean %d×%d, positions %d×%d, warnings %v", mean.N, mean.P, rows.N, rows.P, s.Warnings)
	}
	recorded := load(t, shared(t, "cifar-genmem"), ref, LoadOptions{})
	for i := range n {
		for c := range channels {
			if got, want := mean.Float32[i*channels+c], recorded.Float32[i*channels+c]; math.Abs(float64(got-want)) > 1e-5 {
				t.Fatalf("the mean of datapoint %d, channel %d is %g, PyTorch recorded %g", i, c, got, want)
			}
			var sum float64
			for y := range side {
				for x := range side {
					v := raw.Float32[((i*channels+c)*side+y)*side+x]
					sum += float64(v)
					if got := rows.Float32[((i*side+y)*side+x)*channels+c]; got != v {
						t.Fatalf("datapoint %d, position (%d, %d), channel %d is %g, want %g", i, y, x, c, got, v)
					}
				}
			}
			want := sum / (side * side)
			if got := float64(mean.Float32[i*channels+c]); math.Abs(got-want) > 1e-6*(1+want) {
				t.Fatalf("the mean of datapoint %d, channel %d is %g, want %g", i, c, got, want)
			}
		}
	}
}

func TestSharedPair(t *testing.T) {
	root := sharedPath(t, "cifar-genmem")
	s, err := OpenPair(context.Background(), filepath.Join(root, "generalize-0", "final.npz"), filepath.Join(root, "memorize-3", "final.npz"))
	if err != nil {
		t.Fatal(err)
	}
	if s.Name != "generalize-0 and memorize-3" || len(s.Common(Ref{Network: "generalize-0"}, Ref{Network: "memorize-3"})) != 7 {
		t.Errorf("the pair is %s with layers %v", s.Name, s.Layers())
	}
}
