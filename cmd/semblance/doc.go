// Semblance is the desktop app: it compares the representations inside neural
// networks.
//
//	semblance [--sample NAME | STUDY | FILE | A B]
//
// FILE is an array file, an archive of them or a saved session (.semblance).
// Without arguments it opens on an embedded sample. On a machine without a
// display, --out writes the figures into a folder instead.
//
// Read next: main.go, headless.go; then package ui.
package main
