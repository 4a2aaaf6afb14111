package render

import (
	"image/color"
	"slices"

	labelnames "github.com/semblance-app/semblance/core/names"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/plotters"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
)

// fewDots have names beside them unless somebody wants none.
const fewDots = 20

// widestTag is the most of a name beside a dot, in ems.
const widestTag = 9

// named reports whether a series has dots with names.
func named(s figure.Series) bool {
	return s.Form == figure.Dots && s.Role == figure.Data && slices.ContainsFunc(s.Points, func(pt figure.Point) bool { return pt.Name != "" })
}

// hasTags reports whether the dots of a panel have their names beside them.
func (l *look) hasTags(panel *figure.Panel) bool {
	if l.labels != LabelsAuto {
		return l.labels == LabelsNames
	}
	dots, single := 0, true
	for _, s := range panel.Series {
		if !named(s) {
			continue
		}
		dots += len(s.Points)
		single = single && !slices.ContainsFunc(s.Points, func(pt figure.Point) bool { return len(pt.Networks) > 1 })
	}
	return single && dots <= fewDots
}

// tags asks for the names of the dots at their places, and gives the dots.
func (p *picture) tags(labels *plotters.Labels, panel *figure.Panel, places []plotter.XYs) []figure.Point {
	if !p.hasTags(panel) {
		return nil
	}
	var owners []figure.Point
	var full []string
	for i, s := range panel.Series {
		if !named(s) {
			continue
		}
		ink := color.Color(p.ink)
		if s.Dim {
			ink = p.dim(p.ink)
		}
		for k, pt := range s.Points {
			labels.Tags = append(labels.Tags, plotters.Tag{On: places[i][k], Colour: ink})
			owners, full = append(owners, pt), append(full, pt.Name)
		}
	}
	shared := labelnames.SharedBy(slices.Values(p.sayAll(full)))
	for i, name := range full {
		labels.Tags[i].Text = shared.Cut(p.print(name), func(s string) bool { return p.width(s) <= widestTag*p.font })
	}
	labels.Leader.Color, labels.Leader.Width = p.muted, 0.7*p.axis
	return owners
}

// rememberTags notes the names that were written beside dots.
func (p *picture) rememberTags(labels *plotters.Labels, owners []figure.Point) {
	for i, pt := range owners {
		if labels.Tags[i].Lost {
			p.scene.unnamed++
		}
		if t := labels.Tags[i]; t.Box != (vg.Rectangle{}) {
			at := vg.Point{X: t.Box.Min.X, Y: (t.Box.Min.Y + t.Box.Max.Y) / 2}
			p.rememberText(p.phrase(pt.Name), patch{box: t.Box})
			p.rememberCaption(newCaption(pt.Name, pt.Networks), t.Text, at, t.Box.Size())
		}
	}
}
