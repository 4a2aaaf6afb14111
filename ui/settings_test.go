package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/semblance-app/semblance/ui/uitest"
	"github.com/semblance-app/semblance/ui/widgets"
)

func TestPreferences(t *testing.T) {
	p := sitDown(t)
	p.w.showSettings()
	types := func(empty, text string) {
		t.Helper()
		e := uitest.Find(p.top(), func(e *widgets.NumberEntry) bool { return strings.HasPrefix(e.PlaceHolder, empty) })
		if e == nil {
			t.Fatalf("there is no entry that begins with %q", empty)
		}
		p.w.Fyne().Canvas().Focus(e)
		e.SetText(text)
		e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	}
	types("all ", "1")
	types("2048", "64")
	if got := threads(p.w.app.Preferences()); got != 1 {
		t.Errorf("%d threads", got)
	}
	if got := memory(p.w.app.Preferences()); got != 64<<20 {
		t.Errorf("%d bytes", got)
	}
	if got := p.w.m.Workers(); got != 1 {
		t.Errorf("the model has %d workers", got)
	}
	test.Tap(uitest.Find(p.top(), func(b *widgets.Button) bool { return b.Text == "Close" }))
	if !p.w.free() {
		t.Error("the dialog is still there")
	}
	p.chooses("generalizing-1", "memorizing-1") // and with one worker all goes on
	p.sees("generalizing-0 and memorizing-1")
}
