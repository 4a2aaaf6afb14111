// Package preferences keeps what holds for every study, such as the theme and the
// studies opened last, in a file of the user's.
//
// Fyne has a file of its own for that, which it empties before it writes: a kill
// between the two loses everything, and another window that looks meanwhile reads
// nothing and complains. Here a change replaces the file as a whole, and keeps what
// other windows have changed since.
//
// Read next: store.go for the file, values.go for fyne.Preferences, provider.go for
// how a fyne.App comes to use it.
package preferences
