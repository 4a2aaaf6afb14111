package ui

import (
	"errors"

	"fyne.io/fyne/v2"

	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// Pictures is the clipboard that pictures are copied to; Fyne's has texts alone.
type Pictures interface {
	// PutPNG puts a PNG file there, at once. The error says what to do in place of it.
	PutPNG(png []byte) error
}

// copyFigure puts the figure that is shown on the clipboard, as a picture. What is copied
// while that is drawn is the later copy, and stays.
func (w *Window) copyFigure() {
	if why := w.m.Withheld(); why != "" {
		w.m.Say(why)
		return
	}
	mine := w.copies + 1
	w.copies = mine
	w.m.Picture(func(png []byte, err error) {
		if w.copies != mine {
			return
		}
		if err == nil {
			err = w.pictures.PutPNG(png)
		}
		if err != nil {
			w.m.Say("Not copied. " + model.Explain(err).String())
			return
		}
		w.m.Say("The figure is on the clipboard, as a picture.")
	})
}

// CopyText puts a text on the clipboard, and says so.
func (w *Window) CopyText(text, said string) {
	w.putText(text)
	w.m.Say(said)
}

func (w *Window) putText(text string) {
	w.copies++
	w.app.Clipboard().SetContent(text)
}

// noPictures is where pictures cannot be copied.
type noPictures struct{}

var errNoPictures = errors.New("pictures cannot be copied here; save the figure in place of copying it")

// PutPNG implements Pictures.
func (noPictures) PutPNG([]byte) error { return errNoPictures }

// copyCaption puts the caption of the figure that is shown on the clipboard.
func (w *Window) copyCaption() {
	fig, ok := w.m.Figure()
	if !ok || fig.Caption == "" {
		w.m.Say("There is no figure with a caption to copy.")
		return
	}
	w.CopyText(fig.Caption, "The figure's caption is on the clipboard.")
}

const valueCopied = "The value is on the clipboard."

// copyValue puts what is read out of a mark on the clipboard; a text field that has the
// focus copies its own text.
func (w *Window) copyValue() {
	if field, ok := w.win.Canvas().Focused().(fyne.Shortcutable); ok {
		w.copies++
		field.TypedShortcut(&fyne.ShortcutCopy{Clipboard: w.app.Clipboard()})
		return
	}
	value := ""
	if v, ok := w.views[w.m.View()].refresher.(interface{ Figure() *widgets.Figure }); ok {
		value = v.Figure().Reading()
	}
	if value == "" {
		w.m.Say("There is no value under the pointer; point at a mark of the figure, or go to one with the arrows.")
		return
	}
	w.CopyText(value, valueCopied)
}
