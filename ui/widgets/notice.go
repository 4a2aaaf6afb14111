package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Notice stands where a figure would: what is not possible, and what to try.
type Notice struct {
	widget.BaseWidget
	what, try *Text
	buttons   *fyne.Container
	all       *fyne.Container
}

// NewNotice makes an empty notice.
func NewNotice() *Notice {
	n := &Notice{
		what: NewText("", TextStyle{Size: theme.SizeNameSubHeadingText, Align: fyne.TextAlignCenter, Wrap: true}),
		try:  NewText("", TextStyle{Color: theme.ColorNamePlaceHolder, Align: fyne.TextAlignCenter, Wrap: true}),
	}
	n.buttons = container.NewHBox()
	n.all = container.New(noticeLayout{}, container.New(rowsLayout{gap: 2}, n.what, n.try, container.NewCenter(n.buttons)))
	n.ExtendBaseWidget(n)
	return n
}

// Set says what and what to try; buttons stand below.
func (n *Notice) Set(what, try string, buttons ...*Button) {
	n.buttons.Objects = nil
	for _, b := range buttons {
		n.buttons.Add(b)
	}
	n.what.SetText(what)
	n.try.SetText(try)
	showIf(n.try, try != "")
	n.all.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (n *Notice) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(n.all) }

// noticeLayout centres a column of readable width.
type noticeLayout struct{}

func (noticeLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	wide := min(size.Width-40, 520)
	objects[0].Resize(fyne.NewSize(wide, 0)) // so that labels wrap at that width
	high := objects[0].MinSize().Height
	objects[0].Resize(fyne.NewSize(wide, high))
	objects[0].Move(fyne.NewPos((size.Width-wide)/2, max(0, (size.Height-high)*0.42)))
}

func (noticeLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(240, objects[0].MinSize().Height)
}
