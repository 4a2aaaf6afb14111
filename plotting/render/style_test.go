package render_test

import (
	"encoding/json"
	"encoding/xml"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/render"
)

// written are the texts of a figure in a style, at its natural height.
func written(t *testing.T, fig figure.Figure, style render.Style) []string {
	t.Helper()
	out := render.Output{Format: render.SVG, Size: render.Size{WidthMM: 140}}
	out.Size.HeightMM = render.NaturalHeight(fig, style, out.Size.WidthMM)
	var svg svgFile
	if err := xml.Unmarshal(write(t, fig, style, out), &svg); err != nil {
		t.Fatal(err)
	}
	return svg.Texts
}

func TestStyleIsKeptAsJSON(t *testing.T) {
	want := render.Style{
		FontSize: 7, LineWidth: 2, Family: render.Serif, Background: render.Background{Sheet: render.Dark, Transparent: true},
		Palette: render.Tol, Ramp: render.Magma, Legend: render.LegendBelow, Title: true, Letters: true,
		X:      render.AxisStyle{Max: render.Give(3.5), Scale: render.ScaleLog},
		Y:      render.AxisStyle{Min: render.Give(0.0), Decimals: render.Give(0)},
		Values: render.AxisStyle{Min: render.Give(-1.0)},
	}
	text, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got render.Style
	if err := json.Unmarshal(text, &got); err != nil || got != want {
		t.Errorf("%s\nbecame %+v: %v", text, got, err)
	}
	if text, _ = json.Marshal(render.Style{}); string(text) != "{}" {
		t.Errorf("the default is %s", text)
	}
	// An older session, before there were palettes.
	if err := json.Unmarshal([]byte(`{"fontSize":9,"sheet":"dark","transparent":true,"x":{"min":null}}`), &got); err != nil || got.FontSize != 9 || got.Sheet != render.Dark {
		t.Errorf("%+v: %v", got, err)
	}
	if _, given := got.X.Min.Number(); given {
		t.Error("null is a number")
	}
}

// Wherever the legend stands, each series is named once in it; None leaves all
// names out.
func TestLegendPlaces(t *testing.T) {
	for kind, fig := range everyKind() {
		for _, place := range render.Legends() {
			count := map[string]int{}
			for _, text := range written(t, fig, render.Style{Legend: place.Value}) {
				count[text]++
			}
			for _, s := range fig.Panels[0].Series {
				if s.Role != figure.Data || s.Name == "" || fig.Panels[0].Order != nil || count[s.Name] == 1 {
					continue
				}
				each := fig.Arrange == figure.Multiples && place.Value == render.LegendEnds
				if place.Value != render.LegendNone && !each || place.Value == render.LegendNone && count[s.Name] > 0 {
					t.Errorf("%s, %s: %q is there %d times", kind, place.Name, s.Name, count[s.Name])
				}
			}
		}
	}
}

// Not the place of a legend, nor the axes, nor letters change a single matrix.
func TestMatrixIsLeftAlone(t *testing.T) {
	fig := figure.Layers(matrixResult(layerNames(), layerNames()), figure.LayersOptions{})
	out := render.Output{Format: render.SVG}
	want := string(write(t, fig, render.Style{}, out))
	ends := render.AxisStyle{Min: render.Give(0.4), Max: render.Give(0.5), Scale: render.ScaleLog, Decimals: render.Give(3)}
	for _, place := range render.Legends() {
		style := render.Style{Legend: place.Value, Palette: render.Grey, X: ends, Y: ends, Letters: true}
		if string(write(t, fig, style, out)) != want {
			t.Errorf("%s draws another matrix", place.Name)
		}
	}
	texts := written(t, fig, render.Style{Values: ends})
	if !slices.Contains(texts, "≤ 0.400") || !slices.Contains(texts, "≥ 0.500") || slices.Contains(texts, "1.0") {
		t.Errorf("the colour bar has %q", texts)
	}
}

func TestTitleAndLetters(t *testing.T) {
	for kind, fig := range everyKind() {
		texts := written(t, fig, render.Style{Title: true, Letters: true})
		if !strings.Contains(squeezed(strings.Join(texts, "")), squeezed(fig.Title)) {
			t.Errorf("%s: the title %q is not among %q", kind, fig.Title, texts)
		}
		for i := range 3 {
			letter := string(rune('a' + i))
			if want := len(fig.Panels) > 1 && i < len(fig.Panels); slices.Contains(texts, letter) != want {
				t.Errorf("%s, with %d panels: letter %s is there: %v", kind, len(fig.Panels), letter, !want)
			}
		}
		for _, text := range written(t, fig, render.Style{}) {
			if text == fig.Title || text == "b" && len(fig.Panels) > 1 {
				t.Errorf("%s has %q though nobody asked", kind, text)
			}
		}
	}
}

