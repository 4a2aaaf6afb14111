package ui

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// wanted is what a browser is for.
type wanted int

const (
	aFolder wanted = iota
	aFile
)

// browsing is what a browser asks for.
type browsing struct {
	want   wanted
	title  string
	lead   string // what is asked for, in a sentence; "" where the title says it
	start  string // the path that it begins at, "" for where something was opened last
	do     string // the word for taking what is chosen, "" for Open
	spare  string // the word for going on without, "" where one cannot
	chosen func(path string)
	// without is what spare does.
	without func()
	// kinds are the endings of files that are asked for, such as ".csv"; none is all.
	// The others are grey, and can be had by typing their path alone.
	kinds []string
}

// takes reports whether a file or a folder in the list is what is asked for.
func (b *browsing) takes(f model.File) bool {
	if f.Folder || b.want == aFolder {
		return f.Folder
	}
	return len(b.kinds) == 0 || slices.Contains(b.kinds, strings.ToLower(filepath.Ext(f.Name)))
}

// browser asks for a folder or a file: a path to type, and a list that follows
// it. (Fyne's own keeps Escape and Enter to itself and takes no path.)
type browser struct {
	*modal
	browsing
	w *Window

	crumbs *fyne.Container // the folders above the one that is listed
	path   *widgets.Entry
	titles *browserTitles
	list   *widgets.List
	empty  *widgets.Text // in the list's place
	hidden *widgets.Check
	note   *widgets.Text
	folder string       // that is listed
	files  []model.File // in it
	listed bool         // and known already
	shown  []model.File // of these, what goes with what was typed
	left   string       // the folder in it that one has come from, "" for none
}

// browseFor shows a browser.
func (w *Window) browseFor(what browsing) {
	if what.start == "" {
		what.start = asFolder(lastFolder(w.app.Preferences()))
	}
	b := &browser{w: w, browsing: what}
	hint := "path of a folder"
	if b.want == aFile {
		hint = "path of a file"
	}
	b.path = widgets.NewEntry(hint)
	b.path.OnChanged = func(string) { b.follow() }
	b.path.OnSubmitted = func(string) { b.confirm() }
	b.path.OnDown = b.toList
	b.path.SetToolTip("The list shows what is in the folder, and of that what begins as typed; ↓ goes to it")
	b.note, b.empty = widgets.NewText("", widgets.Small()), widgets.NewText("", widgets.Quiet())
	b.hidden = widgets.NewCheck("Hidden files", func(bool) { b.narrow() })
	b.hidden.SetToolTip("Those whose names begin with a dot, too")
	b.titles = newBrowserTitles(b.order)
	b.newList()
	b.modal = newModal(b.title, b.content(), w.win)
	b.buttons()
	size := w.win.Canvas().Size()
	b.Resize(fyne.NewSize(min(720, size.Width-80), min(580, size.Height-60)))
	w.show(b.modal)
	b.write(b.start)
	w.win.Canvas().Focus(b.path)
}

func (b *browser) content() fyne.CanvasObject {
	up := widgets.NewButton("Up", theme.MoveUpIcon(), b.up)
	home := widgets.NewButton("Home", theme.HomeIcon(), func() {
		if home, err := os.UserHomeDir(); err == nil {
			b.enter(home)
		}
	})
	up.SetToolTip("To the folder that this one is in")
	home.SetToolTip("To your own folder")
	b.crumbs = container.New(crumbsLayout{})
	top := widgets.NewRows(container.NewBorder(nil, nil, nil, container.NewHBox(up, home), b.crumbs), b.path, b.titles)
	if b.lead != "" {
		lead := widgets.NewText(b.lead, widgets.TextStyle{Wrap: true})
		top.Objects = append([]fyne.CanvasObject{lead}, top.Objects...)
	}
	// Tab goes from one to the next of these.
	return container.New(layout.NewBorderLayout(top, nil, nil, nil), top, container.NewStack(b.list, container.NewCenter(b.empty)))
}

