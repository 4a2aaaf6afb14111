package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/uitest"
	"github.com/semblance-app/semblance/ui/widgets"
)

// pressesRight presses the right button on something, as Fyne hears it.
func pressesRight(o fyne.CanvasObject, at fyne.Position) {
	if m, ok := o.(desktop.Mouseable); ok {
		m.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonSecondary})
		m.MouseUp(&desktop.MouseEvent{Button: desktop.MouseButtonSecondary})
	}
	test.TapSecondaryAt(o.(fyne.SecondaryTappable), at)
}

// offered is what the menu that is open offers, without keys.
func (p *person) offered() (list []string) {
	p.Helper()
	for _, label := range uitest.All[*canvas.Text](p.top()) {
		text, _, _ := strings.Cut(label.Text, "\t")
		list = append(list, text)
	}
	return list
}

func (p *person) isOffered(want ...string) {
	p.Helper()
	if got := p.offered(); !slices.Equal(got, want) {
		p.Errorf("offered are %q, want %q", got, want)
	}
}

// picksByKeys goes down to an item of the menu that is open and takes it.
func (p *person) picksByKeys(label string, from int) {
	p.Helper()
	i := slices.Index(p.offered(), label)
	if i < 0 {
		p.Fatalf("%s is not among %q", label, p.offered())
	}
	for range i - from {
		p.types(fyne.KeyDown)
	}
	p.types(fyne.KeyReturn)
	if p.top() != nil && len(p.w.dialogs) == 0 {
		p.Error("the menu stays open")
	}
	p.settle()
}

const closed = -1 // by a click no item of a menu is marked

func TestTheMenuOfAMark(t *testing.T) {
	var pictures album
	p := sitDownTo(t, Options{Pictures: &pictures})
	mark := p.points(func(h figure.Hit) bool { return h.Pair != figure.None && len(h.Networks) == 2 })
	reading := p.figure().Reading()
	pressesRight(p.figure(), mark)
	p.isOffered("Open pair's spectrum", "Copy value", "Select these 2 networks",
		"Copy figure", "Copy figure's caption", "Export figure…", "Add to panels")
	p.figure().MouseOut() // to the menu
	p.picksByKeys("Copy value", closed)
	if p.copied() != reading {
		t.Errorf("copied %q, want %q", p.copied(), reading)
	}
	pressesRight(p.figure(), mark)
	p.picksByKeys("Select these 2 networks", closed)
	if n := len(p.w.m.Selected()); n != 2 {
		t.Errorf("%d networks are selected", n)
	}
	pressesRight(p.figure(), mark)
	p.isOffered("Open pair's spectrum", "Copy value", "Select these 2 networks", "Add to the selection",
		"Copy figure", "Copy figure's caption", "Export figure…", "Add to panels", "Clear selection")
	p.picksByKeys("Clear selection", closed)
	pressesRight(p.figure(), mark)
	p.picksByKeys("Open pair's spectrum", closed)
	if p.w.m.Answer().Spectrum == nil {
		t.Error("the pair is not opened")
	}
	pressesRight(p.figure(), fyne.NewPos(1, 1))
	p.isOffered("Copy figure", "Copy figure's caption", "Export figure…", "Add to panels")
	p.picksByKeys("Copy figure", closed)
	p.loop.Until(p, "copying", func() bool { return len(pictures.put) == 1 })
}

// A press of the right button is no half of a double click, which shows all again.
func TestTheMenuOfAFigureThatIsZoomed(t *testing.T) {
	p := sitDown(t)
	p.w.m.Zoom(figure.Window{X: figure.Range{Min: 1, Max: 3}})
	p.settle()
	if !p.w.m.Zoomed() {
		t.Fatal("nothing is zoomed")
	}
	for range 2 {
		pressesRight(p.figure(), fyne.NewPos(1, 1))
		p.types(fyne.KeyEscape)
	}
	if !p.w.m.Zoomed() || p.top() != nil {
		t.Fatal("the right button zooms out, or Escape leaves the menu")
	}
	pressesRight(p.figure(), fyne.NewPos(1, 1))
	p.picksByKeys("Show all", closed)
	if p.w.m.Zoomed() {
		t.Error("not all is shown")
	}
}

func TestTheMenuOfAMarkByKeys(t *testing.T) {
	p := sitDown(t)
	c := p.w.Fyne().Canvas()
	c.Focus(p.figure())
	p.types(desktop.KeyMenu)
	p.isOffered("Copy figure", "Copy figure's caption", "Export figure…", "Add to panels")
	p.types(fyne.KeyEscape)
	if c.Focused() != fyne.Focusable(p.figure()) {
		t.Error("the figure has lost the focus to a menu that is closed")
	}
	p.types(fyne.KeyRight)
	reading := p.figure().Reading()
	p.types(desktop.KeyMenu)
	p.picksByKeys("Copy value", 0)
	if reading == "" || p.copied() != reading {
		t.Errorf("copied %q, want %q", p.copied(), reading)
	}
}

