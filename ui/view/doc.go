// Package view holds the views of the window: Study, Compare and one for each
// analysis, all a centre and an inspector, and the status line. Each part asks
// for the few methods of the model that it needs.
//
// Read next: plate.go, the centre that all figures share; compare.go with the
// four sections of its inspector, data.go, measure.go, appearance.go and
// export.go; analysis.go for what the analyses have in common, then
// convergence.go, timesteps.go, groups.go, clusters.go and noise.go; study.go.
package view
