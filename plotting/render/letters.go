package render

import (
	"fmt"
	"iter"
	"slices"

	"golang.org/x/image/font/sfnt"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/recorder"

	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/plotting/figure"
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
		"names have letters (%s) that the fonts of figures lack: PNG, PDF and EPS show boxes or gaps in their place, TeX draws them with LuaLaTeX and XeLaTeX in a font that has them, and SVG keeps them for its viewer to draw", text)}}
}

// LettersOf is Letters for what is drawn of a figure in a format; nothing for one that
// keeps all letters.
func LettersOf(fig figure.Figure, style Style, out Output) []warning.Warning {
	if out.Format == SVG || out.Format == CSV || fig.Empty() || out.check() != nil {
		return nil
	}
	c := &wording{size: out.Size}
	job{fig: fig, style: style, out: out}.paint(c)
	return Letters(c.texts())
}

// wording is a canvas for the sake of what is written on it.
type wording struct {
	recorder.Canvas
	size Size
}

// Size is the size of the sheet in points.
func (w *wording) Size() (wide, high vg.Length) { return w.size.points() }

// texts are those that were written.
func (w *wording) texts() iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, a := range w.Actions {
			if s, ok := a.(*recorder.FillString); ok && !yield(s.String) {
				return
			}
		}
	}
}
