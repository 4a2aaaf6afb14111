package model

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/session"
	"github.com/semblance-app/semblance/plotting/provenance"
	"github.com/semblance-app/semblance/plotting/recipe"
	"github.com/semblance-app/semblance/plotting/render"
)

func TestFileNames(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		check := func(want string) {
			t.Helper()
			r.settle() // the name is that of what is shown
			if got := r.FileName(); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		}
		check("pwcca-layers-a-b.svg")
		r.SetFormat(render.PNG)
		r.SetAllLayers(true)
		check("pwcca-all-layers-a-b.png")
		r.SetPair(recipe.LayerPair{A: "conv1", B: "fc"})
		check("spectrum-conv1-fc-a-b.png")
		p := r.Choice().A
		r.SetEndpoint(B, p)
		r.SetPair(recipe.LayerPair{A: "conv1", B: "conv1"})
		check("spectrum-conv1-a.png")
	})
	if got := fileName("a/b c:résumé."); got != "a-b-c-résumé" {
		t.Errorf("got %q", got)
	}
}

func TestPresetsAndSizes(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		for _, title := range PresetTitles() {
			r.SetPreset(title)
			if e := r.Export(); e.Preset != title {
				t.Errorf("preset %q", e.Preset)
			}
			if s := r.Size(); s.WidthMM < 50 || s.HeightMM < 30 {
				t.Errorf("%s: %v", title, s)
			}
		}
		r.SetPreset("Nature column · 89 mm")
		if r.Size() != (render.Size{WidthMM: 89, HeightMM: 58}) || r.Look().Style.FontSize != 7 {
			t.Errorf("size %v text %g", r.Size(), r.Look().Style.FontSize)
		}
		r.SetSize(render.Size{WidthMM: 100, HeightMM: 40})
		if e := r.Export(); e.Preset != render.Custom || r.Size().HeightMM != 40 {
			t.Errorf("%+v", e)
		}
	})
}

// A figure on a sheet that is too small is neither drawn nor kept; its numbers need none.
func TestASheetThatIsTooSmall(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.settle()
		r.SetSize(render.Size{WidthMM: 12, HeightMM: 77})
		s := r.Cramped()
		if s == nil || !strings.Contains(s.What, "12 × 77 mm has no room") || !strings.Contains(s.Try, "mm wide") || r.Withheld() != s.String() {
			t.Fatalf("%+v, withheld %q", s, r.Withheld())
		}
		r.SetFormat(render.CSV)
		if why := r.Withheld(); why != "" {
			t.Errorf("numbers are withheld: %q", why)
		}
		r.SetFormat(render.SVG)
		r.SetSize(render.Size{WidthMM: 89, HeightMM: 77})
		if s := r.Cramped(); s != nil || r.Withheld() != "" {
			t.Errorf("%+v, withheld %q", s, r.Withheld())
		}
		look := r.Look()
		look.Style.FontSize = MaxTextPoints
		r.SetSize(render.Size{WidthMM: 40, HeightMM: 40})
		r.SetLook(look)
		if r.Cramped() == nil {
			t.Error("large text leaves room")
		}
	})
}

func TestSave(t *testing.T) {
	dir := t.TempDir()
	inBubble(t, func(t *testing.T, r *rig) {
		var errs []error
		r.Save(filepath.Join(dir, "f.svg"), func(err error) { errs = append(errs, err) })
		r.Save(filepath.Join(dir, "nowhere", "f.svg"), func(err error) { errs = append(errs, err) })
		r.loop.run(2 * time.Second)
		if len(errs) != 2 {
			t.Fatalf("%d answers", len(errs))
		}
		svg, err := os.ReadFile(filepath.Join(dir, "f.svg"))
		if err != nil || !strings.Contains(string(svg), "conv1") {
			t.Errorf("%v, %d bytes", err, len(svg))
		}
		if errs[0] == nil && errs[1] == nil {
			t.Error("a folder that is not there was written to")
		}
	})
}

// The result of every view can be saved as JSON, as it is shown.
func TestSaveResult(t *testing.T) {
	dir := t.TempDir()
	inBubble(t, func(t *testing.T, r *rig) {
		saved := func(v View, name string) map[string]any {
			r.SetView(v)
			r.settle()
			if _, ok := r.Figure(); !ok {
				return nil // this study has nothing for the view
			}
			path := filepath.Join(dir, name)
			failed := errors.New("not saved")
			r.Save(path, func(err error) { failed = err })
			r.settle()
			text, err := os.ReadFile(path)
			if failed != nil || err != nil {
				t.Fatal(failed, err)
			}
			var result map[string]any
			if err := json.Unmarshal(text, &result); err != nil {
				t.Fatalf("%s: %v", text, err)
			}
			return result
		}
		if got := saved(CompareView, "compare.JSON"); got["analysis"] != "layers" || len(got["pairs"].([]any)) == 0 {
			t.Errorf("compare has %v", got)
		}
		if got := saved(NoiseView, "noise.json"); got["analysis"] == nil {
			t.Errorf("noise has %v", got)
		}
		for v := ConvergenceView; v <= lastView; v++ {
			if got := saved(v, v.key()+".json"); got != nil && got["analysis"] == nil {
				t.Errorf("%s has %v", v.key(), got)
			}
		}
		r.SetView(CompareView)
		r.SetPair(recipe.LayerPair{A: "conv1", B: "conv1"})
		r.settle()
		if got := saved(CompareView, "pair.json"); got["analysis"] != "spectrum" {
			t.Errorf("a pair has %v", got)
		}
		if _, err := r.ExportPath(dir, "result.json"); err != nil {
			t.Error(err)
		}
	})
}

