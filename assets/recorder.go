package assets

import (
	"bytes"
	_ "embed"
	"slices"
)

//go:embed recorder/semblance_record.py
var recorder []byte

// Recorder is semblance_record.py, the Python module that records activations
// while a network trains, as a study in the natural layout.
func Recorder() []byte { return slices.Clone(recorder) }

// recorderTitle is how every version of it begins.
const recorderTitle = `"""Record the activations of neural networks`

// IsRecorder reports whether a file is semblance_record.py, in any version.
func IsRecorder(file []byte) bool { return bytes.HasPrefix(file, []byte(recorderTitle)) }
