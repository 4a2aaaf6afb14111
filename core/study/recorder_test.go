package study_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/assets"
	"github.com/semblance-app/semblance/core/arrayfile"
	"github.com/semblance-app/semblance/core/study"
)

// python is where Debian's numpy and PyTorch are.
const python = "/usr/bin/python3"

// recordings runs testdata/scripts/record_study.py with the embedded recorder.
type recordings struct{ study, expected, module string }

// newRecordings skips the test where Python lacks one of the modules.
func newRecordings(t *testing.T, modules string) recordings {
	t.Helper()
	if out, err := exec.Command(python, "-c", "import "+modules).CombinedOutput(); err != nil {
		t.Skipf("%s cannot import %s: %v %s", python, modules, err, out)
	}
	r := recordings{study: t.TempDir(), expected: t.TempDir(), module: t.TempDir()}
	if err := os.WriteFile(filepath.Join(r.module, "semblance_record.py"), assets.Recorder(), 0o644); err != nil {
		t.Fatal(err)
	}
	return r
}

// run records one case of the script and returns what it wrote and how it ended.
func (r recordings) run(t *testing.T, name string) (string, error) {
	t.Helper()
	cmd := exec.Command(python, "../../testdata/scripts/record_study.py", name, r.study, r.expected)
	cmd.Env = append(os.Environ(), "PYTHONPATH="+r.module, "PYTHONDONTWRITEBYTECODE=1", "PYTHONIOENCODING=utf-8", "OMP_NUM_THREADS=1")
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func (r recordings) succeed(t *testing.T, name string) string {
	t.Helper()
	out, err := r.run(t, name)
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return out
}

func openStudy(t *testing.T, path string) *study.Study {
	t.Helper()
	s, err := study.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// catalog is a line for each layer: network/checkpoint/layer, shape and type.
func catalog(s *study.Study) []string {
	var lines []string
	for _, n := range s.Networks {
		for _, c := range n.Checkpoints {
			for _, l := range c.Layers {
				lines = append(lines, fmt.Sprintf("%s/%s/%s %v %v %v", n.Name, c.Name, l.Name, l.Shape, l.Axes, l.DType))
			}
		}
	}
	return lines
}

// agree checks that every array that was expected was recorded, to rounding:
// batches of another size may be summed in another order.
func (r recordings) agree(t *testing.T, arrays int) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(r.expected, "*", "*", "*.npy"))
	if err != nil || len(files) != arrays {
		t.Fatalf("%d arrays are expected, want %d (%v)", len(files), arrays, err)
	}
	for _, file := range files {
		name, err := filepath.Rel(r.expected, file)
		if err != nil {
			t.Fatal(err)
		}
		want, got := readArray(t, file), readArray(t, filepath.Join(r.study, name))
		if len(got) != len(want) {
			t.Errorf("%s has %d values, want %d", name, len(got), len(want))
			continue
		}
		tolerance := 1e-5
		if strings.HasPrefix(name, "half") || strings.HasPrefix(name, "brain") {
			tolerance = 1e-2 // of 11 and 8 bits
		}
		for i := range want {
			if d := got[i] - want[i]; d > tolerance || d < -tolerance {
				t.Errorf("%s differs at value %d: %g, want %g", name, i, got[i], want[i])
				break
			}
		}
	}
}

func readArray(t *testing.T, path string) []float64 {
	t.Helper()
	f, err := arrayfile.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	s, err := f.Stream("")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	n := 1
	for _, d := range f.Headers()[0].Shape {
		n *= d
	}
	values := make([]float64, n)
	for rest := values; len(rest) > 0; {
		got, err := s.ReadFloat64(rest)
		if err != nil {
			t.Fatal(err)
		}
		rest = rest[got:]
	}
	return values
}

