package ui

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/semblance-app/semblance/core/arrayfile"
	"github.com/semblance-app/semblance/ui/uitest"
	"github.com/semblance-app/semblance/ui/view"
	"github.com/semblance-app/semblance/ui/widgets"
)

// TestAllWarningsCanBeRead opens a study with files that cannot be read for two
// reasons, more of each than are written out at once.
func TestAllWarningsCanBeRead(t *testing.T) {
	folder := t.TempDir()
	for i, network := range []string{"a", "b"} {
		for j := range 3 {
			writeArray(t, filepath.Join(folder, network, fmt.Sprintf("l%d.npy", j)), 10*i+j)
		}
		for j := range 4 {
			for name, text := range map[string]string{"none": "", "text": "no array"} {
				path := filepath.Join(folder, network, fmt.Sprintf("%s%d.npy", name, j))
				if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	p := sitDown(t, folder)
	p.goes("Study")
	p.sees("the file is empty; copy or save it again. And 7 more like this.", "its first bytes are not those of a .npy file")
	p.seesNot("none3.npy")
	list := p.w.m.Warnings()
	if status := fmt.Sprintf("%d warnings", len(list)); uitest.Find(p.content(), func(b *widgets.Button) bool { return b.Text == status }) == nil {
		t.Errorf("the status line does not say %s", status)
	}
	p.presses(fmt.Sprintf("Show all %d…", len(list)))
	p.asked(fmt.Sprintf("%d warnings", len(list)))
	all := uitest.Text(p.top())
	for _, s := range view.Sentences(list) {
		if !strings.Contains(all, s) {
			t.Errorf("%q is not to be read", s)
		}
	}
	p.taps("Copy")
	if got := p.w.app.Clipboard().Content(); strings.Count(got, "\n") != len(list) || !strings.Contains(got, "none3.npy") {
		t.Errorf("the clipboard has %q", got)
	}
	p.types(fyne.KeyEscape)
	if p.top() != nil {
		t.Error("Escape does not close the list")
	}
	p.goes("Compare")
	p.presses(fmt.Sprintf("%d warnings", len(p.w.m.Warnings())))
	p.taps(fmt.Sprintf("Show all %d…", len(p.w.m.Warnings())))
	p.asked("none3.npy")
}

// TestRowsSectionAndStatusTellTheSame looks at arrays that cannot be compared.
func TestRowsSectionAndStatusTellTheSame(t *testing.T) {
	folder := t.TempDir()
	for i, network := range []string{"a", "b", "c"} {
		for j := range 2 {
			writeArray(t, filepath.Join(folder, network, fmt.Sprintf("l%d.npy", j)), 10*i+j)
		}
	}
	spoil(t, filepath.Join(folder, "b", "l1.npy"))
	p := sitDown(t, folder)
	p.goes("Groups")
	p.goes("Study")
	p.checks("With warnings")
	p.sees("1 of 6 arrays", "1 value is NaN or infinite in b/l1", fmt.Sprintf("%d warnings", len(p.w.m.Warnings())))
}

// spoil makes the last value of an array of float32 NaN.
func spoil(t *testing.T, path string) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	binary.LittleEndian.PutUint32(b[len(b)-4:], math.Float32bits(float32(math.NaN())))
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestOneDatapointIsTold opens a study of which nothing can be compared.
func TestOneDatapointIsTold(t *testing.T) {
	folder := t.TempDir()
	for _, network := range []string{"a", "b"} {
		path := writeArray(t, filepath.Join(folder, network, "l1.npy"), 3)
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(arrayfile.WriteNPY(f, []int{1, 3}, []float32{1, 2, 3}), f.Close()); err != nil {
			t.Fatal(err)
		}
	}
	p := sitDown(t, folder)
	p.sees("a/l1 has 1 datapoint", "A comparison needs at least 2")
	p.goes("Study")
	p.checks("With warnings")
	p.sees("2 arrays", "2 arrays have few datapoints for their neurons, such as a/l1: 1 datapoint for 3 neurons",
		"a/l1 has 1 datapoint", fmt.Sprintf("%d warnings", len(p.w.m.Warnings())))
	p.seesNot("1 datapoints")
}

// TestDifferentDatapointsAreTold opens two studies whose ids are not the same.
func TestDifferentDatapointsAreTold(t *testing.T) {
	folder := t.TempDir()
	for i, network := range []string{"a", "b"} {
		writeArray(t, filepath.Join(folder, "study-"+network, network, "l1.npy"), i+1)
		said := fmt.Sprintf(`{"datapoints": {"ids": ["%s-1", "%[1]s-2"]}}`, network)
		if err := os.WriteFile(filepath.Join(folder, "study-"+network, "study.json"), []byte(said), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p := sitDown(t, filepath.Join(folder, "study-a"), filepath.Join(folder, "study-b"))
	text := fmt.Sprintf("%d warnings", len(p.w.m.Warnings()))
	if len(p.w.m.Warnings()) == 1 {
		text = "1 warning"
	}
	p.presses(text)
	if all := uitest.Text(p.top()); !strings.Contains(strings.Join(strings.Fields(all), " "), "The datapoints of a and b are different (of their 2 ids none are in common)") {
		t.Errorf("the warnings are\n%s", all)
	}
}
