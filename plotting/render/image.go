package render

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"slices"

	"github.com/semblance-app/semblance/plotting/figure"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// ImageOptions is the size of a picture for the screen.
type ImageOptions struct {
	PixelsWide, PixelsHigh int // device pixels, both at least 1
	// DPI says how many pixels an inch of the figure has; 0 means 96. With
	// 72 × pixels ÷ logical size, a point is one logical unit.
	DPI float64
}

// Drawing is a figure drawn for the screen.
type Drawing struct {
	Image *image.RGBA
	scene scene
	scale float64 // pixels per point
	high  float64 // pixels
}

// Image draws a figure at device pixels. An empty figure shows its note.
func Image(fig figure.Figure, style Style, opts ImageOptions) (*Drawing, error) {
	if opts.PixelsWide < 1 || opts.PixelsHigh < 1 || float64(opts.PixelsWide)*float64(opts.PixelsHigh) > maxPixels {
		return nil, fmt.Errorf("a picture of %d × %d pixels cannot be drawn", opts.PixelsWide, opts.PixelsHigh)
	}
	dpi := orDefault(opts.DPI, 96)
	if !(dpi > 0 && dpi <= 10000) {
		return nil, fmt.Errorf("%g dpi is not a resolution", dpi)
	}
	c := newPixels(opts.PixelsWide, opts.PixelsHigh, dpi, style.background())
	s := drawFigure(draw.New(c), fig, style, onScreen)
	return &Drawing{Image: c.Pixels(), scene: s, scale: dpi / 72, high: float64(opts.PixelsHigh)}, nil
}

// background is what the sheet is filled with.
func (s Style) background() color.Color {
	if s.Transparent {
		return color.Transparent
	}
	return s.look().sheet
}

// reach is how far from the pointer a mark may be: 12 pixels at 96 dpi.
const reachPoints = 9

// Hit is the mark at a place in pixels, y down: the legend entry or label, the
// matrix cell or the column of a strip there, or the nearest point or branch of a tree within 12 pixels at
// 96 dpi, or a curve about networks or a rule within half of that. Measured points come
// before null levels.
func (d *Drawing) Hit(x, y float64) (figure.Hit, bool) {
	at := d.place(x, y)
	if h, ok := d.captionAt(at); ok {
		return h, true
	}
	for _, g := range d.scene.grids {
		if row, col, ok := g.cell(at); ok {
			return d.cellHit(g, row, col), true
		}
	}
	for _, b := range d.scene.strips {
		if col, ok := b.column(at); ok {
			return d.stripHit(b, col), true
		}
	}
	best, nearest := -1, math.Inf(1)
	for i, m := range d.scene.marks {
		far := distance(m.at, at)
		if far <= reachPoints && far < nearest {
			best, nearest = i, far
		}
	}
	if best >= 0 {
		return d.markHit(d.scene.marks[best]), true
	}
	if h, ok := d.lineAt(at); ok {
		return h, true
	}
	return d.branchAt(at)
}

// OnCut reports whether a pixel is on the line that cuts a tree, or on the one from
// which a cut can be dragged.
func (d *Drawing) OnCut(x, y float64) bool {
	at := d.place(x, y)
	return slices.ContainsFunc(d.scene.crowns, func(c crown) bool { return c.onCut(at) })
}

// Between is the window of a figure's axes from one pixel to another, which must begin
// inside a panel; false where none is there. Of a matrix it has rows where the pixels
// are apart in height.
func (d *Drawing) Between(x0, y0, x1, y1 float64) (figure.Window, bool) {
	from, to := d.place(x0, y0), d.place(x1, y1)
	a, ok := d.plane(from)
	if !ok {
		return figure.Window{}, false
	}
	window := figure.Window{X: ordered(a.number(a.share(from.X)), a.number(a.share(to.X)))}
	if r := a.rows; r != nil {
		window.Rows = ordered(r.number(r.share(from.Y)), r.number(r.share(to.Y)))
	}
	return window, true
}

// Around is the window of a figure's axes that is factor times as wide as what is drawn
// and has the same numbers under a pixel, which must be inside a panel. It may go
// beyond the ends of the axes.
func (d *Drawing) Around(x, y, factor float64) (figure.Window, bool) {
	at := d.place(x, y)
	a, ok := d.plane(at)
	if !ok {
		return figure.Window{}, false
	}
	about := func(share float64, number func(float64) float64) figure.Range {
		return ordered(number(share-share*factor), number(share+(1-share)*factor))
	}
	window := figure.Window{X: about(a.share(at.X), a.number)}
	if r := a.rows; r != nil {
		window.Rows = about(r.share(at.Y), r.number)
	}
	return window, true
}

