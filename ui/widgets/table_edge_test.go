package widgets

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"github.com/semblance-app/semblance/core/names"
	"github.com/semblance-app/semblance/ui/uitest"
)

// namesTable has long names in a fixed column, and their numbers beside them.
func namesTable(sorted func(int)) *Table {
	all := longNames()
	return NewTable(TableOptions{
		Columns: []TableColumn{
			{Title: "name", Longest: all[:1], Shared: names.SharedBy(slices.Values(all))},
			{Title: "number", Longest: []string{"000"}},
			{Title: "again", Longest: []string{"000"}},
		},
		Fixed: 1,
		Rows:  func() int { return len(all) },
		Cell: func(i, j int) string {
			if j == 0 {
				return all[i]
			}
			return all[i][len(all[i])-3:]
		},
		Selected: func(int, Extent) {}, Sorted: sorted,
	})
}

// drag moves an edge by so much, in steps.
func drag(e *columnEdge, by float32) {
	where := fyne.CurrentApp().Driver().AbsolutePositionForObject
	const steps = 4
	at := where(e).X + edgeWide/2
	for range steps {
		at += by / steps
		d := &fyne.DragEvent{Dragged: fyne.NewDelta(by/steps, 0)}
		d.AbsolutePosition = fyne.NewPos(at, 10)
		e.Dragged(d)
	}
	e.DragEnd()
}

func TestColumnsAreDragged(t *testing.T) {
	tb := namesTable(func(int) { t.Error("a drag sorts") })
	w := onScreen(t, container.NewStack(tb), fyne.NewSize(400, 300))
	edges := uitest.All[*columnEdge](tb)
	if len(edges) != 3 || edges[0].Cursor() != desktop.HResizeCursor {
		t.Fatalf("%d edges", len(edges))
	}
	slices.SortFunc(edges, func(a, b *columnEdge) int { return a.column - b.column })
	where := fyne.CurrentApp().Driver().AbsolutePositionForObject
	for j := range edges {
		before, at := slices.Clone(tb.columns.wide), where(edges[j]).X
		drag(edges[j], 20)
		for k, was := range before {
			if k == j {
				was += 20
			}
			if got := tb.columns.wide[k]; got != was {
				t.Errorf("with column %d, %d became %v of %v wide", j, k, got, before[k])
			}
		}
		if got := where(edges[j]).X; got != at+20 {
			t.Errorf("edge %d went by %v", j, got-at)
		}
		test.TapAt(tb.head, fyne.NewPos(0, 0))
	}
	drag(edges[0], -900)
	drag(edges[1], -900)
	if tb.columns.wide[0] != leastOwn || tb.columns.wide[1] != leastOwn {
		t.Errorf("columns are left %v", tb.columns.wide)
	}
	drag(edges[0], 900)
	if tb.columns.edge() > 400-leastMoved {
		t.Errorf("the fixed column leaves %v of 400", 400-tb.columns.edge())
	}
	given := slices.Clone(tb.columns.wide)
	w.Resize(fyne.NewSize(1000, 300))
	tb.SetColumns(append(slices.Clone(tb.columns.list), TableColumn{Title: "new"}))
	if !slices.Equal(tb.columns.wide[1:3], given[1:3]) || tb.columns.wide[3] <= leastOwn {
		t.Errorf("in another place the widths are %v, and were %v", tb.columns.wide, given)
	}
	edges[0].DoubleTapped(&fyne.PointEvent{})
	if tb.columns.wide[0] != tb.columns.need[0] {
		t.Errorf("a column that needs %v has %v", tb.columns.need[0], tb.columns.wide[0])
	}
	anew := namesTable(nil)
	anew.KeepWidths(tb)
	if !slices.Equal(anew.columns.wide[1:], tb.columns.wide[1:3]) {
		t.Errorf("another table has %v", anew.columns.wide)
	}
}

// The keys move the edge of the column whose title has the focus.
func TestColumnEdgesAreMovedByKeys(t *testing.T) {
	tb := namesTable(nil)
	onScreen(t, container.NewStack(tb), fyne.NewSize(400, 300))
	titles := uitest.All[*tapArea](tb.head)
	if len(titles) != 3 {
		t.Fatalf("%d titles", len(titles))
	}
	press := func(column int, key fyne.KeyName, held fyne.KeyModifier) {
		titles[column].TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: held})
	}
	for j := range titles {
		before := slices.Clone(tb.columns.wide)
		press(j, fyne.KeyRight, fyne.KeyModifierAlt)
		press(j, fyne.KeyRight, fyne.KeyModifierAlt)
		wider := tb.columns.wide[j]
		press(j, fyne.KeyLeft, fyne.KeyModifierAlt)
		if got := tb.columns.wide[j]; wider <= got || got <= before[j] {
			t.Errorf("column %d of %v became %v and then %v wide", j, before[j], wider, got)
		}
		press(j, fyne.KeyLeft, fyne.KeyModifierControl)
		press(j, fyne.KeyUp, fyne.KeyModifierAlt)
		press(j, fyne.KeyLeft, fyne.KeyModifierAlt)
		if !slices.Equal(tb.columns.wide, before) {
			t.Errorf("there and back the widths %v became %v", before, tb.columns.wide)
		}
	}
	press(1, fyne.KeyReturn, fyne.KeyModifierAlt)
	if tb.columns.wide[1] != tb.columns.need[1] {
		t.Errorf("a column that needs %v has %v", tb.columns.need[1], tb.columns.wide[1])
	}
	for range 99 {
		press(1, fyne.KeyLeft, fyne.KeyModifierAlt)
	}
	if tb.columns.wide[1] != leastOwn {
		t.Errorf("it can be made %v narrow", tb.columns.wide[1])
	}
}

// TestCutCellsAreWholeInTheirTooltip moves the pointer over the cells of a row.
func TestCutCellsAreWholeInTheirTooltip(t *testing.T) {
	tb := namesTable(nil)
	onScreen(t, container.NewStack(tb), fyne.NewSize(400, 300))
	left(t, tb, tb.columns.list[0].Shared.Cut(longNames()[2], func(s string) bool {
		return measure(s, fyne.TextStyle{}) <= tb.columns.wide[0]
	}))
	row := uitest.Find(tb.list, func(c *cells) bool { return c.row == 2 })
	move := func(x float32) {
		e := &desktop.MouseEvent{}
		e.Position = fyne.NewPos(x, 5)
		row.MouseMoved(e)
	}
	move(60)
	if tip := row.ToolTip(); tip != longNames()[2] {
		t.Errorf("the tooltip of a cut name is %q", tip)
	}
	move(tb.columns.edge() + 20)
	if tip := row.ToolTip(); tip != "" {
		t.Errorf("the tooltip of a whole number is %q", tip)
	}
	move(60)
	row.setRow(3)
	if tip := row.ToolTip(); tip != "" || row.over >= 0 {
		t.Errorf("the tooltip of another row is still %q", tip)
	}
	row.MouseOut()
}
