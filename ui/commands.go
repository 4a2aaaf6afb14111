package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/semblance-app/semblance/core/names"
	"github.com/semblance-app/semblance/ui/widgets"
)

// command is an item of the menus, of which keys alone cannot open any in Fyne.
type command struct {
	title string // with the menus that lead to it
	keys  string
	run   func()
}

// commands are all that can be done now, in the order of the menus.
func (w *Window) commands() (list []command) {
	var add func(prefix string, m *fyne.Menu)
	add = func(prefix string, m *fyne.Menu) {
		for _, i := range m.Items {
			label, keys, _ := strings.Cut(i.Label, "\t")
			switch {
			case i.IsSeparator || i.Disabled:
			case i.ChildMenu != nil:
				add(prefix+label+" › ", i.ChildMenu)
			case i.Action != nil:
				list = append(list, command{prefix + label, strings.TrimLeft(keys, "\t"), i.Action})
			}
		}
	}
	for _, m := range w.menu.main.Items {
		add(m.Label+" › ", m)
	}
	return list
}

// matching are the commands that have all words, in any order.
func matching(all []command, words string) (list []command) {
	for _, c := range all {
		if names.Has(c.title, words) {
			list = append(list, c)
		}
	}
	return list
}

// commandList is the dialog that finds a command by its words.
type commandList struct {
	all, found []command
	words      *widgets.Entry
	list       *widgets.List
	none       *widgets.Text
	chosen     func(command)
}

func newCommandList(all []command, chosen func(command)) *commandList {
	l := &commandList{all: all, found: all, chosen: chosen}
	l.words = widgets.NewEntry("Words of a command; Enter does the first")
	l.words.OnChanged = l.filter
	l.words.OnSubmitted = func(string) { l.enter(0) }
	l.none = widgets.NewText("No command has these words; one that makes no sense now is not listed.", widgets.Quiet())
	l.none.Hide()
	l.list = widgets.NewList(
		func() int { return len(l.found) },
		func() fyne.CanvasObject {
			keys := widgets.NewText("", widgets.Quiet())
			return container.NewBorder(nil, nil, nil, keys, widgets.NewText("", widgets.TextStyle{Cut: true}))
		},
		func(i int, o fyne.CanvasObject) {
			row := o.(*fyne.Container).Objects
			row[0].(*widgets.Text).SetText(l.found[i].title)
			row[1].(*widgets.Text).SetText(l.found[i].keys)
		})
	l.list.HideSeparators = true
	l.list.Takes = func() int { return 0 }
	l.list.OnSelected = l.enter
	return l
}

func (l *commandList) filter(words string) {
	l.found = matching(l.all, words)
	if len(l.found) == 0 {
		l.none.Show()
	} else {
		l.none.Hide()
	}
	l.list.Refresh()
	l.list.ScrollToTop()
}

func (l *commandList) enter(i int) {
	if i < len(l.found) {
		l.chosen(l.found[i])
	}
}

// showCommands lets any command be found and done by keys.
func (w *Window) showCommands() {
	if !w.free() {
		return
	}
	var d *modal
	l := newCommandList(w.commands(), func(c command) {
		d.Hide()
		c.run()
	})
	const wide, high = 560, 460
	d = newModal("All commands", container.NewBorder(l.words, nil, nil, nil, container.NewStack(l.list, container.NewCenter(l.none))), w.win)
	d.setButtons(widgets.NewButton("Close", nil, d.Hide))
	d.Resize(fyne.NewSize(wide, min(high, w.win.Canvas().Size().Height-60)))
	w.show(d)
	canvas := w.win.Canvas()
	l.words.OnDown = func() { canvas.Focus(l.list) }
	l.list.OnRune = func(r rune) {
		canvas.Focus(l.words)
		l.words.TypedRune(r)
	}
	canvas.Focus(l.words)
}
