package widgets

import (
	"cmp"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
)

// Tipped is a control that says more of itself while the pointer rests on it.
type Tipped interface {
	fyne.CanvasObject
	SetToolTip(string)
	ToolTip() string
}

// Composite is a control that is made of others.
type Composite interface{ Parts() []fyne.CanvasObject }

// Tooltips is a window's content with what is said of its controls over it: the tooltip
// of the one that the pointer rests on, and why a field did not take what was typed. What
// is said goes with the next press, key or turn of the wheel.
type Tooltips struct {
	Layer
	raised []raised // over it
	over   *tooltip // of the control that the pointer is on; nil for none
	of     remark
	at     fyne.Position // of the control that is spoken of
}

// remark is what is said of a control; the zero value is nothing.
type remark struct {
	control fyne.CanvasObject
	text    string
	// at is a place in the window; the remark is that far below it, or above where there
	// is no room.
	at           fyne.Position
	below, above float32
	layer        *Layer   // that the control is in
	gone         func()   // hears that it is not said any more; may be nil
	tooltip      *tooltip // whose it is; nil for none
}

// NewTooltips puts tooltips over content.
func NewTooltips(content fyne.CanvasObject) *Tooltips {
	t := &Tooltips{}
	t.make(content)
	t.ExtendBaseWidget(t)
	return t
}

// Resize implements fyne.CanvasObject.
func (t *Tooltips) Resize(size fyne.Size) {
	if size != t.Size() {
		t.Dismiss()
	}
	t.BaseWidget.Resize(size)
}

var _ fyne.Scrollable = (*Tooltips)(nil)

// Scrolled implements fyne.Scrollable, for a wheel turned over what does not scroll. (A
// layer that heard it would be cut at its edges, beyond which a dialog's tooltips go.)
func (t *Tooltips) Scrolled(*fyne.ScrollEvent) { t.Dismiss() }

// Dismiss takes away what is said or on its way. The pointer has to come to a control
// anew for another tooltip.
func (t *Tooltips) Dismiss() {
	if t.over != nil {
		t.over.dismiss()
	}
	t.silence()
}

// Follow takes away what is said of a control that went, or is elsewhere.
func (t *Tooltips) Follow() {
	if of := t.of.control; of != nil && fyne.CurrentApp().Driver().AbsolutePositionForObject(of) != t.at {
		t.Dismiss()
	}
}

// say says something in place of what is said now, unless something lies over the layer
// that it is about.
func (t *Tooltips) say(r remark) {
	driver := fyne.CurrentApp().Driver()
	c := driver.CanvasForObject(t)
	if c == nil || r.layer == nil || r.layer != t.topLayer() {
		return
	}
	t.silence()
	const air = 4
	t.of, t.at = r, driver.AbsolutePositionForObject(r.control)
	said := r.layer.said
	said.SetText(r.text)
	room, size := c.Size(), said.MinSize()
	y := r.at.Y + r.below
	if y+size.Height+air > room.Height {
		y = r.at.Y - r.above - size.Height
	}
	highest := driver.AbsolutePositionForObject(t).Y + air // below the menu bar
	at := fyne.NewPos(max(air, min(r.at.X, room.Width-size.Width-air)), max(highest, y))
	said.Move(at.Subtract(driver.AbsolutePositionForObject(r.layer.content)))
}

func (t *Tooltips) silence() {
	gone, layer := t.of.gone, t.of.layer
	t.of = remark{}
	if layer != nil {
		layer.said.SetText("")
	}
	if gone != nil {
		gone()
	}
}

// Said is what is said now, "" for nothing.
func (t *Tooltips) Said() string { return t.of.text }

// Over is the control whose tooltip is shown or on its way; nil for none.
func (t *Tooltips) Over() fyne.CanvasObject {
	if t.over == nil {
		return nil
	}
	return t.over.control
}

// tooltipsOf are those of the window that an object is in; nil without such.
func tooltipsOf(o fyne.CanvasObject) *Tooltips {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil {
		t, _ := c.Content().(*Tooltips)
		return t
	}
	return nil
}

// DismissTooltip takes away the tooltip in the window that an object is in.
func DismissTooltip(o fyne.CanvasObject) {
	if t := tooltipsOf(o); t != nil {
		t.Dismiss()
	}
}

// tooltipRest is how long the pointer rests on a control before its tooltip comes: who
// is on the way to the next control shall not find it covered.
const tooltipRest = 1200 * time.Millisecond

// tooltip makes a control Tipped. One that has a use of its own for the pointer
// passes on what it hears.
type tooltip struct {
	control fyne.CanvasObject
	hint    string
	why     string // the control cannot be used; "" where it can
	whole   string // the text of which a part is shown; "" where all is
	text    string // made of these
	at      fyne.Position
	layer   *Layer      // that the pointer came to the control in
	waiting *time.Timer // nil when the pointer is not here, or after a press
}

