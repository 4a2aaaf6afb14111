package render_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/render"
)

// treeFigure is a tree of four leaves that stand as 2, 0, 3, 1, cut in two,
// over a matrix with two strips.
func treeFigure() figure.Figure {
	m := &figure.Matrix{Rows: []string{"c", "a", "d", "b"}, Cols: []string{"c", "a", "d", "b"}, Range: figure.Unit(), Label: "distance", Down: true}
	for i := range 16 {
		m.Values = append(m.Values, float64(i)/16)
		m.Tips = append(m.Tips, fmt.Sprintf("row %d, column %d", i/4, i%4))
	}
	return figure.Figure{Kind: figure.KindClusters, Panels: []figure.Panel{{
		X: figure.Axis{Label: "network"}, Y: figure.Axis{Label: "network"}, Matrix: m,
		Tree: &figure.Tree{
			Axis:     figure.Axis{Label: "height"},
			Merges:   []figure.Merge{{Left: 0, Right: 2, Height: 0.2}, {Left: 1, Right: 3, Height: 0.4}, {Left: 4, Right: 5, Height: 0.9}},
			Columns:  []int{1, 3, 0, 2},
			Clusters: []int{0, 1, 0, 1},
			Cut:      0.6,
			Tips:     []string{"merge 0", "merge 1", "merge 2"},
		},
		Strips: []figure.Strip{
			{Label: "cluster", Names: []string{"1", "2"}, Category: []int{0, 0, 1, 1}, Clusters: []int{0, 1}, Tips: []string{"c", "a", "d", "b"}},
			{Label: "width", Values: []float64{64, 128, 256, 512}},
		},
	}}}
}

func TestHitFindsBranchesStripsAndCells(t *testing.T) {
	fig := treeFigure()
	d := draw(t, fig, render.ImageOptions{PixelsWide: 600, PixelsHigh: 700})
	branches, leaves, cells := map[int]bool{}, map[[2]int]bool{}, map[[2]int]bool{}
	var top, bottom float64 // middles of the first and last row
	for x := 0.5; x < 600; x += 4 {
		for y := 0.5; y < 700; y += 2 {
			h, ok := d.Hit(x, y)
			switch {
			case !ok:
			case h.IsCell():
				cells[[2]int{h.Row, h.Col}] = true
				if want := fmt.Sprintf("row %d, column %d", h.Row, h.Col); h.Tip != want {
					t.Fatalf("tip %q at %s", h.Tip, want)
				}
				if _, cy := h.Mark.Center(); h.Row == 0 {
					top = cy
				} else if h.Row == 3 {
					bottom = cy
				}
			case h.Branch != figure.None:
				branches[h.Branch] = true
				if h.Tip != fmt.Sprintf("merge %d", h.Branch) {
					t.Fatalf("hit %+v", h)
				}
			case h.Leaf != figure.None && h.Strip == figure.None:
				if h.Tip != fig.Panels[0].Matrix.Cols[h.Leaf] {
					t.Fatalf("hit %+v", h)
				}
			case h.Strip != figure.None:
				leaves[[2]int{h.Strip, h.Leaf}] = true
			default:
				t.Fatalf("hit %+v", h)
			}
		}
	}
	if len(branches) != 3 || len(leaves) != 8 || len(cells) != 16 {
		t.Errorf("found branches %v, %d leaves and %d cells", branches, len(leaves), len(cells))
	}
	if top >= bottom {
		t.Errorf("row 0 is at %g, below the last at %g", top, bottom)
	}
	tree := fig.Panels[0].Tree
	for k, want := range [][]int{{2, 0}, {3, 1}, {2, 0, 3, 1}} {
		if got := tree.Leaves(k); !slices.Equal(got, want) {
			t.Errorf("below merge %d are %v, want %v", k, got, want)
		}
	}
}

