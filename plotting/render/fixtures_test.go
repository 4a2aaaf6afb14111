package render_test

import (
	"fmt"
	"math"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
)

// layerNames are those of a small convolutional network.
func layerNames() []string {
	return []string{"conv1", "conv2", "conv3", "conv4", "conv5", "fc1", "logits"}
}

// longNames are those of a transformer.
func longNames(n int) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = fmt.Sprintf("encoder.layer.%d.attention.output.dense", i)
	}
	return names
}

// layersResult has similarity falling from 0.95 to 0.6 over the layers and a
// null level rising from 0.13 to 0.4.
func layersResult(names []string) *analysis.LayersResult {
	res := &analysis.LayersResult{
		Analysis: "layers", Measure: similarity.PWCCA, Side: similarity.First,
		LayersA: names, LayersB: names,
	}
	for i, name := range names {
		t := float64(i) / math.Max(1, float64(len(names)-1))
		null := 0.13 + 0.27*t*t
		res.Pairs = append(res.Pairs, pair(name, name, 0.95-0.35*math.Pow(t, 1.4)-0.02*math.Sin(9*t), null))
	}
	return res
}

// matrixResult compares every layer with every layer: alike near the diagonal.
func matrixResult(a, b []string) *analysis.LayersResult {
	res := &analysis.LayersResult{
		Analysis: "layers", Measure: similarity.PWCCA, Side: similarity.First,
		AllLayers: true, LayersA: a, LayersB: b,
	}
	for i, x := range a {
		for j, y := range b {
			u, v := float64(i)/float64(len(a)), float64(j)/float64(len(b))
			s := 0.3 + 0.65*math.Exp(-12*(u-v)*(u-v)) - 0.12*u*v + 0.02*math.Sin(7*float64(i*j))
			res.Pairs = append(res.Pairs, pair(x, y, s, 0.2))
		}
	}
	return res
}

func pair(a, b string, value, null float64) analysis.Pair {
	return analysis.Pair{
		A: study.Ref{Network: "generalize-0", Layer: a}, B: study.Ref{Network: "memorize-0", Layer: b},
		N: 5000, P: 256, Q: 256, RankA: 250, RankB: 256,
		Similarity: value, Distance: 1 - value, Null: &null,
	}
}

// spectrumResult has count coefficients that fall smoothly into the null.
func spectrumResult(count int) *analysis.SpectrumResult {
	res := &analysis.SpectrumResult{
		Analysis: "spectrum", Side: similarity.First, Pair: pair("conv3", "conv3", 0.8, 0.27),
		Null: 0.27, NullMax: 0.6, BartlettK: count * 9 / 20,
	}
	sum := 0.0
	for i := range count {
		t := float64(i) / float64(count)
		res.Coefficients = append(res.Coefficients, 0.99/(1+math.Exp(7*(t-0.5)))*0.96+0.01)
		w := (1 - 0.8*t) * (1 + 0.3*math.Sin(float64(3*i)))
		res.Weights, sum = append(res.Weights, w), sum+w
	}
	for i := range res.Weights {
		res.Weights[i] /= sum
	}
	return res
}
