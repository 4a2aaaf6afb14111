package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

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
	start  string // the path that it begins at
	spare  string // the word for going on without, "" where one cannot
	chosen func(path string)
	// without is what spare does.
	without func()
}

// browser asks for a folder or a file: a path to type, and a list that follows
// it. (Fyne's own keeps Escape and Enter to itself and takes no path.)
type browser struct {
	dialog.Dialog
	browsing
	w *Window

	path   *widgets.Entry
	list   *widgets.List
	empty  *widgets.Text // in the list's place
	note   *widgets.Text
	folder string       // that is listed
	files  []model.File // in it
	listed bool         // and known already
	shown  []model.File // of these, what goes with what was typed
}

// browse shows a browser that begins where the open study lies, or at home.
func (w *Window) browse(want wanted, chosen func(string)) {
	title := "Open a folder"
	if want == aFile {
		title = "Open a file"
	}
	w.browseFor(browsing{want: want, title: title, start: asFolder(w.startFolder()), chosen: chosen})
}

func (w *Window) browseFor(what browsing) {
	b := &browser{w: w, browsing: what}
	hint := "path of a folder"
	if b.want == aFile {
		hint = "path of a file"
	}
	b.path = widgets.NewEntry(hint)
	b.path.OnChanged = func(string) { b.follow() }
	b.path.OnSubmitted = func(string) { b.confirm() }
	b.note, b.empty = widgets.NewText("", widgets.Small()), widgets.NewText("", widgets.Quiet())
	b.newList()
	b.Dialog = dialog.NewCustomWithoutButtons(b.title, b.content(), w.win)
	size := w.win.Canvas().Size()
	b.Resize(fyne.NewSize(min(680, size.Width-80), min(560, size.Height-80)))
	w.show(b)
	b.write(b.start)
	w.win.Canvas().Focus(b.path)
}

// startFolder is where the open study lies; a sample lies nowhere.
func (w *Window) startFolder() string {
	if s := w.m.Study(); s != nil && s.Path != "" {
		return filepath.Dir(s.Path)
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return string(filepath.Separator)
	}
	return home
}

func (b *browser) content() fyne.CanvasObject {
	up := widgets.NewButton("Up", theme.MoveUpIcon(), func() { b.enter(filepath.Dir(b.folder)) })
	up.SetToolTip("The folder above")
	home := widgets.NewButton("Home", theme.HomeIcon(), func() {
		if home, err := os.UserHomeDir(); err == nil {
			b.enter(home)
		}
	})
	open := widgets.NewButton("Open", nil, b.confirm)
	open.Kind = widgets.Accent
	buttons := container.NewHBox(widgets.NewButton("Cancel", nil, func() { b.Hide() }))
	if b.spare != "" {
		buttons.Add(widgets.NewButton(b.spare, nil, func() {
			b.Hide()
			b.without()
		}))
	}
	buttons.Add(open)
	top := widgets.NewRows(container.NewBorder(nil, nil, nil, container.NewHBox(up, home), b.path))
	if b.lead != "" {
		lead := widgets.NewText(b.lead, widgets.TextStyle{Wrap: true})
		top.Objects = append([]fyne.CanvasObject{lead}, top.Objects...)
	}
	bottom := container.NewBorder(nil, nil, nil, buttons, b.note)
	// Tab goes from one to the next of these.
	return container.New(layout.NewBorderLayout(top, bottom, nil, nil), top, container.NewStack(b.list, container.NewCenter(b.empty)), bottom)
}

func (b *browser) newList() {
	b.list = widgets.NewList(func() int { return len(b.shown) }, func() fyne.CanvasObject {
		return container.NewBorder(nil, nil, widget.NewIcon(nil), widgets.NewText("", widgets.Quiet()), widgets.NewText("", widgets.TextStyle{Cut: true}))
	}, func(i widget.ListItemID, row fyne.CanvasObject) {
		f, parts := b.shown[i], row.(*fyne.Container).Objects // name, icon, size
		icon, size := theme.FileIcon(), model.Bytes(f.Bytes)
		if f.Folder {
			icon, size = theme.FolderIcon(), ""
		}
		parts[0].(*widgets.Text).SetText(f.Name)
		parts[1].(*widget.Icon).SetResource(icon)
		parts[2].(*widgets.Text).SetText(size)
	})
	b.list.HideSeparators = true
	b.list.OnSelected = func(i widget.ListItemID) { b.pick(b.shown[i]) }
	b.list.OnEntered = func(i widget.ListItemID) {
		f := b.shown[i]
		b.pick(f)
		if !f.Folder {
			b.confirm()
		}
	}
}

// enter shows a folder.
func (b *browser) enter(folder string) {
	b.write(asFolder(folder))
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

// pick goes into a folder, and writes the path of a file.
func (b *browser) pick(f model.File) {
	path := filepath.Join(b.folder, f.Name)
	if f.Folder {
		b.list.UnselectAll()
		b.enter(path)
		return
	}
	b.path.OnChanged = nil // the list stays as it is
	b.path.SetText(path)
	b.path.OnChanged = func(string) { b.follow() }
}

// follow lists what the typed path leads to.
func (b *browser) follow() {
	folder, typed := filepath.Split(b.typed())
	if folder == b.folder {
		b.narrow(typed)
		return
	}
	b.folder, b.files, b.listed = folder, nil, false
	b.narrow("")
	b.w.m.ListFolder(folder, func(files []model.File, err error) {
		if folder != b.folder {
			return // another one was asked for since
		}
		b.files, b.listed = files, true
		_, typed := filepath.Split(b.typed())
		b.narrow(typed)
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
	if rest, ok := strings.CutPrefix(path, "~"+string(filepath.Separator)); ok {
		if home, err := os.UserHomeDir(); err == nil {
			path = home + string(filepath.Separator) + rest
		}
	}
	return path
}

func (b *browser) narrow(typed string) {
	b.shown = model.Narrow(b.files, typed)
	folders := slices.IndexFunc(b.shown, func(f model.File) bool { return !f.Folder })
	if folders < 0 {
		folders = len(b.shown)
	}
	b.note.SetText(fmt.Sprintf("Folders: %d, files: %d", folders, len(b.shown)-folders))
	if b.want == aFolder {
		b.shown = b.shown[:folders]
	}
	b.list.UnselectAll()
	b.list.ScrollToTop()
	if len(b.shown) > 0 {
		b.list.Highlight(0)
	}
	b.list.Refresh()
	b.showEmpty()
}

// showEmpty says why nothing is listed; a list of nothing takes no focus.
func (b *browser) showEmpty() {
	what := "No folder here"
	if b.want == aFile {
		what = "Nothing here"
	}
	if _, typed := filepath.Split(b.typed()); typed != "" {
		what += " begins with " + typed
	}
	if len(b.shown) > 0 || !b.listed {
		b.empty.SetText("")
		b.list.Show()
		return
	}
	b.empty.SetText(what + ".")
	b.list.Hide()
	if c := b.w.win.Canvas(); c.Focused() == fyne.Focusable(b.list) {
		c.Focus(b.path)
	}
}

// confirm takes the path, or says why not.
func (b *browser) confirm() {
	path := filepath.Clean(b.typed())
	switch info, err := os.Stat(path); {
	case err != nil:
		b.note.SetText(model.Explain(err).String())
	case b.want == aFile && info.IsDir():
		b.enter(path)
	default:
		b.Hide()
		b.chosen(path)
	}
}
