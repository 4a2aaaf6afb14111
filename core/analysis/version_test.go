package analysis_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/arrayfile"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
)

var regen = flag.Bool("regen", false, "write the numbers of this version anew")

// versioned is testdata/numbers.json: what this version answers.
type versioned struct {
	Version int                  `json:"version"`
	Numbers map[string][]float64 `json:"numbers"`
}

// TestVersion notices when answers change under an old version, for then those kept
// on disk would be taken for today's. If that was meant, raise Version and run
//
//	go test ./core/analysis -run TestVersion -regen
func TestVersion(t *testing.T) {
	path := filepath.Join("testdata", "numbers.json")
	now := versioned{analysis.Version, numbers(t)}
	if *regen {
		b, err := json.MarshalIndent(now, "", " ")
		if err == nil {
			err = os.WriteFile(path, append(b, '\n'), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var then versioned
	if err := json.Unmarshal(b, &then); err != nil {
		t.Fatal(err)
	}
	if then.Version != now.Version {
		t.Fatalf("the numbers are those of version %d, and this is %d; write them with -regen", then.Version, now.Version)
	}
	const engines = 1e-6 // differ by less
	for name, want := range then.Numbers {
		got := now.Numbers[name]
		if len(got) != len(want) {
			t.Errorf("%s: %d numbers, and %d before", name, len(got), len(want))
			continue
		}
		for i := range want {
			if math.Abs(got[i]-want[i]) > engines {
				t.Errorf("%s: %v became %v; if that was meant, raise Version", name, want[i], got[i])
				break
			}
		}
	}
	if len(now.Numbers) != len(then.Numbers) {
		t.Errorf("%d kinds of numbers, and %d before", len(now.Numbers), len(then.Numbers))
	}
}

// alike is a study of three networks whose layers have something in common.
func alike(t *testing.T) string {
	t.Helper()
	dir, rng := t.TempDir(), rand.New(rand.NewPCG(1, 2))
	const n, p = 80, 6
	shared := make([]float64, n*p)
	for i := range shared {
		shared[i] = rng.NormFloat64()
	}
	for i, network := range []string{"a", "b", "c"} {
		for j, layer := range []string{"conv1", "fc"} {
			values := make([]float64, n*p)
			for k := range values {
				values[k] = shared[k] + float64(1+i+j)*rng.NormFloat64()/2
			}
			var file bytes.Buffer
			path := filepath.Join(dir, network, "final", layer+".npy")
			err := errors.Join(arrayfile.WriteNPY(&file, []int{n, p}, values), os.MkdirAll(filepath.Dir(path), 0o755))
			if err = errors.Join(err, os.WriteFile(path, file.Bytes(), 0o644)); err != nil {
				t.Fatal(err)
			}
		}
	}
	return dir
}

// numbers are answers of several analyses about it.
func numbers(t *testing.T) map[string][]float64 {
	t.Helper()
	s, err := study.Open(t.Context(), alike(t))
	if err != nil {
		t.Fatal(err)
	}
	ctx, src, all := context.Background(), representation.NewStore(s, 0), map[string][]float64{}
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	names := s.NetworkNames()
	for _, m := range similarity.Measures() {
		spec := analysis.LayersSpec{A: analysis.Endpoint{Network: names[0]}, B: analysis.Endpoint{Network: names[1]}}
		spec.Measure = m
		r, err := analysis.Layers(ctx, src, s, spec, nil)
		check(err)
		for _, p := range r.Pairs {
			if p.Refused == "" {
				all["layers "+string(m)] = append(all["layers "+string(m)], p.Distance)
			}
		}
	}
	layer := s.Layers()[0]
	spectrum, err := analysis.Spectrum(ctx, src, analysis.SpectrumSpec{
		A: study.Ref{Network: names[0], Layer: layer}, B: study.Ref{Network: names[1], Layer: layer},
	}, nil)
	check(err)
	all["spectrum"] = append(spectrum.Coefficients, spectrum.Null, spectrum.Null95)
	groups, err := analysis.Groups(ctx, src, s, analysis.GroupsSpec{Layers: []string{layer}}, nil)
	check(err)
	for _, g := range groups.Groups {
		all["groups"] = append(append(append(all["groups"], g.Mean...), g.Std...), g.Low...)
	}
	clusters, err := analysis.Clusters(ctx, src, s, analysis.ClustersSpec{Layer: layer}, nil)
	check(err)
	for _, m := range clusters.Linkage {
		all["clusters"] = append(all["clusters"], m.Height)
	}
	return all
}
