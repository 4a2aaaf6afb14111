package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/uitest"
	"github.com/semblance-app/semblance/ui/widgets"
)

// field is the one in the row of that label.
func (p *person) field(label string) *widgets.NumberEntry {
	p.Helper()
	e, ok := p.of(label).(*widgets.NumberEntry)
	if !ok {
		p.Fatalf("%s is no field", label)
	}
	return e
}

// fills types a text into a field in place of what is there, and leaves it.
func (p *person) fills(e *widgets.NumberEntry, text string) {
	p.Helper()
	p.w.Focus(e)
	e.SetText("")
	test.Type(e, text)
	p.w.Fyne().Canvas().Unfocus()
	p.settle()
}

func TestAFieldSaysWhatItRefuses(t *testing.T) {
	p := sitDown(t)
	p.unfolds("Advanced")
	datapoints := p.field("Datapoints")
	for _, goes := range []struct {
		what string
		do   func()
	}{
		{"a press elsewhere", func() { p.w.rail[model.StudyView].MouseDown(&desktop.MouseEvent{}) }},
		{"a key", func() { p.w.rail[model.StudyView].KeyDown(&fyne.KeyEvent{Name: fyne.KeyDown}) }},
		{"another input", func() { datapoints.SetText("7") }},
		{"another view", func() { p.goes("Clusters"); p.goes("Compare") }},
		{"a fold", func() {
			fold := uitest.Find(p.content(), func(f *widgets.Fold) bool { return f.Title() == "Advanced" })
			fold.SetOpen(false)
			p.w.tooltips.Follow()
			fold.SetOpen(true)
		}},
	} {
		p.fills(datapoints, "5000")
		const why = "5000 is too large; the most is 1000."
		p.sees(why)
		if p.w.tooltips.Said() != why || datapoints.Text != "" || p.w.m.Note() != "" {
			t.Errorf("said is %q, and in the status line %q; the field has %q", p.w.tooltips.Said(), p.w.m.Note(), datapoints.Text)
		}
		goes.do()
		p.w.tooltips.Follow()
		if said := p.w.tooltips.Said(); said != "" {
			t.Errorf("%s leaves %q", goes.what, said)
		}
		datapoints.SetText("")
	}
}

func TestSizesTakeUnits(t *testing.T) {
	p := sitDown(t)
	for text, mm := range map[string]float64{"3.5in": 88.9, "8.9 cm": 89, "252pt": 88.9, "91 mm": 91, "120,5": 120.5} {
		p.fills(p.field("Size, mm"), text)
		if got := p.w.m.Size().WidthMM; got < mm-1e-6 || got > mm+1e-6 {
			t.Errorf("%s is %g mm wide", text, got)
		}
	}
	p.fills(p.field("Size, mm"), "3 feet")
	p.sees(`"3 feet" is no number.`)
}

func TestNotesGoWithWhatTheyAreAbout(t *testing.T) {
	p := sitDown(t)
	p.w.m.Say("Saved figure.svg")
	p.sees("Saved figure.svg")
	p.goes("Study")
	p.seesNot("Saved figure.svg")
	p.w.m.Say("Saved figure.svg")
	open := p.w.m.Study()
	p.w.OpenSample("lr-clusters")
	p.loop.Until(t, "the other study", func() bool { return p.w.m.Study() != open })
	p.seesNot("Saved figure.svg")
}
