package render

import (
	"math"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/plotters"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
)

// phrase is a text as the figure has it, and as it is to be read, whole. The zero
// value is one that nobody can word, such as a number.
type phrase struct{ own, said string }

// phrase is a text of the figure in its words.
func (l *look) phrase(own string) phrase { return phrase{own, l.say(own)} }

// say is what is drawn for a text of the figure.
func (l *look) say(own string) string {
	said, _ := l.words.Of(own)
	return said
}

func (l *look) sayAll(own []string) []string { return l.each(own, l.say) }

// print is what is drawn for a name, which may be a number as computers write it.
func (l *look) print(own string) string {
	if said, given := l.words.Of(own); given || said != own {
		return said
	}
	return typeset(own)
}

func (l *look) printAll(own []string) []string { return l.each(own, l.print) }

func (l *look) each(own []string, say func(string) string) []string {
	out := make([]string, len(own))
	for i, s := range own {
		out[i] = say(s)
	}
	return out
}

// entitle gives an axis its title. What a person wrote has no shorter form.
func (l *look) entitle(a *axis, label, short string) {
	a.own = label
	if a.title, a.worded = l.words.Of(label); a.worded {
		a.short = ""
	} else {
		a.short = l.say(short)
	}
}

// addPattern adds to an axis' title what its tick labels leave out, unless a person
// wrote it.
func (l *look) addPattern(a *axis, pattern string, length vg.Length) {
	if !a.worded {
		a.title = l.withPattern(a.title, pattern, length)
	}
}

// phrases are texts of the figure as they are said.
func phrases(own []string, say func(string) string) []phrase {
	list := make([]phrase, len(own))
	for i, s := range own {
		list[i] = phrase{s, say(s)}
	}
	return list
}

// nameAt is the category at a tick.
func (a *axis) nameAt(t tick) phrase {
	i := int(math.Round(t.at))
	if i < 0 || i >= len(a.names) {
		return phrase{}
	}
	return a.names[i]
}

// patch is a box that may be turned.
type patch struct {
	at    vg.Point     // what it turns round
	box   vg.Rectangle // from there, before it is turned
	angle float64
}

func (c patch) holds(at vg.Point) bool {
	q := turned(at.Sub(c.at), -c.angle)
	return c.box.Min.X <= q.X && q.X <= c.box.Max.X && c.box.Min.Y <= q.Y && q.Y <= c.box.Max.Y
}

// bounds is the level rectangle that holds the patch.
func (c patch) bounds() vg.Rectangle {
	first := c.at.Add(turned(c.box.Min, c.angle))
	r := vg.Rectangle{Min: first, Max: first}
	for _, corner := range []vg.Point{c.box.Max, {X: c.box.Min.X, Y: c.box.Max.Y}, {X: c.box.Max.X, Y: c.box.Min.Y}} {
		q := c.at.Add(turned(corner, c.angle))
		r.Min.X, r.Min.Y = min(r.Min.X, q.X), min(r.Min.Y, q.Y)
		r.Max.X, r.Max.Y = max(r.Max.X, q.X), max(r.Max.Y, q.Y)
	}
	return r
}

// turned is a place seen from another, turned by an angle.
func turned(at vg.Point, angle float64) vg.Point {
	sin, cos := math.Sincos(angle)
	return vg.Point{X: at.X*vg.Length(cos) - at.Y*vg.Length(sin), Y: at.X*vg.Length(sin) + at.Y*vg.Length(cos)}
}

// written is a text as it was drawn.
type written struct {
	patch
	of phrase
}

// write draws a line of text, which may be less than all of what it is of, and notes
// where it is.
func (p *picture) write(sty text.Style, at vg.Point, s string, of phrase) {
	plotters.Write(p.c, sty, at, s)
	if s == "" || of.own == "" || p.medium != onScreen {
		return
	}
	width, em := plotters.Width(sty, s), sty.Font.Size
	left, base := vg.Length(sty.XAlign)*width, vg.Length(sty.YAlign)*plotters.CapHeight*em
	p.rememberText(of, patch{at: at, angle: sty.Rotation, box: vg.Rectangle{
		Min: vg.Point{X: left, Y: base - descent*em}, Max: vg.Point{X: left + width, Y: base + ascent*em},
	}})
}

// How far a line of text is taken to reach below its baseline and above, in ems.
const (
	descent = 0.25
	ascent  = 0.85
)

// rememberText notes where a text is that can be worded, on a screen.
func (p *picture) rememberText(of phrase, at patch) {
	if of.own != "" && p.medium == onScreen {
		p.scene.texts = append(p.scene.texts, written{at, of})
	}
}

// Text is a text of a drawing that can be worded otherwise.
type Text struct {
	Own  string // as the figure has it
	Said string // as it is drawn, or would be with more room
	Box  figure.Box
}

// TextAt is the text at a place in pixels, y down.
func (d *Drawing) TextAt(x, y float64) (Text, bool) {
	at := d.place(x, y)
	for _, t := range d.scene.texts {
		if t.holds(at) {
			return d.text(t), true
		}
	}
	return Text{}, false
}

// Texts are those of the drawing, in the order in which they were drawn.
func (d *Drawing) Texts() []Text {
	list := make([]Text, len(d.scene.texts))
	for i, t := range d.scene.texts {
		list[i] = d.text(t)
	}
	return list
}

func (d *Drawing) text(t written) Text { return Text{t.of.own, t.of.said, d.box(t.bounds())} }
