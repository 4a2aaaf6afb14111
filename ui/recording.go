package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/semblance-app/semblance/assets"
	"github.com/semblance-app/semblance/ui/widgets"
)

// inPyTorch and inJAX are what a training script gains.
const (
	inPyTorch = `from semblance_record import Recorder
recorder = Recorder("study", network="cnn-0", model=model,
                    layers=["conv*", "fc*"], data=probe_loader)
...
    recorder.checkpoint(step, loss=loss, accuracy=accuracy)`
	inJAX = `recorder = Recorder("study", network="mlp-0")
...
    for batch in probe:
        recorder.record("hidden", hidden_activations(params, batch))
    recorder.checkpoint(step, loss=loss)`
)

// showRecording shows how to record one's own networks.
func (w *Window) showRecording() {
	if !w.free() {
		return
	}
	code := func(title, text string) fyne.CanvasObject {
		grid := widget.NewTextGridFromString(text)
		return widgets.NewRows(widgets.NewText(title, widgets.TextStyle{Bold: true}), grid)
	}
	content := widgets.NewRows(
		widgets.NewText("Put semblance_record.py beside your training script; it needs numpy alone.", widgets.TextStyle{}),
		code("PyTorch", inPyTorch),
		code("JAX, TensorFlow, anything that gives arrays", inJAX),
		widgets.NewText("Then open the folder here. Give every network the same datapoints, at least ten for each neuron.", widgets.TextStyle{}),
	)
	d := newModal("Record your own networks", content, w.win)
	copied := widgets.NewButton("Copy semblance_record.py", theme.ContentCopyIcon(), func() {
		w.app.Clipboard().SetContent(string(assets.Recorder()))
		w.m.Say("semblance_record.py is on the clipboard; paste it into a file of that name.")
	})
	copied.Kind = widgets.Accent
	d.setButtons(widgets.NewButton("Close", nil, d.Hide), copied)
	d.Resize(fyne.NewSize(640, 0))
	w.show(d)
}
