package widgets

import (
	"fmt"
	"image/color"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"github.com/semblance-app/semblance/core/names"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/render"
	"github.com/semblance-app/semblance/ui/look"
	"github.com/semblance-app/semblance/ui/uitest"
)

// onScreen shows an object in a window of that size.
func onScreen(t *testing.T, o fyne.CanvasObject, size fyne.Size) fyne.Window {
	t.Helper()
	app := uitest.NewApp(t)
	app.Settings().SetTheme(look.Light())
	w := app.NewWindow("test")
	w.SetPadded(false)
	w.SetContent(o)
	w.Resize(size)
	w.Show()
	return w
}

func matrix(n int) figure.Figure {
	m := &figure.Matrix{Range: figure.Unit()}
	for i := range n {
		m.Rows = append(m.Rows, fmt.Sprint("r", i))
		m.Cols = append(m.Cols, fmt.Sprint("c", i))
	}
	for i := range n * n {
		m.Values = append(m.Values, float64(i%97)/97)
		m.Tips = append(m.Tips, fmt.Sprintf("cell %d\nvalue", i))
		m.Pairs = append(m.Pairs, i)
	}
	return figure.Figure{Panels: []figure.Panel{{X: figure.Axis{Categories: m.Cols}, Y: figure.Axis{Categories: m.Rows}, Matrix: m}}}
}

func TestASectionMakesRoomOnlyForWhatCameOrWent(t *testing.T) {
	app := uitest.NewApp(t)
	w := app.NewWindow("")
	one, two, more := NewText("one", TextStyle{}), NewText("two", TextStyle{}), NewText("more", TextStyle{})
	beside := container.NewHBox(NewText("left", TextStyle{}), more)
	more.Hide()
	two.Hide()
	s := NewSection("Data", one, two, beside)
	folded := 0
	s.OnFolded = func() { folded++ }
	w.SetContent(container.NewVBox(s))
	w.Resize(fyne.NewSize(300, 300))
	place := one.Position()
	one.Hide()
	two.Show()
	more.Show()
	s.Relayout()
	if two.Position() != place || two.Size().Width == 0 || more.Position().X == 0 || more.Size().Width == 0 {
		t.Errorf("the second is at %v, more at %v", two.Position(), more.Position())
	}
	if folded != 0 {
		t.Error("others had to move for rows of the same height")
	}
	one.Show()
	s.Relayout()
	if folded != 1 || two.Position() == place {
		t.Errorf("%d times others had to move", folded)
	}
}

// landscape is a sheet of 400 × 300 points.
func landscape() render.Size {
	return render.Size{WidthMM: 400 / 72. * 25.4, HeightMM: 300 / 72. * 25.4}
}

func TestFigureDrawsAtItsSizeAndFollowsIt(t *testing.T) {
	loop := uitest.NewLoop()
	f := NewFigure(loop)
	w := onScreen(t, f, fyne.NewSize(800, 600))
	f.SetPicture(Picture{Figure: matrix(3), Size: landscape()})
	loop.Until(t, "the drawing", f.Drawn)
	if b := f.Drawing().Image.Bounds(); b.Dx() != 800 || b.Dy() != 600 {
		t.Errorf("drawn at %v", b)
	}
	for i := range 20 { // a window that is dragged larger
		w.Resize(fyne.NewSize(float32(800+10*i), float32(600+10*i)))
	}
	loop.Until(t, "the drawing", func() bool { return f.Drawn() && f.Drawing().Image.Bounds().Dx() == 980 }) // at 245 %
}

// TestAFigureThatIsShownIsNotDrawnAgain asks for the same picture twice, and for
// others.
func TestAFigureThatIsShownIsNotDrawnAgain(t *testing.T) {
	loop := uitest.NewLoop()
	f := NewFigure(loop)
	onScreen(t, f, fyne.NewSize(800, 600))
	drawn := 0
	f.OnDrawn = func(time.Duration) { drawn++ }
	one, dark := Picture{Figure: matrix(3), Size: landscape()}, render.Style{Background: render.Background{Sheet: render.Dark}}
	for _, c := range []struct {
		what    string
		picture Picture
		want    int
	}{
		{"at first", one, 1},
		{"the same", one, 1},
		{"in the dark", Picture{Figure: one.Figure, Style: dark, Size: landscape()}, 2},
		{"smaller", Picture{Figure: one.Figure, Style: dark, Size: landscape(), Zoom: 1.5}, 3},
		{"on another sheet", Picture{Figure: one.Figure, Size: render.Size{WidthMM: 100, HeightMM: 50}}, 4},
		{"another", Picture{Figure: matrix(3), Size: landscape()}, 5},
		{"the first again", one, 6},
	} {
		f.SetPicture(c.picture)
		loop.Until(t, "the drawing", f.Drawn)
		if drawn != c.want {
			t.Errorf("%s: %d drawings, want %d", c.what, drawn, c.want)
		}
	}
}

