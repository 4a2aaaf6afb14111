package main

import (
	"bytes"
	"context"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/semblance-app/semblance/core/arrayfile"
	"github.com/semblance-app/semblance/core/job"
	"github.com/semblance-app/semblance/core/warning"
)

func TestInterruptedBeforeWork(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var out, errs bytes.Buffer
	code := run(ctx, nil, &out, &errs, []string{"compare", "--sample", "gen-mem"})
	if code != exitFailed || out.Len() > 0 || errs.String() != "semblance-cli: interrupted\n" {
		t.Errorf("exit code %d, out %q, err %q", code, out.String(), errs.String())
	}
}

// A pair whose products take seconds is left within one.
func TestInterruptedAtWork(t *testing.T) {
	const n, p = 6000, 1500
	data := make([]float32, n*p)
	rng := rand.New(rand.NewPCG(1, 2))
	for i := range data {
		data[i] = rng.Float32()
	}
	path := filepath.Join(t.TempDir(), "large.npy")
	var file bytes.Buffer
	if err := arrayfile.WriteNPY(&file, []int{n, p}, data); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, file.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	var asked time.Time
	time.AfterFunc(200*time.Millisecond, func() { asked = time.Now(); cancel() })
	var out, errs bytes.Buffer
	code := run(ctx, nil, &out, &errs, []string{"spectrum", path, path})
	if code != exitFailed || errs.String() != "semblance-cli: interrupted\n" {
		t.Fatalf("exit code %d, out of %d bytes, err %q", code, out.Len(), errs.String())
	}
	if late := time.Since(asked); late > time.Second {
		t.Errorf("it took %v to stop", late)
	}
}

func TestFailedWriteIsAFailure(t *testing.T) {
	var errs bytes.Buffer
	code := run(context.Background(), nil, broken{}, &errs, []string{"version"})
	if want := "semblance-cli: the result cannot be written to standard output: file already closed\n"; code != exitFailed || errs.String() != want {
		t.Errorf("exit code %d, err %q", code, errs.String())
	}
}

