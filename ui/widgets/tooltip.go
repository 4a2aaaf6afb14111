package widgets

import (
	"cmp"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
	fynetooltip "github.com/dweymouth/fyne-tooltip"
	ttwidget "github.com/dweymouth/fyne-tooltip/widget"
)

// Tipped is a control that says more of itself while the pointer rests on it.
type Tipped interface {
	fyne.CanvasObject
	SetToolTip(string)
	ToolTip() string
}

// Composite is a control that is made of others.
type Composite interface{ Parts() []fyne.CanvasObject }

// Tooltips is a window's content with the layer that its tooltips are shown in.
type Tooltips struct {
	widget.BaseWidget
	all  fyne.CanvasObject
	over *tooltip // of the control that the pointer is on; nil for none
}

// NewTooltips puts the layer over content.
func NewTooltips(content fyne.CanvasObject, c fyne.Canvas) *Tooltips {
	t := &Tooltips{all: fynetooltip.AddWindowToolTipLayer(content, c)}
	t.ExtendBaseWidget(t)
	return t
}

// CreateRenderer implements fyne.Widget.
func (t *Tooltips) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.all) }

// Resize implements fyne.CanvasObject.
func (t *Tooltips) Resize(size fyne.Size) {
	if size != t.Size() {
		t.Dismiss()
	}
	t.BaseWidget.Resize(size)
}

// Dismiss takes away the tooltip that is shown or on its way. The pointer has to
// come to a control anew for another.
func (t *Tooltips) Dismiss() {
	if t.over != nil {
		t.over.dismiss()
	}
}

// Over is the control whose tooltip is shown or on its way; nil for none.
func (t *Tooltips) Over() fyne.CanvasObject {
	if t.over == nil {
		return nil
	}
	return t.over.Obj
}

var (
	_ fyne.Scrollable   = (*Tooltips)(nil)
	_ desktop.Mouseable = (*Tooltips)(nil)
)

// Scrolled implements fyne.Scrollable, for a wheel turned over what does not scroll.
func (t *Tooltips) Scrolled(*fyne.ScrollEvent) { t.Dismiss() }

// MouseDown implements desktop.Mouseable, for a press on what is no control.
func (t *Tooltips) MouseDown(*desktop.MouseEvent) { t.Dismiss() }

// MouseUp implements desktop.Mouseable.
func (t *Tooltips) MouseUp(*desktop.MouseEvent) {}

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

// tooltipRest is how long the pointer rests on a control before the tooltip is
// asked for, which has a delay of its own: who is on the way to the next control
// shall not find it covered.
const tooltipRest = 600 * time.Millisecond

// tooltip makes a control Tipped. One that has a use of its own for the pointer
// passes on what it hears.
type tooltip struct {
	ttwidget.ToolTipWidgetExtend
	hint    string
	why     string // the control cannot be used; "" where it can
	whole   string // the text of which a part is shown; "" where all is
	at      desktop.MouseEvent
	waiting *time.Timer // nil when the pointer is not here, or after a press
}

var _ desktop.Hoverable = (*tooltip)(nil)

// SetToolTip implements Tipped.
func (t *tooltip) SetToolTip(hint string) {
	t.hint = hint
	said := cmp.Or(t.why, t.hint)
	if t.whole != "" && said != "" {
		said = "\n" + said
	}
	t.ToolTipWidgetExtend.SetToolTip(t.whole + said)
}

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
	if t.ToolTip() == "" {
		return
	}
	t.at = *e
	if all := tooltipsOf(t.Obj); all != nil {
		all.Dismiss()
		all.over = t
	}
	var mine *time.Timer
	mine = time.AfterFunc(tooltipRest, func() {
		fyne.Do(func() {
			if t.waiting == mine {
				t.ToolTipWidgetExtend.MouseIn(&t.at)
			}
		})
	})
	t.waiting = mine
}

// MouseMoved implements desktop.Hoverable.
func (t *tooltip) MouseMoved(e *desktop.MouseEvent) {
	t.at = *e
	t.ToolTipWidgetExtend.MouseMoved(e)
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
	t.ToolTipWidgetExtend.MouseOut()
	if all := tooltipsOf(t.Obj); all != nil && all.over == t {
		all.over = nil
	}
}

// pressed is a tooltip that goes away when the control is pressed, or a key while
// the control has the focus. A text or an
// icon has none: it would keep the press from what it lies on.
type pressed struct{ tooltip }

var _ desktop.Mouseable = (*pressed)(nil)

// MouseDown implements desktop.Mouseable.
func (p *pressed) MouseDown(*desktop.MouseEvent) { p.dismiss() }

// MouseUp implements desktop.Mouseable.
func (p *pressed) MouseUp(*desktop.MouseEvent) {}

// KeyDown implements desktop.Keyable: a key is for what has the focus, and the
// tooltip may be of something else.
func (p *pressed) KeyDown(*fyne.KeyEvent) { DismissTooltip(p.Obj) }

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
