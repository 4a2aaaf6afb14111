package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/semblance-app/semblance/ui/look"
)

// Section is a titled part of the inspector that folds.
type Section struct {
	widget.BaseWidget
	head *foldHead
	body *fyne.Container
	line *widget.Separator
	all  *fyne.Container
	// OnFolded is called after the section folded or unfolded, or had other
	// rows: its place in a layout has another height then.
	OnFolded func()
}

// NewSection makes an open section.
func NewSection(title string, rows ...fyne.CanvasObject) *Section {
	s := &Section{line: widget.NewSeparator()}
	s.body = container.New(layout.NewCustomPaddedLayout(0, 9, look.InspectorMargin, look.InspectorMargin), container.New(rowsLayout{gap: 4}, rows...))
	s.head = newFoldHead(title, fyne.TextStyle{Bold: true}, s.SetOpen)
	s.all = container.New(rowsLayout{}, s.head, s.body, s.line)
	s.head.open = true
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer implements fyne.Widget.
func (s *Section) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.all) }

// Open reports whether the section shows its rows.
func (s *Section) Open() bool { return s.head.open }

// SetOpen folds or unfolds the section.
func (s *Section) SetOpen(open bool) {
	s.head.open = open
	showIf(s.body, open)
	s.head.Refresh()
	s.Relayout()
}

// Relayout makes room for rows that came or went. It repaints no more than it
// must: a view that comes up has all its sections do this.
func (s *Section) Relayout() {
	Arrange(s.all)
	if s.MinSize().Height == s.Size().Height {
		return
	}
	if s.OnFolded != nil {
		s.OnFolded()
	}
}

// Arrange lays out a container and those inside it, and repaints nothing of what
// stays where it is. (A container's Refresh measures and paints all there is in it.)
func Arrange(c *fyne.Container) {
	if c.Layout != nil {
		c.Layout.Layout(c.Objects, c.Size())
	}
	for _, o := range c.Objects {
		switch o := o.(type) {
		case *fyne.Container:
			Arrange(o)
		case *Fold:
			Arrange(o.all)
		}
	}
}

// Fold is a quieter section inside a section, closed at first.
type Fold struct {
	widget.BaseWidget
	head *foldHead
	body *fyne.Container
	all  *fyne.Container
	// OnFolded is called after the fold opened or closed; its place in a
	// layout has another height then.
	OnFolded func()
}

// NewFold makes a closed fold.
func NewFold(title string, rows ...fyne.CanvasObject) *Fold {
	f := &Fold{body: container.New(rowsLayout{gap: 4}, rows...)}
	f.head = newFoldHead(title, fyne.TextStyle{}, f.SetOpen)
	f.head.quiet = true
	f.body.Hide()
	f.all = container.New(rowsLayout{gap: 2}, f.head, f.body)
	f.ExtendBaseWidget(f)
	return f
}

// Title is what the fold is called.
func (f *Fold) Title() string { return f.head.title }

// CreateRenderer implements fyne.Widget.
func (f *Fold) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.all) }

// SetOpen folds or unfolds the rows.
func (f *Fold) SetOpen(open bool) {
	f.head.open = open
	showIf(f.body, open)
	f.head.Refresh()
	f.all.Refresh()
	f.Refresh()
	if f.OnFolded != nil {
		f.OnFolded()
	}
}

// foldHead is the line one taps to fold.
type foldHead struct {
	widget.BaseWidget
	pressed
	placed
	title   string
	style   fyne.TextStyle
	quiet   bool
	open    bool
	hovered bool
	focused bool
	toggle  func(bool)
}

var (
	_ fyne.Tappable     = (*foldHead)(nil)
	_ fyne.Focusable    = (*foldHead)(nil)
	_ desktop.Hoverable = (*foldHead)(nil)
)

func newFoldHead(title string, style fyne.TextStyle, toggle func(bool)) *foldHead {
	h := &foldHead{title: title, style: style, toggle: toggle}
	h.ExtendBaseWidget(h)
	h.SetToolTip("Fold or unfold " + title)
	return h
}

// ExtendBaseWidget implements fyne.Widget for the tooltip too.
func (h *foldHead) ExtendBaseWidget(w fyne.Widget) {
	h.extendTooltip(w)
	h.BaseWidget.ExtendBaseWidget(w)
}

func (h *foldHead) Tapped(*fyne.PointEvent) { h.toggle(!h.open) }
func (h *foldHead) MouseIn(e *desktop.MouseEvent) {
	h.tooltip.MouseIn(e)
	h.hovered = true
	h.Refresh()
}

func (h *foldHead) MouseOut()        { h.tooltip.MouseOut(); h.hovered = false; h.Refresh() }
func (h *foldHead) FocusGained()     { h.focused = true; h.Refresh(); h.reveal() }
func (h *foldHead) FocusLost()       { h.focused = false; h.Refresh() }
func (h *foldHead) TypedRune(r rune) { passRune(h, r) }

func (h *foldHead) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		h.toggle(!h.open)
	default:
		passKey(h, e)
	}
}

func (h *foldHead) CreateRenderer() fyne.WidgetRenderer {
	r := &foldHeadRenderer{
		head: h,
		text: canvas.NewText(h.title, nil),
		back: canvas.NewRectangle(nil),
		ring: canvas.NewRectangle(nil),
		icon: widget.NewIcon(nil),
	}
	r.text.TextStyle = h.style
	r.Refresh()
	return r
}

type foldHeadRenderer struct {
	head       *foldHead
	back, ring *canvas.Rectangle
	text       *canvas.Text
	icon       *widget.Icon
}

func (r *foldHeadRenderer) Destroy() {}

func (r *foldHeadRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.ring, r.icon, r.text}
}

func (r *foldHeadRenderer) indent() float32 {
	if r.head.quiet {
		return 0
	}
	return 8
}

func (r *foldHeadRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	const inset = 2 // of the ring, as the line is as wide as the inspector
	r.ring.Move(fyne.NewPos(inset, inset))
	r.ring.Resize(size.SubtractWidthHeight(2*inset, 2*inset))
	r.icon.Resize(fyne.NewSquareSize(16))
	r.icon.Move(fyne.NewPos(r.indent(), (size.Height-16)/2))
	text := r.text.MinSize()
	r.text.Resize(text)
	r.text.Move(fyne.NewPos(r.indent()+20, (size.Height-text.Height)/2))
}

func (r *foldHeadRenderer) MinSize() fyne.Size {
	high := float32(30)
	if r.head.quiet {
		high = 24
	}
	return fyne.NewSize(r.indent()+20+r.text.MinSize().Width, high)
}

func (r *foldHeadRenderer) Refresh() {
	h := r.head
	ink := theme.ColorNameForeground
	if h.quiet {
		ink = theme.ColorNamePlaceHolder
	}
	r.text.Color = themeColor(h, ink)
	r.text.TextSize = theme.SizeForWidget(theme.SizeNameText, h)
	r.back.FillColor = themeColor(h, ground(h.hovered))
	r.ring.FillColor, r.ring.CornerRadius = themeColor(h, nothing), theme.SizeForWidget(theme.SizeNameButtonRadius, h)
	setRing(r.ring, h, h.focused)
	icon := look.IconClosed
	if h.open {
		icon = look.IconOpen
	}
	r.icon.SetResource(icon.Quiet())
	r.back.Refresh()
	r.ring.Refresh()
	r.text.Refresh()
}
