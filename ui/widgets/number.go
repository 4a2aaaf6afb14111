package widgets

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
)

// NumberOptions says what a NumberEntry takes.
type NumberOptions struct {
	Min, Max float64
	Whole    bool
	// Empty is what stands in an entry without a value, which then is 0, or
	// with Zero, where 0 is a value like others, NaN; "" means that there must be
	// one.
	Empty string
	Zero  bool
	// Refused hears why what was typed does not count, and "" once something does, where
	// the field cannot say so itself, as in a dialog; nil for elsewhere.
	Refused func(string)
	// Parse reads what is no plain number, such as one with a unit of its own; nil reads
	// nothing else.
	Parse func(string) (v float64, ok bool)
	// Unit follows the number, outside of what is typed.
	Unit string
}

// NumberEntry is an entry for a number. It is taken when one presses Enter or
// leaves; for what is no number, or out of range, the number before is put back, and the
// field says why.
type NumberEntry struct {
	textField
	o       NumberOptions
	value   float64
	changed func(float64)
}

// NewNumberEntry makes an entry; changed hears what a person gives.
func NewNumberEntry(o NumberOptions, changed func(float64)) *NumberEntry {
	e := &NumberEntry{o: o, changed: changed}
	e.ExtendBaseWidget(e)
	e.setEmpty(o.Empty)
	if o.Empty != "" {
		e.value = e.none()
	}
	e.Wrapping = fyne.TextWrapOff
	e.Scroll = 0
	e.OnSubmitted = func(string) { e.commit() }
	e.OnChanged = func(string) { e.Refuse("") }
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
	if !same(v, e.value) {
		e.value = v
		e.write()
	}
}

// same compares values, of which NaN is one.
func same(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) }

// FocusLost takes what was typed.
func (e *NumberEntry) FocusLost() {
	e.commit()
	e.textField.FocusLost()
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

// none is the value of an empty entry.
func (e *NumberEntry) none() float64 {
	if e.o.Zero {
		return math.NaN()
	}
	return 0
}

// text is how the number is written.
func (e *NumberEntry) text() string {
	if e.o.Empty != "" && (math.IsNaN(e.value) || e.value == 0 && !e.o.Zero) {
		return ""
	}
	return strconv.FormatFloat(e.value, 'g', 6, 64)
}

func (e *NumberEntry) write() {
	if text := e.text(); text != e.Text {
		e.SetText(text)
	}
}

// SetEmpty changes what stands in an entry without a value.
func (e *NumberEntry) SetEmpty(text string) {
	if e.empty != text {
		e.setEmpty(text)
		e.Refresh()
	}
}

// SetMax changes the largest number.
func (e *NumberEntry) SetMax(v float64) { e.o.Max = v }

func (e *NumberEntry) commit() {
	if e.Text == e.text() {
		return
	}
	v, why := e.parse()
	before := e.value
	e.value = v
	e.write()
	if e.o.Refused != nil {
		e.o.Refused(why)
	}
	e.Refuse(why)
	if !same(v, before) {
		e.changed(v)
	}
}

// parse is the number that was typed, or the one that stays and why.
func (e *NumberEntry) parse() (v float64, why string) {
	typed := strings.TrimSpace(e.Text)
	if typed == "" && e.o.Empty != "" {
		return e.none(), ""
	}
	number := strings.Replace(typed, ",", ".", 1)
	v, err := strconv.ParseFloat(number, 64)
	ok := err == nil
	if !ok && e.o.Parse != nil {
		v, ok = e.o.Parse(number)
	}
	switch {
	case !ok || math.IsNaN(v):
		return e.value, fmt.Sprintf("%q is no number.", typed)
	case v < e.o.Min:
		return e.value, fmt.Sprintf("%s is too small; the least is %g.", typed, e.o.Min)
	case v > e.o.Max:
		return e.value, fmt.Sprintf("%s is too large; the most is %.15g.", typed, e.o.Max)
	case e.o.Whole && v != math.Trunc(v):
		return e.value, typed + " is not a whole number."
	}
	return v, ""
}
