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
	n.buttons = container.New(&waysLayout{})
	n.all = container.New(noticeLayout{}, container.New(rowsLayout{gap: 2}, n.what, n.try, n.buttons))
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
	Arrange(n.buttons) // whose height depends on it
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

// waysLayout puts buttons side by side in the middle or, where they are too wide for
// that, one below the other.
type waysLayout struct{ stacked bool }

const waysGap = 4

func (l *waysLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.stacked = false
	row := l.MinSize(objects).Width
	l.stacked = row > size.Width
	at := fyne.NewPos((size.Width-row)/2, 0)
	for _, o := range objects {
		m := o.MinSize()
		if l.stacked {
			m.Width = min(m.Width, size.Width)
			o.Move(fyne.NewPos((size.Width-m.Width)/2, at.Y))
			at.Y += m.Height + waysGap
		} else {
			o.Move(at)
			at.X += m.Width + waysGap
		}
		o.Resize(m)
	}
}

// MinSize is of the buttons as they stand.
func (l *waysLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var row, column fyne.Size
	for _, o := range objects {
		m := o.MinSize()
		row = fyne.NewSize(row.Width+m.Width+waysGap, max(row.Height, m.Height))
		column = fyne.NewSize(max(column.Width, m.Width), column.Height+m.Height+waysGap)
	}
	if l.stacked {
		return column
	}
	return fyne.NewSize(max(0, row.Width-waysGap), row.Height)
}
