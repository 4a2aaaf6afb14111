package figure_test

import (
	"slices"
	"testing"

	"github.com/semblance-app/semblance/plotting/figure"
)

// What figures cannot share is said of each, and what they can is not.
func TestUnshared(t *testing.T) {
	curve := func(y, series string, scale figure.Scale) figure.Figure {
		return figure.Figure{Panels: []figure.Panel{{
			X: figure.Axis{Label: "step", Scale: scale}, Y: figure.Axis{Label: y},
			Series: []figure.Series{{Name: series, Role: figure.Data, Points: []figure.Point{{X: 1, Y: 0.5}, {X: 2, Y: 0.75}}}},
		}}}
	}
	a, b, c := curve("distance", "one", figure.Linear), curve("distance", "one", figure.Linear), curve("loss", "two", figure.Log)
	all := figure.Shared{X: true, Y: true, Legend: true}
	if got := all.Unshared([]figure.Figure{a, b}); got != nil {
		t.Errorf("alike: %q", got)
	}
	want := []string{
		"not all panels share their x axis: c alone has step, logarithmic",
		"not all panels share their y axis: c alone has loss",
		"the panels do not share one legend: their series are not the same",
	}
	if got := all.Unshared([]figure.Figure{a, b, c}); !slices.Equal(got, want) {
		t.Errorf("unlike: %q, want %q", got, want)
	}
	if got := (figure.Shared{}).Unshared([]figure.Figure{a, c}); got != nil {
		t.Errorf("not asked: %q", got)
	}
	if e := figure.InGrid([]figure.Figure{a, c}, figure.GridOptions{}).Extent(); e.Y != (figure.Range{Min: 0.5, Max: 0.75}) || !e.Values.IsZero() {
		t.Errorf("the extent is %+v", e)
	}
}
