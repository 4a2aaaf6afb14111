package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Layer is the content of a window or of a pop-up, with room over it for what is said of
// the controls in it. Only what lies on top is spoken of: the pointer reaches no other.
type Layer struct {
	widget.BaseWidget
	content fyne.CanvasObject
	said    *tip
}

// NewLayer makes the content of a pop-up, which is to be raised once it is shown.
func NewLayer(content fyne.CanvasObject) *Layer {
	l := &Layer{}
	l.make(content)
	l.ExtendBaseWidget(l)
	return l
}

func (l *Layer) make(content fyne.CanvasObject) {
	l.content, l.said = content, newTip()
	l.said.plain = true
}

// CreateRenderer implements fyne.Widget.
func (l *Layer) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(layerLayout{}, l.content, l.said))
}

// layerLayout gives the content all there is, and leaves what is said where it is.
type layerLayout struct{}

func (layerLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

func (layerLayout) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

var _ desktop.Mouseable = (*Layer)(nil)

// MouseDown implements desktop.Mouseable, for a press on what is no control.
func (l *Layer) MouseDown(*desktop.MouseEvent) { DismissTooltip(l.content) }

// MouseUp implements desktop.Mouseable.
func (l *Layer) MouseUp(*desktop.MouseEvent) {}

// raised is a layer in what lies over a window.
type raised struct {
	overlay fyne.CanvasObject
	layer   *Layer
}

// Raise says that the pop-up that the layer is in lies on top of a window now. (Of what
// was not painted yet Fyne does not know the window.)
func (l *Layer) Raise(c fyne.Canvas) {
	t, ok := c.Content().(*Tooltips)
	if !ok {
		return
	}
	t.Dismiss()
	var there []raised
	for _, o := range c.Overlays().List() {
		for _, r := range t.raised {
			if r.overlay == o {
				there = append(there, r)
			}
		}
	}
	t.raised = append(there, raised{c.Overlays().Top(), l})
}

// topLayer is the layer that lies on top; nil where that is something else.
func (t *Tooltips) topLayer() *Layer {
	c := fyne.CurrentApp().Driver().CanvasForObject(t)
	if c == nil {
		return nil
	}
	over := c.Overlays().Top()
	if over == nil {
		return &t.Layer
	}
	for _, r := range t.raised {
		if r.overlay == over {
			return r.layer
		}
	}
	return nil
}
