package ui

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/plotting/recipe"
	"github.com/semblance-app/semblance/plotting/render"
	"github.com/semblance-app/semblance/ui/model"
)

// files are those of a folder.
func files(t *testing.T, folder string) map[string]os.FileInfo {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	list := map[string]os.FileInfo{}
	for _, e := range entries {
		if list[e.Name()], err = e.Info(); err != nil {
			t.Fatal(err)
		}
	}
	return list
}

// svg is the figure of the view that is shown, as a file.
func (p *person) svg() []byte {
	p.Helper()
	fig, ok := p.w.m.Figure()
	if !ok {
		return nil
	}
	var out bytes.Buffer
	if err := render.Write(&out, fig, p.w.m.ExportStyle(), render.Output{Format: render.SVG, Size: p.w.m.Size()}); err != nil {
		p.Fatal(err)
	}
	return out.Bytes()
}

// TestReopenedFiguresAreTheSame goes through all views of a study twice, the second
// time with the answers that the first has left on disk.
func TestReopenedFiguresAreTheSame(t *testing.T) {
	folder := t.TempDir()
	for _, study := range []string{trained(t), ""} {
		var before [][]byte
		var kept map[string]os.FileInfo
		for again := range 2 {
			o := Options{Results: folder}
			if study != "" {
				o.Source.Paths = []string{study}
			}
			p := sitDownTo(t, o)
			var figures [][]byte
			look := func() {
				p.settle()
				figures = append(figures, p.svg())
				p.w.m.SetView(model.CompareView) // whose answer comes with every study
				p.settle()
			}
			look()
			for v := model.ConvergenceView; v <= model.ClustersView; v++ {
				p.w.m.SetView(v)
				look()
			}
			for show := recipe.NoiseSpectra; show <= recipe.NoiseToyRNN; show++ {
				p.w.m.Analyses().Noise.Edit(func(s *recipe.NoiseSpec) {
					s.Show = show
					s.Synthetic.Repeats, s.Synthetic.Neurons, s.Synthetic.Signals = 2, 20, []int{5, 10}
					s.ToyRNN.Runs, s.ToyRNN.Neurons = 2, 10
				})
				p.w.m.SetView(model.NoiseView)
				look()
			}
			p.w.m.SetView(model.CompareView)
			p.w.m.EditHow(func(h *analysis.How) { h.Measure = similarity.CKA })
			look()
			p.w.m.SetAllLayers(true)
			look()
			p.w.m.OpenPair(0)
			look()
			p.w.m.Close()
			if again == 0 {
				before, kept = figures, files(t, folder)
				continue
			}
			drawn := 0
			for i := range figures {
				if !bytes.Equal(figures[i], before[i]) {
					t.Errorf("%s: figure %d is another one", filepath.Base(study), i)
				}
				if figures[i] != nil {
					drawn++
				}
			}
			if drawn < 6 {
				t.Errorf("%d of %d views have a figure", drawn, len(figures))
			}
			now := files(t, folder)
			for name, info := range now {
				if was := kept[name]; was == nil || !os.SameFile(was, info) {
					t.Errorf("%s: an answer was computed again", filepath.Base(study))
				}
			}
			if len(now) != len(kept) || len(now) < 7 {
				t.Errorf("%d answers of %d figures were kept, and %d before", len(now), drawn, len(kept))
			}
		}
	}
}
