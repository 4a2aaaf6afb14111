package widgets

import (
	"fyne.io/fyne/v2"

	"github.com/semblance-app/semblance/plotting/figure"
)

// Spot is a place of a figure that a menu is asked for, with what there is to do with
// the mark under it.
type Spot struct {
	MenuPlace
	Reading  string          // what is read out of the mark; "" without one
	Networks []string        // that the mark shows
	Open     func()          // opens its pair; nil where it has none
	Select   func(more bool) // selects its networks; nil where it has none
}

var _ fyne.SecondaryTappable = (*Figure)(nil)

// TappedSecondary implements fyne.SecondaryTappable.
func (f *Figure) TappedSecondary(e *fyne.PointEvent) {
	if f.OnMenu == nil {
		return
	}
	var hit *figure.Hit
	if h, ok := f.HitAt(e.Position); ok {
		hit = &h
	}
	f.OnMenu(f.spot(MenuPlace{At: e.AbsolutePosition}, hit))
}

// askForMenu asks for the menu of the mark that arrows have led to, or else of the sheet.
func (f *Figure) askForMenu() {
	if f.OnMenu == nil {
		return
	}
	at, size := f.sheet()
	at = at.AddXY(size.Width/2, size.Height/2)
	if f.hit != nil {
		at = f.center(*f.hit)
	}
	f.OnMenu(f.spot(MenuPlace{At: fyne.CurrentApp().Driver().AbsolutePositionForObject(f).Add(at), Keys: true}, f.hit))
}

// spot is what there is to do with a mark; nil is none. Another picture that comes while
// one reads the menu has other pairs.
func (f *Figure) spot(at MenuPlace, h *figure.Hit) Spot {
	s := Spot{MenuPlace: at}
	if h == nil {
		return s
	}
	hit, of := *h, f.picture
	s.Reading, s.Networks = hit.Tip, hit.Networks
	if f.opens(hit) {
		s.Open = func() {
			if f.picture == of {
				f.OnTapped(hit)
			}
		}
	}
	if f.OnSelect != nil && hit.Networks != nil {
		s.Select = func(more bool) { f.OnSelect(hit.Networks, more) }
	}
	return s
}
