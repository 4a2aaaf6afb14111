package assets

import (
	_ "embed"
	"slices"
)

//go:embed icon.png
var icon []byte

// Icon is the app's icon, a PNG of 512 × 512 pixels.
func Icon() []byte { return slices.Clone(icon) }
