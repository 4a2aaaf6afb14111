package figure_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/quick"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/plotting/figure"
)

// result compares layers named l0, l1 … with the given similarities.
func result(values ...float64) *analysis.LayersResult {
	res := &analysis.LayersResult{Measure: similarity.PWCCA, Side: similarity.First}
	for i, v := range values {
		name := "l" + strconv.Itoa(i)
		null := 0.1 * float64(i)
		res.LayersA = append(res.LayersA, name)
		res.Pairs = append(res.Pairs, analysis.Pair{
			A: study.Ref{Network: "a", Layer: name}, B: study.Ref{Network: "b", Layer: name},
			N: 1000, P: 20, Q: 30, RankA: 20, RankB: 30,
			Similarity: v, Distance: 1 - v, Null: &null,
		})
	}
	res.LayersB = res.LayersA
	return res
}

func ys(s figure.Series) []float64 {
	var out []float64
	for _, p := range s.Points {
		out = append(out, p.Y)
	}
	return out
}

func TestLayersCurve(t *testing.T) {
	res := result(0.9, 0.5, 0.25)
	res.Pairs[1].Null = nil
	fig := figure.Layers(res, figure.LayersOptions{})
	p := fig.Panels[0]
	if !slices.Equal(p.X.Categories, []string{"l0", "l1", "l2"}) || p.Y.Range != figure.Unit() {
		t.Errorf("axes are %+v, %+v", p.X, p.Y)
	}
	data, null := p.Series[0], p.Series[1]
	if data.Name != "a vs b" || !slices.Equal(ys(data), []float64{0.9, 0.5, 0.25}) {
		t.Errorf("data is %+v", data)
	}
	if null.Role != figure.Null || null.Points[0].Y != 0 || !math.IsNaN(null.Points[1].Y) || null.Points[2].Y != 0.2 {
		t.Errorf("null is %+v", null)
	}
	if want := "l0\na vs b\nsimilarity 0.900\nnull level 0.000\nn 1000, p 20, q 30"; data.Points[0].Tip != want {
		t.Errorf("tip is %q, want %q", data.Points[0].Tip, want)
	}
	if data.Points[2].Pair != 2 {
		t.Errorf("point 2 belongs to pair %d", data.Points[2].Pair)
	}
}

func TestLayersDistance(t *testing.T) {
	res := result(0.9, 0.5)
	p := figure.Layers(res, figure.LayersOptions{Show: figure.Distance}).Panels[0]
	if p.Y.Label != "PWCCA distance" || p.Series[0].Points[1].Y != 0.5 || p.Series[1].Points[1].Y != 0.9 {
		t.Errorf("panel is %+v", p)
	}
	res.Pairs[1].Distance = 1.8 // a Euclidean ratio leaves [0, 1]
	p = figure.Layers(res, figure.LayersOptions{Show: figure.Distance}).Panels[0]
	if p.Y.Range != (figure.Range{Min: 0, Max: 1.8}) {
		t.Errorf("range is %+v", p.Y.Range)
	}
}

func TestLayersMatrix(t *testing.T) {
	res := result(0.9, 0.8, 0.7, 0.6)
	res.AllLayers, res.LayersA, res.LayersB = true, []string{"x", "y"}, []string{"u", "v"}
	res.Pairs[3].Similarity = math.NaN()
	fig := figure.Layers(res, figure.LayersOptions{})
	m := fig.Panels[0].Matrix
	if m.At(0, 1) != 0.8 || m.At(1, 0) != 0.7 || !math.IsNaN(m.At(1, 1)) || m.Pairs[2] != 2 {
		t.Errorf("matrix is %+v", m)
	}
	if m.Range != figure.Unit() || m.Label != "PWCCA similarity" || !m.Numbers {
		t.Errorf("matrix is %+v", m)
	}
	if figure.Layers(res, figure.LayersOptions{Numbers: figure.NumbersNever}).Panels[0].Matrix.Numbers {
		t.Error("numbers were not asked for")
	}
}

func TestEmptyFiguresSayWhy(t *testing.T) {
	refused := result(math.NaN())
	refused.Pairs[0].Refused = "There are 10 datapoints and 20 neurons."
	for name, fig := range map[string]figure.Figure{
		"nil layers":   figure.Layers(nil, figure.LayersOptions{}),
		"no layers":    figure.Layers(&analysis.LayersResult{}, figure.LayersOptions{}),
		"refused":      figure.Layers(refused, figure.LayersOptions{}),
		"nil spectrum": figure.Spectrum(nil, figure.SpectrumOptions{}),
		"no spectrum":  figure.Spectrum(&analysis.SpectrumResult{}, figure.SpectrumOptions{}),
	} {
		if !fig.Empty() || fig.Note == "" {
			t.Errorf("%s: %+v", name, fig)
		}
		if err := figure.CSV(&bytes.Buffer{}, fig); !errors.Is(err, figure.ErrEmpty) {
			t.Errorf("%s: CSV gives %v", name, err)
		}
	}
	if note := figure.Layers(refused, figure.LayersOptions{}).Note; note != refused.Pairs[0].Refused {
		t.Errorf("note is %q", note)
	}
}