func TestFigureHoverAndTap(t *testing.T) {
	loop := uitest.NewLoop()
	f := NewFigure(loop)
	w := onScreen(t, f, fyne.NewSize(800, 600))
	tapped := figure.None
	f.OnTapped = func(h figure.Hit) { tapped = h.Pair }
	f.SetPicture(Picture{Figure: matrix(3), Size: landscape()})
	loop.Until(t, "the drawing", f.Drawn)
	test.MoveMouse(w.Canvas(), fyne.NewPos(400, 300))
	hit, ok := f.HitAt(fyne.NewPos(400, 300))
	if !ok || f.hit == nil || f.hit.Tip != hit.Tip {
		t.Fatalf("nothing is read out: %v", f.hit)
	}
	test.TapAt(f, fyne.NewPos(400, 300))
	if tapped != hit.Pair {
		t.Errorf("tapped %d, want %d", tapped, hit.Pair)
	}
	f.MouseOut()
	if f.hit != nil {
		t.Error("the read-out stays")
	}
}

func TestFigureKeepsProportions(t *testing.T) {
	loop := uitest.NewLoop()
	f := NewFigure(loop)
	onScreen(t, f, fyne.NewSize(800, 600))
	f.SetPicture(Picture{Figure: matrix(3), Size: render.Size{WidthMM: 100, HeightMM: 50}})
	loop.Until(t, "the drawing", f.Drawn)
	b := f.Drawing().Image.Bounds()
	if ratio := float64(b.Dx()) / float64(b.Dy()); ratio < 1.97 || ratio > 2.03 || b.Dx() > 800 || b.Dx() < 700 {
		t.Errorf("drawn at %v", b)
	}
}

// A sheet that would not fit at life size is as high as it is, and scrolled.
func TestAHighSheetIsScrolled(t *testing.T) {
	loop := uitest.NewLoop()
	f := NewFigure(loop)
	scroll := f.InScroll()
	onScreen(t, scroll, fyne.NewSize(600, 400))
	for _, c := range [][2]float64{{0, 0.7}, {1, 1}} {
		least, want := c[0], c[1]
		f.SetPicture(Picture{Figure: matrix(3), Size: render.Size{WidthMM: 100, HeightMM: 200}, Least: least})
		loop.Until(t, "the drawing", f.Drawn)
		if math.Abs(f.Zoom()-want) > 1e-9 {
			t.Errorf("at least %v: drawn at %v, want %v", least, f.Zoom(), want)
		}
		if higher := f.Size().Height > 400; higher != (least == 1) {
			t.Errorf("at least %v: the figure is %v high", least, f.Size().Height)
		}
	}
	// Arrows lead down the cells, and what they lead to stays in sight.
	for range 3 {
		f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		if y := f.pointer.Y - scroll.Offset.Y; f.hit == nil || y < 0 || y > 400 {
			t.Errorf("cell %+v is at %v", f.hit, y)
		}
	}
	if f.hit.Row != 0 || scroll.Offset.Y == 0 {
		t.Errorf("arrows lead to row %d at %v", f.hit.Row, scroll.Offset)
	}
	if tip := test.WidgetRenderer(f).(*figureRenderer).tip; tip.Position().Y < scroll.Offset.Y || tip.Position().Y+tip.Size().Height > scroll.Offset.Y+400 {
		t.Errorf("the read-out at %v is out of sight", tip.Position())
	}
}

