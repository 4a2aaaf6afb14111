package render_test

import (
	"bytes"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/render"
	"gonum.org/v1/plot/vg"
)

// presetSize is the size of a figure at a preset, in a style that suits it.
func presetSize(p render.Preset, fig figure.Figure) (render.Style, render.Size) {
	style := render.Style{FontSize: p.TextPoints}
	size := render.Size{WidthMM: p.WidthMM, HeightMM: p.HeightMM}
	if size.HeightMM == 0 {
		size.HeightMM = render.NaturalHeight(fig, style, p.WidthMM)
	}
	return style, size
}

// At every preset what stands beside curves leaves them most of the width.
func TestDataKeepMostOfTheWidth(t *testing.T) {
	for kind, fig := range everyKind() {
		if fig.Panels[0].Matrix != nil {
			continue
		}
		for _, p := range render.Presets() {
			style, size := presetSize(p, fig)
			areas := render.DataAreas(t, fig, style, size)
			row := vg.Length(0)
			for _, a := range areas {
				if a.Max.Y == areas[0].Max.Y {
					row += a.Size().X
				}
			}
			least := 0.7
			if row > areas[0].Size().X {
				least = 0.6 // panels side by side have axes of their own
			}
			if share := float64(row) / (p.WidthMM / 25.4 * 72); share < least {
				t.Errorf("%s at %s: data have %.0f %% of the width", kind, p.Name, 100*share)
			}
		}
	}
}

// Training curves add to the height of a figure and take none of it from the
// layers, which have most of it.
func TestTrainingCurvesAreStrips(t *testing.T) {
	for _, p := range render.Presets() {
		lower, main := 0.0, vg.Length(0)
		for count := range 4 {
			res := convergenceResult(1, 3, 10)
			res.Curves = nil
			for i := range count {
				c := study.Curve{Network: "seed-0", Column: fmt.Sprintf("test_loss_%d", i), X: []float64{0, 100, 200}, Y: []float64{2, 1, 0.01}}
				res.Curves = append(res.Curves, c)
			}
			fig := figure.Convergence(res, figure.ConvergenceOptions{})
			style, size := presetSize(p, fig)
			areas := render.DataAreas(t, fig, style, size)
			height, strips := areas[0].Size().Y, vg.Length(0)
			for _, a := range areas[1:] {
				strips += a.Size().Y
			}
			if strips > height {
				t.Errorf("%s, %d strips: %v high, and the layers %v", p.Name, count, strips, height)
			}
			if p.HeightMM > 0 {
				continue
			}
			if count > 0 && (size.HeightMM <= lower || math.Abs(float64(height-main)) > 3) {
				t.Errorf("%s, %d strips: %v mm after %v, the layers %v points high after %v", p.Name, count, size.HeightMM, lower, height, main)
			}
			lower, main = size.HeightMM, height
		}
	}
}

// The names of slim panels are written out, whatever their height, and say that
// an axis is logarithmic.
func TestStripsAreNamed(t *testing.T) {
	res := convergenceResult(1, 3, 10)
	fig := figure.Convergence(res, figure.ConvergenceOptions{})
	for _, p := range render.Presets() {
		style, size := presetSize(p, fig)
		if doc := string(write(t, fig, style, render.Output{Format: render.SVG, Size: size})); !strings.Contains(doc, "test perplexity (log scale)") {
			t.Errorf("%s: the strip of a logarithmic test perplexity is not named", p.Name)
		}
	}
}

// On a wide sheet the keys to the strips above a matrix stand beside it, and take
// nothing of its height.
func TestKeysOfAMatrixStandBesideOnAWideSheet(t *testing.T) {
	fig := everyKind()["clusters"]
	for _, size := range []render.Size{{WidthMM: 160, HeightMM: 90}, {WidthMM: 90, HeightMM: 90}} {
		area, high := render.DataAreas(t, fig, render.Style{}, size)[0], size.HeightMM/25.4*72
		wide := size.WidthMM > size.HeightMM
		if share := float64(area.Size().Y) / high; wide != (share > 0.85) {
			t.Errorf("%g × %g mm: tree and matrix have %.0f %% of the height", size.WidthMM, size.HeightMM, 100*share)
		}
	}
}

