package widgets

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/semblance-app/semblance/core/names"
)

// fewOptions are found by looking; where there are more, one types words of them.
const fewOptions = 15

// options is a list of options that opens below a control, with a line for words of
// them where there are many.
type options struct {
	texts  []string
	found  []int // those that have the words
	words  *Entry
	list   *List
	none   *Text
	popup  *widget.PopUp
	focus  func() // gives the focus to where one types, or else to the list
	update func(option int, row fyne.CanvasObject)
	// chosen hears of an option that can be chosen, which is all if can is nil;
	// narrowed, unless nil, hears that others are found.
	chosen   func(option int)
	can      func(option int) bool
	narrowed func()
	current  int       // the option that the list opens at; -1 is the first
	one      bool      // of the options is chosen, and choosing another closes the list
	taken    int       // the place of what Enter takes
	letters  string    // typed one after the other in a list without a line for words
	typed    time.Time // the last of them
}

// newOptions makes a list of rows that create makes and update fills.
func newOptions(texts []string, create func() fyne.CanvasObject, update func(option int, row fyne.CanvasObject)) *options {
	o := &options{texts: texts, update: update, words: NewEntry("Filter; Enter takes the first")}
	o.words.OnChanged = func(string) { o.narrow() }
	o.words.OnSubmitted = func(words string) {
		switch {
		case words == "":
			o.popup.Hide()
		default:
			o.choose(o.taken)
		}
	}
	o.none = NewText("None has these words.", Quiet())
	o.none.Hide()
	o.list = NewList(
		func() int { return len(o.found) }, create,
		func(i widget.ListItemID, row fyne.CanvasObject) { o.update(o.found[i], row) })
	o.list.HideSeparators = true
	o.list.Takes = func() widget.ListItemID {
		if o.words.Text == "" {
			return -1
		}
		return o.taken
	}
	o.list.OnSelected = func(i widget.ListItemID) { // by a key, or the pointer
		o.list.Unselect(i)
		o.choose(i)
	}
	return o
}

// many reports whether there is a line for words.
func (o *options) many() bool { return len(o.texts) > fewOptions }

// able reports whether an option can be chosen.
func (o *options) able(option int) bool { return o.can == nil || o.can(option) }

// first is the place of the first that is found and can be chosen, if possible of those
// that begin with the words; -1 for none.
func (o *options) first() int {
	begins := slices.IndexFunc(o.found, func(option int) bool {
		return names.Begins(o.texts[option], o.words.Text) && o.able(option)
	})
	if begins >= 0 {
		return begins
	}
	return slices.IndexFunc(o.found, o.able)
}

// choose takes what is found at a place, if anything is that can be chosen.
func (o *options) choose(i int) {
	if i >= 0 && o.able(o.found[i]) {
		o.chosen(o.found[i])
	}
}

// narrow lists what has the words.
func (o *options) narrow() {
	o.found = o.found[:0]
	for i, text := range o.texts {
		if names.Has(text, o.words.Text) {
			o.found = append(o.found, i)
		}
	}
	o.taken = o.first()
	at := max(o.taken, 0)
	if o.words.Text == "" {
		at = max(o.current, 0)
	}
	showIf(o.none, len(o.found) == 0)
	o.list.Refresh()
	o.list.Highlight(at)
	if o.narrowed != nil {
		o.narrowed()
	}
}

// pause ends a word that is typed letter by letter.
const pause = time.Second

// jump goes to what begins with the letters that were typed last, or else has them.
func (o *options) jump(r rune) {
	if time.Since(o.typed) > pause {
		o.letters = ""
	}
	if r == ' ' && o.letters == "" { // which has opened the list
		return
	}
	o.letters, o.typed = o.letters+string(r), time.Now()
	if i := next(o.texts, o.letters, o.list.at); i >= 0 {
		o.list.Highlight(i)
	}
}

// next is the text that typed letters lead to from another one: the next that begins
// with them or, for one letter typed again and again, with that; or else the first that
// has them; -1 for none.
func next(texts []string, letters string, from int) int {
	typed := []rune(letters)
	if strings.Trim(letters, string(typed[0])) == "" {
		letters, from = string(typed[0]), from+1
	}
	for i := range texts {
		if at := (from + i) % len(texts); names.Begins(texts[at], letters) {
			return at
		}
	}
	return slices.IndexFunc(texts, func(text string) bool { return names.Has(text, letters) })
}

// show opens the list below a control, wide enough for every option beside what a row
// has besides, with the current one in sight; foot may be nil.
func (o *options) show(control fyne.CanvasObject, foot fyne.CanvasObject) {
	c := fyne.CurrentApp().Driver().CanvasForObject(control)
	if c == nil {
		return
	}
	var head fyne.CanvasObject
	if o.many() {
		head = o.words
	}
	body := container.NewBorder(head, foot, nil, nil, o.list, container.NewCenter(o.none))
	layer := NewLayer(container.NewPadded(body))
	o.popup = widget.NewPopUp(layer, c)
	const air, gap, most = 4, 2, 420
	besides := o.popup.MinSize().Height - o.list.MinSize().Height
	rows := float32(len(o.texts))*(controlHeight+theme.Padding()) - theme.Padding()
	size := fyne.NewSize(min(max(o.wide(control), o.popup.MinSize().Width), c.Size().Width-2*air), min(rows+besides, most, c.Size().Height-2*air))
	o.popup.Resize(size)
	from := below(control, size.Width)
	o.popup.ShowAtPosition(fyne.NewPos(from.X, max(0, min(from.Y+gap, c.Size().Height-size.Height-air))))
	layer.Raise(c)
	o.keys(c)
	o.narrow()
	o.focus()
}

