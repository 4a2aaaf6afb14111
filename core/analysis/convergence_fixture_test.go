package analysis_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/semblance-app/semblance/core/arrayfile"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/study"
)

// hashed is n·p numbers in [−1, 1) from splitmix64, as
// testdata/scripts/make_analysis_reference.py makes them.
func hashed(stream, n, p int) []float64 {
	out := make([]float64, n*p)
	for i := range out {
		z := (uint64(stream)<<32 + uint64(i) + 1) * 0x9E3779B97F4A7C15
		z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
		z = (z ^ z>>27) * 0x94D049BB133111EB
		z ^= z >> 31
		out[i] = float64(z>>11)/(1<<52) - 1
	}
	return out
}

// drifting is checkpoints in which half of the neurons settle early and half
// never do; the script has the same.
func drifting(n, p, moments, stream int) [][]float64 {
	signal := hashed(stream, n, p)
	out := make([][]float64, moments)
	for t := range out {
		out[t] = hashed(stream+1+t, n, p)
		for i := range out[t] {
			share := 0.3
			if i%p < p/2 {
				share = 1 - math.Pow(0.5, float64(t+1))
			}
			out[t][i] = share*signal[i] + (1-share)*out[t][i]
		}
	}
	return out
}

func array(t *testing.T, values []float64, shape ...int) *fstest.MapFile {
	t.Helper()
	var b bytes.Buffer
	if err := arrayfile.WriteNPY(&b, shape, values); err != nil {
		t.Fatal(err)
	}
	return &fstest.MapFile{Data: b.Bytes()}
}

func openFiles(t *testing.T, files fstest.MapFS) (*study.Study, *representation.Store) {
	t.Helper()
	s, err := study.OpenFS(context.Background(), files, "runs")
	if err != nil {
		t.Fatal(err)
	}
	return s, representation.NewStore(s, 0)
}

// trained adds a network whose one layer drifts, at steps 0, 10, 20, ….
func trained(t *testing.T, files fstest.MapFS, name string, layers [][]float64, n, p int) {
	t.Helper()
	for i, values := range layers {
		files[fmt.Sprintf("%s/step-%03d/h.npy", name, 10*i)] = array(t, values, n, p)
	}
}

// shared opens a study that lies beside the project.
func shared(t *testing.T, name string) (*study.Study, *representation.Store) {
	t.Helper()
	dir := filepath.Join("..", "..", "..", "shared", "data", name)
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the shared activations are not beside the project")
	}
	s, err := study.Open(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	return s, representation.NewStore(s, 0)
}

func readJSON(t *testing.T, path string, into any) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, into); err != nil {
		t.Fatal(err)
	}
}

func closeTo(t *testing.T, what string, got, want []float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d values, want %d", what, len(got), len(want))
	}
	for i, v := range got {
		if !(math.Abs(v-want[i]) <= 1e-6) {
			t.Errorf("%s[%d] = %.9f, reference %.9f", what, i, v, want[i])
		}
	}
}
