package resultcache

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
)

// TestSpecsSeeNoMore checks what sightOf says: without the networks and the
// metadata that a spec is said not to look at, its answer is the same.
func TestSpecsSeeNoMore(t *testing.T) {
	dir := trained(t)
	for _, step := range []string{"step-1", "step-2"} {
		array(t, filepath.Join(dir, "other", step, "aa.npy"), 50)
		array(t, filepath.Join(dir, "other", step, "conv1.npy"), 51)
	}
	file(t, filepath.Join(dir, "curves.csv"), "network,step,accuracy\na,1,0.5\na,2,0.7\nother,1,0.2\nother,2,0.3\n")
	big := open(t, dir)
	if err := errors.Join(os.RemoveAll(filepath.Join(dir, "other")), os.Remove(filepath.Join(dir, "metadata.csv"))); err != nil {
		t.Fatal(err)
	}
	file(t, filepath.Join(dir, "curves.csv"), "network,step,accuracy\na,1,0.5\na,2,0.7\n")
	small := open(t, dir)
	ctx, how := t.Context(), analysis.How{Side: similarity.First}
	for _, spec := range []any{
		layers(),
		analysis.SpectrumSpec{How: how, A: study.Ref{Network: "a", Layer: "fc"}, B: study.Ref{Network: "b", Layer: "fc"}},
		analysis.SpectraSpec{How: how, Network: "a", Layer: "fc"},
		analysis.SpectraSpec{How: how, Network: "a", Layer: "fc", Reference: analysis.Endpoint{Network: "b"}},
		analysis.StabilitySpec{Network: "a", Layer: "fc"},
		analysis.ConvergenceSpec{Networks: []string{"a"}, Reference: analysis.Endpoint{Network: "b"}},
	} {
		var answers [2]any
		for i, s := range []*study.Study{big, small} {
			src := representation.NewStore(small, 0)
			var err error
			switch spec := spec.(type) {
			case analysis.LayersSpec:
				answers[i], err = analysis.Layers(ctx, src, s, spec, nil)
			case analysis.SpectrumSpec:
				answers[i], err = analysis.Spectrum(ctx, src, spec, nil)
			case analysis.SpectraSpec:
				answers[i], err = analysis.Spectra(ctx, src, s, spec, nil)
			case analysis.StabilitySpec:
				answers[i], err = analysis.Stability(ctx, src, s, spec, nil)
			case analysis.ConvergenceSpec:
				answers[i], err = analysis.Convergence(ctx, src, s, spec, nil)
			}
			if err != nil {
				t.Fatalf("%T: %v", spec, err)
			}
		}
		if !reflect.DeepEqual(answers[0], answers[1]) {
			t.Errorf("%T sees more than it is said to:\n%+v\n%+v", spec, answers[0], answers[1])
		}
		a, errA := New("", 0).For(big).key(spec, answers[0])
		b, errB := New("", 0).For(small).key(spec, answers[1])
		if err := errors.Join(errA, errB); err != nil || a != b {
			t.Errorf("%T has another key (%v)", spec, err)
		}
	}
}
