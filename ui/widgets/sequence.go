package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Sequence is a short list of which the rows are dragged into another order, one of them
// being chosen. The arrows go from row to row, and with Alt move the row; Enter or a
// double click opens it, Delete removes it.
type Sequence struct {
	widget.BaseWidget
	box    *fyne.Container
	chosen int // the row; -1 for none
	slot   int // between rows, where the one that is dragged would go; -1 for nowhere

	OnChosen  func(i int)
	OnEntered func(i int)
	OnRemoved func(i int)
	// OnMoved hears where a row is to be, the others closing up.
	OnMoved func(from, to int)
}

// NewSequence makes an empty list.
func NewSequence() *Sequence {
	s := &Sequence{box: container.New(rowsLayout{gap: 2}), chosen: -1, slot: -1}
	s.ExtendBaseWidget(s)
	return s
}

// SetRows shows other rows. Where one had the focus, the chosen one has it then.
func (s *Sequence) SetRows(rows ...fyne.CanvasObject) {
	c := fyne.CurrentApp().Driver().CanvasForObject(s)
	focused := false
	for i := range s.rows() {
		focused = focused || c != nil && holds(s.box.Objects[i], c.Focused())
	}
	s.box.RemoveAll()
	for i, content := range rows {
		s.box.Add(newSequenceRow(s, i, content))
	}
	s.chosen, s.slot = min(s.chosen, len(rows)-1), -1
	s.box.Refresh()
	s.Refresh()
	if focused && s.chosen >= 0 {
		c.Focus(s.row(s.chosen))
	}
}

// holds reports whether an object is, or has in it, what has the focus.
func holds(o fyne.CanvasObject, focused fyne.Focusable) bool {
	if focused == nil {
		return false
	}
	switch o := o.(type) {
	case *sequenceRow:
		return o == focused || holds(o.content, focused)
	case *fyne.Container:
		for _, inner := range o.Objects {
			if holds(inner, focused) {
				return true
			}
		}
	case fyne.Focusable:
		return o == focused
	}
	return false
}

// Choose has a row stand out, -1 none, without telling.
func (s *Sequence) Choose(i int) {
	i = max(-1, min(i, s.rows()-1))
	if s.chosen != i {
		s.chosen = i
		s.refreshRows()
	}
}

// Chosen is the row that stands out, -1 for none.
func (s *Sequence) Chosen() int { return s.chosen }

// FocusRow gives the i-th row the focus, which brings it into sight.
func (s *Sequence) FocusRow(i int) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(s); c != nil && i >= 0 && i < s.rows() {
		c.Focus(s.row(i))
	}
}

// Parts implements Composite.
func (s *Sequence) Parts() []fyne.CanvasObject { return s.box.Objects }

// CreateRenderer implements fyne.Widget.
func (s *Sequence) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.box) }

func (s *Sequence) rows() int              { return len(s.box.Objects) }
func (s *Sequence) row(i int) *sequenceRow { return s.box.Objects[i].(*sequenceRow) }
func tell[T any](hear func(T), what T) {
	if hear != nil {
		hear(what)
	}
}

func (s *Sequence) refreshRows() {
	for i := range s.rows() {
		s.row(i).Refresh()
	}
}

// choose is Choose by a person.
func (s *Sequence) choose(i int) {
	if s.chosen != i {
		s.Choose(i)
		tell(s.OnChosen, i)
	}
}

// MoveRow takes a row to another place, where it stays chosen.
func (s *Sequence) MoveRow(from, to int) {
	if from == to || to < 0 || to >= s.rows() || s.OnMoved == nil {
		return
	}
	s.choose(to)
	s.OnMoved(from, to)
}

// slotAt is the place between rows that is nearest to a height in the list.
func (s *Sequence) slotAt(y float32) int {
	slot := 0
	for i := range s.rows() {
		r := s.row(i)
		if y > r.Position().Y+r.Size().Height/2 {
			slot = i + 1
		}
	}
	return slot
}

// sequenceRow is a row of a Sequence.
type sequenceRow struct {
	widget.BaseWidget
	pressed
	placed
	s        *Sequence
	at       int
	content  fyne.CanvasObject
	tappedAt time.Time

	hovered, focused, dragged bool
}

var (
	_ fyne.Tappable      = (*sequenceRow)(nil)
	_ fyne.Draggable     = (*sequenceRow)(nil)
	_ fyne.Focusable     = (*sequenceRow)(nil)
	_ fyne.Shortcutable  = (*sequenceRow)(nil)
	_ desktop.Hoverable  = (*sequenceRow)(nil)
	_ desktop.Cursorable = (*sequenceRow)(nil)
	_ Composite          = (*sequenceRow)(nil)
)

func newSequenceRow(s *Sequence, at int, content fyne.CanvasObject) *sequenceRow {
	r := &sequenceRow{s: s, at: at, content: content}
	r.ExtendBaseWidget(r)
	r.SetToolTip("Drag it to another place, or Alt+↑ and Alt+↓; Enter or a double click opens it")
	return r
}

// ExtendBaseWidget implements fyne.Widget for the tooltip too.
func (r *sequenceRow) ExtendBaseWidget(w fyne.Widget) {
	r.extendTooltip(w)
	r.BaseWidget.ExtendBaseWidget(w)
}

// Parts implements Composite.
func (r *sequenceRow) Parts() []fyne.CanvasObject { return []fyne.CanvasObject{r.content} }

