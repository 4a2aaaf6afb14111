package widgets

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// NumberOptions says what a NumberEntry takes.
type NumberOptions struct {
	Min, Max float64
	Whole    bool
	// Empty is what stands in an entry without a value, which then is 0; ""
	// means that there must be one.
	Empty string
	// Unit follows the number, outside of what is typed.
	Unit string
}

// NumberEntry is an entry for a number. It is taken when one presses Enter or
// leaves; what is no number, or out of range, is put back.
type NumberEntry struct {
	widget.Entry
	o       NumberOptions
	value   float64
	changed func(float64)
}

// NewNumberEntry makes an entry; changed hears what a person gives.
func NewNumberEntry(o NumberOptions, changed func(float64)) *NumberEntry {
	e := &NumberEntry{o: o, changed: changed}
	e.ExtendBaseWidget(e)
	e.PlaceHolder = o.Empty
	e.Wrapping = fyne.TextWrapOff
	e.Scroll = 0
	e.OnSubmitted = func(string) { e.commit() }
	if o.Unit != "" {
		e.ActionItem = NewText(o.Unit, Quiet())
	}
	e.write()
	return e
}

// Value is the number that counts.
func (e *NumberEntry) Value() float64 { return e.value }

// SetValue shows a number without calling changed; not while one types.
func (e *NumberEntry) SetValue(v float64) {
	if v != e.value {
		e.value = v
		e.write()
	}
}

// FocusLost takes what was typed.
func (e *NumberEntry) FocusLost() {
	e.commit()
	e.Entry.FocusLost()
}

// TypedKey puts the number back on Escape; where it was not being changed
// Escape is the window's.
func (e *NumberEntry) TypedKey(k *fyne.KeyEvent) {
	switch {
	case k.Name != fyne.KeyEscape:
		e.Entry.TypedKey(k)
	case e.Text != e.text():
		e.write()
	default:
		passKey(e, k)
	}
}

// text is how the number is written.
func (e *NumberEntry) text() string {
	if e.value == 0 && e.o.Empty != "" {
		return ""
	}
	return strconv.FormatFloat(e.value, 'g', 6, 64)
}

func (e *NumberEntry) write() {
	if text := e.text(); text != e.Text {
		e.SetText(text)
	}
}

func (e *NumberEntry) commit() {
	v, ok := e.parse()
	if ok && v != e.value {
		e.value = v
		e.changed(v)
	}
	e.write()
}

func (e *NumberEntry) parse() (float64, bool) {
	text := strings.TrimSpace(strings.Replace(e.Text, ",", ".", 1))
	if text == "" && e.o.Empty != "" {
		return 0, true
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || v < e.o.Min || v > e.o.Max || e.o.Whole && v != float64(int64(v)) {
		return 0, false
	}
	return v, true
}
