package ui

import (
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"github.com/semblance-app/semblance/assets"
	"github.com/semblance-app/semblance/ui/uitest"
	"github.com/semblance-app/semblance/ui/widgets"
)

func TestTheRecorderCanBeCopied(t *testing.T) {
	p := sitDown(t)
	p.w.showRecording()
	test.Tap(uitest.Find(p.top(), func(b *widgets.Button) bool { return b.Text == "Copy semblance_record.py" }))
	if p.w.app.Clipboard().Content() != string(assets.Recorder()) {
		t.Error("the clipboard does not hold the recorder")
	}
	if !strings.Contains(string(assets.Recorder()), "class Recorder") {
		t.Error("what is copied is not the recorder")
	}
}

func TestTheRecorderCanBeSaved(t *testing.T) {
	p := sitDown(t)
	p.w.showRecording()
	p.taps("Save it…")
	fields := uitest.All[*widgets.Entry](p.top())
	dir := t.TempDir()
	for _, f := range fields {
		if f.Text != recorderFile {
			f.SetText(dir)
		}
	}
	p.taps("Save")
	p.finds(filepath.Join(dir, recorderFile), "class Recorder")
}

// Each example runs as it is pasted, but for the names of the script that it goes into.
func TestTheExamplesCanBeCopied(t *testing.T) {
	p := sitDown(t)
	p.w.showRecording()
	var copied []string
	for _, b := range uitest.All[*widgets.Button](p.top()) {
		if b.Text == "Copy" {
			test.Tap(b)
			copied = append(copied, p.w.app.Clipboard().Content())
			if b.Text != "Copied" {
				t.Errorf("the button says %q", b.Text)
			}
		}
	}
	if len(copied) != 2 {
		t.Fatalf("%d examples are copied", len(copied))
	}
	for _, code := range copied {
		if !strings.HasPrefix(code, "from semblance_record import Recorder\n") || !strings.Contains(code, "\nrecorder.checkpoint(step, ") {
			t.Errorf("copied %q", code)
		}
	}
}
