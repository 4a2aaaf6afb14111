package ui

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/core/linalg"
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