// Along is the part of a figure's x axis that is a share of its width further on than
// what is drawn, in the panel at a pixel.
func (d *Drawing) Along(x, y, share float64) (figure.Range, bool) {
	a, ok := d.plane(d.place(x, y))
	if !ok {
		return figure.Range{}, false
	}
	return ordered(a.number(share), a.number(1+share)), true
}

func ordered(a, b float64) figure.Range { return figure.Range{Min: min(a, b), Max: max(a, b)} }

// plane is the panel at a place.
func (d *Drawing) plane(at vg.Point) (across, bool) {
	for _, a := range d.scene.planes {
		if a.holds(at) {
			return a, true
		}
	}
	return across{}, false
}

// PartAt is which part of a figure of several is at a pixel; false for none.
func (d *Drawing) PartAt(x, y float64) (part int, ok bool) {
	at := d.place(x, y)
	part = slices.IndexFunc(d.scene.parts, func(r vg.Rectangle) bool {
		return r.Min.X <= at.X && at.X <= r.Max.X && r.Min.Y <= at.Y && at.Y <= r.Max.Y
	})
	return part, part >= 0
}

// Part is the place of a part of a figure of several, with its letter; false where there
// is no such part.
func (d *Drawing) Part(part int) (figure.Box, bool) {
	if part < 0 || part >= len(d.scene.parts) {
		return figure.Box{}, false
	}
	return d.box(d.scene.parts[part]), true
}

// TreeHeight is the height on a tree's axis that a pixel is level with, the
// nearest there is; false where the figure has no tree.
func (d *Drawing) TreeHeight(x, y float64) (height float64, ok bool) {
	if len(d.scene.crowns) == 0 {
		return 0, false
	}
	return d.scene.crowns[0].height(d.place(x, y).Y), true
}

// place is a pixel's place on the sheet.
func (d *Drawing) place(x, y float64) vg.Point {
	return vg.Point{X: vg.Length(x / d.scale), Y: vg.Length((d.high - y) / d.scale)}
}

func (d *Drawing) branchAt(at vg.Point) (figure.Hit, bool) {
	best, nearest := -1, math.Inf(1)
	for i, b := range d.scene.branches {
		if far := b.far(at); far <= reachPoints && far < nearest {
			best, nearest = i, far
		}
	}
	if best < 0 {
		return figure.Hit{}, false
	}
	b := d.scene.branches[best]
	node, box := b.nodeAt(at)
	return d.branchHit(b, node, box), true
}

func (d *Drawing) branchHit(b branch, node int, box vg.Rectangle) figure.Hit {
	h := figure.NoHit(b.panel)
	h.Tip, h.Networks, h.Mark = b.tree.describe(node), b.tree.below(node), d.box(box)
	for _, r := range b.below(node, box.Max.Y) {
		h.Below = append(h.Below, d.box(r))
	}
	if merge := node - len(b.tree.Columns); merge >= 0 {
		h.Branch = merge
	} else {
		h.Leaf = b.tree.Columns[node]
	}
	return h
}

func (d *Drawing) stripHit(b band, col int) figure.Hit {
	h := figure.NoHit(b.panel)
	h.Strip, h.Leaf, h.Mark = b.strip, col, d.box(b.box(col))
	if b.networks != nil {
		h.Networks = b.networks[col : col+1]
	}
	if b.tips != nil {
		h.Tip = b.tips[col]
	}
	return h
}

func (d *Drawing) cellHit(g grid, row, col int) figure.Hit {
	h := figure.NoHit(g.panel)
	h.Row, h.Col = row, col
	i := row*len(g.matrix.Cols) + col
	if g.matrix.Tips != nil {
		h.Tip = g.matrix.Tips[i]
	}
	if g.matrix.Pairs != nil {
		h.Pair = g.matrix.Pairs[i]
	}
	if g.matrix.Networks {
		h.Networks = []string{g.matrix.Rows[row], g.matrix.Cols[col]}
	}
	h.Mark = d.box(g.box(row, col))
	return h
}

func (d *Drawing) markHit(m mark) figure.Hit {
	r := vg.Point{X: m.radius, Y: m.radius}
	h := figure.NoHit(m.panel)
	h.Series, h.Point, h.Tip, h.Pair, h.Networks = m.series, m.point, m.tip, m.pair, m.networks
	h.Mark = d.box(vg.Rectangle{Min: m.at.Sub(r), Max: m.at.Add(r)})
	return h
}

// box is a rectangle of the sheet in pixels, y down.
func (d *Drawing) box(r vg.Rectangle) figure.Box {
	size := r.Size()
	return figure.Box{
		X:      float64(r.Min.X) * d.scale,
		Y:      d.high - float64(r.Max.Y)*d.scale,
		Width:  float64(size.X) * d.scale,
		Height: float64(size.Y) * d.scale,
	}
}
