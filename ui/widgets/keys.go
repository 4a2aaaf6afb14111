package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Fyne gives a key to the control that has the focus and to nobody else. So
// that Escape, F5, F10 and ? work everywhere, every control of the window hands those
// it has no use for to its canvas, as if nothing had the focus.

// passKey hands on the keys that the window has a use for.
func passKey(o fyne.CanvasObject, e *fyne.KeyEvent) bool {
	if e.Name != fyne.KeyEscape && e.Name != fyne.KeyF5 && e.Name != fyne.KeyF10 {
		return false
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(e)
	}
	return true
}

// passRune hands a letter on.
func passRune(o fyne.CanvasObject, r rune) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil && c.OnTypedRune() != nil {
		c.OnTypedRune()(r)
	}
}

// Slider chooses a number.
type Slider struct {
	widget.Slider
	pressed
	placed
}

// NewSlider makes a slider.
func NewSlider(least, most float64) *Slider {
	s := &Slider{}
	s.Min, s.Max, s.Value, s.Step = least, most, least, 1
	s.ExtendBaseWidget(s)
	return s
}

// ExtendBaseWidget implements fyne.Widget for the tooltip too.
func (s *Slider) ExtendBaseWidget(w fyne.Widget) {
	s.extendTooltip(w)
	s.Slider.ExtendBaseWidget(w)
}

// MouseIn implements desktop.Hoverable.
func (s *Slider) MouseIn(e *desktop.MouseEvent) {
	s.tooltip.MouseIn(e)
	s.Slider.MouseIn(e)
}

// MouseMoved implements desktop.Hoverable.
func (s *Slider) MouseMoved(e *desktop.MouseEvent) {
	s.tooltip.MouseMoved(e)
	s.Slider.MouseMoved(e)
}

// MouseOut implements desktop.Hoverable.
func (s *Slider) MouseOut() {
	s.tooltip.MouseOut()
	s.Slider.MouseOut()
}

// Set shows a number between least and most, in steps, without telling.
func (s *Slider) Set(least, most, step, v float64) {
	if s.Min != least || s.Max != most || s.Step != step || s.Value != v {
		s.Min, s.Max, s.Step, s.Value = least, most, step, v
		s.Refresh()
	}
}

// FocusGained implements fyne.Focusable.
func (s *Slider) FocusGained() {
	s.Slider.FocusGained()
	s.reveal()
}

// TypedKey implements fyne.Focusable.
func (s *Slider) TypedKey(e *fyne.KeyEvent) {
	if !passKey(s, e) {
		s.Slider.TypedKey(e)
	}
}

// TypedRune implements fyne.Focusable.
func (s *Slider) TypedRune(r rune) { passRune(s, r) }

// Entry is a line of text.
type Entry struct {
	textField
	// OnDown hears of the arrow down, for which a line has no use.
	OnDown func()
	// OnEscape has Escape first, and says whether it has made use of it.
	OnEscape func() bool
}

// NewEntry makes a line; hint stands in it while it is empty.
func NewEntry(hint string) *Entry {
	e := &Entry{}
	e.Wrapping = fyne.TextWrapOff
	e.setEmpty(hint)
	e.ExtendBaseWidget(e)
	return e
}

// TypedKey implements fyne.Focusable.
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	switch {
	case k.Name == fyne.KeyEscape && e.OnEscape != nil && e.OnEscape():
	case passKey(e, k):
	case k.Name == fyne.KeyDown && e.OnDown != nil:
		e.OnDown()
	default:
		e.Entry.TypedKey(k)
	}
}

// SelectFirst selects the first letters, as Shift and an arrow would.
func (e *Entry) SelectFirst(letters int) {
	e.CursorRow, e.CursorColumn = 0, 0
	shift := &fyne.KeyEvent{Name: desktop.KeyShiftLeft}
	e.Entry.KeyDown(shift)
	for range letters {
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	}
	e.Entry.KeyUp(shift)
}
