package ui

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/semblance-app/semblance/ui/model"
)

// findLost asks where a study is now that a session or a figure names.
func (w *Window) findLost(l *model.Lost) {
	lead := l.What()
	start := asFolder(l.Folder)
	if l.Near != "" {
		lead += " What is chosen below holds some of what it held."
		start = l.Near
	}
	ask := browsing{
		want: aFolder, title: "Where is " + l.Study + "?", lead: lead, start: start,
		chosen: func(path string) { w.locate(l, path) },
	}
	if l.File {
		ask.want, ask.kinds = aFile, kindOf(l.Was)
	}
	if l.Spare {
		ask.spare, ask.without = "Open without it", func() { w.m.Reopen(l, "") }
	}
	w.browseFor(ask)
}

// FindLost asks again where the study is that was not found, for somebody who has
// closed the question.
func (w *Window) FindLost() {
	if l := w.m.Lost(); l != nil && w.free() {
		w.findLost(l)
	}
}

// locate opens what was chosen in the place of a lost study. What has nothing in
// common with it is asked about: its figures would be others.
func (w *Window) locate(l *model.Lost, path string) {
	noteFolder(w.app.Preferences(), path)
	w.m.Locate(l, path, func(like model.Likeness, err error) {
		switch {
		case err != nil:
			w.tell("Not opened", model.Explain(err))
		case like == model.Unlike:
			w.ask("Is this the study?", fmt.Sprintf("Nothing in %s is what %s held.", filepath.Base(path), l.Study), "Open it", func() { w.m.Reopen(l, path) })
		default:
			w.m.Reopen(l, path)
		}
	})
}

// openRecent opens an entry of a list of those opened last, or asks what becomes of
// one that is gone.
func (w *Window) openRecent(r model.Recent) {
	w.m.GoneOf(r, func(gone, left string) {
		if gone == "" {
			w.open(r...)
			return
		}
		w.findRecent(r, gone, left)
	})
}

// findRecent asks where a path of a recent entry is now.
func (w *Window) findRecent(r model.Recent, gone, left string) {
	if !w.free() {
		return
	}
	ask := browsing{
		want: aFolder, title: "Where is " + filepath.Base(gone) + "?",
		lead:  fmt.Sprintf("There is nothing at %s any more.", model.Place(gone)),
		start: asFolder(left),
		spare: "Forget it", without: func() { w.m.ForgetOne(r) },
		chosen: func(path string) { w.openRecent(w.m.MoveRecent(r, gone, path)) },
	}
	if model.IsFile(gone) {
		ask.want, ask.kinds = aFile, kindOf(gone)
	}
	w.browseFor(ask)
}

// kindOf is the ending of a file, in what may be an array in it.
func kindOf(path string) []string {
	ending := strings.ToLower(filepath.Ext(path))
	if ending, _, _ = strings.Cut(ending, ":"); ending == "" {
		return nil
	}
	return []string{ending}
}
