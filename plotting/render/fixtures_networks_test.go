package render_test

import (
	"fmt"
	"math"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/cluster"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/plotting/figure"
)

// groupsResult has two groups that part at the deep layers, and what is between.
func groupsResult() *analysis.GroupsResult {
	res := &analysis.GroupsResult{Measure: similarity.PWCCA, By: "group", Layers: layerNames()}
	for g, name := range []string{"generalize", "memorize", "generalize – memorize"} {
		kind := analysis.Within
		if g == 2 {
			kind = analysis.Between
		}
		s := analysis.GroupSeries{Name: name, Kind: kind, Groups: []string{name}, Pairs: 10}
		for k, layer := range res.Layers {
			t := float64(k) / 6
			d := 0.05 + (0.4+0.2*float64(g))*t*t
			s.Mean, s.Std = append(s.Mean, d), append(s.Std, 0.01+0.03*t)
			s.Low, s.High = append(s.Low, d-0.05), append(s.High, d+0.05)
			s.Null, s.Used = append(s.Null, 0.9-0.1*t), append(s.Used, 10)
			for i := range 10 {
				v := d + 0.03*math.Sin(float64(7*i+k))
				res.Pairs = append(res.Pairs, analysis.GroupPair{A: name, B: fmt.Sprint(i), Layer: layer, Series: name, Distance: &v})
			}
		}
		res.Groups = append(res.Groups, s)
	}
	return res
}

// widthsResult has five widths and a scatter against the accuracy.
func widthsResult() *analysis.GroupsResult {
	res := &analysis.GroupsResult{Measure: similarity.PWCCA, By: "width", Numeric: true, Layers: []string{"conv", "fc"}, Against: "test_accuracy"}
	r, low, high := -0.96, -0.98, -0.91
	scatter := analysis.Scatter{Layer: "fc", R: &r, Low: &low, High: &high}
	for i := range 5 {
		width := float64(int(32) << i)
		name, d := fmt.Sprint(width), 0.7-0.1*float64(i)
		res.Groups = append(res.Groups, analysis.GroupSeries{
			Name: name, Kind: analysis.Within, Value: &width, Used: []int{10, 10},
			Mean: analysis.Values{0.4, d}, Std: analysis.Values{0.02, 0.05}, Null: analysis.Values{0.8, 0.8},
		})
		for k := range 5 {
			x := 0.7 + 0.04*float64(i) + 0.01*math.Sin(float64(3*k))
			y := d + 0.03*math.Cos(float64(5*k+i))
			scatter.Points = append(scatter.Points, analysis.ScatterPoint{Networks: []string{fmt.Sprintf("w%s-%d", name, k)}, Group: name, X: x, Y: y})
		}
	}
	res.Scatters = []analysis.Scatter{scatter}
	return res
}

// clustersResult has n networks in four heaps, linked as Clusters does.
func clustersResult(n int) *analysis.ClustersResult {
	res := &analysis.ClustersResult{Measure: similarity.PWCCA, Layer: "conv5", Method: cluster.Average}
	rate, optimizer := analysis.Column{Name: "learning_rate"}, analysis.Column{Name: "optimizer", Categorical: true}
	x, y := make([]float64, n), make([]float64, n)
	for i := range n {
		heap := float64(7 * i % 4)
		x[i] = 0.3*math.Cos(1.6*heap) + 0.08*math.Sin(float64(13*i))
		y[i] = 0.35*math.Sin(1.6*heap) + 0.08*math.Cos(float64(29*i))
		res.Labels = append(res.Labels, fmt.Sprintf("net-%d", i))
		v := math.Pow(10, -4+heap+0.2*math.Sin(float64(i)))
		rate.Values, rate.Numbers = append(rate.Values, fmt.Sprintf("%.3g", v)), append(rate.Numbers, v)
		optimizer.Values = append(optimizer.Values, []string{"sgd", "adam", ""}[i%3])
	}
	for i := range n {
		row := make([]float64, n)
		for j := range n {
			row[j] = math.Hypot(x[i]-x[j], y[i]-y[j])
		}
		res.Distances = append(res.Distances, row)
	}
	res.Columns = []analysis.Column{rate, optimizer}
	d, err := cluster.FromSquare(res.Distances)
	if err != nil {
		panic(err)
	}
	if res.Linkage, err = cluster.Link(d, cluster.Average); err != nil {
		panic(err)
	}
	res.Order = res.Linkage.OptimalLeaves(d)
	plane := cluster.Scale(d)
	res.Map = &plane
	cut, err := analysis.Cut(res, analysis.CutSpec{Clusters: min(4, n)})
	if err != nil {
		panic(err)
	}
	return cut
}

// networkFigures are the goldens of what compares networks.
func networkFigures() map[string]figure.Figure {
	clusters := clustersResult(24)
	return map[string]figure.Figure{
		"groups":        figure.Groups(groupsResult(), figure.GroupsOptions{}),
		"groups-pairs":  figure.Groups(groupsResult(), figure.GroupsOptions{Spread: figure.IntervalSpread, Pairs: figure.PairsShown}),
		"groups-number": figure.Groups(widthsResult(), figure.GroupsOptions{Form: figure.ByNumber}),
		"against":       figure.Groups(widthsResult(), figure.GroupsOptions{Form: figure.AgainstIt}),
		"clusters":      figure.Clusters(clusters, figure.ClustersOptions{}),
		"cluster-map":   figure.ClusterMap(clusters, figure.ClusterMapOptions{}),
		"metadata":      figure.MetadataScatter(clusters, figure.MetadataOptions{X: "learning_rate", Y: "learning_rate"}),
	}
}
