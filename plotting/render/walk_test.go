package render_test

import (
	"fmt"
	"testing"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/render"
)

// name tells marks apart.
func name(h figure.Hit) string {
	return fmt.Sprint(h.Panel, h.Series, h.Point, h.Row, h.Col, h.Strip, h.Leaf, h.Branch, h.Label)
}

// reached are the marks that arrows lead to.
func reached(t *testing.T, d *render.Drawing) map[string]figure.Hit {
	t.Helper()
	all := map[string]figure.Hit{}
	first, ok := d.Next(nil, 1, 0)
	if !ok {
		t.Fatal("there is no first mark")
	}
	for rest := []figure.Hit{first}; len(rest) > 0; rest = rest[1:] {
		from := rest[0]
		if _, ok := all[name(from)]; ok {
			continue
		}
		all[name(from)] = from
		x, y := from.Mark.Center()
		for _, way := range [][2]int{{1, 0}, {-1, 0}, {0, 1}, {0, -1}} {
			to, ok := d.Next(&from, way[0], way[1])
			if !ok {
				continue
			}
			nx, ny := to.Mark.Center()
			if (nx-x)*float64(way[0])+(ny-y)*float64(way[1]) <= 0 {
				t.Errorf("%v from %+v is %+v", way, from, to)
			}
			rest = append(rest, to)
		}
	}
	return all
}

func TestArrowsReachEveryMark(t *testing.T) {
	size := render.ImageOptions{PixelsWide: 700, PixelsHigh: 600}
	for what, c := range map[string]struct {
		fig  figure.Figure
		many int
	}{
		"points": {layersFigure(), len(layerNames())},
		"cells":  {matrixFigure(), len(matrixFigure().Panels[0].Matrix.Values)},
		"tree":   {treeFigure(), 3 + 4 + 16}, // a strip without read-outs is passed over
		// Branches, cells, cells of strips; labels of rows, and four and three entries.
		"clusters": {figure.Clusters(clustersResult(12), figure.ClustersOptions{}), 11 + 144 + 3*12 + 12 + 4 + 3},
		"groups":   {figure.Groups(members(groupsResult()), figure.GroupsOptions{}), 3*7 + 2},
		"a rule":   {figure.Uncertainty(chanceResult(), figure.UncertaintyOptions{}), 2},
	} {
		d := draw(t, c.fig, size)
		for key, h := range reached(t, d) {
			if h.Tip == "" {
				t.Errorf("%s: %s says nothing", what, key)
			}
		}
		if got := len(reached(t, d)); got < c.many {
			t.Errorf("%s: %d marks are reached, want %d", what, got, c.many)
		}
	}
}

// TestArrowsFollowACurve goes along one of two curves that cross.
func TestArrowsFollowACurve(t *testing.T) {
	fig := figure.Figure{Panels: []figure.Panel{{Series: []figure.Series{
		{Name: "up", Points: []figure.Point{{X: 0, Y: 0, Tip: "a"}, {X: 1, Y: 0.5, Tip: "b"}, {X: 2, Y: 1, Tip: "c"}}},
		{Name: "down", Points: []figure.Point{{X: 0, Y: 1, Tip: "d"}, {X: 1, Y: 0.45, Tip: "e"}, {X: 2, Y: 0, Tip: "f"}}},
	}}}}
	d := draw(t, fig, render.ImageOptions{PixelsWide: 500, PixelsHigh: 400})
	at, ok := d.Next(nil, 1, 0)
	read := ""
	for ok {
		read += at.Tip
		from := at
		at, ok = d.Next(&from, 1, 0)
	}
	if read != "abc" {
		t.Errorf("read %s", read)
	}
}