func (b *browser) buttons() {
	do := b.do
	if do == "" {
		do = "Open"
	}
	open := widgets.NewButton(do, nil, b.confirm)
	open.Kind = widgets.Accent
	list := []fyne.CanvasObject{widgets.NewButton("Cancel", nil, b.Hide)}
	if b.spare != "" {
		list = append(list, widgets.NewButton(b.spare, nil, func() {
			b.Hide()
			b.without()
		}))
	}
	b.setFoot(container.NewBorder(nil, nil, b.hidden, nil, b.note), append(list, open)...)
}

// enter shows a folder.
func (b *browser) enter(folder string) {
	b.write(asFolder(folder))
}

// up shows the folder above, and in it the one that was left.
func (b *browser) up() {
	b.left = filepath.Base(b.folder)
	b.enter(filepath.Dir(filepath.Clean(b.folder)))
}

// asFolder is the path of a folder whose contents are to be listed.
func asFolder(path string) string {
	path = filepath.Clean(path)
	if !strings.HasSuffix(path, string(filepath.Separator)) {
		path += string(filepath.Separator)
	}
	return path
}

// write writes a path as if it were typed.
func (b *browser) write(path string) {
	b.path.SetText(path)
	b.path.CursorColumn = len([]rune(path))
	b.path.Refresh()
	b.follow()
}

// pick writes the path of what was chosen in the list.
func (b *browser) pick(f model.File) {
	if !b.takes(f) {
		b.list.UnselectAll()
		b.note.SetText(b.refusal(f))
		return
	}
	b.path.OnChanged = nil // the list stays as it is
	b.path.SetText(filepath.Join(b.folder, f.Name))
	b.path.CursorColumn = len([]rune(b.path.Text))
	b.path.OnChanged = func(string) { b.follow() }
	b.count()
}

func (b *browser) refusal(f model.File) string {
	if b.want == aFolder {
		return f.Name + " is a file. Choose the folder that it is in, or another."
	}
	return fmt.Sprintf("%s is no %s file.", f.Name, strings.Join(b.kinds, " or "))
}

// into goes into a folder, and takes a file.
func (b *browser) into(f model.File) {
	if f.Folder {
		b.enter(filepath.Join(b.folder, f.Name))
		return
	}
	b.pick(f)
	if b.takes(f) {
		b.confirm()
	}
}

// follow lists what the typed path leads to.
func (b *browser) follow() {
	folder, _ := filepath.Split(b.typed())
	if folder == b.folder {
		b.narrow()
		return
	}
	b.folder, b.files, b.listed = folder, nil, false
	b.showCrumbs()
	b.narrow()
	b.w.m.ListFolder(folder, func(files []model.File, err error) {
		if folder != b.folder {
			return // another one was asked for since
		}
		if errors.Is(err, fs.ErrNotExist) && b.path.Text == b.start { // it has gone meanwhile
			b.start = asFolder(filepath.Dir(filepath.Clean(folder)))
			b.write(b.start)
			return
		}
		b.files, b.listed = files, true
		b.narrow()
		if err != nil {
			b.note.SetText(model.Explain(err).What)
		}
	})
}

// typed is the path that was typed, with ~ for home. What follows two slashes
// begins anew, so that one need not delete what stands there.
func (b *browser) typed() string {
	path := b.path.Text
	if i := strings.LastIndex(path, "//"); i > 0 {
		path = path[i+1:]
	}
	if i := strings.LastIndex(path, "/~/"); i > 0 {
		path = path[i+1:]
	}
	return model.PathOf(path)
}

// confirm takes the path, or says why not.
func (b *browser) confirm() {
	path := filepath.Clean(b.typed())
	switch info, err := os.Stat(path); {
	case err != nil:
		b.note.SetText(model.Explain(err).String())
	case b.want == aFile && info.IsDir():
		b.enter(path)
	case b.want == aFolder && !info.IsDir():
		b.note.SetText(b.refusal(model.File{Name: filepath.Base(path)}))
	default:
		b.Hide()
		b.chosen(path)
	}
}
