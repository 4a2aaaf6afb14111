// Package figure says what a figure shows, as plain data built from an
// analysis result: panels with axes, series of points and matrices of cells,
// each mark with the words that hover shows. How it looks (fonts, colours,
// size) is not here.
//
// A builder makes a Figure from a result: Layers, Spectrum. CSV writes exactly
// the numbers that are drawn.
//
// Read next: figure.go for the types, layers.go for the smallest whole
// builder; then plotting/render, which turns a Figure into a picture.
package figure
