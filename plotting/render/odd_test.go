package render_test

import (
	"bytes"
	"encoding/csv"
	"math"
	"math/rand/v2"
	"regexp"
	"strconv"
	"testing"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/render"
)

// oddTraining adds what results through training can be at worst: one point,
// gaps, a single layer, far too many layers.
func oddTraining(figs map[string]figure.Figure) {
	one := convergenceResult(1, 1, 1)
	figs["one checkpoint"] = figure.Convergence(one, figure.ConvergenceOptions{Steps: figure.StepsLog})
	figs["one cell through training"] = figure.Convergence(one, figure.ConvergenceOptions{Form: figure.Heat})
	gaps := convergenceResult(5, 40, 12)
	for i := range gaps.Series {
		s := &gaps.Series[i]
		s.Distance[i%12], s.Null = math.NaN(), nil
		if i%3 == 0 {
			s.X, s.Distance = s.X[:5], s.Distance[:5]
		}
	}
	figs["gaps through training"] = figure.Convergence(gaps, figure.ConvergenceOptions{Steps: figure.StepsLog})
	figs["map with gaps"] = figure.Convergence(gaps, figure.ConvergenceOptions{Form: figure.Heat})
	stability := stabilityResult()
	for i := range stability.X {
		stability.Null[i] = math.NaN()
		stability.Stable[i] = math.NaN()
	}
	figs["no null level"] = figure.Stability(stability, figure.StabilityOptions{Steps: figure.StepsLog})
	uncertainty := uncertaintyResult()
	uncertainty.Permutation = nil
	figs["interval alone"] = figure.Uncertainty(uncertainty, figure.UncertaintyOptions{Show: figure.Distance})
	equal := uncertaintyResult()
	for i := range equal.Permutation.Values {
		equal.Permutation.Values[i] = 0.5
	}
	equal.Subsampling = nil
	figs["equal draws"] = figure.Uncertainty(equal, figure.UncertaintyOptions{})
	synthetic := syntheticResult()
	synthetic.Ratio, synthetic.Truth = synthetic.Ratio[:1], nil
	figs["one ratio"] = figure.Synthetic(synthetic)
}

// oddNetworks adds two networks, missing metadata, one group without a spread.
func oddNetworks(figs map[string]figure.Figure) {
	figs["two networks"] = figure.Clusters(clustersResult(2), figure.ClustersOptions{})
	figs["map of two"] = figure.ClusterMap(clustersResult(2), figure.ClusterMapOptions{By: "learning_rate"})
	figs["clusters of 60"] = figure.Clusters(clustersResult(60), figure.ClustersOptions{Columns: []string{"optimizer"}})
	lone := groupsResult()
	lone.Groups = lone.Groups[:1]
	for k := range lone.Layers {
		lone.Groups[0].Std[k], lone.Groups[0].Low[k] = math.NaN(), math.NaN()
		if k%2 == 0 {
			lone.Groups[0].Mean[k] = math.NaN()
		}
	}
	figs["group with gaps"] = figure.Groups(lone, figure.GroupsOptions{Pairs: figure.PairsShown})
	many := widthsResult()
	between := analysis.GroupSeries{Kind: analysis.Between, Mean: analysis.Values{0.5, 0.6}}
	for _, name := range []string{"32–64", "32–128", "64–128", "64–256"} {
		between.Name = name
		many.Groups = append(many.Groups, between)
	}
	figs["many groups"] = figure.Groups(many, figure.GroupsOptions{})
}

func TestEmptyResultsSayWhy(t *testing.T) {
	refused := convergenceResult(1, 2, 3)
	for i := range refused.Series {
		refused.Series[i].Distance = analysis.Values{math.NaN(), math.NaN(), math.NaN()}
	}
	for name, fig := range map[string]figure.Figure{
		"spectra":     figure.Spectra(&analysis.SpectraResult{Spectra: make([]analysis.StepSpectrum, 2)}),
		"stability":   figure.Stability(nil, figure.StabilityOptions{}),
		"convergence": figure.Convergence(refused, figure.ConvergenceOptions{}),
		"timesteps":   figure.Timesteps(&analysis.TimestepsResult{}, figure.TimestepsOptions{}),
		"synthetic":   figure.Synthetic(nil),
		"toy":         figure.ToyRNN(&analysis.ToyRNNResult{}),
		"uncertainty": figure.Uncertainty(&analysis.UncertaintyResult{Pair: analysis.Pair{Similarity: math.NaN(), Refused: "Too few datapoints."}}, figure.UncertaintyOptions{}),
		"groups":      figure.Groups(&analysis.GroupsResult{}, figure.GroupsOptions{}),
		"by words":    figure.Groups(groupsResult(), figure.GroupsOptions{Form: figure.ByNumber}),
		"against":     figure.Groups(groupsResult(), figure.GroupsOptions{Form: figure.AgainstIt}),
		"clusters":    figure.Clusters(nil, figure.ClustersOptions{}),
		"map":         figure.ClusterMap(&analysis.ClustersResult{}, figure.ClusterMapOptions{}),
		"metadata":    figure.MetadataScatter(clustersResult(3), figure.MetadataOptions{X: "learning_rate", Y: "nothing"}),
	} {
		if !fig.Empty() || fig.Note == "" || fig.Kind == "" {
			t.Errorf("%s: %+v", name, fig)
		}
	}
}

