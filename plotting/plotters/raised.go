package plotters

import (
	"strings"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
)

// Raised text is smaller, by the first, and its baseline is higher, by a part of
// the size of the text that it stands in.
const (
	RaisedSize = 0.7
	RaisedBy   = 0.36
)

// Run is a piece of a line of text that is level, or raised as exponents are.
type Run struct {
	Text   string
	Raised bool
}

// superscripts are the raised signs that Unicode has, in the order of the signs they
// raise. Few fonts have all of them, and in those that do some are of another height.
const (
	superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺"
	unraised     = "0123456789−+"
)

// Raise is a number as a text with superscripts, such as ⁻⁵.
func Raise(number string) string {
	to := []rune(superscripts)
	return strings.Map(func(r rune) rune {
		if r == '-' {
			r = '−'
		}
		if i := strings.IndexRune(unraised, r); i >= 0 {
			return to[len([]rune(unraised[:i]))]
		}
		return r
	}, number)
}

// TextRuns are the pieces of a text, of which those in superscripts are raised and
// in plain signs.
func TextRuns(s string) []Run {
	if !strings.ContainsAny(s, superscripts) {
		return []Run{{Text: s}}
	}
	plain := []rune(unraised)
	var runs []Run
	for _, r := range s {
		i := strings.IndexRune(superscripts, r)
		raised := i >= 0
		if raised {
			r = plain[len([]rune(superscripts[:i]))]
		}
		if n := len(runs); n == 0 || runs[n-1].Raised != raised {
			runs = append(runs, Run{Raised: raised})
		}
		runs[len(runs)-1].Text += string(r)
	}
	return runs
}

// RunFace is the face that a run is written in, and how far above the baseline.
func RunFace(r Run, of font.Face) (face font.Face, up vg.Length) {
	if !r.Raised {
		return of, 0
	}
	size := of.Font.Size
	of.Font.Size = RaisedSize * size
	return of, RaisedBy * size
}

// TextWidth is the width of a line of text in a face, as Write writes it.
func TextWidth(face font.Face, s string) vg.Length {
	width := vg.Length(0)
	for _, r := range TextRuns(s) {
		f, _ := RunFace(r, face)
		width += f.Width(r.Text)
	}
	return width
}

// Width is the width of a line of text in a style, as Write writes it.
func Width(sty text.Style, s string) vg.Length {
	return TextWidth(faceOf(sty), s)
}

func faceOf(sty text.Style) font.Face {
	return sty.Handler.Cache().Lookup(sty.Font, sty.Font.Size)
}
