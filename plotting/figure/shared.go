package figure

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Unshared says in sentences what of a share the figures of a grid do not have in
// common, and why.
func (s Shared) Unshared(figures []Figure) []string {
	var list []string
	if s.X {
		list = append(list, unshared(figures, "x", func(p *Panel) *Axis { return &p.X })...)
	}
	if s.Y {
		list = append(list, unshared(figures, "y", func(p *Panel) *Axis { return &p.Y })...)
	}
	if !s.Legend {
		return list
	}
	var panels []Panel
	for _, f := range figures {
		panels = append(panels, f.Panels...)
	}
	if !sameSeries(panels) {
		list = append(list, "the panels do not share one legend: their series are not the same")
	}
	return list
}

// unshared says which figures have an axis that no other has.
func unshared(figures []Figure, name string, axis func(*Panel) *Axis) []string {
	on := map[axisKind][]int{}
	for i, f := range figures {
		for k := range f.Panels {
			p := &f.Panels[k]
			if a := axis(p); shareable(p, a) && !slices.Contains(on[kindOf(a)], i) {
				on[kindOf(a)] = append(on[kindOf(a)], i)
			}
		}
	}
	if len(on) == 0 {
		return []string{fmt.Sprintf("the panels share no %s axis: none has one of numbers", name)}
	}
	var left []string
	for i, f := range figures {
		shares, why := false, ""
		for k := range f.Panels {
			if p := &f.Panels[k]; shareable(p, axis(p)) {
				shares = shares || len(on[kindOf(axis(p))]) > 1
				why = cmp.Or(why, fmt.Sprintf("alone has %s%s", axis(p).Label, logarithmic(axis(p))))
			}
		}
		if !shares {
			left = append(left, Letter(i)+" "+cmp.Or(why, "has none of numbers to share"))
		}
	}
	if left == nil {
		return nil
	}
	return []string{fmt.Sprintf("not all panels share their %s axis: %s", name, strings.Join(left, ", "))}
}

func logarithmic(a *Axis) string {
	if a.Scale == Log {
		return ", logarithmic"
	}
	return ""
}
