package main

import (
	"bytes"
	"context"
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
	code := run(ctx, nil, &out, &errs, []string{"compare", "--sample", "cifar-genmem"})
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
	(&terminal{err: &errs}).warn(list)
	want := `semblance-cli: warning: a
semblance-cli: warning: b
semblance-cli: warning: c
semblance-cli: warning: f
semblance-cli: warning: 2 more of the kind few-datapoints; --json lists all
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

func TestEditDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"abc", "", 3}, {"mesure", "measure", 1}, {"seed", "side", 3}, {"kitten", "sitting", 3}} {
		if got := editDistance(c.a, c.b); got != c.want {
			t.Errorf("%s, %s: %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

// The example of every command works as it stands.
func TestExamples(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, cmd := range append(newRoot().Commands(), newRoot()) {
		if cmd.Example == "" {
			t.Errorf("%s has no example", cmd.Name())
			continue
		}
		var out, errs bytes.Buffer
		args := strings.Fields(cmd.Example)[1:]
		if code := run(context.Background(), nil, &out, &errs, args); code != exitDone || out.Len() == 0 {
			t.Errorf("%v: exit code %d, %s", args, code, errs.String())
		}
	}
}
