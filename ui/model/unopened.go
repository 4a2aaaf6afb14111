package model

import (
	"path/filepath"
	"strings"
)

// unopened says why a file of a kind that Semblance writes is none that it opens, and
// what to do with it; nil for other kinds.
func unopened(path string) *Sentence {
	name := filepath.Base(path)
	switch strings.ToLower(filepath.Ext(path)) {
	case ".eps", ".tex", ".pgf":
		return &Sentence{
			What: name + " does not carry how it was made, so it cannot be opened here again.",
			Try:  "Open the session, or the same figure as PNG, SVG or PDF.",
		}
	case ".csv":
		return &Sentence{
			What: name + " is a table, and no activations.",
			Try:  "If it has metadata of networks, open their study and take Import CSV… in the Study view; activations are .npy or .npz files.",
		}
	}
	return nil
}
