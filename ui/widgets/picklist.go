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
		o.narrowed()
	}
	o.current = slices.IndexFunc(p.items, func(i string) bool { return p.chosen[i] })
	o.show(p, container.NewHBox(p.buttons(o)...))
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
		o.narrowed()
	}
}

// shortcut is a button that chooses several items at once; of says which, of those that
// are found, or why none.
type shortcut struct {
	text, hint string
	of         func(found []string) (items []string, why string)
}

// shortcuts are those below a list.
func (p *PickList) shortcuts() []shortcut {
	these := func(most int) func([]string) ([]string, string) {
		return func(found []string) ([]string, string) { return found[:min(most, len(found))], "Nothing is listed" }
	}
	list := []shortcut{
		{"All", "All " + p.noun + " in this list", these(len(p.items))},
		{"First", "Only the first in this list", these(1)},
	}
	if p.Marked == nil {
		return list
	}
	marked := p.Marked()
	in := func(i string) bool { return slices.Contains(marked, i) }
	return append(list,
		shortcut{"Selected only", "Only the selected, of those in this list", func(found []string) ([]string, string) {
			return slices.DeleteFunc(found, func(i string) bool { return !in(i) }), "Nothing in this list is selected"
		}},
		shortcut{"Leave out selected", "What is chosen without the selected in this list", func(found []string) ([]string, string) {
			out := func(i string) bool { return in(i) && slices.Contains(found, i) }
			chosen := p.list()
			if !slices.ContainsFunc(chosen, out) {
				return nil, "Nothing that is chosen in this list is selected"
			}
			return slices.DeleteFunc(chosen, out), "That would leave none"
		}})
}

// buttons are the shortcuts of what is found.
func (p *PickList) buttons(o *options) []fyne.CanvasObject {
	var list []fyne.CanvasObject
	var refresh []func()
	for _, s := range p.shortcuts() {
		b := NewButton(s.text, nil, func() {
			items, _ := s.of(pickedFrom(p.items, o.found))
			p.chosen = map[string]bool{}
			for _, i := range items {
				p.chosen[i] = true
			}
			p.tell()
			o.list.Refresh()
			o.narrowed()
			o.focus()
		})
		b.Kind = Bare
		b.SetToolTip(s.hint)
		list = append(list, b)
		refresh = append(refresh, func() {
			items, why := s.of(pickedFrom(p.items, o.found))
			if len(items) > 0 {
				why = ""
			}
			Offer(b, why)
		})
	}
	o.narrowed = func() {
		for _, f := range refresh {
			f()
		}
	}
	return list
}

// pickedFrom are the items at some places.
func pickedFrom(items []string, places []int) (list []string) {
	for _, i := range places {
		list = append(list, items[i])
	}
	return list
}
