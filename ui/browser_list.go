package ui

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/semblance-app/semblance/core/spelling"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

func (b *browser) newList() {
	b.list = widgets.NewEnteredList(func() int { return len(b.shown) }, func() fyne.CanvasObject {
		return container.New(fileLayout{}, widget.NewIcon(nil), widgets.NewLabel(), widgets.NewLabel(), widgets.NewRightLabel())
	}, func(i widget.ListItemID, row fyne.CanvasObject) {
		b.showFile(b.shown[i], row.(*fyne.Container).Objects)
	}, func(i widget.ListItemID) { b.into(b.shown[i]) })
	b.list.HideSeparators = true
	b.list.OnSelected = func(i widget.ListItemID) { b.pick(b.shown[i]) }
	b.list.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyBackspace || e.Name == fyne.KeyLeft {
			b.up()
			return true
		}
		return false
	}
	b.list.OnRune = func(r rune) { // a name is typed from anywhere
		b.w.win.Canvas().Focus(b.path)
		b.write(b.folder + string(r))
	}
}

// showFile shows a file in the parts of a row; what is not asked for is grey.
func (b *browser) showFile(f model.File, parts []fyne.CanvasObject) {
	icon, size := theme.FileIcon(), model.Bytes(f.Bytes)
	if f.Folder {
		icon, size = theme.FolderIcon(), ""
	}
	color := theme.ColorNameForeground
	if !b.takes(f) {
		icon, color = theme.NewDisabledResource(icon), theme.ColorNameDisabled
	}
	parts[0].(*widget.Icon).SetResource(icon)
	parts[1].(*widgets.Label).Set(f.Name, color)
	parts[2].(*widgets.Label).Set(f.Modified.Format("2006-01-02 15:04"), theme.ColorNamePlaceHolder)
	parts[3].(*widgets.Label).Set(size, theme.ColorNamePlaceHolder)
}

// toList goes from the path to the list below.
func (b *browser) toList() {
	if len(b.shown) > 0 {
		b.w.win.Canvas().Focus(b.list)
	}
}

// order shows the files in the order that was chosen.
func (b *browser) order() {
	model.SortFiles(b.files, b.titles.by, b.titles.down)
	b.narrow()
}

// narrow lists what begins with what was typed after the folder.
func (b *browser) narrow() {
	_, typed := filepath.Split(b.typed())
	model.SortFiles(b.files, b.titles.by, b.titles.down)
	b.shown = model.Narrow(b.files, typed, b.hidden.Checked)
	b.list.UnselectAll()
	b.list.ScrollToTop()
	if len(b.shown) > 0 {
		b.list.Highlight(max(0, slices.IndexFunc(b.shown, func(f model.File) bool { return f.Name == b.left })))
	}
	if b.listed {
		b.left = ""
	}
	b.list.Refresh()
	b.count()
	b.showEmpty(typed)
}

// count says how much is listed.
func (b *browser) count() {
	folders := 0
	for _, f := range b.shown {
		if f.Folder {
			folders++
		}
	}
	text := fmt.Sprintf("%s, %s", spelling.Count(folders, "folder"), spelling.Count(len(b.shown)-folders, "file"))
	if !b.listed {
		text = ""
	}
	b.note.SetText(text)
}

// showEmpty says why nothing is listed; a list of nothing takes no focus.
func (b *browser) showEmpty(typed string) {
	what := "Nothing here"
	if typed != "" {
		what += " begins with " + typed
	}
	if n := len(b.files); n > 0 && typed == "" {
		what = fmt.Sprintf("Nothing here but %s", spelling.Count(n, "hidden file"))
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

// showCrumbs shows the folders above the one that is listed, to go to them.
func (b *browser) showCrumbs() {
	const separator = string(filepath.Separator)
	b.crumbs.Objects = nil
	path := filepath.Clean(b.folder)
	for {
		name, to := filepath.Base(path), path
		above := filepath.Dir(path)
		last := above == path || path == "."
		crumb := widgets.NewButton(name, nil, func() {
			b.left = strings.SplitN(strings.TrimPrefix(strings.TrimPrefix(b.folder, to), separator), separator, 2)[0]
			b.enter(to)
		})
		crumb.Kind = widgets.Bare
		b.crumbs.Objects = slices.Insert(b.crumbs.Objects, 0, behind(crumb, !last))
		if last {
			break
		}
		path = above
	}
	b.crumbs.Refresh()
}

// behind is a crumb, after a mark unless it is the first.
func behind(crumb fyne.CanvasObject, mark bool) fyne.CanvasObject {
	if !mark {
		return crumb
	}
	const nearer = -8 // for the air that a button has at its sides
	sign := container.New(layout.NewCustomPaddedLayout(0, 0, nearer, nearer), container.NewCenter(widgets.NewText("›", widgets.Quiet())))
	return container.New(layout.NewCustomPaddedHBoxLayout(0), sign, crumb)
}

// crumbsLayout puts the last crumbs that there is room for side by side.
type crumbsLayout struct{}

// Layout implements fyne.Layout.
func (crumbsLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	wide, first := float32(0), len(objects)
	for first > 0 && (first == len(objects) || wide+objects[first-1].MinSize().Width <= size.Width) {
		first--
		wide += objects[first].MinSize().Width
	}
	x := -float32(buttonPad) / 2 // the first begins nearly where what is below does
	for i, o := range objects {
		if i < first {
			o.Hide()
			continue
		}
		o.Show()
		w := min(o.MinSize().Width, size.Width)
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(w, size.Height))
		x += w
	}
}

// MinSize implements fyne.Layout.
func (crumbsLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for _, o := range objects {
		size.Height = max(size.Height, o.MinSize().Height)
	}
	return size
}

// fileLayout is a row of the list: an icon, a name, when the file was changed, and
// its size, left of the scroll bar.
type fileLayout struct{}

const (
	fileHigh = 27
	fileIcon = 16
	fileGap  = 8
	fileTime = 128
	fileSize = 68
)

// Layout implements fyne.Layout.
func (fileLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	right := size.Width - theme.ScrollBarSize()
	x := float32(0)
	put := func(o fyne.CanvasObject, wide float32) {
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(wide, size.Height))
		x += wide
	}
	icon, name, changed, bytes := objects[0], objects[1], objects[2], objects[3]
	put(icon, fileIcon)
	x += fileGap
	put(name, max(0, right-fileTime-fileSize-x-2*fileGap))
	x = right - fileTime - fileSize
	put(changed, fileTime)
	put(bytes, fileSize)
}

// MinSize implements fyne.Layout.
func (fileLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(fileIcon+fileTime+fileSize+theme.ScrollBarSize(), fileHigh)
}
