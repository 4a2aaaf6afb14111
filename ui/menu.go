package ui

import (
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/semblance-app/semblance/assets"
	"github.com/semblance-app/semblance/ui/model"
)

// menus keeps the items that change.
type menus struct {
	theme      model.Theme // in place
	recent     *fyne.MenuItem
	sessions   *fyne.MenuItem // opened or saved last
	export     *fyne.MenuItem
	panel      *fyne.MenuItem
	again      *fyne.MenuItem
	undo, redo *fyne.MenuItem
	unselect   *fyne.MenuItem
	invert     *fyne.MenuItem
	keep       *fyne.MenuItem // the selected networks alone
	leaveOut   *fyne.MenuItem // the selected networks
	figure     *fyne.MenuItem // copied
	caption    *fyne.MenuItem
	value      *fyne.MenuItem
	views      map[model.View]*fyne.MenuItem
	themes     map[model.Theme]*fyne.MenuItem
	asides     map[aside]*fyne.MenuItem
	main       *fyne.MainMenu
	shown      string // what the items say, as they are shown
	later      func() // stops the wait for an open menu; nil for none
}

func ctrl(key fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}
}

func ctrlShift(key fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
}

// bare is a key without a modifier, which the menu names and newKeys hears: Fyne's
// shortcuts have one.
func bare(key fyne.KeyName) fyne.Shortcut { return &desktop.CustomShortcut{KeyName: key} }

// item is a command, which takes away the tooltip that is open. Its shortcut does
// nothing to the window behind a dialog.
func (w *Window) item(label string, key fyne.Shortcut, action func()) *fyne.MenuItem {
	i := fyne.NewMenuItem(label, func() {
		if !w.free() {
			w.passShortcut(key)
			return
		}
		w.tooltips.Dismiss()
		action()
	})
	i.Shortcut = key
	return i
}

// newMenu makes the menu bar; its items carry the window's shortcuts.
func (w *Window) newMenu() {
	w.menu.main = fyne.NewMainMenu(w.fileMenu(), w.editMenu(), w.goMenu(), w.viewMenu(), w.helpMenu())
	for _, m := range w.menu.main.Items {
		writeKeys(m)
	}
	w.win.SetMainMenu(w.menu.main)
}

func (w *Window) fileMenu() *fyne.Menu {
	sample := fyne.NewMenuItem("Open sample", nil)
	sample.ChildMenu = fyne.NewMenu("")
	for _, s := range assets.Samples() {
		sample.ChildMenu.Items = append(sample.ChildMenu.Items, fyne.NewMenuItem(s.Title, func() { w.OpenSample(s.Name) }))
	}
	w.menu.recent = fyne.NewMenuItem("Recent studies", nil)
	w.menu.sessions = fyne.NewMenuItem("Recent sessions", nil)
	w.menu.export = w.item("Export figure…", ctrl(fyne.KeyE), w.ExportFigure)
	w.menu.again = w.item("Open again", bare(fyne.KeyF5), w.OpenAgain)
	w.menu.panel = w.item("Add to panels", ctrl(fyne.KeyM), w.m.AddToPanels)
	quit := fyne.NewMenuItem("Quit", w.close) // as the window's own button, at any time
	quit.Shortcut = ctrl(fyne.KeyQ)
	quit.IsQuit = true
	return fyne.NewMenu("File",
		w.item("Open folder…", ctrl(fyne.KeyO), w.OpenFolder),
		w.item("Open file…", ctrlShift(fyne.KeyO), w.openFile),
		fyne.NewMenuItem("Open two…", w.OpenTwo),
		w.menu.again,
		sample,
		w.menu.recent,
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem("Open session…", w.openSession),
		w.menu.sessions,
		w.item("Save session", ctrl(fyne.KeyS), w.saveSession),
		w.item("Save session as…", ctrlShift(fyne.KeyS), func() { w.saveSessionAs(func() {}) }),
		fyne.NewMenuItemSeparator(),
		w.menu.export,
		w.menu.panel,
		fyne.NewMenuItemSeparator(),
		quit,
	)
}

