package render

import (
	"slices"
	"strings"

	"github.com/semblance-app/semblance/plotting/figure"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	labelnames "github.com/semblance-app/semblance/core/names"
)

// heads are the titles of panels side by side as they are written.
type heads struct {
	lines map[string][]string // by the whole title
	rows  int                 // of the titles that have most
	size  vg.Length           // of the text, as a part of the body's
	cut   bool                // whether any lost of what tells it apart
}

// headsOf are the titles of panels for a width each: whole where all find room, else
// without what all share, on two lines, smaller, or broken within their names; where
// all that is not enough lines are cut, of what they share first.
func (l *look) headsOf(panels []figure.Panel, room vg.Length) heads {
	var full []string
	for i := range panels {
		if t := panels[i].Title; t != "" && !slices.Contains(full, t) {
			full = append(full, t)
		}
	}
	if len(full) == 0 {
		return heads{}
	}
	said := l.sayAll(full)
	own := telling(said)
	parts := slices.Concat([][][]string{lineEach(said), lineEach(own)}, broken(said, ", ", "/", " "), broken(own, ", ", "/", " "))
	within := slices.Concat(broken(said, "_", "-", "."), broken(own, "_", "-", "."))
	for _, ways := range [][][][]string{parts, within} {
		for _, size := range []vg.Length{1, smallestTitle} {
			for _, lines := range ways {
				if fits(slices.Concat(lines...), room/size, l.width) {
					return newHeads(full, lines, size)
				}
			}
		}
	}
	lines := lineEach(own)
	if two := broken(own, ", ", "/", " ", "_", "-", "."); len(two) > 0 {
		lines = two[0]
	}
	h := newHeads(full, cutLines(lines, func(s string) bool { return l.width(s) <= room/smallestTitle }), smallestTitle)
	h.cut = true
	return h
}

// telling is what tells titles apart. Bare numbers keep the word before them, which says
// of what they are.
func telling(full []string) []string {
	n := distinct(full)
	head, _, _ := strings.Cut(n.pattern, "*")
	bare := slices.ContainsFunc(n.labels, func(s string) bool { return s != "" && '0' <= s[0] && s[0] <= '9' })
	if head == "" || !bare {
		return n.labels
	}
	word := head[strings.LastIndexAny(head[:len(head)-1], labelnames.Separators)+1:]
	own := make([]string, len(full))
	for i, s := range n.labels {
		own[i] = word + s
	}
	return own
}

func newHeads(full []string, lines [][]string, size vg.Length) heads {
	h := heads{lines: make(map[string][]string, len(full)), size: size}
	for i, title := range full {
		h.lines[title] = lines[i]
		h.rows = max(h.rows, len(lines[i]))
	}
	return h
}

// lineEach are titles of one line.
func lineEach(titles []string) [][]string {
	lines := make([][]string, len(titles))
	for i, t := range titles {
		lines[i] = []string{t}
	}
	return lines
}

// broken are the ways to write titles on two lines, each breaking all at one of some
// separators; those that do not have it stay as they are.
func broken(titles []string, separators ...string) [][][]string {
	var ways [][][]string
	for _, separator := range separators {
		lines, any := lineEach(titles), false
		for i, t := range titles {
			if two := halves(t, separator); two != nil {
				lines[i], any = two, true
			}
		}
		if any {
			ways = append(ways, lines)
		}
	}
	return ways
}

// halves are the parts before and after the separator nearest to the middle of a text,
// nil where it has none. Those that belong to a name stay with the first part.
func halves(s, separator string) []string {
	best := -1
	for at := 1; at < len(s); at++ {
		if strings.HasPrefix(s[at:], separator) && (best < 0 || max(at, len(s)-at) < max(best, len(s)-best)) {
			best = at
		}
	}
	if best < 0 || best+len(separator) == len(s) {
		return nil
	}
	first := s[:best]
	if strings.Contains("_-.", separator) {
		first += separator
	}
	return []string{first, s[best+len(separator):]}
}

// cutLines leaves out of lines what does not fit, first what those at the same place
// share.
func cutLines(lines [][]string, fits func(string) bool) [][]string {
	out := make([][]string, len(lines))
	for row := range 2 {
		shared := labelnames.SharedBy(func(yield func(string) bool) {
			for _, title := range lines {
				if row < len(title) && !yield(title[row]) {
					return
				}
			}
		})
		for i, title := range lines {
			if row < len(title) {
				out[i] = append(out[i], shared.Cut(title[row], fits))
			}
		}
	}
	return out
}

// headWidth is what titles have of a width that panels share.
func (l *look) headWidth(width vg.Length, columns int) vg.Length {
	return (width+l.multiplesGap())/vg.Length(columns) - l.multiplesGap()
}

// headHeight is the height of the titles of panels.
func (p *picture) headHeight() vg.Length { return vg.Length(max(1, p.heads.rows)) * p.legendRow() }

// panelTitle writes the title of a panel above it.
func (p *picture) panelTitle(title string, place vg.Rectangle) {
	if title == "" {
		return
	}
	of := p.phrase(title)
	lines, size := p.heads.lines[title], p.heads.size
	if lines == nil {
		lines, size = []string{elide(of.said, place.Size().X, p.width)}, 1
	}
	sty := p.text(size*p.font, p.ink)
	sty.XAlign = draw.XCenter
	rows, widest := vg.Length(len(lines)), size*widestOf(lines, p.width)
	at := vg.Point{X: (place.Min.X + place.Max.X) / 2, Y: place.Max.Y + (rows-0.25)*p.legendRow()}
	if len(lines) > 1 || lines[0] != of.said {
		p.rememberCaption(newCaption(of.said, nil), strings.Join(lines, "\n"),
			vg.Point{X: at.X - widest/2, Y: place.Max.Y + rows*p.legendRow()/2}, vg.Point{X: widest, Y: rows * p.legendRow()})
	}
	for _, line := range lines {
		p.write(sty, at, line, of)
		at.Y -= p.legendRow()
	}
}
