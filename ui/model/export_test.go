package model

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/semblance-app/semblance/plotting/render"
)

func TestFileNames(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		check := func(want string) {
			t.Helper()
			if got := r.FileName(); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		}
		check("pwcca-layers-a-b.svg")
		r.SetFormat(render.PNG)
		r.SetAllLayers(true)
		check("pwcca-all-layers-a-b.png")
		r.SetPair(LayerPair{"conv1", "fc"})
		check("spectrum-conv1-fc-a-b.png")
		p := r.Choice().A
		r.SetEndpoint(B, p)
		r.SetPair(LayerPair{"conv1", "conv1"})
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
		if r.Size() != (render.Size{WidthMM: 89, HeightMM: 60}) || r.Look().Style.FontSize != 7 {
			t.Errorf("size %v text %g", r.Size(), r.Look().Style.FontSize)
		}
		r.SetSize(render.Size{WidthMM: 100, HeightMM: 40})
		if e := r.Export(); e.Preset != Custom || r.Size().HeightMM != 40 {
			t.Errorf("%+v", e)
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
