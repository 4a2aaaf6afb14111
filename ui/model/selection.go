package model

import (
	"slices"

	"github.com/semblance-app/semblance/plotting/figure"
)

// Selected are the networks that stand out in every view, in the order of the
// study; none is no selection.
func (m *Model) Selected() []string { return m.selected }

// Select makes networks the selection. Names that the study does not have are
// left out.
func (m *Model) Select(networks []string) {
	var kept []string
	for _, name := range m.NetworkNames() {
		if slices.Contains(networks, name) {
			kept = append(kept, name)
		}
	}
	if slices.Equal(kept, m.selected) {
		return
	}
	m.record() // a selection is a step of its own, however soon it follows another choice
	m.selected = kept
	m.tell(SelectionChanged)
}

// SelectToo adds networks to the selection; where all of them are in it already,
// it takes them away.
func (m *Model) SelectToo(networks []string) {
	missing := slices.ContainsFunc(networks, func(name string) bool { return !slices.Contains(m.selected, name) })
	if missing {
		m.Select(slices.Concat(m.selected, networks))
		return
	}
	m.Select(slices.DeleteFunc(slices.Clone(m.selected), func(name string) bool { return slices.Contains(networks, name) }))
}

// ClearSelection reports whether there was anything to clear.
func (m *Model) ClearSelection() bool {
	if len(m.selected) == 0 {
		return false
	}
	m.Select(nil)
	return true
}

// CompareSelected makes two selected networks the sides of the comparison, at
// their last checkpoints, and shows it. With any other number it does nothing.
func (m *Model) CompareSelected() {
	if len(m.selected) != 2 {
		return
	}
	m.SetView(CompareView)
	m.change(func(c *Choice) {
		for e, name := range m.selected {
			p := c.Endpoint(End(e))
			p.Network, p.Step = name, lastStep(*network(m.opened.Study, name))
			c.setEndpoint(End(e), p)
		}
		c.Pair = nil
	})
}

// Shown is Figure as the screen has it: all but the selected networks are set
// back. With the look of the exported file that is so only where the file has it.
func (m *Model) Shown() (figure.Figure, bool) {
	fig, ok := m.Figure()
	if m.look.AsExported && !m.export.Selection {
		return fig, ok
	}
	return figure.Highlighted(fig, m.selected), ok
}

// exported is Figure as a file has it.
func (m *Model) exported() (figure.Figure, bool) {
	fig, ok := m.Figure()
	if m.export.Selection {
		fig = figure.Highlighted(fig, m.selected)
	}
	return fig, ok
}

// SetExportSelection chooses whether files set back what is not selected.
func (m *Model) SetExportSelection(on bool) {
	m.export.Selection = on
	m.tell(ExportChanged)
}
