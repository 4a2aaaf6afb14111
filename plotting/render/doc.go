// Package render turns a figure.Figure into a picture: an image for the
// screen with hit testing, or a PNG, SVG, PDF, EPS, TeX or CSV file at an exact
// physical size. One function draws a figure on any vg.Canvas; a format is an
// entry in a table that provides the canvas.
//
// Every length inside is in points, 72 to the inch. Nothing is kept between
// calls, so any number of goroutines may draw at once, and the same figure
// gives the same bytes.
//
// Read next: style.go and output.go for what a caller chooses, concern.go for
// what of it concerns a figure, and look.go for a style with every choice made;
// picture.go for how a figure is laid out, which leads to heading.go for its
// title and letters, to stack.go for panels of curves, limits.go for the ends of
// their axes, key.go for their legends and ordered.go for bars in the place of
// long ones, to multiples.go for panels side by side, and to matrix.go,
// matrixnames.go, tree.go and strips.go for heat maps and what stands on them;
// words.go for what is written in place of a figure's texts, and where texts are;
// raster.go for the canvas of pixels, and svg.go, pdf.go, eps.go and tex.go
// for those of vectors, which share vector.go. Fonts are embedded as subset.go
// and truetype.go cut them.
package render
