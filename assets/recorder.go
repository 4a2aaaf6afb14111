package assets

import (
	_ "embed"
	"slices"
)

//go:embed recorder/semblance_record.py
var recorder []byte

// Recorder is semblance_record.py, the Python module that records activations
// while a network trains, as a study in the natural layout.
func Recorder() []byte { return slices.Clone(recorder) }