// A branch stands for all that is below it, and for the names of its networks.
func TestBranchesSpanWhatIsBelow(t *testing.T) {
	d := draw(t, treeFigure(), render.ImageOptions{PixelsWide: 600, PixelsHigh: 700})
	cells, spans := map[int]figure.Box{}, map[string][]figure.Box{}
	for x := 0.5; x < 600; x += 2 {
		for y := 0.5; y < 700; y += 2 {
			switch h, ok := d.Hit(x, y); {
			case ok && h.IsCell() && h.Row == h.Col:
				cells[h.Col] = h.Mark
			case ok && h.Strip == figure.None && (h.Branch != figure.None || h.Leaf != figure.None):
				spans[h.Tip] = h.Below
			}
		}
	}
	for tip, columns := range map[string][2]int{"merge 0": {0, 1}, "merge 1": {2, 3}, "merge 2": {0, 3}, "d": {2, 2}} {
		boxes, first, last := spans[tip], cells[columns[0]], cells[columns[1]]
		if len(boxes) != 2 {
			t.Errorf("%s spans %v", tip, boxes)
			continue
		}
		tree, rows := boxes[0], boxes[1]
		near := func(a, b float64) bool { return math.Abs(a-b) < 1 }
		if !near(tree.X, first.X) || !near(tree.X+tree.Width, last.X+last.Width) || tree.Y+tree.Height > cells[0].Y {
			t.Errorf("%s spans %v over columns from %v to %v", tip, tree, first, last)
		}
		if !near(rows.Y, first.Y) || !near(rows.Y+rows.Height, last.Y+last.Height) || !near(rows.X+rows.Width, cells[0].X) {
			t.Errorf("the names of %s are at %v, rows from %v to %v", tip, rows, first, last)
		}
	}
}

// Where nothing is cut a file shows no cut, and the window a line at the top of the
// tree that can be dragged, and no other.
func TestUncutTree(t *testing.T) {
	fig := treeFigure()
	fig.Panels[0].Tree.Uncut = true
	grips := 0
	d := draw(t, fig, render.ImageOptions{PixelsWide: 600, PixelsHigh: 700})
	for y := 0.5; y < 700; y++ {
		if !d.OnCut(300, y) {
			continue
		}
		grips++
		if height, ok := d.TreeHeight(300, y); !ok || height < 0.85 {
			t.Errorf("the line can be dragged at height %g", height)
		}
	}
	if grips == 0 {
		t.Error("nothing to drag a cut from")
	}
	text := func(uncut bool) string {
		fig.Panels[0].Tree.Uncut = uncut
		return string(write(t, fig, render.Style{}, render.Output{Format: render.SVG, Size: render.Size{WidthMM: 89, HeightMM: 90}}))
	}
	if cut := ">cut<"; !strings.Contains(text(false), cut) || strings.Contains(text(true), cut) || strings.Contains(text(true), "drag") {
		t.Error("a file names a cut that is none, or does not name one")
	}
}

func TestHitFindsDots(t *testing.T) {
	fig := figure.Figure{Panels: []figure.Panel{{
		X: figure.Axis{Label: "accuracy"}, Y: figure.Axis{Label: "distance"}, Text: "r = −0.96",
		Series: []figure.Series{{Form: figure.Dots, Points: []figure.Point{
			{X: 0.1, Y: 0.9, Tip: "first"}, {X: 0.5, Y: 0.4, Tip: "second"}, {X: 0.9, Y: 0.1, Tip: "third"},
		}}},
	}}}
	d := draw(t, fig, render.ImageOptions{PixelsWide: 500, PixelsHigh: 400})
	tips := map[string]int{}
	for x := 0.5; x < 500; x += 3 {
		for y := 0.5; y < 400; y += 3 {
			if h, ok := d.Hit(x, y); ok {
				tips[h.Tip] = h.Point
			}
		}
	}
	if len(tips) != 3 || tips["first"] != 0 || tips["third"] != 2 {
		t.Errorf("found %v", tips)
	}
}