// Tapped implements fyne.Tappable. (Fyne's DoubleTapped would have the first tap wait.)
func (r *sequenceRow) Tapped(*fyne.PointEvent) {
	before := r.tappedAt
	r.tappedAt = time.Now()
	if r.tappedAt.Sub(before) < doubleClick {
		r.tappedAt = time.Time{}
		tell(r.s.OnEntered, r.at)
		return
	}
	r.s.FocusRow(r.at)
}

// Dragged implements fyne.Draggable: a line shows where the row would go.
func (r *sequenceRow) Dragged(e *fyne.DragEvent) {
	if !r.dragged {
		r.dragged = true
		DismissTooltip(r)
		r.s.choose(r.at)
	}
	slot := r.s.slotAt(r.Position().Y + e.Position.Y)
	if slot == r.at || slot == r.at+1 {
		slot = -1 // where it is already
	}
	if r.s.slot != slot {
		r.s.slot = slot
		r.s.refreshRows()
	}
}

// DragEnd implements fyne.Draggable.
func (r *sequenceRow) DragEnd() {
	to := r.s.slot
	r.dragged, r.s.slot = false, -1
	r.s.refreshRows()
	if to > r.at {
		to-- // its own place closes up
	}
	r.s.MoveRow(r.at, to)
}

// Cursor implements desktop.Cursorable.
func (r *sequenceRow) Cursor() desktop.Cursor {
	if r.dragged {
		return desktop.VResizeCursor
	}
	return desktop.DefaultCursor
}

// MouseIn implements desktop.Hoverable.
func (r *sequenceRow) MouseIn(e *desktop.MouseEvent) {
	r.tooltip.MouseIn(e)
	r.hovered = true
	r.Refresh()
}

// MouseOut implements desktop.Hoverable.
func (r *sequenceRow) MouseOut() {
	r.tooltip.MouseOut()
	r.hovered = false
	r.Refresh()
}

// FocusGained implements fyne.Focusable: the row that has the focus is the chosen one.
func (r *sequenceRow) FocusGained() {
	r.focused = true
	r.s.choose(r.at)
	r.Refresh()
	r.reveal()
}

// FocusLost implements fyne.Focusable.
func (r *sequenceRow) FocusLost() {
	r.focused = false
	r.Refresh()
}

// TypedRune implements fyne.Focusable.
func (r *sequenceRow) TypedRune(c rune) { passRune(r, c) }

// TypedKey implements fyne.Focusable.
func (r *sequenceRow) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyUp:
		r.s.FocusRow(r.at - 1)
	case fyne.KeyDown:
		r.s.FocusRow(r.at + 1)
	case fyne.KeyHome:
		r.s.FocusRow(0)
	case fyne.KeyEnd:
		r.s.FocusRow(r.s.rows() - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		tell(r.s.OnEntered, r.at)
	case fyne.KeyDelete, fyne.KeyBackspace:
		tell(r.s.OnRemoved, r.at)
	default:
		passKey(r, e)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (r *sequenceRow) TypedShortcut(s fyne.Shortcut) {
	keys, ok := s.(*desktop.CustomShortcut)
	if !ok || keys.Modifier != fyne.KeyModifierAlt {
		return
	}
	switch keys.KeyName {
	case fyne.KeyUp:
		r.s.MoveRow(r.at, r.at-1)
	case fyne.KeyDown:
		r.s.MoveRow(r.at, r.at+1)
	}
}

// CreateRenderer implements fyne.Widget.
func (r *sequenceRow) CreateRenderer() fyne.WidgetRenderer {
	n := &sequenceRowRenderer{r: r, back: canvas.NewRectangle(nil), line: canvas.NewRectangle(nil)}
	n.back.CornerRadius = 4
	n.Refresh()
	return n
}

type sequenceRowRenderer struct {
	r    *sequenceRow
	back *canvas.Rectangle
	line *canvas.Rectangle // where a row that is dragged would go
}

// sequenceAir is what the ground of a row has round its content, at its sides.
const sequenceAir = 6

func (n *sequenceRowRenderer) Destroy() {}

func (n *sequenceRowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{n.back, n.r.content, n.line}
}

func (n *sequenceRowRenderer) MinSize() fyne.Size { return n.r.content.MinSize().AddWidthHeight(0, 4) }

func (n *sequenceRowRenderer) Layout(size fyne.Size) {
	n.back.Move(fyne.NewPos(-sequenceAir, 0))
	n.back.Resize(size.AddWidthHeight(2*sequenceAir, 0))
	n.r.content.Move(fyne.NewPos(0, 2))
	n.r.content.Resize(size.SubtractWidthHeight(0, 4))
	const thick = 2
	y := float32(-thick)
	if n.r.s.slot == n.r.at+1 {
		y = size.Height
	}
	n.line.Move(fyne.NewPos(-sequenceAir, y))
	n.line.Resize(fyne.NewSize(size.Width+2*sequenceAir, thick))
}

func (n *sequenceRowRenderer) Refresh() {
	r := n.r
	back := ground(r.hovered)
	if r.s.chosen == r.at {
		back = theme.ColorNameSelection
	}
	n.back.FillColor = themeColor(r, back)
	setRing(n.back, r, r.focused)
	line := nothing
	last := r.at == r.s.rows()-1
	if r.s.slot == r.at || last && r.s.slot == r.at+1 {
		line = theme.ColorNamePrimary
	}
	n.line.FillColor = themeColor(r, line)
	n.Layout(r.Size())
	n.back.Refresh()
	n.line.Refresh()
}
