package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/semblance-app/semblance/ui/widgets"
)

// modal is a dialog: a title, content, and a row of buttons at the right, all
// between the same margins. (Fyne's own begins its title elsewhere than its content,
// and has its buttons in the middle.)
type modal struct {
	popup    *widget.PopUp
	layer    *widgets.Layer
	foot     *fyne.Container
	size     fyne.Size // asked for; the content may need more
	onClosed func()
}

const modalSide = 16 // margin at the left and the right

// newModal makes a dialog that show shows.
func newModal(title string, content fyne.CanvasObject, over fyne.Window) *modal {
	d := &modal{foot: container.NewStack()}
	head := widgets.NewRows(widgets.NewText(title, widgets.TextStyle{Bold: true}))
	all := container.New(modalLayout{}, head, content, d.foot)
	d.layer = widgets.NewLayer(all)
	d.popup = widget.NewModalPopUp(d.layer, over.Canvas())
	return d
}

// setButtons has buttons at the right, the one that does what the dialog is for last.
func (d *modal) setButtons(buttons ...fyne.CanvasObject) {
	d.setFoot(layout.NewSpacer(), buttons...)
}

// setFoot is setButtons with something left of them.
func (d *modal) setFoot(left fyne.CanvasObject, buttons ...fyne.CanvasObject) {
	d.foot.Objects = []fyne.CanvasObject{container.NewBorder(nil, nil, nil, container.NewHBox(buttons...), left)}
}

// Show shows the dialog in the middle of its window.
func (d *modal) Show() {
	d.popup.Resize(d.size.Max(d.popup.MinSize()))
	d.popup.Show()
	d.layer.Raise(d.popup.Canvas)
}

// Resize makes the dialog that large, or as large as its content needs.
func (d *modal) Resize(size fyne.Size) {
	d.size = size
	d.popup.Resize(size.Max(d.popup.MinSize()))
}

// fit makes room for content that has grown.
func (d *modal) fit() {
	d.popup.Resize(d.size.Max(d.popup.MinSize()))
	d.popup.Refresh()
}

// Hide closes the dialog.
func (d *modal) Hide() {
	widgets.DismissTooltip(d.layer)
	d.popup.Hide()
	if d.onClosed != nil {
		d.onClosed()
	}
}

// modalLayout stacks the title, the content and the buttons.
type modalLayout struct{}

const (
	modalTop    = 12
	modalGap    = 10
	modalBottom = 14
)

// Layout implements fyne.Layout.
func (modalLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	head, content, foot := objects[0], objects[1], objects[2]
	wide := size.Width - 2*modalSide
	top, bottom := head.MinSize().Height, foot.MinSize().Height
	head.Move(fyne.NewPos(modalSide, modalTop))
	head.Resize(fyne.NewSize(wide, top))
	y := modalTop + top + modalGap
	content.Move(fyne.NewPos(modalSide, y))
	content.Resize(fyne.NewSize(wide, size.Height-y-modalGap-bottom-modalBottom))
	foot.Move(fyne.NewPos(modalSide, size.Height-modalBottom-bottom))
	foot.Resize(fyne.NewSize(wide, bottom))
}

// MinSize implements fyne.Layout.
func (modalLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(0, modalTop+2*modalGap+modalBottom)
	for _, o := range objects {
		m := o.MinSize()
		size.Width = max(size.Width, m.Width+2*modalSide)
		size.Height += m.Height
	}
	return size
}
