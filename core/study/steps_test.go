package study

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestStepNumber(t *testing.T) {
	for name, want := range map[string]int64{
		"step-000100": 100, "step000100": 100, "epoch_12": 12, "ckpt-3000": 3000, "1000": 1000, "0": 0,
		"10k": 10_000, "1.5M": 1_500_000, "2b": 2_000_000_000, "1e5": 100_000, "step-1e3": 1000,
		"epoch=3-step=1200": 1200, "epoch_3_iter_77": 77, "global_step1000": 1000, "checkpoint-500": 500,
		"resnet-epoch-3": 3, "Epoch 7": 7, "model_0_epoch_4": 4, "weights.42": 42, "v2-step-9": 9,
	} {
		if got, ok := parseStep(name).number(); !ok || got != want {
			t.Errorf("%s is step %d (%t), want %d", name, got, ok, want)
		}
	}
	for _, name := range []string{"", "init", "final", "best", "model_0_seed_4", "conv2d", "1.5", "warmup", strings.Repeat("9", 400)} {
		if got, ok := parseStep(name).number(); ok {
			t.Errorf("%s is step %d, want none", name, got)
		}
	}
}

func TestStepOrder(t *testing.T) {
	for _, order := range []string{
		"init step-000002 step-10 step-000100 best final",
		"initial 1 2 10 999 1k 10k 1.5M last",
		"untrained epoch_0 epoch_0.5 epoch_1 epoch_12 ckpt-best before-pruning model_final",
		"epoch=0-step=10 epoch=1-step=20 epoch=10-step=110 latest",
	} {
		want := strings.Fields(order)
		// "best" and other words without a number keep their natural order.
		slices.SortFunc(want, func(a, b string) int { return compareSteps(parseStep(a), parseStep(b)) })
		fixed := strings.Join(want, " ")
		for range 20 {
			got := slices.Clone(want)
			rand.Shuffle(len(got), func(i, j int) { got[i], got[j] = got[j], got[i] })
			slices.SortFunc(got, func(a, b string) int { return compareSteps(parseStep(a), parseStep(b)) })
			if strings.Join(got, " ") != fixed {
				t.Fatalf("the order is %v, want %v", got, fixed)
			}
		}
		if strings.Contains(order, "before") {
			order = strings.Replace(order, "ckpt-best before-pruning", "before-pruning ckpt-best", 1)
		}
		if fixed != order {
			t.Errorf("the order is %s, want %s", fixed, order)
		}
	}
}

func TestIsCheckpointName(t *testing.T) {
	yes := "step-100 epoch_12 ckpt-3000 1000 10k 1.5M init final best last latest global_step10 epoch=3-step=1200 ckpt-best checkpoint_final"
	for _, name := range strings.Fields(yes) {
		if !isCheckpointName(name) {
			t.Errorf("%s is not taken for a checkpoint", name)
		}
	}
	no := "seed-1 generalize-0 net3 resnet-epoch-3 model final-acts a 3d conv1 lr0.1 width-64 x-final"
	for _, name := range append(strings.Fields(no), "") {
		if isCheckpointName(name) {
			t.Errorf("%q is taken for a checkpoint", name)
		}
	}
}
