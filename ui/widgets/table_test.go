package widgets

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"github.com/semblance-app/semblance/ui/uitest"
)

// wideTable has a fixed column of names and eight more.
func wideTable(edited func(row, column int, text string)) *Table {
	list := []TableColumn{{Title: "name", Longest: []string{"net-99"}}}
	for j := range 8 {
		list = append(list, TableColumn{Title: fmt.Sprint("column ", j+1), Right: j%2 == 0, Editable: true, Longest: []string{"99.9"}})
	}
	return NewTable(TableOptions{
		Columns: list, Fixed: 1,
		Rows: func() int { return 100 },
		Cell: func(i, j int) string {
			if j == 0 {
				return fmt.Sprint("net-", i)
			}
			return fmt.Sprintf("%d.%d", i, j)
		},
		Selected: func(int, Extent) {}, Sorted: func(int) {}, Edited: edited,
	})
}

// left is how far from the left of a table a text is.
func left(t *testing.T, tb *Table, text string) float32 {
	t.Helper()
	found := uitest.Find(fyne.CanvasObject(tb), func(c *canvas.Text) bool { return c.Text == text })
	if found == nil {
		t.Fatalf("there is no %q", text)
	}
	where := fyne.CurrentApp().Driver().AbsolutePositionForObject
	return where(found).X - where(tb).X
}

func TestFixedColumnsStay(t *testing.T) {
	tb := wideTable(func(int, int, string) {})
	w := onScreen(t, container.NewStack(tb), fyne.NewSize(400, 300))
	name, title, first := left(t, tb, "net-2"), left(t, tb, "name"), left(t, tb, "2.1")
	test.Scroll(w.Canvas(), fyne.NewPos(60, 120), -70, 0) // over a name
	if left(t, tb, "net-2") != name || left(t, tb, "name") != title {
		t.Error("the names moved")
	}
	if got := left(t, tb, "2.1"); got != first-70 {
		t.Errorf("the column beside moved by %v", got-first)
	}
	if moved := left(t, tb, "column 1"); moved != left(t, tb, "2.1")-(measure("column 1", fyne.TextStyle{Bold: true})-measure("2.1", fyne.TextStyle{})) {
		t.Errorf("its title is at %v", moved)
	}
	test.Scroll(w.Canvas(), fyne.NewPos(200, 10), -9999, 0) // over the titles
	if end := left(t, tb, "2.8") + measure("2.8", fyne.TextStyle{}); end > 400 {
		t.Errorf("the last column ends at %v", end)
	}
	test.Scroll(w.Canvas(), fyne.NewPos(200, 120), 0, -900)
	if left(t, tb, "net-30") != name {
		t.Error("a row that came is not aligned")
	}
	w.Resize(fyne.NewSize(2000, 300))
	if first := left(t, tb, "column 1"); first < tb.columns.edge() || tb.sideways.Offset.X != 0 {
		t.Errorf("in a wide place the first column is at %v", first)
	}
}

// TestCellOutOfSight types into a cell that is scrolled to, and sees whose it is.
func TestCellOutOfSight(t *testing.T) {
	var typed []string
	tb := wideTable(func(i, j int, s string) { typed = append(typed, fmt.Sprint(i, " ", j, " ", s)) })
	w := onScreen(t, container.NewStack(tb), fyne.NewSize(400, 300))
	tb.o.Focus = w.Canvas().Focus
	for _, column := range []int{8, 1} {
		tb.Edit(3, column)
		entry := tb.editing.entry
		where := fyne.CurrentApp().Driver().AbsolutePositionForObject
		if from := where(entry).X; from < tb.columns.edge() || from+entry.Size().Width > 400 {
			t.Errorf("column %d is typed into from %v to %v", column, from, from+entry.Size().Width)
		}
		if name := left(t, tb, "net-3"); name < 0 {
			t.Error("the name is out of sight")
		}
		test.Type(w.Canvas().Focused(), "x")
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	}
	if want := []string{"3 8 x", "3 1 x"}; !slices.Equal(typed, want) {
		t.Errorf("typed %q", typed)
	}
	w.Canvas().Focus(tb.list)
	tb.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if tb.sideways.Offset.X == 0 {
		t.Error("no key scrolls sideways")
	}
	cell := uitest.All[*cells](tb)[2]
	test.TapAt(cell, fyne.NewPos(tb.columns.edge()+4, 4))
	if at := tb.columns.at(tb.columns.edge()+4, tb.sideways.Offset.X); at < 1 || tb.tap.column != at {
		t.Errorf("the tap is on column %d", tb.tap.column)
	}
	if tb.columns.at(40, tb.sideways.Offset.X) != 0 {
		t.Error("the names are not where they are seen")
	}
}

func TestColumnsUseTheRoom(t *testing.T) {
	uitest.NewApp(t)
	long := strings.Repeat("resnet ", 60)
	var c columns
	c.set([]TableColumn{{Title: "name", Longest: []string{long}}, {Title: "size", Longest: []string{"1", "22222"}}, {Title: "new", Editable: true}}, 1)
	c.fit(300)
	if c.edge() > 150 || c.wide[2] < typeable {
		t.Errorf("in 300 the names take %v, a new column %v", c.edge(), c.wide[2])
	}
	if c.fit(300) {
		t.Error("nothing has changed")
	}
	c.fit(600)
	if w := c.width(); w < 599 || w > 601 {
		t.Errorf("600 are not used: %v", w)
	}
	c.fit(5000)
	if c.wide[0] < measure(long, fyne.TextStyle{}) || c.gap != mostGap {
		t.Errorf("in 5000 a name is cut at %v; gaps are %v", c.wide[0], c.gap)
	}
	whole := c.need[0] + c.need[1] + c.need[2] + tableIndent
	c.fit(whole + 3*(leastGap+1))
	if w := c.width(); w > whole+3*(leastGap+1)+0.5 || c.wide[0] < 500 {
		t.Errorf("columns of %v do not stand closer in %v", w, whole+3*(leastGap+1))
	}
}

// A line that is too long keeps both of its ends, and the tooltip has all of it.
func TestShortened(t *testing.T) {
	path := "/home/somebody/studies/of many networks/cnn-digits"
	s := NewShortened(path, "")
	onScreen(t, container.NewStack(s), fyne.NewSize(160, 30))
	got := uitest.Text(s)
	if !strings.HasPrefix(got, "/home") || !strings.HasSuffix(got, "digits") || !strings.Contains(got, "…") || measure(got, fyne.TextStyle{}) > 160.5 {
		t.Errorf("it reads %q", got)
	}
	if s.ToolTip() != path {
		t.Errorf("the tooltip is %q", s.ToolTip())
	}
	s.Resize(fyne.NewSize(800, 30))
	if uitest.Text(s) != path || s.ToolTip() != "" {
		t.Errorf("with room it reads %q, and the tooltip %q", uitest.Text(s), s.ToolTip())
	}
}
