// Package plotters has what gonum/plot lacks for our figures: a heat map with
// crisp, numbered cells and a colour bar that survives a constant matrix,
// curves with gaps and outlined markers, bands, error bars, histograms, rules,
// dendrograms, and labels that stand on the line they name and keep clear of
// the data.
//
// Each type is a plot.Plotter with public fields. It draws with what it is
// given and holds no state.
//
// Read next: heatmap.go and raster.go for how cells stay crisp, labels.go for
// how labels find their place; plotting/render puts them together.
package plotters
