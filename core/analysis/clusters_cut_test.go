package analysis_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/cluster"
)

// TestClearCuts has the cuts of the samples' trees that nobody asked a number
// for: networks that were trained in ways that matter fall into clusters, those
// that differ in width and seed do not.
func TestClearCuts(t *testing.T) {
	for _, c := range []struct {
		name, layer string
		count       int
		single      int // clusters of one network
		column      string
		agreement   float64 // least
	}{
		{"gen-mem", "fc", 2, 0, "group", 1},
		{"gen-mem", "logits", 2, 0, "group", 1},
		{"lr-clusters", "fc", 8, 6, "learning_rate", 0.3}, // at the highest rate each is on its own
		{"lr-clusters", "logits", 2, 0, "learning_rate", 0.15},
		{"toy-rnn", "state", 3, 0, "run", 1},
		{"widths", "conv3", 1, 0, "width", 0},
		{"widths", "fc", 1, 0, "width", 0},
		{"widths", "logits", 1, 0, "width", 0},
	} {
		s, store := sample(t, c.name, "")
		res := clusters(t, s, store, analysis.ClustersSpec{Layer: c.layer})
		size, single := map[int]int{}, 0
		for _, k := range res.Clusters {
			size[k]++
		}
		for _, n := range size {
			if n == 1 {
				single++
			}
		}
		if res.Cut.By != analysis.ByGap || res.Cut.Count != c.count || single != c.single || res.Agreement[c.column] < c.agreement {
			t.Errorf("%s, %s: cut %+v, %d alone, agreement %v", c.name, c.layer, res.Cut, single, res.Agreement)
		}
		clear := res.Cut.Coefficient != nil && *res.Cut.Coefficient > cluster.Structure
		if clear != (c.count > 1) || res.Cut.Unclear() == clear {
			t.Errorf("%s, %s: silhouette coefficient %v", c.name, c.layer, *res.Cut.Coefficient)
		}
	}
}

func TestCutsByHandHaveNoCoefficient(t *testing.T) {
	s, store := sample(t, "widths", "")
	res := clusters(t, s, store, analysis.ClustersSpec{Layer: "fc", Cut: analysis.CutSpec{Clusters: 4}})
	raw, err := json.Marshal(res)
	if err != nil {
		t.Fatal(err)
	}
	if res.Cut.Count != 4 || res.Cut.Unclear() || strings.Contains(string(raw), "coefficient") {
		t.Errorf("cut %+v", res.Cut)
	}
	if one, err := analysis.Cut(res, analysis.CutSpec{Clusters: 1}); err != nil || one.Cut.Unclear() {
		t.Errorf("one cluster, as asked: %+v, %v", one, err)
	}
}
