package widgets

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/render"
	"github.com/semblance-app/semblance/ui/look"
)

// figureRenderer shows sheet, drawing, highlight and read-out. Overlays are
// painted or transparent, never hidden: Fyne ignores what was never visible.
type figureRenderer struct {
	f          *Figure
	sheet      *canvas.Rectangle
	image      *canvas.Image
	halo, ring *canvas.Rectangle
	second     *canvas.Rectangle // the ring round what else the mark stands for
	part       *canvas.Rectangle // round the part that is chosen
	veil       *canvas.Rectangle // over a drawing from before
	band       *canvas.Rectangle // the range that is being chosen
	edge       *canvas.Rectangle // round the sheet, while it has the focus
	tip        *tip
	ground     *canvas.Rectangle // under the field in which a text is worded
}

func (r *figureRenderer) Destroy() {}

func (r *figureRenderer) Objects() []fyne.CanvasObject {
	all := []fyne.CanvasObject{r.sheet, r.image, r.part, r.veil, r.edge, r.band, r.halo, r.ring, r.second, r.tip, r.ground}
	if field := r.f.texts.field; field != nil {
		all = append(all, field)
	}
	return all
}

func (r *figureRenderer) MinSize() fyne.Size {
	least := fyne.NewSize(200, 160)
	if p := r.f.picture; p != nil {
		_, high := points(p.Size)
		least.Height = max(least.Height, float32(math.Ceil(high*p.Least)))
	}
	return least
}

func (r *figureRenderer) Layout(fyne.Size) {
	at, size := r.f.sheet()
	r.sheet.FillColor = themeColor(r.f, r.f.paper())
	r.sheet.Move(at)
	r.sheet.Resize(size)
	for _, o := range []*canvas.Rectangle{r.veil, r.edge} {
		o.Move(at)
		o.Resize(size)
	}
	// An older drawing keeps its own size until the new one is there.
	if r.f.drawing != nil {
		drawn := r.f.drawn
		r.image.Move(at.AddXY(floor((size.Width-drawn.Width)/2), floor((size.Height-drawn.Height)/2)))
		r.image.Resize(drawn)
	}
	r.layoutPart()
	if r.f.banding != nil {
		from, size := r.f.band()
		place(r.band, from, size, false)
	}
	r.layoutHit(at)
	r.layoutField(at)
}

// layoutPart puts the line round the part that is chosen; the drawing may not have it yet.
func (r *figureRenderer) layoutPart() {
	r.part.StrokeColor = themeColor(r.f, nothing)
	if r.f.drawing == nil {
		return
	}
	box, ok := r.f.drawing.Part(r.f.part)
	if !ok {
		return
	}
	const air = 4
	scale := float32(r.f.scale())
	r.part.StrokeColor = themeColor(r.f, theme.ColorNamePrimary)
	place(r.part, r.image.Position().AddXY(float32(box.X)/scale-air, float32(box.Y)/scale-air),
		fyne.NewSize(float32(box.Width)/scale+2*air, float32(box.Height)/scale+2*air), false)
}

func (r *figureRenderer) layoutHit(at fyne.Position) {
	h := r.f.readOut()
	if h == nil {
		r.tip.Move(fyne.NewPos(0, 0))
		return
	}
	scale := float32(r.f.scale())
	seenAs := func(b figure.Box) (fyne.Position, fyne.Size) {
		return at.AddXY(float32(b.X)/scale, float32(b.Y)/scale), fyne.NewSize(float32(b.Width)/scale, float32(b.Height)/scale)
	}
	pos, size := seenAs(h.Mark)
	if len(h.Below) > 0 {
		pos, size = seenAs(h.Below[0])
	}
	if len(h.Below) > 1 {
		pos, size := seenAs(h.Below[1])
		place(r.second, pos, size, false)
	}
	round := h.Series != figure.None
	if air := airRound(h); air > 0 {
		size, pos = size.AddWidthHeight(2*air, 2*air), pos.SubtractXY(air, air)
	}
	place(r.halo, pos.SubtractXY(1, 1), size.AddWidthHeight(2, 2), round)
	place(r.ring, pos, size, round)
	r.tip.Resize(r.tip.MinSize())
	seen, place := r.f.sight()
	r.tip.Move(beside(r.f.pointer.Subtract(seen), r.tip.MinSize(), place).Add(seen))
}

