package widgets

import (
	"image"
	"math"
	"reflect"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/semblance-app/semblance/core/job"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/render"
)

// Loop is the goroutine that owns the screen.
type Loop interface {
	Post(f func())
	After(d time.Duration, f func()) (stop func())
}

// Picture is what a Figure widget draws.
type Picture struct {
	Figure figure.Figure
	Style  render.Style
	// Size is the sheet's true size, for which the figure is laid out: as in a
	// file. It is drawn as large as finds room.
	Size render.Size
	// Least is how large, in life sizes, the sheet is drawn where it would not fit at
	// that: the widget is then as high as the sheet, to be scrolled. 0 fits it.
	Least float64
	// Zoom is how much larger than life the sheet is drawn at most; 0 is
	// MostZoom.
	Zoom float64
	// Part says that the figure shows a part of its axis, of which a double click shows
	// all; a click on a mark waits to see whether it is one.
	Part bool
}

// MostZoom keeps the text of a narrow sheet from towering over the window's own.
const MostZoom = 3

// unpaintedPause is how long a figure waits for a place on the screen.
const unpaintedPause = 100 * time.Millisecond

// resizePause is how long a size must last before the figure is drawn for it.
const resizePause = 30 * time.Millisecond

// Figure is a figure on its sheet, drawn in the background at device pixels,
// with a read-out of what is under the pointer.
type Figure struct {
	widget.BaseWidget
	loop     Loop
	scroll   *container.Scroll // that it is seen through; nil where all of it is
	picture  *Picture
	drawing  *render.Drawing
	drawn    fyne.Size // the sheet's size that drawing was made for
	busy     bool      // a drawing is being made
	again    bool      // it is out of date already
	stopWait func()
	veiled   bool // what is drawn is set back
	veil     bool // and whether that is so of the picture
	hit      *figure.Hit
	pointer  fyne.Position
	focused  bool           // arrows go from mark to mark
	walked   *fyne.Position // where they have led to; nil for nowhere
	cutting  bool           // the line that cuts a tree is being dragged
	// banding is where a range is being chosen, from its beginning to the pointer.
	banding *[2]fyne.Position
	spun    spin      // of the wheel
	pressed time.Time // when the button went down last
	more    bool      // and whether it adds to what is selected
	doubled bool      // and whether it was a double click that did something
	part    int       // of a figure of several, the one with a line round it
	// stopTap takes back a tap that may still become a double click.
	stopTap func()
	texts   wordable

	// OnTapped hears of a tap on a mark that has a pair.
	OnTapped func(figure.Hit)
	// OnSelect hears of a tap on a mark that has networks and no pair; with Ctrl or
	// Shift, which add to a selection, of one on any mark that has networks.
	OnSelect func(networks []string, more bool)
	// OnNothing hears of a single tap beside all marks.
	OnNothing func()
	// OnPart hears of a tap on a part of a figure of several, and of a double click,
	// which opens it.
	OnPart func(part int, open bool)
	// OnCut hears to which height of the tree its cut is dragged.
	OnCut func(height float64)
	// OnZoom hears the part that was chosen by dragging or the wheel, which may go
	// beyond what there is; the zero window, by a double click, is all.
	OnZoom func(figure.Window)
	// OnMenu hears where a menu is asked for, by the right button or a key.
	OnMenu func(Spot)
	// OnDrawn hears how long each drawing took, from asking to showing.
	OnDrawn func(time.Duration)
	// OnError hears of a figure that cannot be drawn.
	OnError func(error)
	// OnReword hears what a person writes in place of a text that the figure has, ""
	// to have it again; OnRetract, before, that a tap was the half of a double click.
	OnReword  func(own, said string)
	OnRetract func()
}

var (
	_ fyne.Tappable      = (*Figure)(nil)
	_ desktop.Hoverable  = (*Figure)(nil)
	_ desktop.Cursorable = (*Figure)(nil)
	_ fyne.Draggable     = (*Figure)(nil)
	_ desktop.Mouseable  = (*Figure)(nil)
)

// NewFigure makes an empty sheet.
func NewFigure(loop Loop) *Figure {
	f := &Figure{loop: loop, part: figure.None}
	f.ExtendBaseWidget(f)
	return f
}

// SetPicture draws p, unless it is on the screen already; what was drawn before
// stays until then.
func (f *Figure) SetPicture(p Picture) {
	if f.shows(p) {
		return
	}
	f.picture = &p
	f.keepField(p.Figure)
	f.clearHit()
	f.Refresh()
	if f.scroll != nil {
		f.scroll.Refresh() // the sheet may have another height
	}
	f.draw()
}

// shows reports whether p is what is drawn, at the pixels of the screen. Figures are
// not changed once they are made, so the same panels are the same picture.
func (f *Figure) shows(p Picture) bool {
	if f.picture == nil || !f.Drawn() || len(p.Figure.Panels) == 0 || len(f.picture.Figure.Panels) != len(p.Figure.Panels) {
		return false
	}
	old := *f.picture
	if &old.Figure.Panels[0] != &p.Figure.Panels[0] || old.Size != p.Size || old.Least != p.Least || old.Zoom != p.Zoom ||
		old.Figure.Arrange != p.Figure.Arrange || old.Figure.Title != p.Figure.Title || !reflect.DeepEqual(old.Style, p.Style) {
		return false
	}
	_, size := f.sheet()
	screen := fyne.CurrentApp().Driver().CanvasForObject(f)
	if screen == nil || size != f.drawn {
		return false
	}
	wide, high := screen.PixelCoordinateForPosition(fyne.NewPos(size.Width, size.Height))
	return f.drawing.Image.Bounds().Size() == image.Pt(wide, high)
}

