// Package figure says what a figure shows, as plain data built from an
// analysis result: panels with axes, series of points and matrices of cells,
// each mark with the words that hover shows. How it looks (fonts, colours,
// size) is not here.
//
// A builder makes a Figure from a result, one for each analysis and figure of
// Morcos et al. (2018): Layers, Spectrum, Spectra (1a–c), Stability (1d–f),
// Synthetic (2), Groups (3 and 4), Clusters (5a) with ClusterMap and
// MetadataScatter (5b), Convergence (6), ToyRNN (A2), Timesteps (A3 and A4) and
// Uncertainty. A result without anything to show gives an empty figure whose
// note says why. InGrid makes one figure of several. CSV writes exactly the numbers
// that are drawn.
//
// Read next: figure.go, marks.go and tree.go for the types, stability.go for the
// smallest whole builder, zoom.go and highlight.go for a part of a figure and for
// some of its networks, texts.go and wording.go for what it says and what people write
// in place of that; then plotting/render, which turns a Figure into a
// picture.
package figure
