package render_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/render"
)

// dotsFigure has n dots of one network each.
func dotsFigure(n int) figure.Figure {
	s := figure.Series{Form: figure.Dots}
	for i := range n {
		name := fmt.Sprintf("network-%d-of-all", i)
		s.Points = append(s.Points, figure.Point{X: float64(i), Y: float64(i * 7 % n), Name: name, Pair: figure.None, Networks: []string{name}, Tip: name})
	}
	return figure.Figure{Panels: []figure.Panel{{X: figure.Axis{Label: "x"}, Y: figure.Axis{Label: "y"}, Series: []figure.Series{s}}}}
}

// Few dots have their names, many only where somebody wants them; one names its network
// to the pointer.
func TestNamesBesideDots(t *testing.T) {
	for _, c := range []struct {
		dots        int
		labels      render.Labels
		least, most int
	}{
		{6, render.LabelsAuto, 6, 6},
		{6, render.LabelsNames, 6, 6},
		{6, render.LabelsNone, 0, 0},
		{60, render.LabelsAuto, 0, 0},
		{60, render.LabelsNames, 2, 60},
	} {
		text := string(write(t, dotsFigure(c.dots), render.Style{Labels: c.labels}, render.Output{Format: render.SVG}))
		if n := strings.Count(text, ">network-"); n < c.least || n > c.most {
			t.Errorf("%d of %d dots are named by %q", n, c.dots, c.labels)
		}
	}
	found := named(t, dotsFigure(6), render.Style{}, 600, 400)
	if got := found["network-3-of-all"]; len(found) != 6 || len(got) != 1 || got[0] != "network-3-of-all" {
		t.Errorf("the names stand for %v", found)
	}
}
