package ui

import (
	"testing"

	"github.com/semblance-app/semblance/plotting/render"
	"github.com/semblance-app/semblance/ui/uitest"
	"github.com/semblance-app/semblance/ui/widgets"
)

// unfolds opens the rare choices of the view that is shown.
func (p *person) unfolds(title string) {
	p.Helper()
	f := uitest.Find(p.content(), func(f *widgets.Fold) bool { return f.Title() == title })
	if f == nil {
		p.Fatalf("there is no fold %q", title)
	}
	f.SetOpen(true)
	p.settle()
}

// gives types a number into the first empty entry that shows a text, and leaves
// it.
func (p *person) gives(shown, number string) {
	p.Helper()
	e := uitest.Find(p.content(), func(e *widgets.NumberEntry) bool { return e.Visible() && e.Text == "" && e.PlaceHolder == shown })
	if e == nil {
		p.Fatalf("there is no empty entry %q", shown)
	}
	e.SetText(number)
	e.FocusLost()
	p.settle()
}

func TestAppearance(t *testing.T) {
	p := sitDown(t)
	style := func() render.Style { return p.w.m.Look().Style }
	p.seesNot("Colour map") // a curve in one colour has none
	p.seesNot("Background")
	p.unfolds("More")
	p.sees("Palette", "Line width", "Background", "Y axis")
	p.seesNot("X axis") // layers are no numbers
	p.chooses("Okabe–Ito", "Tol")
	p.chooses("White", "Dark")
	p.gives("auto", "2")
	p.gives("min", "0")
	p.gives("max", "0.9")
	p.gives("0.0", "3")
	y := render.AxisStyle{Min: render.Give(0.0), Max: render.Give(0.9), Decimals: render.Give(3)}
	if s := style(); s.Palette != render.Tol || s.Sheet != render.Dark || s.LineWidth != 2 || s.Y != y {
		t.Errorf("the style is %+v", s)
	}
	p.chooses("Automatic", "None") // the first of them is the legend
	if style().Legend != render.LegendNone {
		t.Errorf("the legend is %q", style().Legend)
	}
	p.w.m.Undo()
	p.settle()
	if style().Legend == render.LegendNone {
		t.Error("it is not taken back")
	}

	p.switches("All × all")
	p.sees("Colour map", "Colour bar")
	p.seesNot("Y axis")
	p.seesNot("Legend")
	p.chooses("Viridis", "Cividis")
	if style().Ramp != render.Cividis {
		t.Errorf("the ramp is %q", style().Ramp)
	}
}

// Ends the wrong way round are said to be, and do nothing.
func TestEndsTheWrongWayRound(t *testing.T) {
	p := sitDown(t)
	p.unfolds("More")
	p.gives("min", "0.8")
	p.gives("max", "0.2")
	p.sees("The lower end of the axis is not below the upper one")
}