// On the screen everything stands where it stands on the sheet.
func TestFigureIsLaidOutAsItsSheet(t *testing.T) {
	loop := uitest.NewLoop()
	f := NewFigure(loop)
	onScreen(t, f, fyne.NewSize(803, 611))
	size := render.Size{WidthMM: 89, HeightMM: 47.3}
	f.SetPicture(Picture{Figure: matrix(7), Size: size})
	loop.Until(t, "the drawing", f.Drawn)
	sheet, err := render.Image(matrix(7), render.Style{}, render.ImageOptions{PixelsWide: 890, PixelsHigh: 473, DPI: 254})
	if err != nil {
		t.Fatal(err)
	}
	b := f.Drawing().Image.Bounds()
	scale := float64(b.Dx()) / 890
	for row := range 7 {
		x, y := 300+10*float64(row), 100+30*float64(row)
		onSheet, one := sheet.Hit(x, y)
		onScreen, two := f.Drawing().Hit(scale*x, scale*y)
		if one != two || onSheet.Row != onScreen.Row || math.Abs(scale*onSheet.Mark.X-onScreen.Mark.X) > 0.5 || math.Abs(scale*onSheet.Mark.Y-onScreen.Mark.Y) > 1 {
			t.Errorf("%v of the sheet is %v on the screen, which is %.2f times as large", onSheet.Mark, onScreen.Mark, scale)
		}
	}
}

// A redraw of a computed figure should take under 30 ms at 1200×800; the bound
// here leaves room for a busy machine.
func TestRedrawIsQuick(t *testing.T) {
	loop := uitest.NewLoop()
	f := NewFigure(loop)
	onScreen(t, f, fyne.NewSize(1200, 800))
	var took []time.Duration
	f.OnDrawn = func(d time.Duration) { took = append(took, d) }
	for i := range 8 {
		f.SetPicture(Picture{Figure: matrix(200), Style: render.Style{FontSize: float64(7 + i%2)}, Size: landscape()})
		loop.Until(t, "the drawing", func() bool { return len(took) > i })
	}
	slices.Sort(took)
	t.Logf("200 × 200 cells at 1200 × 800: %v", took)
	if took[0] > 250*time.Millisecond {
		t.Errorf("the quickest redraw took %v", took[0])
	}
}

func TestNumberEntry(t *testing.T) {
	var got []float64
	e := NewNumberEntry(NumberOptions{Min: 0, Max: 100, Empty: "all"}, func(v float64) { got = append(got, v) })
	w := onScreen(t, e, fyne.NewSize(200, 40))
	give := func(text string) {
		w.Canvas().Focus(e)
		e.SetText(text)
		w.Canvas().Unfocus()
	}
	for _, s := range []string{"12.5", "x", "101", "12.5", "7,5", ""} {
		give(s)
	}
	if !slices.Equal(got, []float64{12.5, 7.5, 0}) || e.Text != "" {
		t.Errorf("got %v, shows %q", got, e.Text)
	}
}

func TestSegmentedByKeys(t *testing.T) {
	var got []int
	s := NewSegmented([]string{"a", "b", "c"}, func(i int) { got = append(got, i) })
	w := onScreen(t, s, fyne.NewSize(200, 30))
	w.Canvas().Focus(s)
	for _, k := range []fyne.KeyName{fyne.KeyLeft, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight, fyne.KeySpace} {
		s.TypedKey(&fyne.KeyEvent{Name: k})
	}
	if !slices.Equal(got, []int{1, 2, 0}) {
		t.Errorf("chose %v", got)
	}
	s.Disable()
	test.TapAt(s, fyne.NewPos(190, 10))
	if len(got) != 3 {
		t.Error("a disabled switch switches")
	}
}

func TestSectionFolds(t *testing.T) {
	folded := 0
	s := NewSection("Data", widget.NewLabel("row"))
	s.OnFolded = func() { folded++ }
	onScreen(t, s, fyne.NewSize(300, 200))
	open := s.MinSize().Height
	test.Tap(uitest.Find[*foldHead](s, nil))
	if s.Open() || s.MinSize().Height >= open || folded != 1 {
		t.Errorf("open %v, height %g of %g", s.Open(), s.MinSize().Height, open)
	}
}