// What lies beyond the ends of an axis is neither drawn nor in the table.
func TestAxisEnds(t *testing.T) {
	fig := figure.Convergence(convergenceResult(1, 3, 10), figure.ConvergenceOptions{Steps: figure.StepsLog})
	style := render.Style{
		X: render.AxisStyle{Min: render.Give(100.0), Max: render.Give(1000.0)},
		Y: render.AxisStyle{Min: render.Give(0.5), Max: render.Give(0.65), Decimals: render.Give(3)},
	}
	texts := written(t, fig, style)
	for text, want := range map[string]bool{"0.500": true, "0.650": true, "0": false, "10": false, "null level": false} {
		if slices.Contains(texts, text) != want {
			t.Errorf("%q is there: %v, among %q", text, !want, texts)
		}
	}
	size := render.Size{WidthMM: 100, HeightMM: 80}
	d, err := render.Image(fig, style, render.ImageOptions{PixelsWide: 1000, PixelsHigh: 800, DPI: 254})
	if err != nil {
		t.Fatal(err)
	}
	var first figure.Point
	for _, pt := range fig.Panels[0].Series[0].Points {
		if pt.X < 100 {
			first = pt
		}
	}
	for x := 0.0; x < 1000; x += 4 {
		for y := 0.0; y < 800; y += 4 {
			if hit, ok := d.Hit(x, y); ok && hit.Tip == first.Tip {
				t.Fatalf("%q can be hovered, outside of the axes", hit.Tip)
			}
		}
	}
	table := string(write(t, fig, style, render.Output{Format: render.CSV, Size: size}))
	all := string(write(t, fig, render.Style{}, render.Output{Format: render.CSV, Size: size}))
	if n, m := strings.Count(table, "\n"), strings.Count(all, "\n"); n < 4 || n > m/2 {
		t.Errorf("%d lines of %d in the table:\n%s", n, m, table)
	}
	for line := range strings.Lines(table) {
		if strings.Contains(line, ",10,") || strings.Contains(line, ",0,") {
			t.Errorf("the table has %q", line)
		}
	}
}

// Ends that would leave nothing are no ends.
func TestImpossibleEndsAreLeftOut(t *testing.T) {
	fig := figure.Groups(groupsResult(), figure.GroupsOptions{})
	want := written(t, fig, render.Style{})
	for _, a := range []render.AxisStyle{
		{Min: render.Give(2.0)},
		{Max: render.Give(-1.0)},
		{Min: render.Give(0.5), Max: render.Give(0.5)},
		{Min: render.Give(math.Inf(-1))},
		{Max: render.Give(math.NaN())},
	} {
		if got := written(t, fig, render.Style{Y: a}); !slices.Equal(got, want) {
			t.Errorf("%+v: %q, want %q", a, got, want)
		}
	}
}

func TestLogarithmicAxes(t *testing.T) {
	fig := figure.Groups(groupsResult(), figure.GroupsOptions{})
	texts := written(t, fig, render.Style{Y: render.AxisStyle{Scale: render.ScaleLog}})
	if !slices.Contains(texts, "0.1") || slices.Contains(texts, "0.0") {
		t.Errorf("the axis has %q", texts)
	}
	// Bars stand on zero, which a logarithmic axis does not have.
	bars := figure.Uncertainty(uncertaintyResult(), figure.UncertaintyOptions{})
	log := render.AxisStyle{Scale: render.ScaleLog}
	if got, want := written(t, bars, render.Style{X: log, Y: log}), written(t, bars, render.Style{}); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// A bar whose ends a person moved says where values lie beyond them.
func TestBarSaysThatValuesLieBeyond(t *testing.T) {
	fig := everyKind()["layer-matrix"]
	beyond := func(v render.AxisStyle) string {
		var signs []string
		for _, s := range written(t, fig, render.Style{Values: v}) {
			if strings.ContainsAny(s, "≤≥") {
				signs = append(signs, s)
			}
		}
		slices.Sort(signs)
		return strings.Join(signs, ", ")
	}
	for want, v := range map[string]render.AxisStyle{
		"":               {Min: render.Give(0.0), Max: render.Give(1.0)},
		"≤ 0.5":          {Min: render.Give(0.5), Max: render.Give(1.0)},
		"≤ 0.50, ≥ 0.60": {Min: render.Give(0.5), Max: render.Give(0.6)},
	} {
		if got := beyond(v); got != want {
			t.Errorf("%+v: %q, want %q", v, got, want)
		}
	}
}
