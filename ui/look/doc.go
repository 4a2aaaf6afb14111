// Package look is how the window looks: a compact theme with one accent colour,
// light and dark, and the icons.
//
// Read next: theme.go for colours and sizes; then ui/widgets, which uses them.
package look
