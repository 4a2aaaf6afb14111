package study_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/core/arrayfile"
	"github.com/semblance-app/semblance/core/study"
)

// long is a study of one sequence of 11 rows and 2 neurons: row i is (i, −i).
func long(t *testing.T) *study.Study {
	t.Helper()
	path := filepath.Join(t.TempDir(), "hidden.npy")
	values := make([]float64, 22)
	for i := range 11 {
		values[2*i], values[2*i+1] = float64(i), -float64(i)
	}
	var file bytes.Buffer
	if err := arrayfile.WriteNPY(&file, []int{11, 2}, values); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, file.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := study.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSplitSequence(t *testing.T) {
	s := long(t)
	ref := study.Ref{Network: "hidden", Layer: "hidden", Timestep: study.Every(1, 4)}
	a, err := s.Load(context.Background(), ref, study.LoadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if a.N != 2 || !slices.Equal(a.Float64, []float64{1, -1, 5, -5}) {
		t.Errorf("rows %v", a.Float64)
	}
	if len(a.Warnings) != 1 || !strings.Contains(a.Warnings[0].Message, "last 3") || a.Ref.String() != "hidden/hidden[t=1 mod 4]" {
		t.Errorf("%s: warnings %v", a.Ref, a.Warnings)
	}
	some := study.LoadOptions{Datapoints: 3, Seed: 2}
	for i := range 2 {
		ref.Timestep = study.Every(i, 2)
		if a, err = s.Load(context.Background(), ref, some); err != nil {
			t.Fatal(err)
		}
		if a.N != 3 || int(a.Float64[0])%2 != i || int(a.Float64[4])%2 != i {
			t.Errorf("a subset of timestep %d holds %v", i, a.Float64)
		}
	}
	ref.Timestep = study.Every(0, 12)
	if _, err := s.Load(context.Background(), ref, some); err == nil || !strings.Contains(err.Error(), "11 datapoints") {
		t.Errorf("a period longer than the sequence: %v", err)
	}
}

func TestTimestepJSON(t *testing.T) {
	for want, step := range map[string]study.Timestep{"null": {}, "3": study.At(3), `{"index":3,"period":20}`: study.Every(3, 20)} {
		raw, err := json.Marshal(step)
		if err != nil || string(raw) != want {
			t.Errorf("%v is written as %s, %v", step, raw, err)
		}
		var back study.Timestep
		if err := json.Unmarshal(raw, &back); err != nil || back != step {
			t.Errorf("%s is read as %v, %v", raw, back, err)
		}
	}
	var step study.Timestep
	for _, bad := range []string{"-1", `{"index":4,"period":4}`, `"last"`} {
		if json.Unmarshal([]byte(bad), &step) == nil {
			t.Errorf("%s passes", bad)
		}
	}
}
