package render_test

import (
	"bytes"
	"math"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/render"
)

// The same result gives the same bytes in every format, however often and by how
// many at once it is drawn.
func TestSameFigureSameBytes(t *testing.T) {
	style := render.Style{Title: true, Letters: true, Legend: render.LegendInside}
	first := drawnInAll(t, everyKind(), style)
	var wait sync.WaitGroup
	again := make([]map[string][]byte, 2)
	for i := range again {
		wait.Go(func() { again[i] = drawnInAll(t, everyKind(), style) })
	}
	wait.Wait()
	for _, files := range again {
		for name, data := range first {
			if !bytes.Equal(data, files[name]) {
				t.Errorf("%s has other bytes the second time", name)
			}
		}
	}
}

func drawnInAll(t *testing.T, figs map[string]figure.Figure, style render.Style) map[string][]byte {
	files := map[string][]byte{}
	for name, fig := range figs {
		for _, f := range render.Formats() {
			out := columnOutput(fig, style)
			out.Format = f
			var buf bytes.Buffer
			if err := render.Write(&buf, fig, style, out); err != nil {
				t.Error(err)
			}
			files[name+"."+string(f)] = buf.Bytes()
		}
	}
	return files
}

// A clustered matrix of 200 networks stays small in the formats for print, even
// where every cell has another value.
func TestLargeMatricesAreSmall(t *testing.T) {
	fig := figure.Clusters(clustersResult(200), figure.ClustersOptions{})
	noise := *fig.Panels[0].Matrix
	random := rand.New(rand.NewPCG(1, 2))
	noise.Values = make([]float64, len(noise.Values))
	for i := range noise.Values {
		noise.Values[i] = random.Float64()
	}
	noise.Values[7] = math.NaN()
	panel := fig.Panels[0]
	panel.Matrix = &noise
	worst := fig
	worst.Panels = []figure.Panel{panel}
	for name, fig := range map[string]figure.Figure{"clusters": fig, "noise": worst} {
		for _, f := range []render.Format{render.SVG, render.PDF, render.EPS, render.TeX} {
			out := render.Output{Format: f, Size: render.Size{WidthMM: 183, HeightMM: 210}}
			if n := len(write(t, fig, render.Style{}, out)); n > 200_000 {
				t.Errorf("%s has %d bytes as %s", name, n, f)
			}
		}
	}
}