// The result is not lost where its figure cannot be drawn.
func TestNothingToDraw(t *testing.T) {
	var out, errs bytes.Buffer
	path := filepath.Join(t.TempDir(), "numbers.svg")
	code := run(context.Background(), nil, &out, &errs, []string{
		"groups", "--sample", "gen-mem", "--layer", "conv1", "--network", "memorizing-0", "--network", "generalizing-0", "--by", "test_accuracy", "--draw", "numbers", "--quiet", "-o", path,
	})
	want := "numbers.svg was not written: nothing to draw: the groups of test accuracy are not numbers; put the layers on the x axis\n"
	if code != exitFailed || out.Len() == 0 || !strings.Contains(errs.String(), want) {
		t.Errorf("exit code %d, out of %d bytes, err %q", code, out.Len(), errs.String())
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestProgressLine(t *testing.T) {
	told := time.Now()
	for want, s := range map[string]job.Status{
		"preparing layers, 3 of 14":               {What: "preparing layers", Done: 3, Total: 14},
		"comparing layers, 40 of 400, 1m30s left": {What: "comparing layers", Done: 40, Total: 400, Left: 95 * time.Second, HasLeft: true},
		"comparing layers, 399 of 400":            {What: "comparing layers", Done: 399, Total: 400, Left: 5 * time.Second, HasLeft: true},
	} {
		if got := (progress{s, told}).line(told.Add(5 * time.Second)); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestNoProgressWhereNobodyLooks(t *testing.T) {
	file, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if isTerminal(file) || isTerminal(&bytes.Buffer{}) {
		t.Error("a file or a buffer is taken for a terminal")
	}
}

func TestManyWarningsOfAKindAreCounted(t *testing.T) {
	var errs bytes.Buffer
	var list []warning.Warning
	for _, m := range []string{"a", "b", "c", "d", "e"} {
		list = append(list, warning.Warning{Code: warning.FewDatapoints, Message: m})
	}
	list = append(list, warning.Warning{Code: warning.DeadNeurons, Message: "f"})
	for _, cause := range []string{"empty", "text", "empty", "text"} { // two of each
		list = append(list, warning.Warning{Code: warning.Unreadable, Message: cause, Cause: cause})
	}
	(&terminal{err: &errs}).warn(list)
	want := `semblance-cli: warning: a
semblance-cli: warning: b
semblance-cli: warning: c
semblance-cli: warning: 2 more of the kind few-datapoints; --json lists all
semblance-cli: warning: f
semblance-cli: warning: empty
semblance-cli: warning: empty
semblance-cli: warning: text
semblance-cli: warning: text
`
	if errs.String() != want {
		t.Errorf("got\n%s", errs.String())
	}
}

func TestLengths(t *testing.T) {
	for text, want := range map[string]float64{"89mm": 89, "8.9cm": 89, "3.5in": 88.9, "72pt": 25.4, "89 mm": 89} {
		if got, err := parseLength(text); err != nil || got < want-1e-9 || got > want+1e-9 {
			t.Errorf("%s is %v mm, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "89", "mm", "-3mm", "0in", "NaNmm", "1e9cm", "3 feet"} {
		if got, err := parseLength(text); err == nil {
			t.Errorf("%q is taken for %v mm", text, got)
		}
	}
}

// The longer side of a table goes down; a series has no cell where it has no x.
func TestGrids(t *testing.T) {
	g := grid{corner: "step", across: "layer", extras: []string{"null"}}
	g.add("u", []float64{0, 2}, []float64{0.5, 0}, "0.9")
	var tall, wide bytes.Buffer
	if err := g.write(&tall); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"v", "w", "x"} {
		g.add(name, []float64{1, 2}, []float64{0.25, math.NaN()}, "0.8")
	}
	g.extras = nil
	for i := range g.series {
		g.series[i].extras = nil
	}
	if err := g.write(&wide); err != nil {
		t.Fatal(err)
	}
	if want := "step       u\n0     0.5000\n2     0.0000\nnull     0.9\n"; tall.String() != want {
		t.Errorf("got\n%s", tall.String())
	}
	if want := `layer       0       1       2
u      0.5000       –  0.0000
v           –  0.2500       –
w           –  0.2500       –
x           –  0.2500       –
`; wide.String() != want {
		t.Errorf("got\n%s", wide.String())
	}
}

func TestTheNullDeviceIsNoTerminal(t *testing.T) {
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	if isTerminal(null) {
		t.Error("the null device is taken for a terminal")
	}
	terminal, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skip("there is no terminal to be had here")
	}
	defer terminal.Close()
	if !isTerminal(terminal) {
		t.Error("a terminal is not taken for one")
	}
}

// exampleStudies makes the studies that examples name: one with checkpoints and
// one of sequences.
func exampleStudies(t *testing.T) {
	t.Helper()
	rng := rand.New(rand.NewPCG(3, 4))
	write := func(path string, shape ...int) {
		n := 1
		for _, side := range shape {
			n *= side
		}
		data := make([]float32, n)
		for i := range data {
			data[i] = float32(rng.NormFloat64())
		}
		var file bytes.Buffer
		if err := arrayfile.WriteNPY(&file, shape, data); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, file.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, step := range []string{"0", "100", "200", "300"} {
		for _, layer := range []string{"lstm1", "lstm2"} {
			write(filepath.Join("my-study", "lstm", "step-"+step, layer+".npy"), 200, 8)
		}
	}
	write(filepath.Join("my-sequences", "lstm", "final", "lstm1.npy"), 100, 4, 5)
}

// The example of every command works as it stands.
func TestExamples(t *testing.T) {
	t.Chdir(t.TempDir())
	exampleStudies(t)
	if code := run(context.Background(), nil, io.Discard, io.Discard, []string{"compare", "--sample", "gen-mem", "-o", "layers.pdf"}); code != exitDone {
		t.Fatal("there is no figure to draw again")
	}
	for _, cmd := range append(newRoot().Commands(), newRoot()) {
		if cmd.Example == "" {
			t.Errorf("%s has no example", cmd.Name())
			continue
		}
		var out, errs bytes.Buffer
		args := strings.Fields(cmd.Example)[1:]
		if code := run(context.Background(), nil, &out, &errs, args); code != exitDone || out.Len()+errs.Len() == 0 {
			t.Errorf("%v: exit code %d, %s", args, code, errs.String())
		}
	}
}
