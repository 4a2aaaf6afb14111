package widgets

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/render"
)

// wordable is what a figure knows of texts that a person may word otherwise.
type wordable struct {
	under  *render.Text  // the one under the pointer
	chosen *render.Text  // the one that a double click has begun on
	last   fyne.Position // where the button went down before
	acted  bool          // whether the tap before has selected networks
	field  *wordField    // in which one is being worded; nil for none
}

// wordsHint is what hover says of a text.
const wordsHint = "double-click to reword"

// textAt is the text at a place in the widget that can be worded, nil for none.
func (f *Figure) textAt(at fyne.Position) *render.Text {
	x, y, ok := f.pixel(at)
	if !ok || f.OnReword == nil {
		return nil
	}
	if text, ok := f.drawing.TextAt(x, y); ok {
		return &text
	}
	return nil
}

// markAt is the mark at a place in the widget; what lies near a text is not at it.
func (f *Figure) markAt(at fyne.Position) (figure.Hit, bool) {
	hit, ok := f.HitAt(at)
	if ok && hit.Label == "" && f.textAt(at) != nil {
		return figure.Hit{}, false
	}
	return hit, ok
}

// readOut is the mark whose read-out is shown, or the text.
func (f *Figure) readOut() *figure.Hit {
	text := f.texts.under
	switch {
	case text == nil:
		return f.hit
	case f.hit != nil:
		h := *f.hit
		h.Tip += "\n" + wordsHint
		return &h
	}
	h := figure.NoHit(figure.None)
	h.Label, h.Mark, h.Tip = text.Own, text.Box, text.Own+"\n"+wordsHint
	return &h
}

// twice notes the press of a button, the second of two in quick succession if so, and
// reports whether both are on one text, which is then worded when the button is up.
func (f *Figure) twice(e *desktop.MouseEvent, quick bool) bool {
	before := f.texts.last
	f.texts.last, f.texts.chosen = e.Position, nil
	f.texts.acted = f.texts.acted && quick
	if !quick || f.more {
		return false
	}
	text, first := f.textAt(e.Position), f.textAt(before)
	if text == nil || first == nil || text.Own != first.Own {
		return false
	}
	f.texts.chosen = text
	return true
}

// reword opens a field over the text that was chosen.
func (f *Figure) reword() {
	text := *f.texts.chosen
	f.texts.chosen = nil
	if f.texts.acted && f.OnRetract != nil {
		f.OnRetract()
	}
	f.texts.field = newWordField(text, f.closeField)
	f.clearHit()
	f.Refresh()
	if c := fyne.CurrentApp().Driver().CanvasForObject(f); c != nil {
		c.Focus(f.texts.field)
		f.texts.field.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

// closeField closes the field, if it is open still, and takes what was typed or not.
func (f *Figure) closeField(field *wordField, take bool) {
	if field == nil || f.texts.field != field {
		return
	}
	f.texts.field = nil
	if c := fyne.CurrentApp().Driver().CanvasForObject(f); c != nil && field.focused {
		c.Unfocus()
	}
	f.Refresh()
	if words := strings.TrimSpace(field.Text); take && words != field.text.Said {
		f.OnReword(field.text.Own, words)
	}
}

// keepField closes the field where the text is in the figure no longer.
func (f *Figure) keepField(fig figure.Figure) {
	if field := f.texts.field; field != nil && !slices.Contains(fig.Texts(), field.text.Own) {
		f.closeField(field, false)
	}
}

// moveField has the field go with its text in a new drawing.
func (f *Figure) moveField() {
	field := f.texts.field
	if field == nil {
		return
	}
	for _, text := range f.drawing.Texts() {
		if text.Own == field.text.Own {
			field.text.Box = text.Box
			return
		}
	}
}

// wordField is a line over a text of a figure in which it is worded. Enter takes what
// was typed, and so does leaving it; Escape does not.
type wordField struct {
	Entry
	text  render.Text
	ended func(field *wordField, take bool)
}

func newWordField(text render.Text, ended func(field *wordField, take bool)) *wordField {
	w := &wordField{text: text, ended: ended}
	w.Wrapping = fyne.TextWrapOff
	w.setEmpty(text.Own)
	w.Text = text.Said
	w.OnSubmitted = func(string) { ended(w, true) }
	w.OnEscape = func() bool {
		ended(w, false)
		return true
	}
	w.ExtendBaseWidget(w)
	return w
}

// FocusLost takes what was typed.
func (w *wordField) FocusLost() {
	w.Entry.FocusLost()
	w.ended(w, true)
}

// layoutField puts the field over its text, on a ground that hides it, in sight.
func (r *figureRenderer) layoutField(sheet fyne.Position) {
	field := r.f.texts.field
	if field == nil {
		return
	}
	const least, air = 150, 2
	scale, box := float32(r.f.scale()), field.text.Box
	wide := max(least, measure(field.text.Said, fyne.TextStyle{})+6*theme.InnerPadding())
	if box.Width > box.Height { // a level text is hidden
		wide = max(wide, float32(box.Width)/scale+2*theme.InnerPadding())
	}
	seen, place := r.f.sight()
	size := fyne.NewSize(min(wide, place.Width-2*air), controlHeight)
	x, y := box.Center()
	at := sheet.AddXY(float32(x)/scale-size.Width/2, float32(y)/scale-size.Height/2)
	at.X = max(seen.X+air, min(at.X, seen.X+place.Width-size.Width-air))
	at.Y = max(seen.Y+air, min(at.Y, seen.Y+place.Height-size.Height-air))
	for _, o := range []fyne.CanvasObject{r.ground, field} {
		o.Move(at)
		o.Resize(size)
	}
}

// refreshField paints the ground of the field.
func (r *figureRenderer) refreshField() {
	r.ground.FillColor = themeColor(r.f, nothing)
	if r.f.texts.field != nil {
		r.ground.FillColor = themeColor(r.f, theme.ColorNameOverlayBackground)
	}
	r.ground.CornerRadius = theme.SizeForWidget(theme.SizeNameInputRadius, r.f)
	if r.f.texts.field == nil {
		r.ground.Resize(fyne.Size{})
	}
	r.ground.Refresh()
}

// PlaceOf is the middle of a box of the drawing, in the widget.
func (f *Figure) PlaceOf(box figure.Box) fyne.Position {
	sheet, _ := f.sheet()
	x, y := box.Center()
	return sheet.AddXY(float32(x/f.scale()), float32(y/f.scale()))
}
