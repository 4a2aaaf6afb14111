// Package widgets holds the reusable parts of the window: the figure on its
// sheet with hover, folding sections, rows with aligned labels, segmented
// switches, rail buttons, a table of many rows. They know nothing of studies.
//
// Read next: figure.go for the largest, row.go and section.go for what the
// inspector is made of, field.go for what is typed into, tooltip.go for what a control
// says of itself and why it is grey; then ui/view, which composes them.
package widgets