func (w *Window) editMenu() *fyne.Menu {
	w.menu.undo = w.item("Undo choice", &fyne.ShortcutUndo{}, w.m.Undo)
	w.menu.redo = w.item("Redo choice", &fyne.ShortcutRedo{}, w.m.Redo)
	w.menu.unselect = fyne.NewMenuItem("Clear selection", func() { w.m.ClearSelection() })
	w.menu.invert = fyne.NewMenuItem("Invert selection", w.m.InvertSelection)
	w.menu.keep = fyne.NewMenuItem("Selected only", w.m.KeepSelected)
	w.menu.leaveOut = fyne.NewMenuItem("Leave out selected", w.m.LeaveOutSelected)
	find := w.item("Find in the table…", ctrl(fyne.KeyF), func() {
		w.m.SetView(model.StudyView)
		w.study.Find()
	})
	w.menu.figure = w.item("Copy figure", ctrlShift(fyne.KeyF), w.copyFigure)
	w.menu.caption = w.item("Copy figure's caption", ctrlShift(fyne.KeyC), w.copyCaption)
	w.menu.value = w.item("Copy value", &fyne.ShortcutCopy{Clipboard: w.app.Clipboard()}, w.copyValue)
	return fyne.NewMenu("Edit", w.menu.undo, w.menu.redo, fyne.NewMenuItemSeparator(),
		w.menu.figure, w.menu.caption, w.menu.value, fyne.NewMenuItemSeparator(),
		find, fyne.NewMenuItemSeparator(),
		w.menu.keep, w.menu.leaveOut, w.menu.invert, w.menu.unselect, fyne.NewMenuItemSeparator(),
		w.item("Swap A and B", ctrl(fyne.KeyR), w.m.Swap),
		fyne.NewMenuItem("Texts of the figure…", w.EditTexts), fyne.NewMenuItemSeparator(),
		w.item("Preferences…", ctrl(fyne.KeyComma), w.showSettings))
}

// goMenu leads from view to view, and on inside them.
func (w *Window) goMenu() *fyne.Menu {
	to := func(key fyne.KeyName, v model.View) *fyne.MenuItem {
		return w.item(v.Title(), ctrl(key), func() { w.m.SetView(v) })
	}
	w.menu.views = map[model.View]*fyne.MenuItem{
		model.StudyView:       to(fyne.Key1, model.StudyView),
		model.CompareView:     to(fyne.Key2, model.CompareView),
		model.ConvergenceView: to(fyne.Key3, model.ConvergenceView),
		model.TimestepsView:   to(fyne.Key4, model.TimestepsView),
		model.GroupsView:      to(fyne.Key5, model.GroupsView),
		model.ClustersView:    to(fyne.Key6, model.ClustersView),
		model.NoiseView:       to(fyne.Key7, model.NoiseView),
		model.PanelsView:      to(fyne.Key8, model.PanelsView),
	}
	return fyne.NewMenu("Go",
		w.menu.views[model.StudyView], w.menu.views[model.CompareView], w.menu.views[model.ConvergenceView],
		w.menu.views[model.TimestepsView], w.menu.views[model.GroupsView], w.menu.views[model.ClustersView], w.menu.views[model.NoiseView],
		w.menu.views[model.PanelsView],
		fyne.NewMenuItemSeparator(),
		w.item("Next view", ctrl(fyne.KeyPageDown), func() { w.m.NextView(1) }),
		w.item("Previous view", ctrl(fyne.KeyPageUp), func() { w.m.NextView(-1) }),
		w.item("Next layer", ctrl(fyne.KeyDown), func() { w.m.NextLayer(1) }),
		w.item("Previous layer", ctrl(fyne.KeyUp), func() { w.m.NextLayer(-1) }),
		w.item("Next checkpoint", ctrl(fyne.KeyRight), func() { w.m.NextStep(1) }),
		w.item("Previous checkpoint", ctrl(fyne.KeyLeft), func() { w.m.NextStep(-1) }),
	)
}

