package view

import (
	"slices"
	"strings"

	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// pick selects the network of a row, or those of several.
func (v *Study) pick(row int, e widgets.Extent) {
	v.selected = &v.rows[row]
	networks := []string{v.selected.Ref.Network}
	switch e {
	case widgets.Too:
		v.m.SelectToo(networks)
	case widgets.UpTo:
		from := v.table.Current()
		for _, r := range v.rows[min(from, row) : max(from, row)+1] {
			networks = append(networks, r.Ref.Network)
		}
		v.m.Select(networks)
	default:
		v.m.Select(networks)
	}
	v.showPick()
}

func (v *Study) showPick() {
	enable(v.asA, v.selected != nil)
	enable(v.asB, v.selected != nil)
	networks := len(v.m.Selected())
	showRow(v.both, networks == 2)
	text, about := "Choose a row; Ctrl or Shift adds more.", ""
	if networks > 0 {
		text = plural(networks, "network") + " selected."
	}
	if v.selected != nil {
		if text = v.selected.Ref.Network; v.selected.Ref.Layer != "" {
			text = v.selected.Ref.String()
		}
		about = strings.TrimSpace(v.selected.Pieces() + "\n" + strings.Join(messages(v.warned(*v.selected)), "\n"))
	}
	v.metadata.showSeveral()
	v.ref.SetText(text)
	v.about.SetText(about)
	showRow(v.about, about != "")
	v.column.relayout()
}

func messages(list []warning.Warning) []string { return titles(list, message) }

// seek scrolls to the first of the networks that were selected elsewhere.
func (v *Study) seek() {
	if len(v.lit) == 0 || v.selected != nil && v.lit[v.selected.Ref.Network] {
		return
	}
	first := slices.IndexFunc(v.rows, func(r model.Row) bool { return v.lit[r.Ref.Network] })
	if first < 0 {
		return
	}
	v.selected = nil
	v.table.Reload()
	v.table.ScrollTo(first)
	v.showPick()
}
