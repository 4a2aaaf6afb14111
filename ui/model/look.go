package model

import (
	"slices"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/render"
)

// Theme is what the window looks like.
type Theme string

// The themes.
const (
	SystemTheme Theme = "system"
	LightTheme  Theme = "light"
	DarkTheme   Theme = "dark"
)

// Look is how the figure, and the window round it, appear.
type Look struct {
	Theme      Theme
	Style      render.Style // of exported figures; the size of text is always given
	Numbers    bool         // values in matrix cells, where they fit
	AsExported bool         // the sheet at the size and in the light of the exported file
}

// The range of figure text, in points, and the most of other numbers.
const (
	MinTextPoints     = 5
	MaxTextPoints     = 24
	DefaultTextPoints = 8
	MaxLinePoints     = 10
	MaxDecimals       = 6
)

// DefaultLook is what a first start has.
func DefaultLook() Look {
	return Look{Theme: SystemTheme, Style: render.Style{FontSize: DefaultTextPoints}, Numbers: true}
}

// Look is the current one.
func (m *Model) Look() Look { return m.look }

// SetLook changes how things appear.
func (m *Model) SetLook(l Look) {
	l = l.bounded()
	if l == m.look {
		return
	}
	changes := LookChanged
	if l.Numbers != m.look.Numbers {
		changes |= AnswerChanged
	}
	m.look = l
	m.tell(changes)
}

// bounded is a look with every number in its range.
func (l Look) bounded() Look {
	s := &l.Style
	s.FontSize = min(max(s.FontSize, MinTextPoints), MaxTextPoints)
	s.LineWidth = min(max(s.LineWidth, 0), MaxLinePoints)
	for _, a := range []*render.AxisStyle{&s.X, &s.Y, &s.Values} {
		if n, ok := a.Decimals.Number(); ok {
			a.Decimals = render.Give(min(max(n, 0), MaxDecimals))
		}
	}
	return l
}

// ExportStyle is the style of exported files.
func (m *Model) ExportStyle() render.Style { return m.look.Style }

// ScreenStyle is the style in a window that is dark or not. There it stands on a
// sheet always, lest it be drawn for another one than there is.
func (m *Model) ScreenStyle(dark bool) render.Style {
	s := m.ExportStyle()
	s.Transparent = false
	if !m.look.AsExported {
		s.Sheet = render.Light
		if dark {
			s.Sheet = render.Dark
		}
	}
	return s
}

// Concerns tells what of the style concerns the figure that is shown.
func (m *Model) Concerns() render.Concern {
	fig, _ := m.Figure()
	return render.Concerns(fig)
}

func (m *Model) layersOptions() figure.LayersOptions {
	o := figure.LayersOptions{Show: m.choice.Show}
	if !m.look.Numbers {
		o.Numbers = figure.NumbersNever
	}
	return o
}

func (m *Model) hasMatrix(of func(*figure.Matrix) bool) bool {
	fig, _ := m.Figure()
	return slices.ContainsFunc(fig.Panels, func(p figure.Panel) bool { return p.Matrix != nil && of(p.Matrix) })
}

// HasNumbers reports whether the figure shown can have values in its cells or
// not, as one likes.
func (m *Model) HasNumbers() bool { return m.view == CompareView && m.hasMatrix((*figure.Matrix).Few) }
