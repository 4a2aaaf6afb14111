package render

import (
	"strings"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/plotters"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// medium is what a picture is drawn for.
type medium int

const (
	onPaper  medium = iota // a file: what it shows is all there is
	onScreen               // a window, in which some of it can be moved
)

// picture is one drawing in progress: a canvas, a look, and the marks drawn so
// far.
type picture struct {
	look
	c      draw.Canvas
	medium medium
	scene  scene
	// least is the room round the data of a part of a grid.
	least frame
	// heads are the titles of panels side by side.
	heads heads
	// about are the networks that series are about, by their names.
	about map[string][]string
	// hung cells are at the top of their area, level with other parts of a grid,
	// rather than in its middle.
	hung bool
	// short titles of vertical axes are what those beside them have room for.
	short bool
}

// drawFigure draws a figure over the whole of a canvas and tells where the
// marks are. It paints no background.
func drawFigure(c draw.Canvas, fig figure.Figure, style Style, on medium) scene {
	p := &picture{look: style.of(fig, c.Size().X), c: c, medium: on, about: about(fig.Panels)}
	margin := p.margin()
	area := vg.Rectangle{
		Min: c.Min.Add(vg.Point{X: margin, Y: margin}),
		Max: c.Max.Sub(vg.Point{X: margin, Y: margin}),
	}
	if style.Title && !fig.Empty() {
		area = p.heading(area, fig.Title)
	}
	switch {
	case area.Size().X <= 0 || area.Size().Y <= 0:
		// Smaller than its margins: while a window opens, for a moment.
	case fig.Empty():
		p.note(area, fig.Note)
	case fig.Grid != nil:
		p.grid(area, fig)
	default:
		p.panels(area, fig)
	}
	return p.scene
}

// panels draws the panels where the figure's arrangement has them.
func (p *picture) panels(area vg.Rectangle, fig figure.Figure) {
	matrices := fig.Panels[0].Matrix != nil
	switch {
	case len(fig.Panels) == 1 && matrices:
		p.matrix(area, 0, &fig.Panels[0], common{})
	case fig.Arrange == figure.Multiples || matrices:
		p.multiples(area, fig.Panels)
	default:
		p.curves(area, 0, fig.Panels, map[string]bool{})
	}
}

// note writes the note of an empty figure in its middle.
func (p *picture) note(area vg.Rectangle, note string) {
	sty := p.text(p.font, p.muted)
	sty.XAlign = draw.XCenter
	lines := wrap(note, min(area.Size().X, 40*p.font), p.width)
	step := 1.4 * p.font
	at := vg.Point{
		X: (area.Min.X + area.Max.X) / 2,
		Y: (area.Min.Y+area.Max.Y)/2 + step*vg.Length(len(lines)-1)/2,
	}
	for _, line := range lines {
		plotters.Write(p.c, sty, at, line)
		at.Y -= step
	}
}

// wrap breaks text at spaces into lines of a width.
func wrap(s string, room vg.Length, width func(string) vg.Length) []string {
	var lines []string
	for _, word := range strings.Fields(s) {
		if n := len(lines); n > 0 && width(lines[n-1]+" "+word) <= room {
			lines[n-1] += " " + word
		} else {
			lines = append(lines, elide(word, room, width))
		}
	}
	return lines
}

// axisLine is the pen of axes and ticks.
func (p *picture) axisLine() draw.LineStyle { return draw.LineStyle{Color: p.ink, Width: p.axis} }

// Distances that follow the size of the text.
func (l *look) margin() vg.Length     { return 0.75 * l.font }
func (l *look) tickLength() vg.Length { return 0.35 * l.font }
func (l *look) tickGap() vg.Length    { return 0.25 * l.font }
func (l *look) titleGap() vg.Length   { return 0.65 * l.font }

// titleRoom is the height of an axis title with the gap that sets it off.
func (l *look) titleRoom(title string) vg.Length {
	if title == "" {
		return 0
	}
	return l.titleGap() + l.font
}