// OutlinePart has a quiet line round a part of a figure of several, on the screen alone;
// figure.None is round none.
func (f *Figure) OutlinePart(part int) {
	if f.part != part {
		f.part = part
		f.Refresh()
	}
}

// OutlinedPart is the part with a line round it, figure.None for none.
func (f *Figure) OutlinedPart() int { return f.part }

// Drawn reports whether what is on the screen is the last picture asked for.
func (f *Figure) Drawn() bool { return f.drawing != nil && !f.busy && f.stopWait == nil }

// SetVeiled sets the picture back, as one from before, until there is another on the
// screen.
func (f *Figure) SetVeiled(on bool) {
	f.veil = on
	if on || f.Drawn() {
		f.showVeil()
	}
}

func (f *Figure) showVeil() {
	if f.veiled != f.veil {
		f.veiled = f.veil
		f.Refresh()
	}
}

// Drawing is what is on the screen, nil before the first.
func (f *Figure) Drawing() *render.Drawing { return f.drawing }

// Zoom is how large the sheet is drawn, 1 for life size.
func (f *Figure) Zoom() float64 { return f.zoomIn(f.Size()) }

func (f *Figure) zoomIn(place fyne.Size) float64 {
	if f.picture == nil {
		return 1
	}
	most := f.picture.Zoom
	if most == 0 {
		most = MostZoom
	}
	wide, high := points(f.picture.Size)
	zoom := min(float64(place.Width)/wide, float64(place.Height)/high, most)
	// Steps, so that the sheet does not breathe while the window is resized.
	const step = 0.05
	return max(step, math.Floor(zoom/step+1e-9)*step)
}

// points is a physical size in points, which are Fyne's units at life size.
func points(s render.Size) (wide, high float64) {
	return s.WidthMM / 25.4 * 72, s.HeightMM / 25.4 * 72
}

// Resize implements fyne.CanvasObject: a new size is drawn once it lasts.
func (f *Figure) Resize(size fyne.Size) {
	if size == f.Size() {
		return
	}
	f.BaseWidget.Resize(size)
	if f.picture == nil {
		return
	}
	f.drawAfter(resizePause)
}

// drawAfter draws after a pause, in place of what was to be drawn before.
func (f *Figure) drawAfter(pause time.Duration) {
	if f.stopWait != nil {
		f.stopWait()
	}
	f.stopWait = f.loop.After(pause, func() {
		f.stopWait = nil
		f.draw()
	})
}

// draw makes the drawing in the background, one at a time.
func (f *Figure) draw() {
	_, size := f.sheet()
	if f.picture == nil || size.Width < 40 || size.Height < 40 {
		return // Resize draws what becomes large enough
	}
	screen := fyne.CurrentApp().Driver().CanvasForObject(f)
	if screen == nil { // not painted yet, so that its pixels are not known
		f.drawAfter(unpaintedPause)
		return
	}
	if f.busy {
		f.again = true
		return
	}
	f.busy = true
	wide, high := screen.PixelCoordinateForPosition(fyne.NewPos(size.Width, size.Height))
	picture, asked := *f.picture, time.Now()
	across, _ := points(picture.Size)
	o := render.ImageOptions{PixelsWide: wide, PixelsHigh: high, DPI: 72 * float64(wide) / across}
	go func() {
		var d *render.Drawing
		err := job.Guard(func() (err error) {
			d, err = render.Image(picture.Figure, picture.Style, o)
			return err
		})
		f.loop.Post(func() { f.drew(d, size, err, asked) })
	}()
}

func (f *Figure) drew(d *render.Drawing, size fyne.Size, err error, asked time.Time) {
	f.busy = false
	again := f.again
	f.again = false
	switch {
	case err != nil && f.OnError != nil:
		f.OnError(err)
	case err == nil:
		f.drawing, f.drawn, f.veiled = d, size, f.veil
		f.clearHit()
		f.moveField()
		f.stay()
		f.Refresh()
		if f.OnDrawn != nil {
			f.OnDrawn(time.Since(asked))
		}
	}
	if again {
		f.draw()
	}
	f.heed()
}

// SheetIn is where the sheet would lie in a place of that size, and how large; what
// is higher is scrolled.
func (f *Figure) SheetIn(place fyne.Size) (at fyne.Position, size fyne.Size) {
	return f.sheetIn(place.Max(fyne.NewSize(0, f.MinSize().Height)))
}

func (f *Figure) sheet() (fyne.Position, fyne.Size) { return f.sheetIn(f.Size()) }

// sheetIn is where the sheet lies: in the middle of its place, on whole units so that
// pixels stay sharp.
func (f *Figure) sheetIn(place fyne.Size) (fyne.Position, fyne.Size) {
	if f.picture == nil {
		return fyne.Position{}, fyne.NewSize(floor(place.Width), floor(place.Height))
	}
	wide, high := points(f.picture.Size)
	zoom := f.zoomIn(place)
	size := fyne.NewSize(floor(float32(wide*zoom)), floor(float32(high*zoom)))
	return fyne.NewPos(floor((place.Width-size.Width)/2), max(0, floor((place.Height-size.Height)/2))), size
}

func floor(v float32) float32 { return float32(math.Floor(float64(v))) }
