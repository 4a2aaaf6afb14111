package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/semblance-app/semblance/assets"
	"github.com/semblance-app/semblance/ui/look"
	"github.com/semblance-app/semblance/ui/widgets"
)

// inPyTorch and inJAX are what a training script gains.
const (
	inPyTorch = `from semblance_record import Recorder

recorder = Recorder("study", network="cnn-0", model=model,
                    layers=["conv*", "fc*"], data=probe_loader)

# in the training loop, every so many steps
recorder.checkpoint(step, loss=loss, accuracy=accuracy)`
	inJAX = `from semblance_record import Recorder

recorder = Recorder("study", network="mlp-0")

# in the training loop, every so many steps
for batch in probe:
    recorder.record("hidden", hidden_activations(params, batch))
recorder.checkpoint(step, loss=loss)`
)

// showRecording shows how to record one's own networks.
func (w *Window) showRecording() {
	if !w.free() {
		return
	}
	recorder := w.copyButton("Copy semblance_record.py", func() string { return string(assets.Recorder()) })
	recorder.Kind = widgets.Accent
	recorder.SetToolTip("Paste it into a file of that name")
	content := widgets.NewRows(
		widgets.NewText("Put semblance_record.py beside your training script; it needs numpy alone.", widgets.TextStyle{}),
		w.snippet("PyTorch", inPyTorch),
		w.snippet("JAX, TensorFlow, anything that gives arrays", inJAX),
		widgets.NewText("Then open the folder study here. Give every network the same datapoints, at least ten for each neuron.", widgets.TextStyle{}),
	)
	d := newModal("Record your own networks", content, w.win)
	d.setButtons(widgets.NewButton("Close", nil, d.Hide), recorder)
	d.Resize(fyne.NewSize(640, 0))
	w.show(d)
}

// snippet is code under its title, to be copied.
func (w *Window) snippet(title, code string) fyne.CanvasObject {
	copied := w.copyButton("Copy", func() string { return code + "\n" })
	copied.Kind = widgets.Bare
	head := container.NewBorder(nil, nil, widgets.NewText(title, widgets.TextStyle{Bold: true}), copied)
	const air = 8
	grid := container.New(layout.NewCustomPaddedLayout(air, air, air, air), widget.NewTextGridFromString(code))
	return widgets.NewRows(head, widgets.NewBackdrop(look.ColorSheet, grid))
}

// copyButton copies a text, and says on itself that it did.
func (w *Window) copyButton(label string, text func() string) *widgets.Button {
	const said = 2 * time.Second
	var b *widgets.Button
	b = widgets.NewButton(label, theme.ContentCopyIcon(), func() {
		w.app.Clipboard().SetContent(text())
		b.SetText("Copied")
		w.loop.After(said, func() { b.SetText(label) })
	})
	return b
}