// keys has keys go between the words and the list. Where one option is chosen they begin
// in the list, and what is typed there goes to the words.
func (o *options) keys(c fyne.Canvas) {
	o.focus = func() { c.Focus(o.list) }
	if !o.many() {
		o.list.OnRune = o.jump
		return
	}
	if !o.one {
		o.focus = func() { c.Focus(o.words) }
	}
	o.words.OnDown = func() {
		if len(o.found) > 0 {
			c.Focus(o.list)
		}
	}
	o.list.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name != fyne.KeyBackspace && (e.Name != fyne.KeyUp || o.list.at > 0) {
			return false
		}
		c.Focus(o.words)
		if e.Name == fyne.KeyBackspace {
			o.words.TypedKey(e)
		}
		return true
	}
	o.list.OnRune = func(r rune) {
		if r == ' ' && o.words.Text == "" { // which has opened the list
			return
		}
		c.Focus(o.words)
		o.words.TypedRune(r)
	}
}

// besideOption is what a row has left and right of its option: a mark, a scroll bar.
const besideOption = 36 + 22

// wide is the width of a list in which every option can be read.
func (o *options) wide(control fyne.CanvasObject) float32 {
	longest := float32(0)
	for _, text := range o.texts {
		longest = max(longest, measure(text, fyne.TextStyle{}))
	}
	return max(control.Size().Width, besideOption+longest+4*theme.Padding()) // of the pop-up and what is in it
}

// optionRow is an option in a list, with a mark if it is the one that is chosen.
type optionRow struct {
	widget.BaseWidget
	tooltip
	text            string
	shared          names.Shared
	chosen, refused bool
	hovered         bool
}

func newOptionRow(shared names.Shared) *optionRow {
	r := &optionRow{shared: shared}
	r.ExtendBaseWidget(r)
	return r
}

// ExtendBaseWidget implements fyne.Widget for the tooltip too.
func (r *optionRow) ExtendBaseWidget(w fyne.Widget) {
	r.extendTooltip(w)
	r.BaseWidget.ExtendBaseWidget(w)
}

// set shows another option.
func (r *optionRow) set(text string, chosen, refused bool) {
	if text != r.text {
		r.dismiss() // the tooltip is of another
	}
	r.text, r.chosen, r.refused = text, chosen, refused
	r.Refresh()
}

// MouseIn implements desktop.Hoverable.
func (r *optionRow) MouseIn(e *desktop.MouseEvent) {
	r.tooltip.MouseIn(e)
	r.hovered = true
	r.Refresh()
}

// MouseOut implements desktop.Hoverable.
func (r *optionRow) MouseOut() {
	r.tooltip.MouseOut()
	r.hovered = false
	r.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *optionRow) CreateRenderer() fyne.WidgetRenderer {
	p := &optionRenderer{r: r, back: canvas.NewRectangle(nil), mark: widget.NewIcon(theme.ConfirmIcon()), line: canvas.NewText("", nil)}
	p.Refresh()
	return p
}

type optionRenderer struct {
	r    *optionRow
	back *canvas.Rectangle
	mark *widget.Icon
	line *canvas.Text
}

func (p *optionRenderer) Destroy() {}

func (p *optionRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{p.back, p.mark, p.line}
}

func (p *optionRenderer) MinSize() fyne.Size { return fyne.NewSize(0, controlHeight) }

func (p *optionRenderer) Layout(size fyne.Size) {
	const left, icon, text = 8, 16, 32
	p.back.Resize(size)
	p.mark.Move(fyne.NewPos(left, (size.Height-icon)/2))
	p.mark.Resize(fyne.NewSquareSize(icon))
	p.line.Text = shorten(p.r.shared, p.r.text, size.Width-text-left, p.line.TextSize, fyne.TextStyle{})
	p.r.spell(p.r.text, p.line.Text)
	high := p.line.MinSize().Height
	p.line.Move(fyne.NewPos(text, (size.Height-high)/2))
	p.line.Resize(fyne.NewSize(size.Width-text-left, high))
}

func (p *optionRenderer) Refresh() {
	ink, ground := theme.ColorNameForeground, nothing
	if p.r.refused {
		ink = theme.ColorNameDisabled
	} else if p.r.hovered {
		ground = theme.ColorNameHover
	}
	p.back.FillColor = themeColor(p.r, ground)
	p.back.CornerRadius = theme.SizeForWidget(theme.SizeNameSelectionRadius, p.r)
	p.line.Color, p.line.TextSize = themeColor(p.r, ink), theme.SizeForWidget(theme.SizeNameText, p.r)
	showIf(p.mark, p.r.chosen)
	p.Layout(p.r.Size())
	canvas.Refresh(p.r)
}