// TestNamesOfFiguresEndInTheirFormat types names with dots that are of no extension.
func TestNamesOfFiguresEndInTheirFormat(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		dir := t.TempDir()
		r.SetFormat(render.PDF)
		for name, want := range map[string]string{
			"figure": "figure.pdf", "rate-0.05": "rate-0.05.pdf", "resnet.v2": "resnet.v2.pdf", "figure.": "figure.pdf",
			" figure ": "figure.pdf", "figure.SVG": "figure.SVG", "result.json": "result.json", "0.05.csv": "0.05.csv",
		} {
			if got, err := r.ExportPath(dir, name); err != nil || got != filepath.Join(dir, want) {
				t.Errorf("%s: %s, %v", name, got, err)
			}
		}
		for _, name := range []string{"", " ", "."} {
			if got, err := r.ExportPath(dir, name); !errors.Is(err, errNoName) {
				t.Errorf("%q: %s, %v", name, got, err)
			}
		}
	})
}

// TestTheFigureFromBeforeIsKeptAsItself keeps figures while other choices are on
// their way: their names and their records are those of what is shown.
func TestTheFigureFromBeforeIsKeptAsItself(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		dir := t.TempDir()
		kept := func(v View, spec any) string {
			t.Helper()
			if why := r.Withheld(); why != "" {
				t.Fatal(why)
			}
			path, done := filepath.Join(dir, r.FileName()), errors.New("it did not end")
			r.Save(path, func(err error) { done = err })
			r.loop.run(time.Millisecond) // for the file, and too little for what is on its way
			if done != nil {
				t.Fatal(done)
			}
			record, err := provenance.Read(path)
			if err != nil {
				t.Fatal(err)
			}
			s, err := session.Decode(record.Session)
			if err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(s.Views[v.key()].Spec, spec); err != nil {
				t.Fatal(err)
			}
			return filepath.Base(path)
		}
		before := r.Choice()
		r.SetMeasure("cka")
		r.SetEndpoint(B, analysis.Endpoint{Network: "c", Step: "final"})
		var compared recipe.CompareSpec
		if name := kept(CompareView, &compared); name != "pwcca-layers-a-b.svg" || compared.Measure != before.Measure || compared.B != before.B {
			t.Errorf("%s is of %s with %s", name, compared.B.Network, compared.Measure)
		}
		r.settle()
		if name := kept(CompareView, &compared); name != "cka-layers-a-c.svg" || compared.Measure != "cka" || compared.B.Network != "c" {
			t.Errorf("%s is of %s with %s", name, compared.B.Network, compared.Measure)
		}

		r.SetView(ClustersView)
		r.settle()
		layer := r.Analyses().Clusters.Spec().Layer
		r.Analyses().Clusters.Edit(func(s *analysis.ClustersSpec) { s.Layer = "conv1" })
		var clustered analysis.ClustersSpec
		if name := kept(ClustersView, &clustered); clustered.Layer != layer || !strings.Contains(name, layer) {
			t.Errorf("%s is of %s, not %s", name, clustered.Layer, layer)
		}
		r.AddToPanels()
		if err := json.Unmarshal(r.Analyses().Panels.Spec().Panels[0].Spec, &clustered); err != nil || clustered.Layer != layer {
			t.Errorf("the panel is of %s, not %s: %v", clustered.Layer, layer, err)
		}
		r.settle()
		if name := kept(ClustersView, &clustered); clustered.Layer != "conv1" || !strings.Contains(name, "conv1") {
			t.Errorf("%s is of %s", name, clustered.Layer)
		}
	})
}

// A picture is as a PNG file would have it, without how it was made.
func TestAPictureOfTheFigure(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.settle()
		taken := func() []byte {
			t.Helper()
			var got []byte
			r.Picture(func(picture []byte, err error) {
				if err != nil {
					t.Error(err)
				}
				got = picture
			})
			r.settle()
			return got
		}
		folder := t.TempDir()
		saved := func(name string) []byte {
			t.Helper()
			path := filepath.Join(folder, name)
			r.Save(path, func(err error) {
				if err != nil {
					t.Error(err)
				}
			})
			r.settle()
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			return data
		}
		vector := taken()
		r.SetProvenance(false)
		r.SetFormat(render.PNG)
		if file := saved("usual.png"); !bytes.Equal(vector, file) {
			t.Errorf("beside SVG a picture is not as a PNG of 300 dpi: %d and %d bytes", len(vector), len(file))
		}
		r.SetDPI(72)
		if file := saved("coarse.png"); !bytes.Equal(taken(), file) || bytes.Equal(file, vector) {
			t.Error("a picture is not as the PNG file")
		}
		r.SetProvenance(true)
		if file := saved("told.png"); bytes.Equal(taken(), file) || len(taken()) >= len(file) {
			t.Error("a picture carries how it was made")
		}
	})
}
