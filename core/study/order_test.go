package study

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestDepthOrder(t *testing.T) {
	for _, want := range []string{
		"conv1 conv2 conv3 conv4 conv5 fc1 logits",
		"lstm1 lstm2 lstm3",
		"input conv1 conv2 conv10 fc1 fc2 softmax",
		"Input Conv1 conv2 Conv10 FC1 Logits",
		"embedding layer1 layer2 layer10 head",
		"features.0 features.3 features.10 avgpool classifier.1 classifier.4 classifier.10",
		"module.conv1 module.layer1.0.conv1 module.layer1.1.conv1 module.layer4.0.conv1 module.avgpool module.fc",
		"wte blocks.0.mlp.fc1 blocks.0.mlp.out blocks.1.attn.output blocks.10.mlp.fc1 lm_head",
		"dense_1 dense_2 output",
		"fc1",
	} {
		names := map[string]bool{}
		for _, name := range strings.Fields(want) {
			names[name] = true
		}
		if got := strings.Join(depthOrder(names), " "); got != want {
			t.Errorf("the order is %s, want %s", got, want)
		}
	}
}

func TestRecordedOrder(t *testing.T) {
	for _, test := range []struct {
		archives, want string
		why            string
	}{
		{"stem a c b", "stem a c b", "one order, not alphabetical"},
		{"stem a c b | a b | stem c", "stem a c b", "parts of it agree"},
		{"stem a b | stem c b", "", "c is between stem and b, as a is: settled below"},
		{"stem a b | b a", "", "they disagree"},
		{"a b c", "", "alphabetical says nothing"},
		{"", "", "no archives"},
	} {
		var orders [][]string
		names := map[string]bool{}
		for _, keys := range strings.Split(test.archives, "|") {
			orders = append(orders, strings.Fields(keys))
			for _, key := range strings.Fields(keys) {
				names[key] = true
			}
		}
		got := recordedOrder(orders, names)
		if strings.HasPrefix(test.why, "c is between") {
			// Either way is right, as long as both archives keep their order.
			if slices.Index(got, "stem") != 0 || slices.Index(got, "b") != 3 {
				t.Errorf("%s are merged into %v", test.archives, got)
			}
			continue
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s: the order is %v, want %s", test.why, got, test.want)
		}
		names["another"] = true
		if got := recordedOrder(orders, names); got != nil {
			t.Errorf("the order is %v without %v", got, slices.Collect(maps.Keys(names)))
		}
	}
}

func TestLayersUnion(t *testing.T) {
	s := open(t, fstest.MapFS{
		"a/final.npz": npz(t, "patchify", "zeta", "attend", "logits"),
		"b/final.npz": npz(t, "zeta", "logits"),
		"b/init.npz":  npz(t, "patchify", "middle", "logits"),
	})
	if got := strings.Join(s.Layers(), " "); got != "patchify middle zeta attend logits" && got != "patchify zeta attend middle logits" {
		t.Errorf("the layers are %s", got)
	}
	wantShape(t, s, "a/final: patchify zeta attend logits\nb/init: patchify middle logits\nb/final: zeta logits\n")
	s.Layers()[0] = "changed"
	if s.Layers()[0] == "changed" {
		t.Error("a caller can change the study")
	}
}
