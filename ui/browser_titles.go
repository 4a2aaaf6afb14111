package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// browserTitles are the titles of a list of files, to sort it by them.
type browserTitles struct {
	widget.BaseWidget
	by      model.FileOrder
	down    bool
	buttons [3]*widgets.Button // by order
}

func newBrowserTitles(changed func()) *browserTitles {
	t := &browserTitles{}
	for i := range t.buttons {
		order := model.FileOrder(i)
		t.buttons[i] = widgets.NewButton("", nil, func() {
			t.down = order == t.by && !t.down || order != t.by && order != model.ByName
			t.by = order
			t.name()
			t.Refresh() // a title may be wider now
			changed()
		})
		t.buttons[i].Kind = widgets.Bare
		t.buttons[i].SetToolTip("Sort by this; once more turns the order round")
	}
	t.name()
	t.ExtendBaseWidget(t)
	return t
}

// name marks the title that the list is sorted by.
func (t *browserTitles) name() {
	for i, title := range []string{"Name", "Changed", "Size"} {
		switch {
		case model.FileOrder(i) != t.by:
		case t.down:
			title += " ↓"
		default:
			title += " ↑"
		}
		t.buttons[i].SetText(title)
	}
}

// CreateRenderer implements fyne.Widget.
func (t *browserTitles) CreateRenderer() fyne.WidgetRenderer {
	name, changed, size := t.buttons[model.ByName], t.buttons[model.ByTime], t.buttons[model.BySize]
	return widget.NewSimpleRenderer(container.New(titlesLayout{}, name, changed, size))
}

// buttonPad is left and right of the text of a button.
const buttonPad = 10

// titlesLayout puts the titles over the columns of fileLayout.
type titlesLayout struct{}

// Layout implements fyne.Layout.
func (titlesLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	name, changed, bytes := objects[0], objects[1], objects[2]
	right := size.Width - theme.ScrollBarSize()
	put := func(o fyne.CanvasObject, x float32) {
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(o.MinSize().Width, size.Height))
	}
	put(name, fileIcon+fileGap-buttonPad)
	put(changed, right-fileTime-fileSize-buttonPad)
	put(bytes, right+buttonPad-bytes.MinSize().Width)
}

// MinSize implements fyne.Layout.
func (titlesLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(fileIcon+fileTime+fileSize, objects[0].MinSize().Height)
}
