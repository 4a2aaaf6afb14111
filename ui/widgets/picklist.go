package widgets

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// PickList is a button that says how many of its items are chosen and opens a
// list to choose them from. None chosen means all.
type PickList struct {
	dropDown
	noun    string
	items   []string
	chosen  map[string]bool
	changed func([]string)
	popup   *widget.PopUp
	// Marked are the items that can be chosen together by a button of their own;
	// nil for no such button.
	Marked func() []string
}

// NewPickList makes a button for items of that name ("layers"); changed hears
// the chosen items in order, all of them for all.
func NewPickList(noun string, changed func([]string)) *PickList {
	p := &PickList{noun: noun, changed: changed}
	p.ExtendBaseWidget(p)
	return p
}

// ExtendBaseWidget implements fyne.Widget for the tooltip too.
func (p *PickList) ExtendBaseWidget(w fyne.Widget) {
	p.ExtendToolTipWidget(w)
	p.Select.ExtendBaseWidget(w)
}

// MouseIn implements desktop.Hoverable.
func (p *PickList) MouseIn(e *desktop.MouseEvent) {
	p.tooltip.MouseIn(e)
	p.Select.MouseIn(e)
}

// MouseMoved implements desktop.Hoverable.
func (p *PickList) MouseMoved(e *desktop.MouseEvent) {
	p.tooltip.MouseMoved(e)
	p.Select.MouseMoved(e)
}

// MouseOut implements desktop.Hoverable.
func (p *PickList) MouseOut() {
	p.tooltip.MouseOut()
	p.Select.MouseOut()
}

// Tapped opens the list.
func (p *PickList) Tapped(*fyne.PointEvent) { p.open() }

// TypedKey opens the list.
func (p *PickList) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyUp, fyne.KeyDown:
		p.open()
	default:
		passKey(p, e)
	}
}

// TypedRune implements fyne.Focusable.
func (p *PickList) TypedRune(r rune) { passRune(p, r) }

// Set shows items and which are chosen without calling changed.
func (p *PickList) Set(items, chosen []string) {
	p.items = items
	p.chosen = map[string]bool{}
	for _, c := range chosen {
		p.chosen[c] = true
	}
	if len(chosen) == 0 {
		for _, i := range items {
			p.chosen[i] = true
		}
	}
	p.label()
}

func (p *PickList) label() {
	text := fmt.Sprintf("All %d %s", len(p.items), p.noun)
	switch list := p.list(); {
	case len(p.items) == 0:
		text = "none"
	case len(list) == 1:
		text = list[0]
	case len(list) < len(p.items):
		text = fmt.Sprintf("%d of %d %s", len(list), len(p.items), p.noun)
	}
	if text != p.Selected {
		p.Selected = text
		p.Refresh()
	}
}

// list is the chosen items in their order.
func (p *PickList) list() []string {
	return slices.DeleteFunc(slices.Clone(p.items), func(i string) bool { return !p.chosen[i] })
}

// pick chooses or leaves an item; the last one stays.
func (p *PickList) pick(item string, on bool) bool {
	if !on && len(p.list()) == 1 && p.chosen[item] {
		return false
	}
	p.chosen[item] = on
	p.tell()
	return true
}

func (p *PickList) tell() {
	p.label()
	p.changed(p.list())
}

// open shows the list below the button.
func (p *PickList) open() {
	c := fyne.CurrentApp().Driver().CanvasForObject(p)
	if c == nil || len(p.items) == 0 {
		return
	}
	p.dismiss() // a tooltip on its way would land on the list
	list := p.newList()
	body := container.NewBorder(nil, container.NewHBox(p.shortcuts(list)...), nil, nil, list)
	p.popup = widget.NewPopUp(container.NewPadded(body), c)
	const air, gap = 4, 2
	size := fyne.NewSize(min(p.wide(), c.Size().Width-2*air), min(float32(len(p.items))*(controlHeight+theme.Padding())+60, 420))
	p.popup.Resize(size)
	at := below(p, size.Width)
	p.popup.ShowAtPosition(fyne.NewPos(at.X, max(0, min(at.Y+gap, c.Size().Height-size.Height-air))))
	c.Focus(list)
}

// wide is the width of a list in which every item can be read.
func (p *PickList) wide() float32 {
	const box, bar = 36, 22 // left and right of an item
	size, longest := theme.SizeForWidget(theme.SizeNameText, p), float32(0)
	for _, i := range p.items {
		longest = max(longest, fyne.MeasureText(i, size, fyne.TextStyle{}).Width)
	}
	return max(p.Size().Width, box+longest+bar)
}

// shortcuts are buttons that choose several items at once.
func (p *PickList) shortcuts(list *List) []fyne.CanvasObject {
	button := func(text, hint string, items []string) *Button {
		b := NewButton(text, nil, func() {
			p.chosen = map[string]bool{}
			for _, i := range items {
				p.chosen[i] = true
			}
			p.tell()
			list.Refresh()
		})
		b.Kind = Bare
		b.SetToolTip(hint)
		return b
	}
	buttons := []fyne.CanvasObject{
		button("All", "All "+p.noun, p.items),
		button("First", "Only the first", p.items[:1]),
	}
	if p.Marked != nil {
		marked := slices.DeleteFunc(slices.Clone(p.items), func(i string) bool { return !slices.Contains(p.Marked(), i) })
		b := button("Selected", "Only the selected", marked)
		if len(marked) == 0 {
			b.Disable()
			b.SetToolTip("Nothing in this list is selected")
		}
		buttons = append(buttons, b)
	}
	return buttons
}

func (p *PickList) newList() *List {
	list := NewList(
		func() int { return len(p.items) },
		func() fyne.CanvasObject { return NewCheck("", nil) },
		nil,
	)
	list.HideSeparators = true
	list.OnSelected = func(i widget.ListItemID) { // by space, or beside the box
		p.pick(p.items[i], !p.chosen[p.items[i]])
		list.Unselect(i)
		list.RefreshItem(i)
	}
	list.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		check, item := o.(*Check), p.items[i]
		check.OnChanged = nil
		check.SetText(item)
		check.SetChecked(p.chosen[item])
		check.OnChanged = func(on bool) {
			if !p.pick(item, on) {
				list.RefreshItem(i)
			}
		}
	}
	return list
}
