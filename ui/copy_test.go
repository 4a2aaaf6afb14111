package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/uitest"
	"github.com/semblance-app/semblance/ui/widgets"
)

// copied is what is on the clipboard.
func (p *person) copied() string { return p.w.app.Clipboard().Content() }

func TestCopyingACaptionAndAValue(t *testing.T) {
	p := sitDown(t)
	fig, _ := p.w.m.Figure()
	p.w.copyCaption()
	if p.copied() != fig.Caption || p.w.menu.caption.Disabled {
		t.Errorf("copied %q", p.copied())
	}
	p.sees("The figure's caption is on the clipboard.")
	p.w.copyValue()
	if p.copied() != fig.Caption {
		t.Errorf("nothing was read out, and copied %q", p.copied())
	}
	p.sees("There is no value under the pointer")
	p.points(func(h figure.Hit) bool { return h.Pair != figure.None })
	p.w.copyValue()
	if reading := p.figure().Reading(); reading == "" || p.copied() != reading || !strings.Contains(reading, "similarity") {
		t.Errorf("read out %q, copied %q", reading, p.copied())
	}
}

// A text field that has the focus copies its own text.
func TestCopyingFromAField(t *testing.T) {
	p := sitDown(t)
	p.w.m.SetView(model.ClustersView)
	p.settle()
	entry := uitest.Find[*widgets.NumberEntry](p.content(), func(e *widgets.NumberEntry) bool { return e.Visible() && e.Text != "" })
	p.w.Fyne().Canvas().Focus(entry)
	entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	p.w.copyValue()
	if p.copied() != entry.Text {
		t.Errorf("copied %q of %q", p.copied(), entry.Text)
	}
	p.w.showCommands()
	words := p.w.Fyne().Canvas().Focused().(fyne.Shortcutable)
	p.w.Fyne().Canvas().Focused().TypedRune('z')
	words.TypedShortcut(&fyne.ShortcutSelectAll{})
	for _, c := range p.w.menu.main.Items[1].Items {
		if strings.HasPrefix(c.Label, "Copy value") {
			c.Action()
		}
	}
	if p.copied() != "z" {
		t.Errorf("copied %q from a dialog", p.copied())
	}
}