// Every figure's CSV is a table whose rows are equally long, with every number
// that is drawn.
func TestCSVOfEveryKind(t *testing.T) {
	for name, fig := range moreFigures() {
		var buf bytes.Buffer
		if err := figure.CSV(&buf, fig); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(&buf).ReadAll()
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		want := 1
		for _, p := range fig.Panels {
			if want += len(p.Rules); p.Matrix != nil {
				want += len(p.Matrix.Rows)
			}
			if p.Tree != nil {
				want += 1 + len(p.Tree.Merges)
			}
			for _, s := range p.Series {
				want += len(s.Points)
			}
		}
		if n := len(fig.Panels); fig.Panels[0].Matrix != nil {
			want += n - 1 // each has a head of its own
		}
		if len(rows) != want {
			t.Errorf("%s: %d rows, want %d", name, len(rows), want)
		}
	}
}

func TestCSVHasSpreadsAndNames(t *testing.T) {
	var buf bytes.Buffer
	if err := figure.CSV(&buf, figure.Groups(groupsResult(), figure.GroupsOptions{})); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&buf).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range [][]string{
		{"series", "layer", "PWCCA distance", "low", "high"},
		{"generalize", "conv1", "0.05", "0.04", "0.060000000000000005"},
	} {
		for j := range want {
			if rows[i][j] != want[j] {
				t.Errorf("row %d is %q, want %q", i, rows[i], want)
				break
			}
		}
	}
}

// A large matrix is an image in most formats, and the files stay small even
// where no cell is like its neighbour.
func TestLargeMatrixStaysSmall(t *testing.T) {
	res := clustersResult(200)
	random := rand.New(rand.NewPCG(1, 2))
	for _, row := range res.Distances {
		for j := range row {
			row[j] = random.Float64()
		}
	}
	fig := figure.Clusters(res, figure.ClustersOptions{})
	for _, f := range []render.Format{render.SVG, render.PDF, render.EPS, render.TeX} {
		data := write(t, fig, render.Style{}, render.Output{Format: f, Size: render.Size{WidthMM: 89, HeightMM: 100}})
		if t.Logf("%s: %d bytes", f, len(data)); len(data) > 200_000 {
			t.Errorf("as %s it has %d bytes", f, len(data))
		}
		if f == render.SVG && !bytes.Contains(data, []byte(`image-rendering="pixelated" href="data:image/png;base64,`)) {
			t.Error("the matrix is no image with hard pixels")
		}
	}
}

// The names of networks beside a matrix are there all together, or not at all, in
// text that can be read in print.
func TestNamesOfNetworksAreLegible(t *testing.T) {
	named := map[int]int{} // networks with names, at most, by width
	name := regexp.MustCompile(`font-size="([\d.]+)"[^>]*>net-\d+<`)
	for _, n := range []int{6, 20, 30, 40, 60, 90} {
		fig := figure.Clusters(clustersResult(n), figure.ClustersOptions{})
		for _, width := range []int{89, 183} {
			size := render.Size{WidthMM: float64(width), HeightMM: render.NaturalHeight(fig, render.Style{}, float64(width))}
			found := name.FindAllSubmatch(write(t, fig, render.Style{}, render.Output{Format: render.SVG, Size: size}), -1)
			if len(found) != 0 && len(found) != n && len(found) != 2*n {
				t.Errorf("%d of %d networks have names at %d mm", len(found), n, width)
			}
			for _, m := range found {
				if points, err := strconv.ParseFloat(string(m[1]), 64); err != nil || points < 5 {
					t.Errorf("%d networks at %d mm: %s", n, width, m[0])
				}
				named[width] = n
			}
		}
	}
	if named[89] < 20 || named[183] < 60 {
		t.Errorf("so many networks have names at a width: %v", named)
	}
}

func TestNaturalHeights(t *testing.T) {
	for name, fig := range moreFigures() {
		for width, most := range map[float64]float64{50: 2.2, 89: 1.5, 183: 1.5} {
			if h := render.NaturalHeight(fig, render.Style{}, width); !(h >= 0.3*width && h <= most*width) {
				t.Errorf("%s at %g mm: %g mm", name, width, h)
			}
		}
	}
	if h := render.NaturalHeight(figure.Layers(layersResult(layerNames()), figure.LayersOptions{}), render.Style{}, 89); h != 60 {
		t.Errorf("curves at 89 mm: %g mm", h)
	}
}

// On the narrowest sheets in use every axis still has its whole title, or its
// short form.
func TestNarrowSheetsCutNoTitle(t *testing.T) {
	for name, fig := range moreFigures() {
		style := render.Style{}
		size := render.Size{WidthMM: 50, HeightMM: render.NaturalHeight(fig, style, 50)}
		svg := write(t, fig, style, render.Output{Format: render.SVG, Size: size})
		for _, text := range regexp.MustCompile(`>[^<>]*…[^<>]*<`).FindAll(svg, -1) {
			t.Errorf("%s: %s", name, text)
		}
	}
}
