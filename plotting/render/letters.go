package render

import (
	"fmt"
	"iter"
	"slices"

	"golang.org/x/image/font/sfnt"
	"gonum.org/v1/plot/font"

	"github.com/semblance-app/semblance/core/warning"
)

// Letters warns of names with letters that the fonts of figures do not have; nothing
// where they have all.
func Letters(list iter.Seq[string]) []warning.Warning {
	const most = 8
	var missing []rune
	var buf sfnt.Buffer
	face := fonts().Lookup(font.Font{Typeface: "Liberation", Variant: "Sans"}, 10).Face
	seen := map[rune]bool{}
	for name := range list {
		for _, r := range name {
			if r < 0x80 || seen[r] {
				continue
			}
			seen[r] = true
			if i, err := face.GlyphIndex(&buf, r); err != nil || i == 0 {
				missing = append(missing, r)
			}
		}
	}
	if len(missing) == 0 {
		return nil
	}
	slices.Sort(missing)
	text := string(missing[:min(most, len(missing))])
	if len(missing) > most {
		text += "…"
	}
	return []warning.Warning{{Code: warning.Letters, Message: fmt.Sprintf(
		"names have letters (%s) that the fonts of figures lack: PNG, PDF and EPS show boxes or gaps in their place, and SVG keeps them for its viewer to draw", text)}}
}