func TestRecorderOfArrays(t *testing.T) {
	r := newRecordings(t, "numpy")
	out := r.succeed(t, "plain")
	for _, refusal := range []string{
		"ids: datapoint 89 of c is 99, but the study",
		"number: c was recorded on 80 datapoints, but the study",
		"layers: layer dense has 90 datapoints but layer other has 89; every layer must see the same ones",
	} {
		if !strings.Contains(out, refusal) {
			t.Errorf("no refusal %q in\n%s", refusal, out)
		}
	}
	s := openStudy(t, r.study)
	want := []string{
		"a/step-000000/block.dense [90 4] n×p float64", "a/step-000000/conv [90 2] n×p float32",
		"a/step-001000/block.dense [90 4] n×p float64", "a/step-001000/conv [90 2] n×p float32",
		"b/step-000000/block.dense [90 4] n×p float64", "b/step-000000/conv [90 2] n×p float32",
		"b/step-001000/block.dense [90 4] n×p float64", "b/step-001000/conv [90 2] n×p float32",
	}
	if got := catalog(s); !slices.Equal(got, want) {
		t.Errorf("recorded\n%s", strings.Join(got, "\n"))
	}
	if len(s.Warnings) > 0 {
		t.Errorf("warnings %v", s.Warnings)
	}
	b, _ := s.Network("b")
	if b.Metadata["group"] != "b" || b.Metadata["width"] != "4" {
		t.Errorf("the metadata of b are %v", b.Metadata)
	}
	if s.Identity(study.Ref{Network: "b", Step: "step-001000", Layer: "conv"}) == nil {
		t.Error("the ids that were given to the recorder are not known")
	}
	curves := s.Curves()
	if len(curves) != 3 || fmt.Sprint(curves[0]) != "{a loss [0 1000] [2.5 2.5]}" || fmt.Sprint(curves[2]) != "{b accuracy [2000] [0.5]}" {
		t.Errorf("the curves are %v", curves)
	}
	r.agree(t, 8)
}

func TestRecorderOfTraining(t *testing.T) {
	r := newRecordings(t, "numpy, torch")
	var exit *exec.ExitError
	if out, err := r.run(t, "killed"); !errors.As(err, &exit) || exit.Exited() {
		t.Fatalf("the run was to be killed: %v\n%s", err, out)
	}
	if got := openStudy(t, r.study); len(got.Networks) != 1 || len(got.Networks[0].Checkpoints) != 2 || len(got.Warnings) > 0 {
		t.Errorf("a killed run left %v, warnings %v", catalog(got), got.Warnings)
	}
	if _, err := os.Stat(filepath.Join(r.study, "net-0", ".recording", "conv1.npy")); err != nil {
		t.Errorf("the kill did not come within a checkpoint: %v", err)
	}
	if out := r.succeed(t, "resumed"); !strings.Contains(out, "resumed beside step-000000 step-000010\n") {
		t.Errorf("the resumed run said %q", out)
	}
	s := openStudy(t, r.study)
	var want []string
	for _, step := range []string{"step-000000", "step-000010", "step-000020", "step-000030"} {
		for _, layer := range []string{"conv1 [150 4]", "conv2 [150 6]", "fc [150 3]"} {
			want = append(want, "net-0/"+step+"/"+layer+" n×p float32")
		}
	}
	if got := catalog(s); !slices.Equal(got, want) {
		t.Errorf("recorded\n%s", strings.Join(got, "\n"))
	}
	if hidden, _ := filepath.Glob(filepath.Join(r.study, "net-0", ".*")); len(hidden) > 0 {
		t.Errorf("left behind: %v", hidden)
	}
	curves := s.Curves()
	if len(curves) != 2 || fmt.Sprint(curves[0].X, curves[1].X) != "[0 10 20 30] [10 20 30]" || curves[1].Y[2] >= curves[1].Y[0] {
		t.Errorf("the curves are %v", curves)
	}
	r.agree(t, 12)
}

func TestRecorderOfPrecisionsAndOtherDatapoints(t *testing.T) {
	r := newRecordings(t, "numpy, torch")
	r.succeed(t, "train")
	out := r.succeed(t, "shuffled")
	for _, refusal := range []string{
		"order: the inputs of other are not those that the study",
		"number: other was recorded on 100 datapoints, but the study",
		"loader: data is a DataLoader that shuffles; make one with shuffle=False for recording",
		"layer: no module of the model is called 'dense*'; its modules are conv1, norm,",
	} {
		if !strings.Contains(out, refusal) {
			t.Errorf("no refusal %q in\n%s", refusal, out)
		}
	}
	got := catalog(openStudy(t, r.study))
	for _, want := range []string{
		"half/step-000000/conv1 [150 4] n×p float16",
		"kept/step-000000/conv1 [150 4 8 8] n×C×H×W float32",
		"brain/step-000000/1 [150 5] n×p float32",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, strings.Join(got, "\n"))
		}
	}
	if strings.Contains(strings.Join(got, "\n"), "other/") {
		t.Errorf("a refused network was recorded:\n%s", strings.Join(got, "\n"))
	}
	r.agree(t, 15)
}

func TestRecorderOfSequences(t *testing.T) {
	r := newRecordings(t, "numpy, torch")
	r.succeed(t, "sequences")
	got := catalog(openStudy(t, r.study))
	want := []string{
		"rnn/final/cell [100 7 3] n×T×p float32",
		"rnn/final/lstm [100 7 5] n×T×p float32",
		"rnn/final/out [100 7 4] n×T×p float32",
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("recorded\n%s", strings.Join(got, "\n"))
	}
	r.agree(t, 2)
}
