package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// shared is where real activations and reference values lie, where there are.
const shared = "../../../shared/data"

// tolerance of similarities against the float64 reference.
const tolerance = 1e-6

type reference struct {
	Compare []struct {
		A, B, Layer string
		PWCCAFirst  float64 `json:"pwcca_first"`
		PWCCASecond float64 `json:"pwcca_second"`
		CCA         float64
		SVCCA       float64
		CKA         float64
		RhoMax      float64 `json:"rho_max"`
		RhoMin      float64 `json:"rho_min"`
	}
	Convergence map[string][]float64
	Groups      map[string]map[string]struct {
		Mean, Std float64
		Pairs     int
	}
	Conv4D struct {
		Mean      float64 `json:"mean_pwcca_first"`
		Positions float64 `json:"positions_pwcca_first"`
	}
}

func readReference(t *testing.T) reference {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(shared, "reference.json"))
	if os.IsNotExist(err) {
		t.Skip("there are no reference values here")
	}
	if err != nil {
		t.Fatal(err)
	}
	var r reference
	if err := json.Unmarshal(text, &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// similarities runs compare and returns each layer's.
func similarities(t *testing.T, args ...string) map[string]float64 {
	t.Helper()
	var got struct {
		Pairs []struct {
			A, B struct{ Layer string }

			Similarity, Distance *float64
		}
	}
	ask(t, &got, append([]string{"compare", "--json"}, args...)...)
	values := map[string]float64{}
	for _, p := range got.Pairs {
		if p.Similarity == nil {
			continue
		}
		if math.Abs(*p.Similarity+*p.Distance-1) > 1e-12 {
			t.Errorf("similarity %v and distance %v", *p.Similarity, *p.Distance)
		}
		values[p.A.Layer+" with "+p.B.Layer] = *p.Similarity
	}
	return values
}

// ask runs the program and decodes its JSON.
func ask(t *testing.T, into any, args ...string) {
	t.Helper()
	var out, errs bytes.Buffer
	if code := run(context.Background(), nil, &out, &errs, args); code != exitDone {
		t.Fatalf("%v: exit code %d\n%s", args, code, errs.String())
	}
	if err := json.Unmarshal(out.Bytes(), into); err != nil {
		t.Fatalf("%v: %v", args, err)
	}
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s is %.9f, want %.9f", what, got, want)
	}
}

func TestCompareAgreesWithReference(t *testing.T) {
	ref := readReference(t)
	study := filepath.Join(shared, "cifar-genmem")
	checked := 0
	for _, how := range []struct{ measure, side string }{
		{"pwcca", "first"}, {"pwcca", "second"}, {"cca", "first"}, {"svcca", "first"}, {"cka", "first"},
	} {
		answers := map[string]map[string]float64{}
		for _, c := range ref.Compare {
			args := []string{study, "--network", c.A, "--network", c.B, "--measure", how.measure, "--side", how.side}
			layer := c.Layer + " with " + c.Layer
			if strings.Contains(c.Layer, " with ") {
				args, layer = append(args, "--all-layers"), c.Layer
			}
			key := fmt.Sprint(args)
			if answers[key] == nil {
				answers[key] = similarities(t, args...)
			}
			want := map[string]float64{
				"pwccafirst": c.PWCCAFirst, "pwccasecond": c.PWCCASecond,
				"ccafirst": c.CCA, "svccafirst": c.SVCCA, "ckafirst": c.CKA,
			}[how.measure+how.side]
			got, ok := answers[key][layer]
			if !ok {
				t.Fatalf("%s has no %s", key, layer)
			}
			near(t, fmt.Sprintf("%s %s of %s and %s, %s", how.measure, how.side, c.A, c.B, c.Layer), got, want)
			checked++
		}
	}
	if checked < 5*20 {
		t.Errorf("only %d values were checked", checked)
	}
}

func TestSpectrumAgreesWithReference(t *testing.T) {
	ref := readReference(t)
	for _, c := range ref.Compare[:7] {
		var got struct {
			Coefficients, Weights []float64
			BartlettK             int
		}
		ask(t, &got, "spectrum", "--json", filepath.Join(shared, "cifar-genmem", c.A), filepath.Join(shared, "cifar-genmem", c.B), "--layer", c.Layer)
		rho := got.Coefficients
		near(t, c.Layer+" largest coefficient", rho[0], c.RhoMax)
		near(t, c.Layer+" smallest coefficient", rho[len(rho)-1], c.RhoMin)
		var pwcca, total float64
		for i, w := range got.Weights {
			pwcca += w * rho[i]
			total += w
		}
		near(t, c.Layer+" weighted sum", pwcca, c.PWCCAFirst)
		near(t, c.Layer+" weights", total, 1)
		if !slices.IsSortedFunc(rho, func(a, b float64) int { return int(math.Copysign(1, b-a)) }) || got.BartlettK < 1 {
			t.Errorf("%s: k is %d of %v", c.Layer, got.BartlettK, rho)
		}
	}
}

