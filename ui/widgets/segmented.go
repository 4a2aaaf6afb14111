package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/semblance-app/semblance/ui/look"
)

// Segmented is a switch between a few named choices, all of them visible.
type Segmented struct {
	widget.DisableableWidget
	pressed
	placed
	options   []string
	reasons   []string // why choices cannot be made; "" and none: they can
	hint      string
	selected  int
	hovered   int
	focused   bool
	onChanged func(int)
}

var (
	_ fyne.Tappable     = (*Segmented)(nil)
	_ fyne.Focusable    = (*Segmented)(nil)
	_ desktop.Hoverable = (*Segmented)(nil)
)

// NewSegmented makes a switch; onChanged hears what a person chooses.
func NewSegmented(options []string, onChanged func(int)) *Segmented {
	s := &Segmented{options: options, hovered: -1, onChanged: onChanged}
	s.ExtendBaseWidget(s)
	return s
}

// ExtendBaseWidget implements fyne.Widget for the tooltip too.
func (s *Segmented) ExtendBaseWidget(w fyne.Widget) {
	s.extendTooltip(w)
	s.DisableableWidget.ExtendBaseWidget(w)
}

// Options are the choices.
func (s *Segmented) Options() []string { return s.options }

// Selected is the index of the choice.
func (s *Segmented) Selected() int { return s.selected }

// SetSelected shows a choice without calling onChanged.
func (s *Segmented) SetSelected(i int) {
	if s.selected != i {
		s.selected = i
		s.Refresh()
	}
}

// SetReasons greys choices out, in their order, each for the reason that its
// tooltip gives; "" is for one that can be made. Where no two can there is nothing
// to choose.
func (s *Segmented) SetReasons(reasons ...string) {
	if slices.Equal(reasons, s.reasons) {
		return
	}
	s.reasons = reasons
	s.explain()
	able := 0
	for i := range s.options {
		if s.Reason(i) == "" {
			able++
		}
	}
	if able < 2 {
		s.Disable()
	} else {
		s.Enable()
	}
	s.Refresh()
}

// Reason is why a choice cannot be made, "" where it can.
func (s *Segmented) Reason(i int) string {
	if i >= 0 && i < len(s.reasons) {
		return s.reasons[i]
	}
	return ""
}

// SetToolTip implements Tipped.
func (s *Segmented) SetToolTip(hint string) {
	s.hint = hint
	s.explain()
}

// explain gives the tooltip the reason of the choice that the pointer is on, or
// the hint.
func (s *Segmented) explain() {
	text := s.Reason(s.hovered)
	if text == "" {
		text = s.hint
	}
	s.tooltip.SetToolTip(text)
}

// next is the nearest choice in a direction that can be made, the one there is
// for none.
func (s *Segmented) next(by int) int {
	for i := s.selected + by; i >= 0 && i < len(s.options); i += by {
		if s.Reason(i) == "" {
			return i
		}
	}
	return s.selected
}

func (s *Segmented) choose(i int) {
	if s.Disabled() || i < 0 || i >= len(s.options) || i == s.selected || s.Reason(i) != "" {
		return
	}
	s.SetSelected(i)
	s.onChanged(i)
}

func (s *Segmented) at(x float32) int {
	for i, wide := range s.cells(s.Size().Width) {
		if x -= wide; x < 0 {
			return i
		}
	}
	return len(s.options) - 1
}

// cellAir is left and right of the words of a choice, at least.
const cellAir = 6

// cells are the widths of the choices: all the same, unless one is too long for that.
func (s *Segmented) cells(wide float32) []float32 {
	list, longest, sum := make([]float32, len(s.options)), float32(0), float32(0)
	size := theme.SizeForWidget(theme.SizeNameText, s)
	for i, o := range s.options {
		list[i] = fyne.MeasureText(o, size, fyne.TextStyle{}).Width + 2*cellAir
		longest, sum = max(longest, list[i]), sum+list[i]
	}
	n := float32(len(list))
	for i := range list {
		if longest*n <= wide {
			list[i] = wide / n
		} else {
			list[i] += (wide - sum) / n
		}
	}
	return list
}

// Tapped implements fyne.Tappable.
func (s *Segmented) Tapped(e *fyne.PointEvent) { s.choose(s.at(e.Position.X)) }

// TypedKey implements fyne.Focusable: arrows move the choice.
func (s *Segmented) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		s.choose(s.next(-1))
	case fyne.KeyRight:
		s.choose(s.next(1))
	case fyne.KeySpace:
		s.cycle()
	default:
		passKey(s, e)
	}
}

