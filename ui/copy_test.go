package ui

import (
	"bytes"
	"errors"
	"image/png"
	"math"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/render"
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

// album is a clipboard for pictures.
type album struct {
	put     [][]byte
	refuses error
}

func (a *album) PutPNG(png []byte) error {
	if a.refuses == nil {
		a.put = append(a.put, png)
	}
	return a.refuses
}

func TestCopyingAFigure(t *testing.T) {
	var pictures album
	p := sitDownTo(t, Options{Pictures: &pictures})
	p.copiesFigure("The figure is on the clipboard, as a picture.")
	wide, high := pixels(p.w.m.Size(), 300) // as SVG has no pixels
	if len(pictures.put) != 1 || !isPNG(t, pictures.put[0], wide, high) {
		t.Fatalf("%d pictures, the last of %d bytes", len(pictures.put), len(pictures.put[0]))
	}
	p.w.m.SetFormat(render.PNG)
	p.w.m.SetDPI(96)
	p.w.m.SetSize(render.Size{WidthMM: 120, HeightMM: 70})
	p.settle()
	p.copiesFigure("The figure is on the clipboard, as a picture.")
	wide, high = pixels(render.Size{WidthMM: 120, HeightMM: 70}, 96)
	if len(pictures.put) != 2 || !isPNG(t, pictures.put[1], wide, high) {
		t.Error("the picture is not as the Export section has it")
	}
	pictures.refuses = errors.New("there is no room; make some")
	p.copiesFigure("Not copied. There is no room. Make some.")
}

// copiesFigure chooses Copy figure in the menu and waits for what is said of it.
func (p *person) copiesFigure(said string) {
	p.Helper()
	p.w.m.Say("")
	if p.w.menu.figure.Disabled {
		p.Error("the figure cannot be copied")
	}
	p.w.menu.figure.Action()
	p.loop.Until(p, "copying", func() bool { return strings.Contains(uitest.Text(p.content()), said) })
}

// pixels is how large a picture of a sheet is.
func pixels(s render.Size, dpi float64) (wide, high int) {
	return int(math.Round(s.WidthMM / 25.4 * dpi)), int(math.Round(s.HeightMM / 25.4 * dpi))
}

func isPNG(t *testing.T, data []byte, wide, high int) bool {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if b := img.Bounds(); b.Dx() != wide || b.Dy() != high {
		t.Errorf("the picture is %d × %d, want %d × %d", b.Dx(), b.Dy(), wide, high)
		return false
	}
	return true
}

// A text that is copied while the figure is drawn is copied later than that.
func TestCopyingATextWhileAFigureIsDrawn(t *testing.T) {
	var pictures album
	p := sitDownTo(t, Options{Pictures: &pictures})
	p.w.copyFigure()
	p.w.copyCaption()
	p.drawsAnother()
	p.w.copyFigure()
	p.w.copyFigure()
	p.loop.Until(p, "the last picture", func() bool { return len(pictures.put) > 0 })
	p.drawsAnother()
	if fig, _ := p.w.m.Figure(); len(pictures.put) != 1 || p.copied() != fig.Caption {
		t.Errorf("%d pictures, and the text %q", len(pictures.put), p.copied())
	}
}

// drawsAnother waits for a picture that is asked for after others.
func (p *person) drawsAnother() {
	p.Helper()
	ended := false
	p.w.m.Picture(func([]byte, error) { ended = true })
	p.loop.Until(p, "another picture", func() bool { return ended })
}

func TestCopyingAFigureNowhere(t *testing.T) {
	p := sitDown(t)
	p.copiesFigure("Not copied. Pictures cannot be copied here. Save the figure in place of copying it.")
	folder := ownStudy(t)
	p = sitDown(t, folder)
	recordsAnew(t, folder, p.w.m.NetworkNames()[0])
	p.w.m.LookAtFiles()
	p.knows(true)
	if !p.w.menu.figure.Disabled {
		t.Error("a figure of what is no longer there can be copied")
	}
	p.w.copyFigure()
	p.sees("open it again first (F5)")
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