func TestConvolutionsAgreeWithReference(t *testing.T) {
	ref := readReference(t)
	dir := filepath.Join(shared, "cifar-conv4d")
	a, b := filepath.Join(dir, "generalize-0"), filepath.Join(dir, "memorize-0")
	for conv, want := range map[string]float64{"mean": ref.Conv4D.Mean, "positions": ref.Conv4D.Positions} {
		near(t, conv, similarities(t, a, b, "--conv", conv, "--layer", "conv3")["conv3 with conv3"], want)
	}
}

func TestCheckpointsAgreeWithReference(t *testing.T) {
	ref := readReference(t)
	for i, step := range ref.Convergence["x"] {
		got := similarities(t, filepath.Join(shared, "wt2-lstm"), "--step", fmt.Sprint(step), "--step-b", "2400", "--side", "first", "--network", "lstm", "--network", "lstm")
		for _, layer := range []string{"lstm1", "lstm2", "lstm3"} {
			near(t, fmt.Sprintf("%s at step %v", layer, step), got[layer+" with "+layer], 1-ref.Convergence[layer][i])
		}
	}
}

func TestConvergenceAgreesWithReference(t *testing.T) {
	ref := readReference(t)
	var got struct {
		Reference struct{ Step string }
		Series    []struct {
			Layer       string
			X, Distance []float64
		}
		BottomUp struct{ Tau float64 }
	}
	ask(t, &got, "convergence", "--json", filepath.Join(shared, "wt2-lstm"))
	if got.Reference.Step != "step-002400" || len(got.Series) != 3 || got.BottomUp.Tau != 1 {
		t.Errorf("reference %s, %d series, τ %v", got.Reference.Step, len(got.Series), got.BottomUp.Tau)
	}
	for _, s := range got.Series {
		if !slices.Equal(s.X, ref.Convergence["x"]) {
			t.Fatalf("%s is at %v", s.Layer, s.X)
		}
		for i, d := range s.Distance {
			near(t, fmt.Sprintf("%s at step %v", s.Layer, s.X[i]), d, ref.Convergence[s.Layer][i])
		}
	}
}

func TestGroupsAgreeWithReference(t *testing.T) {
	ref := readReference(t)
	var got struct {
		Layers []string
		Groups []struct {
			Kind      string
			Groups    []string
			Mean, Std []float64
			Pairs     int
		}
	}
	ask(t, &got, "groups", "--json", filepath.Join(shared, "cifar-genmem"), "--by", "group")
	if len(got.Layers) != len(ref.Groups) || len(got.Groups) != 3 {
		t.Fatalf("layers %v, %d groups", got.Layers, len(got.Groups))
	}
	for _, g := range got.Groups {
		name := g.Kind
		if name == "within" {
			name = g.Groups[0]
		}
		for i, layer := range got.Layers {
			want := ref.Groups[layer][name]
			near(t, layer+" mean of "+name, g.Mean[i], want.Mean)
			near(t, layer+" std of "+name, g.Std[i], want.Std)
			if g.Pairs != want.Pairs {
				t.Errorf("%s: %d pairs, want %d", name, g.Pairs, want.Pairs)
			}
		}
	}
}

// The clusters of the real study are its groups, from distances that are those
// of groups.
func TestClustersAgreeWithGroups(t *testing.T) {
	readReference(t)
	var groups struct {
		Pairs []struct {
			A, B     string
			Distance float64
		}
	}
	var clusters struct {
		Labels    []string
		Distances [][]float64
		Linkage   [][]float64
		Order     []int
		Clusters  []int
		Agreement map[string]float64
	}
	study := filepath.Join(shared, "cifar-genmem")
	ask(t, &groups, "groups", "--json", study, "--by", "group", "--layer", "conv5")
	ask(t, &clusters, "clusters", "--json", study, "--layer", "conv5")
	if len(groups.Pairs) != 45 || len(clusters.Linkage) != 9 || len(clusters.Linkage[0]) != 4 || clusters.Agreement["group"] != 1 {
		t.Fatalf("%d pairs, linkage %v, agreement %v", len(groups.Pairs), clusters.Linkage, clusters.Agreement)
	}
	for _, p := range groups.Pairs {
		i, j := slices.Index(clusters.Labels, p.A), slices.Index(clusters.Labels, p.B)
		near(t, p.A+" and "+p.B, clusters.Distances[i][j], p.Distance)
		near(t, p.B+" and "+p.A, clusters.Distances[j][i], p.Distance)
	}
}