// viewMenu says what the window looks like.
func (w *Window) viewMenu() *fyne.Menu {
	w.menu.asides = map[aside]*fyne.MenuItem{
		railAside():      w.item("Rail", ctrl(fyne.KeyB), func() { w.toggle(railAside()) }),
		inspectorAside(): w.item("Inspector", ctrl(fyne.KeyI), func() { w.toggle(inspectorAside()) }),
	}
	w.menu.themes = map[model.Theme]*fyne.MenuItem{
		model.LightTheme:  fyne.NewMenuItem("Light", func() { w.setTheme(model.LightTheme) }),
		model.DarkTheme:   fyne.NewMenuItem("Dark", func() { w.setTheme(model.DarkTheme) }),
		model.SystemTheme: fyne.NewMenuItem("As the system", func() { w.setTheme(model.SystemTheme) }),
	}
	return fyne.NewMenu("View",
		w.menu.asides[railAside()], w.menu.asides[inspectorAside()],
		fyne.NewMenuItemSeparator(),
		w.menu.themes[model.LightTheme], w.menu.themes[model.DarkTheme], w.menu.themes[model.SystemTheme],
		w.item("Switch light and dark", ctrl(fyne.KeyD), w.switchTheme),
	)
}

func (w *Window) helpMenu() *fyne.Menu {
	return fyne.NewMenu("Help",
		w.item("All commands…", ctrl(fyne.KeyK), w.showCommands),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem("Record your own networks…", w.showRecording),
		fyne.NewMenuItem("Keyboard shortcuts", w.showShortcuts),
		fyne.NewMenuItem("About Semblance", w.showAbout),
	)
}

// refreshMenu shows what can be done now.
func (w *Window) refreshMenu() {
	w.recentMenu(w.menu.recent, w.m.Recent())
	w.recentMenu(w.menu.sessions, w.m.RecentSessions())
	w.menu.undo.Disabled, w.menu.redo.Disabled = !w.m.CanUndo(), !w.m.CanRedo()
	w.menu.unselect.Disabled = len(w.m.Selected()) == 0
	w.menu.invert.Disabled = w.m.Study() == nil
	w.menu.keep.Disabled, w.menu.leaveOut.Disabled = !w.m.CanKeepSelected(), !w.m.CanLeaveOutSelected()
	withheld := w.m.Withheld() != ""
	fig, drawn := w.m.Figure()
	w.menu.caption.Disabled = !drawn || fig.Caption == ""
	w.menu.again.Disabled = w.m.Study() == nil
	w.menu.export.Disabled, w.menu.figure.Disabled = withheld, withheld
	w.menu.panel.Disabled = withheld || w.m.View() == model.PanelsView
	for v, i := range w.menu.views {
		i.Checked = v == w.m.View()
	}
	for t, i := range w.menu.themes {
		i.Checked = t == w.m.Look().Theme
	}
	for a, i := range w.menu.asides {
		i.Checked = w.shown(a)
	}
	w.showMenu()
}

// showMenu shows what the items say now. Fyne makes the bar anew for that, and what
// is open in it goes: a menu that someone reads stays until it is closed.
func (w *Window) showMenu() {
	if w.menu.later != nil {
		w.menu.later()
		w.menu.later = nil
	}
	now := stateOf(w.menu.main.Items...) + fmt.Sprint(w.m.Recent(), w.m.RecentSessions())
	switch {
	case now == w.menu.shown:
	case w.menuIsOpen():
		const pause = 200 * time.Millisecond
		w.menu.later = w.loop.After(pause, w.showMenu)
	default:
		w.menu.shown = now
		w.menu.main.Refresh()
	}
}

// menuIsOpen reports whether the bar above the window's content has the focus, as it
// has while one of its menus is open.
func (w *Window) menuIsOpen() bool {
	o, ok := w.win.Canvas().Focused().(fyne.CanvasObject)
	driver := w.app.Driver()
	return ok && w.win.Canvas().Overlays().Top() == nil &&
		driver.AbsolutePositionForObject(o).Y+o.Size().Height <= driver.AbsolutePositionForObject(w.win.Content()).Y
}

// stateOf is all that is to be seen of menus.
func stateOf(menus ...*fyne.Menu) string {
	var b strings.Builder
	for _, m := range menus {
		for _, i := range m.Items {
			fmt.Fprintf(&b, "%s %v %v\n", i.Label, i.Disabled, i.Checked)
			if i.ChildMenu != nil {
				b.WriteString(stateOf(i.ChildMenu))
			}
		}
	}
	return b.String()
}

func (w *Window) setTheme(t model.Theme) {
	l := w.m.Look()
	l.Theme = t
	w.m.SetLook(l)
}

// switchTheme goes to the other of light and dark.
func (w *Window) switchTheme() {
	if w.Dark() {
		w.setTheme(model.LightTheme)
		return
	}
	w.setTheme(model.DarkTheme)
}
