package ui

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/arrayfile"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
)

// record writes an array of random numbers.
func record(t *testing.T, path string, shape ...int) {
	t.Helper()
	size := 1
	for _, d := range shape {
		size *= d
	}
	rng := rand.New(rand.NewPCG(uint64(size), uint64(len(path))))
	values := make([]float32, size)
	for i := range values {
		values[i] = float32(rng.NormFloat64())
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := arrayfile.WriteNPY(f, shape, values); err != nil {
		t.Fatal(err)
	}
}

// mixed is a study of two networks whose deepest layer has more neurons than
// datapoints.
func mixed(t *testing.T) string {
	folder := t.TempDir()
	for _, network := range []string{"a", "b"} {
		for step := range 3 {
			at := filepath.Join(folder, network, []string{"step-1", "step-2", "final"}[step])
			record(t, filepath.Join(at, "conv1.npy"), 60, 4)
			record(t, filepath.Join(at, "conv2.npy"), 60, 5)
			record(t, filepath.Join(at, "fc.npy"), 60, 80)
		}
	}
	return folder
}

// TestASubsetIsTakenBackWhereItIsWhy compares too few datapoints.
func TestASubsetIsTakenBackWhereItIsWhy(t *testing.T) {
	p := sitDown(t)
	p.w.m.EditHow(func(h *analysis.How) { h.Datapoints = 8 })
	p.settle()
	p.sees("has 32 neurons, and only 8 of its 1000 datapoints are compared (Advanced › Datapoints).", "compare at least 320, or all.", "Use CKA")
	p.seesNot("axes")
	p.seesNot("Open folder…")
	p.presses("Compare all datapoints")
	if p.w.m.How().Datapoints != 0 || p.w.m.Refusal() != nil {
		t.Errorf("then %d datapoints are compared, and %v", p.w.m.How().Datapoints, p.w.m.Refusal())
	}
}

// TestViewsBeginWithALayerThatCanBeCompared opens a study in which the deepest cannot.
func TestViewsBeginWithALayerThatCanBeCompared(t *testing.T) {
	p := sitDown(t, mixed(t))
	a := p.w.m.Analyses()
	p.goes("Clusters")
	if got := a.Clusters.Spec().Layer; got != "conv2" || p.w.m.Refusal() != nil {
		t.Errorf("Clusters begins with %s: %v", got, p.w.m.Refusal())
	}
	p.goes("Signal & noise")
	spec := a.Noise.Spec()
	if spec.Stability.Layer != "conv2" || spec.Chance.A.Layer != "conv2" || spec.Chance.B.Layer != "conv2" || p.w.m.Refusal() != nil {
		t.Errorf("Signal & noise begins with %+v: %v", spec, p.w.m.Refusal())
	}
}

// TestRefusalsOfferWhatHelps chooses the layer that cannot be compared.
func TestRefusalsOfferWhatHelps(t *testing.T) {
	p := sitDown(t, mixed(t))
	a := p.w.m.Analyses()
	p.goes("Clusters")
	p.chooses("conv2", "fc")
	p.sees("has 60 datapoints for 80 neurons.", "Use conv2", "Use CKA", "Use axes p×n")
	p.seesNot("Open folder…")
	p.seesNot("Sample:")
	p.presses("Use conv2")
	if got := a.Clusters.Spec().Layer; got != "conv2" || p.w.m.Refusal() != nil {
		t.Errorf("then it shows %s: %v", got, p.w.m.Refusal())
	}
	p.chooses("conv2", "fc")
	p.presses("Use CKA")
	if how := a.Clusters.How(); how.Measure != similarity.CKA || p.w.m.Refusal() != nil {
		t.Errorf("then it compares by %s: %v", how.Measure, p.w.m.Refusal())
	}
	p.goes("Signal & noise")
	p.chooses("conv2", "fc")
	p.sees("Use conv2")
	p.seesNot("Use CKA") // its figures are of CCA coefficients
	p.presses("Use conv2")
	if got := a.Noise.Spec().Stability.Layer; got != "conv2" || p.w.m.Refusal() != nil {
		t.Errorf("then it shows %s: %v", got, p.w.m.Refusal())
	}
}

// TestOtherAxesAreOneClickAway opens a study whose layers have other numbers of rows.
func TestOtherAxesAreOneClickAway(t *testing.T) {
	folder := t.TempDir()
	for _, layer := range []string{"conv.npy", "fc.npy"} {
		record(t, filepath.Join(folder, "a", layer), 50, 700)
		record(t, filepath.Join(folder, "b", layer), 57, 700)
	}
	p := sitDown(t, folder)
	p.sees("a/conv has 50 datapoints but b/conv has 57.", "choose the axes p×n if rows are neurons.")
	p.seesNot("Open folder…")
	p.presses("Use axes p×n")
	p.loop.Until(t, "the axes", func() bool { return p.w.m.Study().Axes[0].Axes == study.Transposed })
	p.settle()
	if r := p.w.m.Refusal(); r != nil {
		t.Errorf("read so, it says %v", r)
	}

	folder = t.TempDir()
	record(t, filepath.Join(folder, "a", "fc.npy"), 50, 10)
	record(t, filepath.Join(folder, "b", "fc.npy"), 57, 10)
	p = sitDown(t, folder)
	p.sees("a/fc has 50 datapoints but b/fc has 57.")
	p.seesNot("Use axes p×n") // 10 datapoints of 50 neurons would be refused as well
}

// TestTheStudySaysHowManyDatapointsArraysHave opens studies of one array and of three,
// of which no two have as many datapoints.
func TestTheStudySaysHowManyDatapointsArraysHave(t *testing.T) {
	folder := t.TempDir()
	record(t, filepath.Join(folder, "a", "fc.npy"), 50, 10)
	p := sitDown(t, folder)
	p.goes("Study")
	p.sees("1 array")
	p.seesNot("1 arrays")
	record(t, filepath.Join(folder, "b", "fc.npy"), 57, 10)
	record(t, filepath.Join(folder, "c", "fc.npy"), 64, 10)
	p = sitDown(t, folder)
	p.goes("Study")
	p.sees("3 arrays", "it rather counts datapoints", "The arrays of the study have 50, 57 and 64 datapoints")
	p.seesNot("most arrays")
}
