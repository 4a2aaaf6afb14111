package render_test

import (
	"fmt"
	"io"
	"testing"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/render"
)

func BenchmarkImage(b *testing.B) {
	many := make([]string, 200)
	for i := range many {
		many[i] = fmt.Sprintf("block%d", i)
	}
	for _, c := range []struct {
		name string
		fig  figure.Figure
	}{
		{"Curve7", layersFigure()},
		{"Curve200", figure.Layers(layersResult(many), figure.LayersOptions{})},
		{"Matrix12", figure.Layers(matrixResult(many[:12], many[:12]), figure.LayersOptions{})},
		{"Matrix200", figure.Layers(matrixResult(many, many), figure.LayersOptions{})},
		{"Spectrum512", figure.Spectrum(spectrumResult(512), figure.SpectrumOptions{Weights: true})},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := render.Image(c.fig, render.Style{FontSize: 11}, render.ImageOptions{PixelsWide: 1200, PixelsHigh: 800, DPI: 72}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkFigureMatrix200(b *testing.B) {
	res := matrixResult(longNames(200), longNames(200))
	for b.Loop() {
		figure.Layers(res, figure.LayersOptions{})
	}
}

func BenchmarkWrite(b *testing.B) {
	for _, f := range []render.Format{render.PNG, render.SVG} {
		b.Run(string(f), func(b *testing.B) {
			for b.Loop() {
				if err := render.Write(io.Discard, layersFigure(), render.Style{}, render.Output{Format: f}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkClusters200 is the figure of 200 networks for a page of a journal.
func BenchmarkClusters200(b *testing.B) {
	res := clustersResult(200)
	for _, f := range []render.Format{render.PNG, render.SVG, render.PDF, render.EPS, render.TeX} {
		b.Run(string(f), func(b *testing.B) {
			for b.Loop() {
				fig := figure.Clusters(res, figure.ClustersOptions{})
				out := render.Output{Format: f, Size: render.Size{WidthMM: 183, HeightMM: 210}}
				if err := render.Write(io.Discard, fig, render.Style{}, out); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
