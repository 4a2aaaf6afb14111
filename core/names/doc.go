// Package names writes the names of networks, layers and columns where there is less
// room than they need, so that those that stand beside each other can still be told
// apart, and finds them by words.
//
// Read next: shared.go.
package names
