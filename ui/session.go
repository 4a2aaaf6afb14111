package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/semblance-app/semblance/core/session"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// open opens a study or a session, once it is clear what becomes of the choices
// made in the one before.
func (w *Window) open(paths ...string) {
	w.leave(func() {
		noteFolder(w.app.Preferences(), paths...)
		w.m.Open(paths...)
	})
}

// openToCompare opens what is to be compared at once.
func (w *Window) openToCompare(paths ...string) {
	w.leave(func() {
		noteFolder(w.app.Preferences(), paths...)
		w.m.OpenToCompare(paths...)
	})
}

// OpenAgain reads the open study anew, once it is clear what becomes of metadata that
// are in no file.
func (w *Window) OpenAgain() {
	if !w.free() {
		return
	}
	w.giveUpMetadata("Open again", w.m.OpenAgain)
}

// giveUpMetadata goes on with what ends the open study, first asking about metadata that
// are in no file.
func (w *Window) giveUpMetadata(do string, then func()) {
	w.m.OnceWritten(func() {
		if !w.m.LosesMetadata() {
			then()
			return
		}
		w.ask(do+"?", "Metadata that were typed in could not be saved and would be lost.", do, then)
	})
}

// OpenSample opens an embedded study.
func (w *Window) OpenSample(name string) { w.leave(func() { w.m.OpenSample(name) }) }

// openSession asks for a session's file.
func (w *Window) openSession() {
	if w.free() {
		w.browseFor(browsing{
			want: aFile, title: "Open a session", kinds: []string{session.Extension},
			chosen: func(path string) {
				w.leave(func() {
					noteFolder(w.app.Preferences(), path)
					w.m.OpenSession(path)
				})
			},
		})
	}
}

// saveSession writes the session to its file, or asks for one.
func (w *Window) saveSession() { w.saveAnd(func() {}) }

// saveAnd saves the session and goes on if that worked.
func (w *Window) saveAnd(then func()) {
	path := w.m.SessionPath()
	if path == "" {
		w.saveSessionAs(then)
		return
	}
	w.writeSession(path, func(err error) {
		if err != nil {
			w.tell("Not saved", model.Explain(err))
			return
		}
		then()
	})
}

// saveSessionAs asks for a file, writes the session there and goes on.
func (w *Window) saveSessionAs(then func()) {
	if w.m.Study() == nil || !w.free() {
		return
	}
	folder := w.m.SessionFolder()
	if folder == "" {
		folder, _ = os.UserHomeDir() // without one the entry is empty
	}
	w.askWhere(saving{
		title: "Save session", hint: "name" + session.Extension, folder: folder, name: w.m.SessionName,
		path: w.m.PathOfSession,
		write: func(path string, done func(error)) {
			w.writeSession(path, func(err error) {
				done(err) // which closes the dialog
				if err == nil {
					then()
				}
			})
		},
	})
}

// writeSession writes the session and says so.
func (w *Window) writeSession(path string, done func(error)) {
	w.m.SaveSession(path, func(err error) {
		if err == nil {
			w.m.Say("Saved " + model.Place(path))
		}
		done(err)
	})
}

// leave goes on with what leaves the open session, first asking what becomes of
// metadata and choices that are not saved.
func (w *Window) leave(then func()) {
	w.giveUpMetadata("Open another", func() {
		if !w.m.WouldLose() {
			then()
			return
		}
		w.askToSave(then)
	})
}

// OpenPanel goes to the view of a panel, to change it there. One of another study leaves
// the open session until then.
func (w *Window) OpenPanel(i int) {
	if w.m.PanelElsewhere(i) {
		w.leave(func() { w.m.OpenPanel(i) })
		return
	}
	w.m.OpenPanel(i)
}

// askToSave asks what becomes of choices that are not saved.
func (w *Window) askToSave(then func()) {
	if w.leaving != nil { // asked already: the one that was asked last counts
		w.leaving.Hide()
	}
	what := w.m.Study().Name
	if path := w.m.SessionPath(); path != "" {
		what = filepath.Base(path)
	}
	d := newModal("Save the session?",
		widgets.NewRows(widgets.NewText(fmt.Sprintf("What was chosen in %s is not saved.", what), widgets.TextStyle{})), w.win)
	answer := func(text string, do func()) *widgets.Button {
		return widgets.NewButton(text, nil, func() {
			d.Hide()
			do()
		})
	}
	save := answer("Save", func() { w.saveAnd(then) })
	save.Kind = widgets.Accent
	d.setButtons(answer("Cancel", func() {}), answer("Do not save", then), save)
	w.show(d)
	w.leaving = d
	w.win.Canvas().Focus(save)
}

// close closes the window, unless the person wants to stay.
func (w *Window) close() {
	end := func() {
		w.m.Discard()
		w.win.Close()
	}
	w.giveUpMetadata("Close", func() {
		if w.m.WouldLose() || w.m.LosesPanels() {
			w.askToSave(end)
			return
		}
		end()
	})
}

// offerDrafts offers, one after the other, what programs that were killed left.
func (w *Window) offerDrafts(drafts []session.Draft) {
	if len(drafts) == 0 {
		return
	}
	first, rest := drafts[0], drafts[1:]
	what := first.Session.Study.Name
	if first.Of != "" {
		what = filepath.Base(first.Of)
	}
	d := newModal("Restore the session?", widgets.NewRows(
		widgets.NewText("Semblance ended before what was chosen in "+what+" was saved.", widgets.TextStyle{}),
		widgets.NewText("Last kept "+first.Saved.Format("2 January 2006, 15:04:05")+".", widgets.Small()),
	), w.win)
	restore := widgets.NewButton("Restore", nil, func() {
		d.Hide()
		w.leave(func() { w.m.OpenDraft(first) })
	})
	restore.Kind = widgets.Accent
	later := widgets.NewButton("Later", nil, d.Hide)
	later.SetToolTip("Asks again at the next start")
	discard := widgets.NewButton("Discard", nil, func() {
		d.Hide()
		w.m.ForgetDraft(first)
		w.offerDrafts(rest)
	})
	discard.SetToolTip("Forgets these choices for good")
	d.setButtons(later, discard, restore)
	w.show(d)
	w.win.Canvas().Focus(restore)
}

// title names the session and its study; a star says that it is not saved.
func (w *Window) title() string {
	s := w.m.Study()
	if s == nil {
		return "Semblance"
	}
	title := s.Name + " – Semblance"
	if path := w.m.SessionPath(); path != "" {
		if name := strings.TrimSuffix(filepath.Base(path), session.Extension); name != s.Name {
			title = name + " – " + title
		}
	}
	if w.m.WouldLose() {
		title = "* " + title
	}
	return title
}

// recentMenu is a submenu of what was opened last.
func (w *Window) recentMenu(item *fyne.MenuItem, list []model.Recent) {
	menu := fyne.NewMenu("")
	for _, r := range list {
		menu.Items = append(menu.Items, fyne.NewMenuItem(r.Title(), func() { w.openRecent(r) }))
	}
	item.Disabled = len(list) == 0
	if !item.Disabled {
		menu.Items = append(menu.Items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem("Forget all", w.m.ForgetRecent))
	}
	item.ChildMenu = menu
}
