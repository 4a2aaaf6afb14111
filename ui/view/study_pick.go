package view

import (
	"fmt"
	"slices"
	"strings"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/spelling"
	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/plotting/recipe"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// pick selects the network of a row, or those of several.
func (v *Study) pick(row int, e widgets.Extent) {
	tapped := v.rows[row]
	v.selected = nil // until it is known to be
	networks := []string{tapped.Ref.Network}
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
	if slices.Contains(v.m.Selected(), tapped.Ref.Network) {
		v.selected = &tapped
	}
	v.showPick()
}

func (v *Study) showPick() {
	networks := v.m.Selected()
	able := v.selected != nil || len(networks) == 1
	enable(v.asA, able)
	enable(v.asB, able)
	showRow(v.both, len(networks) == 2)
	text, about := "Choose a row; Ctrl or Shift adds more.", ""
	switch {
	case v.selected != nil:
		if text = v.selected.Ref.Network; v.selected.Ref.Layer != "" {
			text = v.selected.Ref.String()
		}
		about = strings.TrimSpace(v.selected.Pieces() + "\n" + strings.Join(messages(v.warned(*v.selected)), "\n"))
	case len(networks) == 1:
		text = networks[0]
	case len(networks) > 0:
		text = spelling.Count(len(networks), "network") + " selected."
	}
	v.metadata.showSeveral()
	v.ref.SetText(text)
	v.about.SetText(about)
	showRow(v.about, about != "")
	v.column.relayout()
}

// picked is what is chosen to be a side of the comparison: a row, or a network alone.
type picked struct{ network, step, layer string }

func (p picked) String() string {
	if p.step != "" {
		return p.network + "/" + p.step
	}
	return p.network
}

// picked is what is selected: the row tapped last or else the one network; nil for
// neither.
func (v *Study) picked() *picked {
	if v.selected != nil {
		ref := v.selected.Ref
		return &picked{ref.Network, ref.Step, ref.Layer}
	}
	if networks := v.m.Selected(); len(networks) == 1 {
		return &picked{network: networks[0]}
	}
	return nil
}

// use makes what is selected one side of the comparison, and shows that once both are
// chosen: the two layers where they differ, or else the networks.
func (v *Study) use(e model.End) {
	p := v.picked()
	if p == nil {
		return
	}
	v.sides[e] = p
	v.m.SetEndpoint(e, analysis.Endpoint{Network: p.network, Step: p.step})
	if a, b := v.sides[model.A], v.sides[model.B]; a != nil && b != nil {
		v.sides = [2]*picked{}
		if a.layer != "" && b.layer != "" && (a.layer != b.layer || *a == *b) {
			v.m.SetPair(recipe.LayerPair{A: a.layer, B: b.layer})
		}
		v.m.SetView(model.CompareView)
	}
	v.showNext()
}

func (v *Study) showNext() {
	text := ""
	for e, other := range map[model.End]model.End{model.A: model.B, model.B: model.A} {
		if chosen := v.sides[e]; chosen != nil {
			text = fmt.Sprintf("%s is %s. Choose a row for %s.", endName(e), chosen, endName(other))
		}
	}
	v.next.SetText(text)
	showRow(v.next, text != "")
	v.column.relayout()
}

func messages(list []warning.Warning) []string { return titles(list, message) }

// letGo gives the row tapped last up for those of the networks that were selected since,
// elsewhere or by undoing.
func (v *Study) letGo() {
	if v.selected == nil || v.lit[v.selected.Ref.Network] {
		return
	}
	v.selected = nil
	v.table.SetCurrent(slices.IndexFunc(v.rows, func(r model.Row) bool { return v.lit[r.Ref.Network] }))
	v.showPick()
}

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
