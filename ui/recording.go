package ui

import (
	"cmp"
	"os"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/semblance-app/semblance/assets"
	"github.com/semblance-app/semblance/core/atomicfile"
	"github.com/semblance-app/semblance/ui/look"
	"github.com/semblance-app/semblance/ui/model"
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
	copied := w.copyButton("Copy "+recorderFile, func() string { return string(assets.Recorder()) })
	saved := widgets.NewButton("Save it…", theme.DocumentSaveIcon(), w.saveRecorder)
	saved.Kind = widgets.Accent
	content := widgets.NewRows(
		widgets.NewText("Put semblance_record.py beside your training script; it needs numpy alone.", widgets.TextStyle{}),
		w.snippet("PyTorch", inPyTorch),
		w.snippet("JAX, TensorFlow, anything that gives arrays", inJAX),
		widgets.NewText("Then open the folder study here. Give every network the same datapoints, at least ten for each neuron.", widgets.TextStyle{}),
	)
	d := newModal("Record your own networks", content, w.win)
	d.setButtons(widgets.NewButton("Close", nil, d.Hide), copied, saved)
	d.Resize(fyne.NewSize(640, 0))
	w.show(d)
}

// recorderFile is what a training script imports.
const recorderFile = "semblance_record.py"

// saveRecorder asks where to save the recorder, and saves it.
func (w *Window) saveRecorder() {
	home, _ := os.UserHomeDir() // without one the entry is empty
	w.askWhere(saving{
		title: "Save the recorder", hint: recorderFile, folder: home, name: func() string { return recorderFile },
		path: func(folder, name string) (string, error) {
			if name = cmp.Or(strings.TrimSpace(name), recorderFile); filepath.IsAbs(name) {
				return name, nil
			}
			return filepath.Join(folder, name), nil
		},
		write: func(path string, done func(error)) {
			w.m.Background(func() error { return atomicfile.Write(path, assets.Recorder()) }, func(err error) {
				if err == nil {
					w.m.Say("Saved " + model.Place(path))
				}
				done(err)
			})
		},
	})
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
		w.putText(text())
		b.SetText("Copied")
		w.loop.After(said, func() { b.SetText(label) })
	})
	return b
}