func TestTableOfManyRows(t *testing.T) {
	const rows = 10000
	var picked, sorted []int
	table := func() *Table {
		return NewTable(TableOptions{
			Columns:  []TableColumn{{Title: "Name"}, {Title: "Size", Right: true}},
			Rows:     func() int { return rows },
			Cell:     func(i, j int) string { return fmt.Sprintf("cell %d.%d", i, j) },
			Selected: func(i int, _ Extent) { picked = append(picked, i) },
			Sorted:   func(j int) { sorted = append(sorted, j) },
		})
	}
	begun := time.Now()
	tb := table()
	onScreen(t, container.NewStack(tb), fyne.NewSize(600, 400))
	if d := time.Since(begun); d > time.Second {
		t.Errorf("10,000 rows took %v", d)
	}
	tb.list.goTo(5)
	test.Tap(uitest.Find[*tapArea](tb, nil))
	if !slices.Equal(picked, []int{5}) || !slices.Equal(sorted, []int{0}) {
		t.Errorf("picked %v, sorted %v", picked, sorted)
	}
	tb.SetSort(0, true)
	if got := tb.head.text(0); got != "Name ↓" {
		t.Errorf("title %q", got)
	}
}

func TestShorten(t *testing.T) {
	uitest.NewApp(t)
	long := "a very long name of a network that nobody can read in a narrow column of a table"
	got := shorten(names.Shared{}, long, 120, 13, fyne.TextStyle{})
	if fyne.MeasureText(got, 13, fyne.TextStyle{}).Width > 120 || len(got) < 8 {
		t.Errorf("got %q", got)
	}
	if s := shorten(names.Shared{}, "short", 120, 13, fyne.TextStyle{}); s != "short" {
		t.Errorf("got %q", s)
	}
}

func TestTipStaysInside(t *testing.T) {
	place := fyne.NewSize(400, 300)
	for _, p := range []fyne.Position{{X: 5, Y: 5}, {X: 395, Y: 295}, {X: 395, Y: 5}, {X: 200, Y: 150}} {
		at := beside(p, fyne.NewSize(120, 80), place)
		if at.X < 0 || at.Y < 0 || at.X+120 > 400 || at.Y+80 > 300 {
			t.Errorf("pointer at %v: tip at %v", p, at)
		}
	}
	if themeColor(NewSegmented(nil, nil), nothing) != color.Transparent {
		t.Error("nothing is painted")
	}
}

func TestALongReadOutWrapsAndStaysOnTheFigure(t *testing.T) {
	loop := uitest.NewLoop()
	f := NewFigure(loop)
	w := onScreen(t, f, fyne.NewSize(420, 400))
	fig := matrix(3)
	for i := range fig.Panels[0].Matrix.Tips {
		fig.Panels[0].Matrix.Tips[i] = "a × b\n" + strings.Repeat("CCA needs more datapoints than neurons; ", 6) + strings.Repeat("x", 90)
	}
	f.SetPicture(Picture{Figure: fig, Size: landscape()})
	loop.Until(t, "the drawing", f.Drawn)
	for x := float32(60); x < 420; x += 30 {
		test.MoveMouse(w.Canvas(), fyne.NewPos(x, 200))
		tip := uitest.Find[*tip](f, nil)
		if tip.text == "" {
			continue
		}
		if at, size := tip.Position(), tip.Size(); at.X < 0 || at.X+size.Width > 420 || size.Width > tipWide+2*tipPadX || size.Height < 80 {
			t.Errorf("the read-out is at %v, %v", at, size)
		}
	}
}

func TestNumberEntrySaysWhy(t *testing.T) {
	var said string
	var got float64
	e := NewNumberEntry(NumberOptions{Max: 1000, Whole: true, Empty: "all", Refused: func(s string) { said = s }}, func(v float64) { got = v })
	onScreen(t, e, fyne.NewSize(100, 30))
	for _, c := range []struct {
		typed, says, stays string
		value              float64
	}{
		{"500", "", "500", 500},
		{"abc", `"abc" is no number.`, "500", 500},
		{"5000", "5000 is too large; the most is 1000.", "500", 500},
		{"2.5", "2.5 is not a whole number.", "500", 500},
		{"600", "", "600", 600},
		{"-3", "-3 is too small; the least is 0.", "600", 600},
		{"", "", "", 0},
	} {
		e.SetText(c.typed)
		e.FocusLost()
		if said != c.says || e.Text != c.stays || got != c.value {
			t.Errorf("%s: says %q, shows %q, is %g", c.typed, said, e.Text, got)
		}
	}
}
