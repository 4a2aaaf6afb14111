package plotters_test

import (
	"slices"
	"testing"

	"github.com/semblance-app/semblance/plotting/plotters"
	"gonum.org/v1/plot/font/liberation"
	"gonum.org/v1/plot/text"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/recorder"
)

func TestTextRuns(t *testing.T) {
	level, raised := func(s string) plotters.Run { return plotters.Run{Text: s} }, func(s string) plotters.Run { return plotters.Run{Text: s, Raised: true} }
	for s, want := range map[string][]plotters.Run{
		"0.5":                                {level("0.5")},
		"10" + plotters.Raise("-5"):          {level("10"), raised("−5")},
		"2×10¹² s⁻¹":                         {level("2×10"), raised("12"), level(" s"), raised("−1")},
		"σ²":                                 {level("σ"), raised("2")},
		plotters.Raise("+03") + "1234567890": {raised("+03"), level("1234567890")},
	} {
		if got := plotters.TextRuns(s); !slices.Equal(got, want) {
			t.Errorf("%q is %v, want %v", s, got, want)
		}
	}
}

// An exponent is written smaller and higher than what it raises, and right behind
// it; the whole is as wide as Width says.
func TestWriteRaises(t *testing.T) {
	sty := text.Style{
		Font:    font.Font{Typeface: "Liberation", Variant: "Sans", Size: 10},
		Handler: text.Plain{Fonts: font.NewCache(liberation.Collection())},
	}
	var c recorder.Canvas
	plotters.Write(&c, sty, vg.Point{X: 3, Y: 4}, "10⁻⁵")
	var written []*recorder.FillString
	for _, a := range c.Actions {
		if f, ok := a.(*recorder.FillString); ok {
			written = append(written, f)
		}
	}
	if len(written) != 2 || written[0].String != "10" || written[1].String != "−5" {
		t.Fatalf("wrote %v", written)
	}
	base, exponent := written[0], written[1]
	if up := exponent.Point.Y - base.Point.Y - plotters.RaisedBy*10; exponent.Font.Size != plotters.RaisedSize*10 || max(up, -up) > 1e-9 {
		t.Errorf("the exponent has size %v at %v", exponent.Font.Size, exponent.Point)
	}
	own := sty
	own.Font.Size = plotters.RaisedSize * 10
	if end := exponent.Point.X + own.Width("−5") - base.Point.X; end != plotters.Width(sty, "10⁻⁵") {
		t.Errorf("the text is %v wide, Width says %v", end, plotters.Width(sty, "10⁻⁵"))
	}
}
