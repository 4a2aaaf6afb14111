package ui

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/core/linalg"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/uitest"
)

// TestAboutSaysWhatThisIs opens About by its menu and reads what a report of a
// fault needs.
func TestAboutSaysWhatThisIs(t *testing.T) {
	p := sitDownTo(t, Options{Version: "v1.2.3-test"})
	for _, menu := range p.w.menu.main.Items {
		for _, item := range menu.Items {
			if item.Label == "About Semblance" {
				item.Action()
			}
		}
	}
	p.asked("About Semblance")
	read := strings.Split(uitest.Text(p.top()), "\n")
	for _, fact := range [][2]string{
		{"Version", "v1.2.3-test"},
		{"Engine", linalg.Describe()},
		{"Threads", fmt.Sprint(linalg.Threads())},
		{"Built with", runtime.Version()},
	} {
		i := 0
		for i < len(read)-1 && read[i] != fact[0] {
			i++
		}
		if i == len(read)-1 || read[i+1] != fact[1] {
			t.Errorf("%s is not said to be %q in:\n%s", fact[0], fact[1], strings.Join(read, "\n"))
		}
	}
}

// What is told takes no more room than its lines.
func TestSentencesFitTheirDialog(t *testing.T) {
	p := sitDown(t)
	p.w.tell("Not opened", model.Sentence{What: "There is no file or folder /tmp/a/b.npy.", Try: "Check the path, or open it by File › Open. It may have been moved or renamed since it was opened last."})
	size := p.w.dialogs[0].popup.Content.Size()
	if size.Height > 200 {
		t.Errorf("three lines in a dialog of %v", size)
	}
}
