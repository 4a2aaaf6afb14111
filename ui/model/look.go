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
	TextPoints float64 // base text of figures; lines and markers go with it
	Family     render.Family
	Ramp       render.Ramp
	Numbers    bool // values in matrix cells, where they fit
	AsExported bool // the sheet at the size and in the light of the exported file
}

// The range of figure text.
const (
	MinTextPoints     = 5
	MaxTextPoints     = 24
	DefaultTextPoints = 8
)

// DefaultLook is what a first start has.
func DefaultLook() Look {
	return Look{Theme: SystemTheme, TextPoints: DefaultTextPoints, Numbers: true}
}

// Look is the current one.
func (m *Model) Look() Look { return m.look }

// SetLook changes how things appear.
func (m *Model) SetLook(l Look) {
	l.TextPoints = min(max(l.TextPoints, MinTextPoints), MaxTextPoints)
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

// ExportStyle is the style of exported files: always on white.
func (m *Model) ExportStyle() render.Style {
	scale := m.look.TextPoints / DefaultTextPoints
	return render.Style{
		FontSize:   m.look.TextPoints,
		LineWidth:  1.25 * scale,
		MarkerSize: 4.5 * scale,
		Family:     m.look.Family,
		Ramp:       m.look.Ramp,
	}
}

// ScreenStyle is the style in a window that is dark or not.
func (m *Model) ScreenStyle(dark bool) render.Style {
	s := m.ExportStyle()
	if dark && !m.look.AsExported {
		s.Sheet = render.Dark
	}
	return s
}

func (m *Model) layersOptions() figure.LayersOptions {
	o := figure.LayersOptions{Show: m.choice.Show}
	if !m.look.Numbers {
		o.Numbers = figure.NumbersNever
	}
	return o
}

// IsMatrix reports whether the figure shown has a matrix.
func (m *Model) IsMatrix() bool { return m.hasMatrix(func(*figure.Matrix) bool { return true }) }

func (m *Model) hasMatrix(of func(*figure.Matrix) bool) bool {
	fig, _ := m.Figure()
	return slices.ContainsFunc(fig.Panels, func(p figure.Panel) bool { return p.Matrix != nil && of(p.Matrix) })
}

// HasNumbers reports whether the figure shown can have values in its cells or
// not, as one likes.
func (m *Model) HasNumbers() bool { return m.view == CompareView && m.hasMatrix((*figure.Matrix).Few) }
