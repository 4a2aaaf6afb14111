package ui

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/semblance-app/semblance/core/resultcache"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/uitest"
	"github.com/semblance-app/semblance/ui/widgets"
)

// enters types into the entry of the dialog on top that begins with some text or,
// while it is empty, says so.
func (p *person) enters(begins, text string) {
	p.Helper()
	e := uitest.Find(p.top(), func(e *widgets.NumberEntry) bool {
		return strings.HasPrefix(e.Text, begins) || e.Text == "" && strings.HasPrefix(e.PlaceHolder, begins)
	})
	if e == nil {
		p.Fatalf("there is no entry that begins with %q", begins)
	}
	p.w.Fyne().Canvas().Focus(e)
	e.SetText(text)
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

// picks chooses an option of the drop-down of the dialog on top that shows another.
func (p *person) picks(shown, option string) {
	p.Helper()
	c := uitest.Find(p.top(), func(c *widgets.Choice) bool { return c.Selected == shown })
	if c == nil {
		p.Fatalf("no drop-down shows %q", shown)
	}
	c.SetSelected(option)
}

func TestPreferences(t *testing.T) {
	p := sitDown(t)
	p.w.showSettings()
	p.enters("all ", "1")
	p.enters("2000", "64")
	if got := threads(p.w.app.Preferences()); got != 1 {
		t.Errorf("%d threads", got)
	}
	if got := memory(p.w.app.Preferences()); got != 64_000_000 {
		t.Errorf("%d bytes", got)
	}
	if got := p.w.m.Workers(); got != 1 {
		t.Errorf("the model has %d workers", got)
	}
	if uitest.Find(p.top(), func(b *widgets.Button) bool { return b.Text == "Clear now" }) != nil {
		t.Error("there is a disk to clear where nothing is kept")
	}
	p.taps("Close")
	if !p.w.free() {
		t.Error("the dialog is still there")
	}
	p.chooses("generalizing-1", "memorizing-1") // and with one worker all goes on
	p.sees("generalizing-0 and memorizing-1")
}

func TestTheWindowIsScaled(t *testing.T) {
	t.Setenv(scaleVariable, "")
	p := sitDown(t)
	p.w.showSettings()
	s := uitest.Find(p.top(), func(s *widgets.Segmented) bool { return s.Options()[0] == "As the system" })
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if p.w.Dark() || savedTheme(p.w.app.Preferences()) != model.LightTheme {
		t.Error("the window is not light")
	}
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if !p.w.Dark() {
		t.Error("the window is not dark")
	}
	p.picks("100 %", "150 %")
	if got := os.Getenv(scaleVariable); got != "1.5" {
		t.Errorf("Fyne is told the scale %q", got)
	}
	p.picks("300 %", "200 %")
	p.settle()
	if got := p.figure().Zoom(); got != 2 {
		t.Errorf("figures are drawn at %v", got)
	}
	t.Setenv(scaleVariable, "")
	applyScale(p.w.app.Preferences()) // as the next window does
	if got := os.Getenv(scaleVariable); got != "1.5" {
		t.Errorf("the next window's scale is %q", got)
	}
	t.Setenv(scaleVariable, "3")
	applyScale(p.w.app.Preferences())
	if got := os.Getenv(scaleVariable); got != "3" {
		t.Errorf("the scale that the environment says became %q", got)
	}
}

func TestResultsOnDisk(t *testing.T) {
	folder := t.TempDir()
	kept := func() int64 { return resultcache.New(folder, resultcache.DefaultMaxBytes).Bytes() }
	p := sitDownTo(t, Options{Results: folder})
	if kept() == 0 {
		t.Fatal("nothing is kept of the sample's answer")
	}
	shows := func(text string) {
		t.Helper()
		p.loop.Until(t, text, func() bool { return strings.Contains(uitest.Text(p.top()), text) })
	}
	p.w.showSettings()
	shows(model.Bytes(kept()))
	p.taps("Clear now")
	shows("0 B")
	if kept() != 0 {
		t.Error("results were not cleared")
	}
	p.enters("500", "0")
	p.taps("Close")
	p.chooses("generalizing-1", "memorizing-1")
	if kept() != 0 {
		t.Error("a result is kept that should not be")
	}
	if disk(p.w.app.Preferences()) != 0 {
		t.Error("the choice is not remembered")
	}
}

func TestPreferencesAreRestored(t *testing.T) {
	t.Setenv(scaleVariable, "")
	p := sitDownTo(t, Options{Results: t.TempDir()})
	prefs := p.w.app.Preferences()
	p.w.showSettings()
	p.enters("all ", "9999")
	if text := uitest.Text(p.top()); !strings.Contains(text, "9999 is too large") {
		t.Errorf("the dialog does not say what is wrong:\n%s", text)
	}
	p.enters("all ", "1")
	if strings.Contains(uitest.Text(p.top()), "too large") {
		t.Error("what was refused before is still there")
	}
	p.enters("2000", "64")
	p.enters("500", "20")
	p.picks("100 %", "150 %")
	usual := fmt.Sprintf("%d %%", int(defaultZoom))
	p.picks(usual, "200 %")
	p.w.setTheme(model.DarkTheme)
	p.taps("Restore defaults")
	if got := threads(prefs); got != 0 || p.w.m.Workers() != 0 {
		t.Errorf("%d threads and %d workers", got, p.w.m.Workers())
	}
	if memory(prefs) != 0 || disk(prefs) != resultcache.DefaultMaxBytes || figureZoom(prefs)*100 != defaultZoom {
		t.Errorf("memory %d, disk %d, figures %v", memory(prefs), disk(prefs), figureZoom(prefs))
	}
	if got := os.Getenv(scaleVariable); got != "" {
		t.Errorf("Fyne is told the scale %q", got)
	}
	if p.w.m.Look().Theme != model.SystemTheme {
		t.Errorf("the theme is %s", p.w.m.Look().Theme)
	}
	for _, shown := range []string{"100 %", usual} {
		if uitest.Find(p.top(), func(c *widgets.Choice) bool { return c.Selected == shown }) == nil {
			t.Errorf("the dialog does not show %s", shown)
		}
	}
	p.enters("500", "500") // which fails where it shows another number
}
