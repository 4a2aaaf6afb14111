package study

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/semblance-app/semblance/core/warning"
)

func layoutNames(s *Study) []string {
	var names []string
	for _, l := range s.Layouts() {
		names = append(names, l.Name)
	}
	return names
}

// What is about as likely is a warning, and can be chosen.
func TestAmbiguousLayout(t *testing.T) {
	root := onDisk(t, treeOf(t, "{memorize,generalize}_{0,1}_{conv1,fc1}.npy"))
	s, err := Open(context.Background(), root)
	if err != nil {
		t.Fatal(err)
	}
	const other = "network_checkpoint_layer.npy"
	if !s.Layout.Ambiguous || !slices.Contains(layoutNames(s), other) {
		t.Fatalf("layout %+v of %v", s.Layout, layoutNames(s))
	}
	wantWarning(t, s.Warnings, warning.GuessedLayout, "network_layer.npy", other, "; choose the layout")
	for _, name := range layoutNames(s) {
		s, err := OpenWith(context.Background(), root, OpenOptions{Layout: name})
		if err != nil || s.Layout.Name != name || s.Layout.Ambiguous || len(s.Warnings) != 0 {
			t.Fatalf("%s is read as %+v, warnings %v, error %v", name, s.Layout, s.Warnings, err)
		}
		for _, n := range s.Networks {
			if _, err := s.Load(context.Background(), Ref{Network: n.Name, Layer: n.Checkpoints[0].Layers[0].Name}, LoadOptions{}); err != nil {
				t.Error(err)
			}
		}
	}
	s, err = OpenWith(context.Background(), root, OpenOptions{Layout: other})
	if err != nil {
		t.Fatal(err)
	}
	wantShape(t, s, `
		generalize/0: conv1 fc1
		generalize/1: conv1 fc1
		memorize/0: conv1 fc1
		memorize/1: conv1 fc1
	`)
}

func TestUnfitLayout(t *testing.T) {
	root := onDisk(t, treeOf(t, "net{0,1}_{conv1,fc1}.npy", "one/a.npz:x y"))
	for path, words := range map[string][]string{
		root:                             {root, "do not fit the layout nonsense", "; choose one of "},
		filepath.Join(root, "one/a.npz"): {"nonsense", "choose one of network.npz"},
		filepath.Join(root, "one"):       {"nonsense", "choose one of network.npz"},
	} {
		_, err := OpenWith(context.Background(), path, OpenOptions{Layout: "nonsense"})
		wantError(t, err, words...)
		var typed *LayoutError
		if !errors.As(err, &typed) || len(typed.Have) == 0 {
			t.Errorf("%T: %v", err, err)
		}
	}
}