func TestNamesTellSidesApart(t *testing.T) {
	for want, pair := range map[string][2]study.Ref{
		"a vs b":             {{Network: "a"}, {Network: "b"}},
		"a/1 vs a/2":         {{Network: "a", Step: "1"}, {Network: "a", Step: "2"}},
		"a[t=0] vs a[t=3]":   {{Network: "a", Timestep: study.At(0)}, {Network: "a", Timestep: study.At(3)}},
		"A vs B":             {{}, {}},
		"a vs a":             {{Network: "a"}, {Network: "a"}},
		"net/1 vs net/final": {{Network: "net", Step: "1"}, {Network: "net", Step: "final"}},
	} {
		res := result(0.5)
		res.Pairs[0].A, res.Pairs[0].B = pair[0], pair[1]
		if got := figure.Layers(res, figure.LayersOptions{}).Panels[0].Series[0].Name; got != want {
			t.Errorf("series is %q, want %q", got, want)
		}
	}
}

func spectrum() *analysis.SpectrumResult {
	return &analysis.SpectrumResult{
		Pair:         result(0.5).Pairs[0],
		Coefficients: []float64{0.9, 0.6, 0.1}, Weights: []float64{0.5, 0.3, 0.2},
		Null: 0.2, NullMax: 0.4, BartlettK: 2,
	}
}

func TestSpectrum(t *testing.T) {
	p := figure.Spectrum(spectrum(), figure.SpectrumOptions{}).Panels
	if len(p) != 1 || len(p[0].Series) != 3 || !reflect.DeepEqual(p[0].Rules[0], figure.Rule{X: 2, Label: "Bartlett k = 2"}) {
		t.Fatalf("panels are %+v", p)
	}
	if rho := p[0].Series[0].Points; rho[0].X != 1 || rho[2].Y != 0.1 {
		t.Errorf("coefficients are %+v", rho)
	}
	if p[0].Series[1].Points[0].Y != 0.2 || p[0].Series[2].Points[1].Y != 0.4 || p[0].Series[2].Role != figure.Bound {
		t.Errorf("levels are %+v", p[0].Series[1:])
	}
	p = figure.Spectrum(spectrum(), figure.SpectrumOptions{Weights: true}).Panels
	if len(p) != 2 || !slices.Equal(ys(p[1].Series[0]), []float64{0.5, 0.3, 0.2}) {
		t.Errorf("panels are %+v", p)
	}
}

func readCSV(t *testing.T, fig figure.Figure) [][]string {
	t.Helper()
	var buf bytes.Buffer
	if err := figure.CSV(&buf, fig); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&buf).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// same reports whether a cell of CSV holds exactly a value.
func same(cell string, v float64) bool {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return cell == ""
	}
	got, err := strconv.ParseFloat(cell, 64)
	return err == nil && got == v
}

// CSV holds the drawn values and nothing else, to the last bit.
func TestCSVIsWhatIsDrawn(t *testing.T) {
	curve := func(values []float64) bool {
		fig := figure.Layers(result(values...), figure.LayersOptions{})
		if fig.Empty() {
			return true
		}
		rows := readCSV(t, fig)[1:]
		for _, s := range fig.Panels[0].Series {
			for i, p := range s.Points {
				if rows[i][0] != s.Name || rows[i][1] != fig.Panels[0].X.Categories[i] || !same(rows[i][2], p.Y) {
					return false
				}
			}
			rows = rows[len(s.Points):]
		}
		return len(rows) == 0
	}
	if err := quick.Check(curve, nil); err != nil {
		t.Error(err)
	}
	matrix := func(values [6]float64) bool {
		res := result(values[:]...)
		res.AllLayers, res.LayersA, res.LayersB = true, []string{"x", "y"}, []string{"u", "v", "w"}
		rows := readCSV(t, figure.Layers(res, figure.LayersOptions{}))
		for i, v := range values {
			if !same(rows[1+i/3][1+i%3], v) {
				return false
			}
		}
		return len(rows) == 3
	}
	if err := quick.Check(matrix, nil); err != nil {
		t.Error(err)
	}
}

func TestCSVOfSeveralPanels(t *testing.T) {
	var lines []string
	for _, row := range readCSV(t, figure.Spectrum(spectrum(), figure.SpectrumOptions{Weights: true})) {
		lines = append(lines, strings.Join(row, "|"))
	}
	want := []string{
		"panel|series|sorted index|value",
		"CCA coefficient ρ|l0, a vs b|1|0.9", "CCA coefficient ρ|l0, a vs b|2|0.6", "CCA coefficient ρ|l0, a vs b|3|0.1",
		"CCA coefficient ρ|null mean|0.5|0.2", "CCA coefficient ρ|null mean|3.5|0.2",
		"CCA coefficient ρ|null upper edge|0.5|0.4", "CCA coefficient ρ|null upper edge|3.5|0.4",
		"CCA coefficient ρ|Bartlett k = 2|2|",
		"weight α||1|0.5", "weight α||2|0.3", "weight α||3|0.2",
	}
	if !slices.Equal(lines, want) {
		t.Errorf("CSV is\n%s\nwant\n%s", strings.Join(lines, "\n"), strings.Join(want, "\n"))
	}
}
