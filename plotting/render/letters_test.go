package render

import (
	"slices"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/plotting/figure"
)

func TestLetters(t *testing.T) {
	for _, c := range []struct {
		names   []string
		missing string // "" for no warning
	}{
		{[]string{"resnet-18", "Ünï cödé étude", "сеть", "δίκτυο", "a · b → c × d"}, ""},
		{[]string{"网络-1", "网络-2"}, "(络网)"},
		{[]string{"一二三四五六七八九十"}, "…"},
	} {
		got := Letters(slices.Values(c.names))
		if len(got) != min(1, len(c.missing)) || len(got) == 1 && !strings.Contains(got[0].Message, c.missing) {
			t.Errorf("%q: %v", c.names, got)
		}
	}
}

// What is drawn counts, in the legend too, and only where the format cannot show it.
func TestLettersOfAFigure(t *testing.T) {
	fig := figure.Figure{Panels: []figure.Panel{{
		X: figure.Axis{Label: "layer", Categories: []string{"conv1", "conv2"}},
		Series: []figure.Series{
			{Name: "网络", Points: []figure.Point{{X: 0, Y: 0.4}, {X: 1, Y: 0.6}}},
			{Name: "plain", Colour: figure.Colour{Category: 1}, Points: []figure.Point{{X: 0, Y: 0.2}, {X: 1, Y: 0.3}}},
		},
	}}}
	out := Export{WidthMM: 89}.Output(fig, Style{})
	for format, want := range map[Format]int{PNG: 1, PDF: 1, EPS: 1, TeX: 1, SVG: 0, CSV: 0} {
		out.Format = format
		if got := LettersOf(fig, Style{}, out); len(got) != want || want > 0 && !strings.Contains(got[0].Message, "(络网)") {
			t.Errorf("%s: %v", format, got)
		}
	}
	fig.Panels[0].Series[0].Name = "réseau"
	out.Format = PNG
	if got := LettersOf(fig, Style{}, out); got != nil {
		t.Errorf("of letters that are there it says %v", got)
	}
}