func TestSaveLayout(t *testing.T) {
	root := onDisk(t, treeOf(t, "net{0,1}_step{1,2}_{conv1,fc1}.npy"))
	path := filepath.Join(root, "study.json")
	read := func() string {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	opened := func() *Study {
		s, err := Open(context.Background(), root)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	save := func(layout string) {
		if err := (&Study{Path: root}).SaveLayout(layout); err != nil {
			t.Fatal(err)
		}
	}
	save("") // nothing to take back
	if _, err := os.Stat(path); err == nil {
		t.Error("a study.json was written for nothing")
	}
	save("layer.npy")
	if got := read(); got != "{\n  \"layout\": \"layer.npy\"\n}\n" {
		t.Errorf("study.json is %s", got)
	}
	if s := opened(); s.Layout.Name != "layer.npy" || len(s.Layers()) != 8 {
		t.Errorf("read as %+v with layers %v", s.Layout, s.Layers())
	}
	if s, err := OpenWith(context.Background(), root, OpenOptions{Layout: "network_checkpoint_layer.npy"}); err != nil || len(s.Networks) != 2 {
		t.Errorf("the option does not go before the file: %v", err)
	}

	if err := os.WriteFile(path, []byte("\ufeff{\"zebra\": [1e3, {\"a\": null}], \"layout\": \"x\", \"name\": \"Mine & <yours>\"}"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}
	s := opened()
	wantWarning(t, s.Warnings, warning.GuessedLayout, "study.json names the layout x", "read as network_checkpoint_layer.npy")
	save("network_checkpoint_layer.npy")
	if s := opened(); s.Name != "Mine & <yours>" || len(s.Warnings) != 0 || s.Layout.Reason != "it was chosen" {
		t.Errorf("%s, %v, %v", s.Name, s.Layout, s.Warnings)
	}
	got := read()
	if !strings.Contains(got, "1e3") || strings.Index(got, "zebra") > strings.Index(got, "layout") || !strings.Contains(got, "Mine & <yours>") {
		t.Errorf("study.json has lost something: %s", got)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("its mode is %v, error %v", info.Mode(), err)
	}
	save("")
	if got := read(); strings.Contains(got, "layout") || !strings.Contains(got, "zebra") {
		t.Errorf("study.json is %s", got)
	}
	if left, _ := filepath.Glob(filepath.Join(root, ".study*")); left != nil {
		t.Errorf("left behind: %v", left)
	}
}

func TestSaveLayoutRefusals(t *testing.T) {
	root := t.TempDir()
	wantError(t, (&Study{}).SaveLayout("layer.npy"), "no folder on disk")
	wantError(t, (&Study{Path: filepath.Join(root, "nowhere")}).SaveLayout("layer.npy"), "nowhere", "cannot be saved", "; it counts until the study is closed: to keep it, make the folder writable")
	path := filepath.Join(root, "study.json")
	if err := os.WriteFile(path, []byte("{broken"), 0o644); err != nil {
		t.Fatal(err)
	}
	wantError(t, (&Study{Path: root}).SaveLayout("layer.npy"), "study.json", "not valid JSON")
	if b, _ := os.ReadFile(path); string(b) != "{broken" {
		t.Errorf("the file is now %s", b)
	}
}

// Shapes tell layers from networks where words do not.
func TestShapesTell(t *testing.T) {
	s := open(t, fstest.MapFS{
		"x/p/a/acts.npy": npy(t, 8, 3), "x/q/a/acts.npy": npy(t, 8, 5),
		"x/p/b/acts.npy": npy(t, 8, 3), "x/q/b/acts.npy": npy(t, 8, 5),
	})
	if s.Layout.Name != "x/layer/network/acts.npy" {
		t.Errorf("read as %+v", s.Layout)
	}
	wantShape(t, s, "a/: p q\nb/: p q\n")
}

// Few files that are made otherwise are left out, and said to be.
func TestDetectionLeavesOut(t *testing.T) {
	files := treeOf(t, "net{0,1,2}_step{10,20}_{conv1,fc1}.npy")
	files["labels.npy"] = npy(t, 8)
	files["notes.txt"] = text("x")
	files["net0.pt"], files["net1.PT"] = text("x"), text("x")
	files["net9_step10_conv1.npy"] = text("not an array")
	s := open(t, files)
	if len(s.Networks) != 3 || s.Layout.Name != "network_checkpoint_layer.npy" || codes(s.Warnings) != "unreadable unreadable unreadable" {
		t.Fatalf("%d networks, %v, %v", len(s.Networks), s.Layout, s.Warnings)
	}
	for i, words := range [][]string{{"2 .pt (PyTorch)"}, {"1 array was", "such as labels.npy"}, {"net9_step10_conv1.npy"}} {
		wantWords(t, s.Warnings[i].Message, words...)
	}
}

func TestHostileNames(t *testing.T) {
	long := strings.Repeat("x", 200)
	s := open(t, treeOf(t, "net{0,1}_step1_conv\n\x1b[31m1.npy", "net{0,1}_step1_"+long+".npy", "net{0,1}_step1_%s%d.npy", "net{0,1}_step1_層.npy", "net{0,1}_step1_...npy"))
	sentences := []string{s.Layout.Name, s.Layout.Reason}
	for _, w := range s.Warnings {
		sentences = append(sentences, w.Message)
	}
	for _, l := range s.Layouts() {
		sentences = append(sentences, l.Name, l.Reason)
	}
	for _, text := range sentences {
		if strings.ContainsAny(text, "\n\x1b") || strings.Contains(text, "%!") || len([]rune(text)) > 500 {
			t.Errorf("%q", text)
		}
	}
	if len(s.Networks) != 2 {
		t.Errorf("holds\n%s", shape(s))
	}
	for _, name := range []string{"-", "_", "1", "net", "step", "step_", "a.b.c", " ", "{}", "net0_", "__step1"} {
		open(t, fstest.MapFS{name + ".npy": npy(t, 8, 3), name + "1.npy": npy(t, 8, 3), name + "/" + name + ".npy": npy(t, 8, 3)}).Layouts()
	}
}

func TestSaveAxes(t *testing.T) {
	root := onDisk(t, fstest.MapFS{"a/x.npy": npy(t, 10, 20), "a/y.npy": npy(t, 10, 2, 2, 2), "study.json": text(`{"name": "Mine"}`)})
	for _, step := range []struct {
		axes Axes
		want string
	}{
		{Transposed, `{"name": "Mine", "axes": "p×n"}`},
		{ChannelLast, `{"name": "Mine", "axes": ["p×n", "n×H×W×C"]}`},
		{Flat, `{"name": "Mine", "axes": ["n×H×W×C", "n×p"]}`},
	} {
		if err := (&Study{Path: root}).SaveAxes(step.axes); err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(filepath.Join(root, "study.json"))
		if got := strings.Join(strings.Fields(string(b)), " "); err != nil || strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(step.want, " ", "") {
			t.Errorf("study.json is %s, want %s, %v", got, step.want, err)
		}
		s, err := Open(t.Context(), root)
		if err != nil {
			t.Fatal(err)
		}
		if read := s.Axes[step.axes.Rank()/4]; read.Axes != step.axes || !read.Chosen || read.Reason != "study.json says so" {
			t.Errorf("read as %+v", s.Axes)
		}
	}
	wantError(t, (&Study{Path: filepath.Join(root, "a", "x.npy")}).SaveAxes(Transposed), "a single file", "; it counts until the study is closed")
}

// What study.json said is put back word for word, and a file that was not there goes.
func TestNoted(t *testing.T) {
	for _, before := range []string{"", "{\n  \"axes\": [ \"nchw\" ],\n  \"name\": \"Mine\"\n}\n", "{\n  \"layout\": \"layer.npy\"\n}\n"} {
		root := onDisk(t, treeOf(t, "net{0,1}_step{1,2}_{conv1,fc1}.npy"))
		path := filepath.Join(root, "study.json")
		if before != "" {
			if err := os.WriteFile(path, []byte(before), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		opened := func() *Study {
			s, err := Open(t.Context(), root)
			if err != nil {
				t.Fatal(err)
			}
			return s
		}
		s := opened()
		if err := s.Note(s.Noted()); err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(s.SaveLayout("network_checkpoint_layer.npy"), s.SaveAxes(Transposed)); err != nil {
			t.Fatal(err)
		}
		chosen := opened()
		if chosen.Noted() == s.Noted() {
			t.Error("what is noted is as before")
		}
		if err := chosen.Note(s.Noted()); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(path)
		if got := strings.Join(strings.Fields(string(text)), ""); got != strings.Join(strings.Fields(before), "") && !(strings.Contains(before, "Mine") && strings.Contains(got, `"axes":["nchw"]`) && !strings.Contains(got, "layout")) || (err == nil) != (before != "") {
			t.Errorf("study.json is %s, %v, and was %s", text, err, before)
		}
		if again := opened(); again.Noted() != s.Noted() || again.Layout.Name != s.Layout.Name {
			t.Errorf("read as %+v, noted %+v, and was %+v", again.Layout, again.Noted(), s.Noted())
		}
		if err := chosen.CheckAllFiles(t.Context()); err != nil {
			t.Errorf("of what it put back it says %v", err)
		}
	}
}