// The diagonal of a matrix compares each network with itself, and nothing is opened there.
func TestTheMenuOfANetworkBesideItself(t *testing.T) {
	p := sitDown(t)
	p.goes("Clusters")
	mark := p.points(func(h figure.Hit) bool {
		return len(h.Networks) == 2 && h.Networks[0] == h.Networks[1] && h.Pair == figure.None
	})
	hit, _ := p.figure().HitAt(mark)
	pressesRight(p.figure(), mark)
	p.isOffered("Copy value", "Select "+hit.Networks[0], "Copy figure", "Copy figure's caption", "Export figure…", "Add to panels")
}

// What is behind a menu does not hear the click that closes it.
func TestAClickBesideAMenu(t *testing.T) {
	p := sitDown(t)
	mark := p.points(func(h figure.Hit) bool { return h.Pair != figure.None })
	pressesRight(p.figure(), fyne.NewPos(1, 1))
	test.TapCanvas(p.w.Fyne().Canvas(), p.w.app.Driver().AbsolutePositionForObject(p.figure()).Add(mark))
	p.settle()
	if p.top() != nil || p.w.m.Answer().Spectrum != nil {
		t.Error("the menu stays open, or the click opened a pair")
	}
	pressesRight(p.figure(), mark)
	p.w.m.SetView(model.ClustersView)
	p.settle()
	if p.top() != nil {
		t.Error("the menu of another view stays open")
	}
}

// Another figure that comes while one reads the menu has other pairs.
func TestTheMenuOfAFigureFromBefore(t *testing.T) {
	p := sitDown(t)
	mark := p.points(func(h figure.Hit) bool { return h.Pair != figure.None })
	pressesRight(p.figure(), mark)
	p.w.m.SetAllLayers(true)
	p.settle()
	p.picksByKeys("Open pair's spectrum", closed)
	if p.w.m.Answer().Spectrum != nil {
		t.Error("a pair of another figure was opened")
	}
}

func TestTheMenuOfARow(t *testing.T) {
	p := sitDown(t, ownStudy(t))
	p.goes("Study")
	names := p.w.m.NetworkNames()
	row, at := p.cell("conv2")
	pressesRight(row, at)
	p.isOffered("Compare as A", "Compare as B", "Copy cell")
	if got := p.w.m.Selected(); !slices.Equal(got, names[:1]) {
		t.Errorf("selected are %v", got)
	}
	p.picksByKeys("Copy cell", closed)
	if p.copied() != "conv2" {
		t.Errorf("copied %q", p.copied())
	}
	p.sees("The cell is on the clipboard.")

	if err := p.w.m.AddColumn("kind"); err != nil {
		t.Fatal(err)
	}
	p.w.m.Select(names[1:4])
	p.settle()
	table := uitest.Find[*widgets.Table](p.content(), nil)
	table.FocusRows()
	row, at = p.cell(names[1])
	pressesRight(row, at)
	if got := p.w.m.Selected(); !slices.Equal(got, names[1:4]) {
		t.Errorf("the right button on one of several leaves %v selected", got)
	}
	p.isOffered("Compare as A", "Compare as B", "Copy cell", "Set for 3 networks…")
	p.picksByKeys("Set for 3 networks…", closed)
	value, ok := p.w.Fyne().Canvas().Focused().(*widgets.Entry)
	if !ok || value.PlaceHolder != "Value" {
		t.Fatalf("the focus is on %T", p.w.Fyne().Canvas().Focused())
	}
	value.SetText("odd")
	value.OnSubmitted("odd")
	p.loop.Until(p, "writing metadata", func() bool { return !p.w.m.Writing() })
	p.settle()
	row, at = p.cell("odd")
	pressesRight(row, at)
	p.isOffered("Compare as A", "Compare as B", "Copy cell", "Type a value", "Set for 3 networks…")
	p.types(fyne.KeyEscape)
	p.w.m.Select(names[2:4])
	p.settle()
	table.FocusRows()
	p.types(desktop.KeyMenu)
	p.isOffered("Compare as A", "Compare as B", "Compare the two selected", "Set for 2 networks…")
	p.picksByKeys("Compare the two selected", 0)
	if c := p.w.m.Choice(); c.A.Network != names[2] || c.B.Network != names[3] {
		t.Errorf("compared are %s and %s", c.A.Network, c.B.Network)
	}
}