// cycle goes to the next choice that can be made, after the last to the first.
func (s *Segmented) cycle() {
	for k := range s.options {
		if i := (s.selected + 1 + k) % len(s.options); s.Reason(i) == "" {
			s.choose(i)
			return
		}
	}
}

// TypedRune implements fyne.Focusable.
func (s *Segmented) TypedRune(r rune) { passRune(s, r) }

// FocusGained implements fyne.Focusable.
func (s *Segmented) FocusGained() { s.focused = true; s.Refresh(); s.reveal() }

// FocusLost implements fyne.Focusable.
func (s *Segmented) FocusLost() { s.focused = false; s.Refresh() }

// MouseIn implements desktop.Hoverable.
func (s *Segmented) MouseIn(e *desktop.MouseEvent) {
	s.hovered = s.at(e.Position.X)
	s.explain()
	s.tooltip.MouseIn(e)
	s.Refresh()
}

// MouseMoved implements desktop.Hoverable.
func (s *Segmented) MouseMoved(e *desktop.MouseEvent) {
	i, before := s.at(e.Position.X), s.ToolTip()
	if i != s.hovered {
		s.hovered = i
		s.explain()
		s.Refresh()
	}
	if s.ToolTip() == before {
		s.tooltip.MouseMoved(e)
	} else {
		s.tooltip.MouseIn(e) // another one, after another rest
	}
}

// MouseOut implements desktop.Hoverable.
func (s *Segmented) MouseOut() {
	s.tooltip.MouseOut()
	s.hovered = -1
	s.explain()
	s.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (s *Segmented) CreateRenderer() fyne.WidgetRenderer {
	r := &segmentedRenderer{s: s, back: canvas.NewRectangle(nil), knob: canvas.NewRectangle(nil), hover: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type segmentedRenderer struct {
	s                 *Segmented
	back, knob, hover *canvas.Rectangle
	texts             []*canvas.Text
}

func (r *segmentedRenderer) Destroy() {}

func (r *segmentedRenderer) Objects() []fyne.CanvasObject {
	list := []fyne.CanvasObject{r.back, r.hover, r.knob}
	for _, t := range r.texts {
		list = append(list, t)
	}
	return list
}

func (r *segmentedRenderer) MinSize() fyne.Size {
	wide := float32(0)
	for _, t := range r.texts {
		wide += t.MinSize().Width + 2*cellAir
	}
	return fyne.NewSize(wide, controlHeight)
}

func (r *segmentedRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	x := float32(0)
	for i, wide := range r.s.cells(size.Width) {
		for o, at := range map[*canvas.Rectangle]int{r.knob: r.s.selected, r.hover: max(r.s.hovered, 0)} {
			if at == i {
				o.Move(fyne.NewPos(x+2, 2))
				o.Resize(fyne.NewSize(wide-4, size.Height-4))
			}
		}
		t := r.texts[i]
		high := t.MinSize().Height
		t.Move(fyne.NewPos(x, (size.Height-high)/2))
		t.Resize(fyne.NewSize(wide, high))
		x += wide
	}
}

// setTexts has a text for every choice.
func (r *segmentedRenderer) setTexts() {
	if len(r.texts) != len(r.s.options) {
		r.texts = make([]*canvas.Text, len(r.s.options))
		for i := range r.texts {
			r.texts[i] = canvas.NewText("", nil)
			r.texts[i].Alignment = fyne.TextAlignCenter
		}
	}
	for i, o := range r.s.options {
		r.texts[i].Text = o
	}
}

func (r *segmentedRenderer) Refresh() {
	s := r.s
	r.setTexts()
	r.back.FillColor = themeColor(s, theme.ColorNameButton)
	r.back.CornerRadius = theme.SizeForWidget(theme.SizeNameInputRadius, s)
	r.knob.CornerRadius, r.hover.CornerRadius = r.back.CornerRadius-1, r.back.CornerRadius-1
	setRing(r.back, s, s.focused)
	r.knob.FillColor = themeColor(s, look.ColorKnob)
	r.hover.FillColor = themeColor(s, ground(s.hovered >= 0 && !s.Disabled() && s.Reason(s.hovered) == ""))
	if s.Disabled() {
		r.back.FillColor = themeColor(s, theme.ColorNameDisabledButton)
		r.knob.FillColor = themeColor(s, look.ColorKnobDisabled)
	}
	for i, t := range r.texts {
		ink := theme.ColorNamePlaceHolder
		switch {
		case s.Disabled() || s.Reason(i) != "":
			ink = theme.ColorNameDisabled
		case i == s.selected:
			ink = theme.ColorNameForeground
		}
		t.Color, t.TextSize = themeColor(s, ink), theme.SizeForWidget(theme.SizeNameText, s)
	}
	r.Layout(s.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}
