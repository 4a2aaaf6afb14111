package widgets

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"github.com/semblance-app/semblance/core/names"
)

// PickList is a button that says how many of its items are chosen and opens a
// list to choose them from. None chosen means all.
type PickList struct {
	dropDown
	noun    string
	items   []string
	chosen  map[string]bool
	changed func([]string)
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
	p.extendTooltip(w)
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

// TypedRune implements fyne.Focusable: a letter opens the list at what it begins.
func (p *PickList) TypedRune(r rune) { p.typed(p, r, p.open) }

// Set shows items and which are chosen without calling changed.
func (p *PickList) Set(items, chosen []string) {
	p.items, p.shared = items, names.SharedBy(slices.Values(items))
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
func (p *PickList) open() *options {
	if len(p.items) == 0 {
		return nil
	}
	p.dismiss() // a tooltip on its way would land on the list
	o := newOptions(p.items, func() fyne.CanvasObject { return NewCheck("", nil) }, nil)
	o.update = func(i int, row fyne.CanvasObject) { p.update(o, i, row.(*Check)) }
	o.chosen = func(i int) { // by a key, or beside the box
		p.pick(p.items[i], !p.chosen[p.items[i]])
		o.list.Refresh()
	}
	o.current = slices.IndexFunc(p.items, func(i string) bool { return p.chosen[i] })
	o.show(p, container.NewHBox(p.shortcuts(o)...))
	return o
}

// update shows an item in a row.
func (p *PickList) update(o *options, i int, check *Check) {
	item := p.items[i]
	check.OnChanged = nil
	size := theme.SizeForWidget(theme.SizeNameText, p)
	check.SetText(shorten(p.shared, item, o.list.Size().Width-besideOption, size, fyne.TextStyle{}))
	check.spell(item, check.Text)
	check.SetChecked(p.chosen[item])
	check.OnChanged = func(on bool) {
		if !p.pick(item, on) {
			o.list.Refresh()
		}
	}
}

// shortcuts are buttons that choose several at once of the items that are found.
func (p *PickList) shortcuts(o *options) []fyne.CanvasObject {
	var refresh []func()
	button := func(text, hint, missing string, of func(found []string) []string) fyne.CanvasObject {
		now := func() []string { return of(pickedFrom(p.items, o.found)) }
		b := NewButton(text, nil, func() {
			p.chosen = map[string]bool{}
			for _, i := range now() {
				p.chosen[i] = true
			}
			p.tell()
			o.list.Refresh()
			o.focus()
		})
		b.Kind = Bare
		b.SetToolTip(hint)
		refresh = append(refresh, func() {
			why := ""
			if len(now()) == 0 {
				why = missing
			}
			Offer(b, why)
		})
		return b
	}
	const empty = "Nothing is listed"
	buttons := []fyne.CanvasObject{
		button("All", "All "+p.noun+" in this list", empty, func(found []string) []string { return found }),
		button("First", "Only the first in this list", empty, func(found []string) []string { return found[:min(1, len(found))] }),
	}
	if p.Marked != nil {
		marked := p.Marked()
		buttons = append(buttons, button("Selected", "Only the selected", "Nothing in this list is selected", func(found []string) []string {
			return slices.DeleteFunc(found, func(i string) bool { return !slices.Contains(marked, i) })
		}))
	}
	o.narrowed = func() {
		for _, f := range refresh {
			f()
		}
	}
	o.narrowed()
	return buttons
}

// pickedFrom are the items at some places.
func pickedFrom(items []string, places []int) (list []string) {
	for _, i := range places {
		list = append(list, items[i])
	}
	return list
}