var _ desktop.Hoverable = (*tooltip)(nil)

// extendTooltip says whose tooltip it is.
func (t *tooltip) extendTooltip(w fyne.Widget) { t.control = w }

// SetToolTip implements Tipped.
func (t *tooltip) SetToolTip(hint string) {
	t.hint = hint
	said := cmp.Or(t.why, t.hint)
	if t.whole != "" && said != "" {
		said = "\n" + said
	}
	t.text = t.whole + said
}

// ToolTip implements Tipped.
func (t *tooltip) ToolTip() string { return t.text }

// spell has the tooltip begin with a text of which only a part is shown.
func (t *tooltip) spell(whole, shown string) {
	if whole == shown {
		whole = ""
	}
	if whole != t.whole {
		t.whole = whole
		t.SetToolTip(t.hint)
	}
}

func (t *tooltip) withhold(why string) {
	t.why = why
	t.SetToolTip(t.hint)
}

// Offered is a control that may have no effect for now.
type Offered interface {
	fyne.Disableable
	withhold(why string)
}

// Offer lets a control be used, or greys it out where there is a reason, which its
// tooltip gives in place of what the control is for.
func Offer(c Offered, why string) {
	c.withhold(why)
	switch able := why == ""; {
	case able == !c.Disabled():
	case able:
		c.Enable()
	default:
		c.Disable()
	}
}

// MouseIn implements desktop.Hoverable.
func (t *tooltip) MouseIn(e *desktop.MouseEvent) {
	t.dismiss()
	all := tooltipsOf(t.control)
	if t.text == "" || all == nil {
		return
	}
	t.layer = all.topLayer()
	if all.over != nil {
		all.over.dismiss()
	}
	all.over, t.at = t, e.AbsolutePosition
	var mine *time.Timer
	mine = time.AfterFunc(tooltipRest, func() {
		fyne.Do(func() {
			if t.waiting == mine {
				t.say(all)
			}
		})
	})
	t.waiting = mine
}

// say shows the tooltip beside the pointer.
func (t *tooltip) say(all *Tooltips) {
	const below, above = 16, 8 // the pointer
	all.say(remark{control: t.control, text: t.text, at: t.at, below: below, above: above, layer: t.layer, tooltip: t})
}

// MouseMoved implements desktop.Hoverable.
func (t *tooltip) MouseMoved(e *desktop.MouseEvent) {
	t.at = e.AbsolutePosition
	if t.waiting != nil && t.waiting.Stop() {
		t.waiting.Reset(tooltipRest)
	}
}

// MouseOut implements desktop.Hoverable.
func (t *tooltip) MouseOut() { t.dismiss() }

func (t *tooltip) dismiss() {
	if t.waiting != nil {
		t.waiting.Stop()
		t.waiting = nil
	}
	if all := tooltipsOf(t.control); all != nil && all.over == t {
		all.over = nil
		if all.of.tooltip == t {
			all.silence()
		}
	}
}

// pressed is a tooltip that goes away when the control is pressed, or a key while
// the control has the focus. A text or an
// icon has none: it would keep the press from what it lies on.
type pressed struct{ tooltip }

var _ desktop.Mouseable = (*pressed)(nil)

// MouseDown implements desktop.Mouseable.
func (p *pressed) MouseDown(*desktop.MouseEvent) { DismissTooltip(p.control) }

// MouseUp implements desktop.Mouseable.
func (p *pressed) MouseUp(*desktop.MouseEvent) {}

// KeyDown implements desktop.Keyable: a key is for what has the focus, and the
// tooltip may be of something else.
func (p *pressed) KeyDown(*fyne.KeyEvent) { DismissTooltip(p.control) }

// KeyUp implements desktop.Keyable.
func (p *pressed) KeyUp(*fyne.KeyEvent) {}

// onScroll has f called too whenever a scroller moves.
func onScroll(s *container.Scroll, f func()) {
	before := s.OnScrolled
	s.OnScrolled = func(at fyne.Position) {
		f()
		if before != nil {
			before(at)
		}
	}
}

// explain gives a hint to a control and those inside it that have none.
func explain(o fyne.CanvasObject, hint string) {
	switch o := o.(type) {
	case *Text: // what a control shows, not a control
	case Tipped:
		if o.ToolTip() == "" {
			o.SetToolTip(hint)
		}
	case *fyne.Container:
		for _, inner := range o.Objects {
			explain(inner, hint)
		}
	case Composite:
		for _, inner := range o.Parts() {
			explain(inner, hint)
		}
	}
}
