package ui

import (
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
	test.Tap(uitest.Find(p.top(), func(b *widgets.Button) bool { return strings.HasPrefix(b.Text, "Copy") }))
	if p.w.app.Clipboard().Content() != string(assets.Recorder()) {
		t.Error("the clipboard does not hold the recorder")
	}
	if !strings.Contains(string(assets.Recorder()), "class Recorder") {
		t.Error("what is copied is not the recorder")
	}
}
