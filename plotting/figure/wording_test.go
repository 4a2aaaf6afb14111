package figure

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"github.com/semblance-app/semblance/core/analysis"
)

func TestWords(t *testing.T) {
	w := Words{
		"conv1": "Conv 1", "generalizing-0": "Gen. 0", "PWCCA similarity": "Similarity", "a, b": "Both", "layer": "Layer",
	}
	for _, c := range []struct {
		own, said string
		given     bool
	}{
		{"conv1", "Conv 1", true},
		{"conv10", "conv10", false},
		{"Conv1", "Conv1", false},
		{"", "", false},
		{"generalizing-0 vs generalizing-1", "Gen. 0 vs generalizing-1", false},
		{"PWCCA similarity, conv1", "Similarity, Conv 1", false},
		{"conv1 × conv1 · generalizing-0 and x", "Conv 1 × Conv 1 · Gen. 0 and x", false},
		{"a, b", "Both", true},
		{"a, b vs conv1", "Both vs Conv 1", false},
		{"layers by layer", "layers by layer", false},
		{"generalizing-0, layer", "Gen. 0, Layer", false},
	} {
		if said, given := w.Of(c.own); said != c.said || given != c.given {
			t.Errorf("%q is said as %q, given %t", c.own, said, given)
		}
	}
	if said, given := Words(nil).Of("conv1"); said != "conv1" || given {
		t.Errorf("no words give %q, %t", said, given)
	}
}

func TestParts(t *testing.T) {
	for text, want := range map[string][]string{
		"conv1":                   {"conv1"},
		"A vs B":                  {"A", "B"},
		"PWCCA distance to final": {"PWCCA distance", "final"},
		"A, conv1 · B – C":        {"A", "conv1", "B", "C"},
	} {
		if got := Parts(text); !slices.Equal(got, want) {
			t.Errorf("%q is made of %q", text, got)
		}
	}
}

func TestWording(t *testing.T) {
	var none Wording
	w := none.With("b", " Second\n").With("a", "First")
	if w != WordingOf(Words{"a": "First", "b": "Second"}) || w.IsZero() {
		t.Errorf("the order of choices counts, or space does: %v", w.Words())
	}
	if back := w.With("a", "").With("b", "  "); back != none || !back.IsZero() {
		t.Errorf("all restored leaves %v", back.Words())
	}
	if w.With("c", "") != w || none.With("", "x") != none {
		t.Error("restoring what was not worded, or wording nothing, changes something")
	}
	text, err := json.Marshal(struct {
		Texts Wording `json:"texts,omitzero"`
		None  Wording `json:"none,omitzero"`
	}{Texts: w})
	if err != nil || string(text) != `{"texts":{"a":"First","b":"Second"}}` {
		t.Fatalf("JSON %s, %v", text, err)
	}
	var read Wording
	if err := json.Unmarshal([]byte(`{"b":"Second", "a":"First","c":""}`), &read); err != nil || read != w {
		t.Errorf("read %v, %v", read.Words(), err)
	}
	if err := json.Unmarshal([]byte(`["a"]`), &read); err == nil {
		t.Error("a list is read as words")
	}
}

// Whatever a figure says can be found among its texts, each once.
func TestTexts(t *testing.T) {
	fig := Layers(&analysis.LayersResult{
		LayersA: []string{"conv1", "conv2"},
		Pairs:   []analysis.Pair{layerPair("conv1", 0.4), layerPair("conv2", 0.7)},
	}, LayersOptions{})
	got := fig.Texts()
	for _, want := range []string{fig.Title, "layer", "PWCCA similarity", "conv1", "conv2", "null level"} {
		if !slices.Contains(got, want) {
			t.Errorf("%q is not among %q", want, got)
		}
	}
	if once := slices.Collect(maps.Keys(func() map[string]bool {
		m := map[string]bool{}
		for _, s := range got {
			m[s] = true
		}
		return m
	}())); len(once) != len(got) || slices.Contains(got, "") {
		t.Errorf("texts come twice, or are empty: %q", got)
	}
	if empty := (Figure{Title: "t", Note: "n"}).Texts(); empty != nil {
		t.Errorf("an empty figure says %q", empty)
	}
}

func layerPair(layer string, similarity float64) analysis.Pair {
	null := 0.1
	p := analysis.Pair{N: 100, P: 5, Q: 5, RankA: 5, RankB: 5, Similarity: similarity, Distance: 1 - similarity, Null: &null}
	p.A.Network, p.A.Layer, p.B.Network, p.B.Layer = "one", layer, "two", layer
	return p
}
