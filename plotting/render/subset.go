package render

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"strings"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/font"
)

// subset is the part of a font that a document uses. Its characters are
// numbered in the order in which they are first written, from 1; 0 is the
// glyph for what the font lacks.
type subset struct {
	face     *sfnt.Font
	em       int // font units to the em
	runes    []rune
	numbers  map[rune]int
	glyphs   []sfnt.GlyphIndex // of the characters, glyphs[0] being 0
	advances []int             // in font units, for each of glyphs
	buf      sfnt.Buffer
}

// subsets are the fonts of a document, in the order of their first use.
type subsets []*subset

// of is the subset of a face, begun where there is none.
func (l *subsets) of(face font.Face) *subset {
	for _, s := range *l {
		if s.face == face.Face {
			return s
		}
	}
	s := &subset{face: face.Face, em: int(face.Face.UnitsPerEm()), numbers: make(map[rune]int)}
	s.add(0)
	*l = append(*l, s)
	return s
}

// add appends a glyph and gives its number.
func (s *subset) add(glyph sfnt.GlyphIndex) int {
	advance, err := s.face.GlyphAdvance(&s.buf, glyph, fixed.Int26_6(s.em), 0)
	if err != nil {
		advance = 0
	}
	s.glyphs, s.advances = append(s.glyphs, glyph), append(s.advances, int(advance))
	return len(s.glyphs) - 1
}

// number is that of a character in the subset. A character that the font lacks
// has a number too, so that its text can still be copied.
func (s *subset) number(r rune) int {
	n, ok := s.numbers[r]
	if !ok {
		glyph, err := s.face.GlyphIndex(&s.buf, r)
		if err != nil {
			glyph = 0
		}
		n = s.add(glyph)
		s.numbers[r], s.runes = n, append(s.runes, r)
	}
	return n
}

// set is one character of a text: its number, and the space before it in
// font units, which is not zero where letters are kerned.
type set struct{ number, kern int }

// text is a text in the numbers of the subset.
func (s *subset) text(str string) []set {
	var out []set
	for _, r := range str {
		next := set{number: s.number(r)}
		if len(out) > 0 {
			before := s.glyphs[out[len(out)-1].number]
			if kern, err := s.face.Kern(&s.buf, before, s.glyphs[next.number], fixed.Int26_6(s.em), 0); err == nil {
				next.kern = int(kern)
			}
		}
		out = append(out, next)
	}
	return out
}

// name is the font's PostScript name behind a tag of six capitals, which tells
// different subsets of one font apart.
func (s *subset) name() string {
	h := fnv.New64a()
	for _, r := range s.runes {
		binary.Write(h, binary.BigEndian, r) // a hash never fails
	}
	sum := h.Sum64()
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + byte(sum%26)
		sum /= 26
	}
	name, err := s.face.Name(&s.buf, sfnt.NameIDPostScript)
	if err != nil {
		name = "Font"
	}
	return string(tag) + "+" + strings.ReplaceAll(name, " ", "")
}

// file is a TrueType file of the subset's glyphs, in the order of their
// numbers, with the parts of composed glyphs after them. It has no hinting:
// that is most of what a font weighs, and for low resolutions only.
func (s *subset) file() (trueType, error) {
	var source bytes.Buffer
	if _, err := s.face.WriteSourceTo(&s.buf, &source); err != nil {
		return nil, fmt.Errorf("read font: %w", err)
	}
	t, err := parseTrueType(source.Bytes())
	if err != nil {
		return nil, fmt.Errorf("read font: %w", err)
	}
	order := make([]int, len(s.glyphs))
	for i, g := range s.glyphs {
		order[i] = int(g)
	}
	return t.subset(order)
}
