package study

import (
	"strings"
	"testing"
)

func TestNaturalLayout(t *testing.T) {
	for _, test := range []struct {
		files, name, want, left string
	}{
		{"a/final/c.npy a/final/d.npy", "network/checkpoint/layer.npy", "a final c | a final d", ""},
		{"a/final.npz a/x.npz", "network/checkpoint.npz", "a final * | a x *", ""},
		{"a.npz b.NPZ", "network.npz", "a - * | b - *", ""},
		{"a/c.npy b/c.npy", "network/layer.npy", "a - c | b - c", ""},
		{"final/c.npy step-1.npz", "checkpoint.npz, checkpoint/layer.npy", "me final c | me step-1 *", ""},
		{"final/c.npy seed-1.npz", "network.npz, network/layer.npy", "final - c | seed-1 - *", ""},
		{"c.npy d.npy", "layer.npy", "me - c | me - d", ""},
		{"a/final.npz a.npz b.npz c.npy", "network.npz, network/checkpoint.npz", "a final * | b - *", "a.npz c.npy"},
		{"a/b/c/d.npy", "", "", ""},
		{"", "", "", ""},
	} {
		r, ok := naturalLayout(tree{above: []string{"up", "me"}, files: strings.Fields(test.files)})
		var got []string
		for _, a := range r.assigned {
			step, layer := a.step, a.layer
			if step == "" {
				step = "-"
			}
			if layer == "" {
				layer = "*"
			}
			got = append(got, a.network+" "+step+" "+layer)
		}
		if g := strings.Join(got, " | "); g != test.want || r.Name != test.name || ok != (test.want != "") {
			t.Errorf("%s is read as %q (%s), want %q (%s)", test.files, g, r.Name, test.want, test.name)
		}
		if g := strings.Join(r.left, " "); g != test.left {
			t.Errorf("%s leaves out %q, want %q", test.files, g, test.left)
		}
	}
}

func TestNameOf(t *testing.T) {
	for names, want := range map[string]string{
		"":                      "study",
		"runs gen-0":            "gen-0",
		"runs gen-0 final":      "gen-0/final",
		"runs gen-0 epoch_12":   "gen-0/epoch_12",
		"final":                 "final",
		"runs gen-0 final-acts": "final-acts",
	} {
		if got := join(nameOf(strings.Fields(names))); got != want {
			t.Errorf("%q is %s, want %s", names, got, want)
		}
	}
}
