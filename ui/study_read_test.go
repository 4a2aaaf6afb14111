package ui

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/core/arrayfile"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/uitest"
	"github.com/semblance-app/semblance/ui/widgets"
)

// records writes arrays of one shape into a folder.
func records(t *testing.T, dir string, shape []int, names ...string) {
	t.Helper()
	size := 1
	for _, n := range shape {
		size *= n
	}
	for k, name := range names {
		var file bytes.Buffer
		values := make([]float32, size)
		for i := range values {
			values[i] = float32((i*i*7919+len(name)*i)%101) + float32(k)*float32(i%13)
		}
		path := filepath.Join(dir, name+".npy")
		err := arrayfile.WriteNPY(&file, shape, values)
		if err == nil {
			err = os.MkdirAll(filepath.Dir(path), 0o755)
		}
		if err == nil {
			err = os.WriteFile(path, file.Bytes(), 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// picker is the choice that shows a text.
func (p *person) picker(shown string) *widgets.Choice {
	p.Helper()
	var found *widgets.Choice
	p.loop.Until(p, "the choice "+shown, func() bool {
		found = uitest.Find(p.content(), func(c *widgets.Choice) bool { return c.Selected == shown })
		return found != nil && !found.Disabled()
	})
	return found
}

// A study whose names can be understood in several ways is asked about above its
// table, once.
func TestAStudyIsAskedAbout(t *testing.T) {
	dir := t.TempDir()
	records(t, dir, []int{60, 2}, "a_x", "a_y", "b_x", "b_y")
	p := sitDown(t, dir)
	if p.w.m.View() != model.StudyView {
		t.Fatalf("view %d is shown", p.w.m.View())
	}
	p.loop.Until(t, "the question", func() bool { return strings.Contains(uitest.Text(p.content()), "How is this study meant?") })
	p.sees("Keep this", "of 4 layers (a_x to b_y)", "layer.npy · the guess, as it is read now", "2 networks (a and b) of 2 layers (x and y)")
	p.presses("Read so")
	p.loop.Until(t, "the other layout", func() bool { return p.w.m.Study().Layout.Name == "network_layer.npy" })
	p.loop.Until(t, "the table", func() bool { return !p.w.m.Busy() })
	p.seesNot("How is this study meant?")
	text, err := os.ReadFile(filepath.Join(dir, "study.json"))
	if err != nil || !strings.Contains(string(text), "network_layer.npy") {
		t.Errorf("study.json has %s, %v", text, err)
	}
	p.picker("network_layer.npy").SetSelected("layer.npy")
	p.loop.Until(t, "another", func() bool { return p.w.m.Study().Layout.Name == "layer.npy" })
	p.loop.Until(t, "the table", func() bool { return !p.w.m.Busy() })
	p.seesNot("How is this study meant?")
	p.w.menu.undo.Action()
	p.loop.Until(t, "the choice before", func() bool { return p.w.m.Study().Layout.Name == "network_layer.npy" && !p.w.m.Busy() })
	p.picker("network_layer.npy")
	p.w.menu.undo.Action()
	p.loop.Until(t, "the question", func() bool { return strings.Contains(uitest.Text(p.content()), "How is this study meant?") })
	if _, err := os.Stat(filepath.Join(dir, "study.json")); !os.IsNotExist(err) {
		t.Errorf("the answer that was undone is noted: %v", err)
	}
	p.w.menu.redo.Action()
	p.loop.Until(t, "the answer again", func() bool { return p.w.m.Study().Layout.Name == "network_layer.npy" && !p.w.m.Busy() })
	p.seesNot("How is this study meant?")
}

// Axes that were guessed say why, and can be chosen.
func TestAxesAreChosen(t *testing.T) {
	dir := t.TempDir()
	records(t, dir, []int{60, 2, 2, 2}, "a/final/x", "b/final/x")
	p := sitDown(t, dir)
	p.goes("Study")
	p.sees("A guess, since the shapes do not tell (x of a is 60×2×2×2).")
	p.picker("n×C×H×W").SetSelected("n×H×W×C")
	p.loop.Until(t, "other axes", func() bool { return p.w.m.Study().Axes[0].Axes == study.ChannelLast })
	p.settle()
	p.sees("study.json says so")
	if p.w.m.View() != model.StudyView {
		t.Error("another view is shown")
	}
	text, err := os.ReadFile(filepath.Join(dir, "study.json"))
	if err != nil || !strings.Contains(string(text), "n×H×W×C") {
		t.Errorf("study.json has %s, %v", text, err)
	}
}

// What cannot be noted counts until the study is closed, and is said to.
func TestAxesOfAFileAreNotNoted(t *testing.T) {
	dir := t.TempDir()
	records(t, dir, []int{60, 2}, "x", "y")
	p := sitDown(t, filepath.Join(dir, "x.npy"), filepath.Join(dir, "y.npy"))
	p.goes("Study")
	p.picker("n×p").SetSelected("p×n")
	p.loop.Until(t, "other axes", func() bool { return p.w.m.Study().Axes[0].Axes == study.Transposed })
	p.settle()
	p.sees("They were chosen", "no folder on disk", "counts until the study is closed")
}
