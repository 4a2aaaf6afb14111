package analysis_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/study"
)

func TestSpectra(t *testing.T) {
	files := fstest.MapFS{"net/final/dead.npy": array(t, make([]float64, 300), 300, 1)}
	trained(t, files, "net", drifting(300, 24, 5, 100), 300, 24)
	files["net/step-040/dead.npy"] = files["net/final/dead.npy"]
	delete(files, "net/final/dead.npy")
	s, store := openFiles(t, files)
	res, err := analysis.Spectra(context.Background(), store, s, analysis.SpectraSpec{Network: "net", Layer: "h"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if res.Reference.Step != "step-040" || len(res.Spectra) != 4 || res.N != 300 {
		t.Fatalf("reference %s, %d spectra, n=%d", res.Reference, len(res.Spectra), res.N)
	}
	for i, one := range res.Spectra {
		if one.Step != float64(10*i) || len(one.Coefficients) != 24 || one.Null95 <= one.NullMax || one.NullMax <= one.Null {
			t.Errorf("%s: step %g, %d coefficients, null %g, edge %g, 95 %% %g", one.Ref, one.Step, len(one.Coefficients), one.Null, one.NullMax, one.Null95)
		}
		pair, err := analysis.Spectrum(context.Background(), store, analysis.SpectrumSpec{A: one.Ref, B: res.Reference}, nil)
		if err != nil {
			t.Fatal(err)
		}
		closeTo(t, "coefficients", one.Coefficients, pair.Coefficients)
		if one.BartlettK != pair.BartlettK || one.Null95 != pair.Null95 {
			t.Errorf("%s: Bartlett's k %d, as a pair %d", one.Ref, one.BartlettK, pair.BartlettK)
		}
	}
	raw, err := json.Marshal(res)
	if err != nil || !strings.Contains(string(raw), `"analysis":"spectra"`) {
		t.Errorf("%v: %s", err, raw)
	}
}

func TestSpectraChoices(t *testing.T) {
	files := fstest.MapFS{}
	trained(t, files, "net", drifting(300, 24, 4, 100), 300, 24)
	trained(t, files, "once", drifting(300, 24, 1, 100), 300, 24)
	files["net/best/h.npy"] = files["net/step-010/h.npy"]
	files["net/step-000/h.npy"] = array(t, make([]float64, 300*24), 300, 24)
	s, store := openFiles(t, files)
	run := func(spec analysis.SpectraSpec) (*analysis.SpectraResult, error) {
		return analysis.Spectra(context.Background(), store, s, spec, nil)
	}
	res, err := run(analysis.SpectraSpec{Network: "net", Layer: "h"})
	if err != nil {
		t.Fatal(err)
	}
	if res.Reference.Step != "step-030" || len(res.Spectra) != 3 || res.Spectra[0].Pair.Refused == "" || len(res.Spectra[0].Coefficients) != 0 {
		t.Errorf("reference %s, %d spectra, the constant one %+v", res.Reference, len(res.Spectra), res.Spectra[0])
	}
	if len(res.Warnings) < 2 || !strings.Contains(res.Warnings[0].Message, "best of net") {
		t.Errorf("warnings %v", res.Warnings)
	}
	res, err = run(analysis.SpectraSpec{Network: "net", Layer: "h", Steps: []string{"best", "20"}, Reference: analysis.Endpoint{Network: "once"}})
	if err != nil {
		t.Fatal(err)
	}
	if res.Reference != (study.Ref{Network: "once", Step: "step-000", Layer: "h"}) || len(res.Spectra) != 2 || res.Spectra[0].Ref.Step != "step-020" {
		t.Errorf("%s with %+v", res.Reference, res.Spectra)
	}
	for what, spec := range map[string]analysis.SpectraSpec{
		"no other checkpoint":   {Network: "once", Layer: "h"},
		"no network nobody":     {Network: "nobody", Layer: "h"},
		"no layer fc":           {Network: "net", Layer: "fc"},
		"no checkpoint 99":      {Network: "net", Layer: "h", Steps: []string{"99"}},
		"no checkpoint missing": {Network: "net", Layer: "h", Reference: analysis.Endpoint{Step: "missing"}},
		"is constant":           {Network: "net", Layer: "h", Steps: []string{"0"}},
	} {
		if _, err := run(spec); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("error %v, want one that says %q", err, what)
		}
	}
}