// Panels side by side are as large as one another, though the first alone has
// the title of their axis.
func TestPanelsSideBySideAreAlike(t *testing.T) {
	fig := everyKind()["toy-rnn"]
	areas := render.DataAreas(t, fig, render.Style{}, render.Size{WidthMM: 140, HeightMM: 70})
	if len(areas) != 2 {
		t.Fatalf("%d panels", len(areas))
	}
	a, b := areas[0], areas[1]
	if math.Abs(float64(a.Size().X-b.Size().X)) > 0.5 || a.Min.Y != b.Min.Y || a.Max.Y != b.Max.Y {
		t.Errorf("data areas %v and %v", a, b)
	}
}

// In narrow panels the cells of a matrix keep a fair part of the width, with the
// names of strips and rows shortened or left out, and the numbers of a bar stand
// apart.
func TestNarrowMatricesKeepTheirShare(t *testing.T) {
	figs := everyKind()
	for _, kind := range []string{"layer-matrix", "clusters"} {
		for _, width := range []float64{40, 45, 55, 89} {
			style := render.Style{FontSize: 7}
			size := render.Size{WidthMM: width, HeightMM: render.NaturalHeight(figs[kind], style, width)}
			share, apart := render.MatrixLayout(t, figs[kind], style, size)
			if share < 0.32 {
				t.Errorf("%s in %g mm: cells have %.0f %% of the width", kind, width, 100*share)
			}
			if apart < 1 {
				t.Errorf("%s in %g mm: numbers of the bar are %.2f ems apart", kind, width, apart)
			}
		}
	}
}

// The title of a level bar stands above it, whole, where beside it it would be cut.
func TestTitleOfALevelBarIsWhole(t *testing.T) {
	fig := everyKind()["spectra"]
	for _, width := range []float64{40, 45, 60, 89} {
		style := render.Style{FontSize: 8}
		size := render.Size{WidthMM: width, HeightMM: render.NaturalHeight(fig, style, width)}
		var svg bytes.Buffer
		if err := render.Write(&svg, fig, style, render.Output{Format: render.SVG, Size: size}); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(svg.String(), ">training step<") {
			t.Errorf("%g mm: the bar has no whole title", width)
		}
	}
}

// Names beside the cells of a tree are first in smaller text, then shortened, before
// they go; in none are they too small to be read.
func TestNamesOfATreeGiveWay(t *testing.T) {
	result := clustersResult(10)
	for i := range result.Labels {
		result.Labels[i] = fmt.Sprintf("generalizing-%d", i)
	}
	result.Labels[0] = "memorizing-0"
	fig := figure.Clusters(result, figure.ClustersOptions{})
	whole := fig.Panels[0].Matrix.Rows
	named, smaller, shortened := 0, false, false
	for width := 89.0; width >= 40; width-- {
		style := render.Style{FontSize: 7}
		size := render.Size{WidthMM: width, HeightMM: render.NaturalHeight(fig, style, width)}
		texts := render.RowNames(t, fig, style, size)
		if len(texts) == 0 {
			continue
		}
		if len(texts) != len(whole) {
			t.Fatalf("%g mm: %d of %d rows have names", width, len(texts), len(whole))
		}
		named++
		for _, text := range texts {
			if text.Size < 5-1e-9 {
				t.Errorf("%g mm: %q is %g pt", width, text.Label, text.Size)
			}
			smaller = smaller || text.Size < 7
			shortened = shortened || strings.Contains(text.Label, "…")
		}
	}
	if named < 30 || !smaller || !shortened {
		t.Errorf("%d widths have names, smaller: %v, shortened: %v", named, smaller, shortened)
	}
}

// On a slide the cells under a tree have most of the width that its keys leave, and the
// keys are in line with what they explain.
func TestKeysInLineWithStripsOnASlide(t *testing.T) {
	fig := everyKind()["clusters"]
	share, _ := render.MatrixLayout(t, fig, render.Style{FontSize: 18}, render.Size{WidthMM: 338.7, HeightMM: 190.5})
	if share < 0.4 {
		t.Errorf("cells have %.0f %% of the width", 100*share)
	}
}
