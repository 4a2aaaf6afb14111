// Package names writes the names of networks, layers and columns where there is less
// room than they need, so that those that stand beside each other can still be told
// apart, and finds them by words.
//
// Read next: shared.go, then words.go for texts that have names in them.
package names