// airRound is how far the ring stands off a mark: points, branches and words.
func airRound(h *figure.Hit) float32 {
	switch {
	case h.Label != "" || h.Below != nil:
		return 1
	case h.Series != figure.None || !h.IsCell() && h.Strip == figure.None:
		return 4
	}
	return 0
}

func place(o *canvas.Rectangle, at fyne.Position, size fyne.Size, round bool) {
	o.Move(at)
	o.Resize(size)
	o.CornerRadius = 2
	if round {
		o.CornerRadius = size.Height / 2
	}
}

// beside is where a label of that size goes near the pointer and inside the place.
func beside(pointer fyne.Position, size, place fyne.Size) fyne.Position {
	const off = 14
	at := pointer.AddXY(off, off)
	if at.X+size.Width > place.Width {
		at.X = pointer.X - off - size.Width
	}
	if at.Y+size.Height > place.Height {
		at.Y = pointer.Y - off - size.Height
	}
	return fyne.NewPos(
		max(0, min(at.X, place.Width-size.Width)),
		max(0, min(at.Y, place.Height-size.Height)),
	)
}

// paper is the colour of the sheet where the drawing does not cover it: no pixel is
// painted twice.
func (f *Figure) paper() fyne.ThemeColorName {
	_, size := f.sheet()
	switch {
	case f.drawing != nil && f.drawn == size:
		return nothing
	case f.picture != nil && f.picture.Style.Sheet == render.Light:
		return look.ColorPaper
	}
	return look.ColorSheet
}

// veilColor is that of the sheet, translucent.
func (f *Figure) veilColor() fyne.ThemeColorName {
	if f.picture != nil && f.picture.Style.Sheet == render.Light {
		return look.ColorPaperVeil
	}
	return look.ColorSheetVeil
}

func (r *figureRenderer) Refresh() {
	f := r.f
	if f.drawing != nil && r.image.Image != f.drawing.Image {
		r.image.Image = f.drawing.Image
		r.image.Refresh()
	}
	edge := nothing
	if f.focused {
		edge = theme.ColorNamePrimary
	}
	r.edge.FillColor, r.edge.StrokeColor, r.edge.StrokeWidth = themeColor(f, nothing), themeColor(f, edge), 2
	veil := nothing
	if f.veiled {
		veil = f.veilColor()
	}
	r.veil.FillColor = themeColor(f, veil)
	r.halo.FillColor, r.ring.FillColor = themeColor(f, nothing), themeColor(f, nothing)
	r.part.FillColor, r.part.StrokeWidth = themeColor(f, nothing), 1
	band := nothing
	if f.banding != nil {
		band = theme.ColorNameSelection
	}
	r.band.FillColor = themeColor(f, band)
	ring, halo, second := nothing, nothing, nothing
	var text string
	if h := f.readOut(); h != nil {
		ring, halo, text = theme.ColorNamePrimary, look.ColorPaper, h.Tip
		if len(h.Below) > 1 {
			second = ring
		}
	}
	r.ring.StrokeColor, r.ring.StrokeWidth = themeColor(f, ring), 2
	r.second.FillColor, r.second.StrokeColor, r.second.StrokeWidth = themeColor(f, nothing), themeColor(f, second), 2
	r.halo.StrokeColor, r.halo.StrokeWidth = themeColor(f, halo), 1
	r.tip.SetText(text)
	r.refreshField()
	r.Layout(f.Size())
	r.sheet.Refresh()
	r.part.Refresh()
	r.veil.Refresh()
	r.edge.Refresh()
	r.band.Refresh()
	r.halo.Refresh()
	r.ring.Refresh()
	r.second.Refresh()
}
