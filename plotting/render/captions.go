package render

import (
	"fmt"
	"math"
	"strings"

	"github.com/semblance-app/semblance/plotting/figure"
	"gonum.org/v1/plot/vg"
)

// caption is a text that can be hovered, as it was drawn: an entry of a legend,
// or the label of a row, a column or a strip.
type caption struct {
	patch
	hit figure.Hit // but for the mark
}

// newCaption is a caption at a place, of what the pointer names in full and the
// networks that it is about.
func newCaption(name string, networks []string) caption {
	h := figure.NoHit(figure.None)
	h.Label, h.Networks, h.Tip = name, networks, captionTip(name, networks)
	return caption{hit: h}
}

// captionTip is what hover shows of a name for networks.
func captionTip(name string, networks []string) string {
	const mostListed = 3
	switch n := len(networks); {
	case n == 0 || n == 1 && networks[0] == name:
		return name
	case n > mostListed:
		return fmt.Sprintf("%s\n%d networks", name, n)
	}
	return name + "\n" + strings.Join(networks, ", ")
}

// captionAt is the caption at a place.
func (d *Drawing) captionAt(at vg.Point) (figure.Hit, bool) {
	for _, c := range d.scene.captions {
		if c.holds(at) {
			return d.captionHit(c), true
		}
	}
	return figure.Hit{}, false
}

func (d *Drawing) captionHit(c caption) figure.Hit {
	c.hit.Mark = d.box(c.bounds())
	return c.hit
}

// rememberCaption notes a text of a size that begins at a place, its middle level
// with it, if there is anything to know of it: networks, or a name that was
// shortened.
func (p *picture) rememberCaption(c caption, drawn string, at, size vg.Point) {
	if c.hit.Networks == nil && c.hit.Tip == drawn {
		return
	}
	c.at, c.box = at, vg.Rectangle{Min: vg.Point{Y: -size.Y / 2}, Max: vg.Point{X: size.X, Y: size.Y / 2}}
	p.scene.captions = append(p.scene.captions, c)
}

// rememberEntry notes an entry of a legend.
func (p *picture) rememberEntry(at vg.Point, e entry) {
	if name := e.series.Name; name != "" && !e.heading {
		p.rememberCaption(newCaption(name, p.about[name]), e.name, at, vg.Point{X: e.width, Y: p.legendRow()})
	}
}

// about are the networks that the series of panels are about, by their names.
func about(panels []figure.Panel) map[string][]string {
	networks := map[string][]string{}
	seen := map[[2]string]bool{}
	for i := range panels {
		for _, s := range panels[i].Series {
			if s.Name == "" || s.Role != figure.Data {
				continue
			}
			for _, name := range s.About() {
				if key := [2]string{s.Name, name}; !seen[key] {
					seen[key] = true
					networks[s.Name] = append(networks[s.Name], name)
				}
			}
		}
	}
	return networks
}

// rememberSteps notes the steps of a bar that explains ordered colours.
func (p *picture) rememberSteps(box vg.Rectangle, s *orderedSteps) {
	n := vg.Length(len(s.order.Names))
	size, next := vg.Point{X: box.Size().X, Y: box.Size().Y / n}, vg.Point{Y: box.Size().Y / n}
	if s.height > 0 {
		size, next = vg.Point{X: box.Size().X / n, Y: box.Size().Y}, vg.Point{X: box.Size().X / n}
	}
	for i, name := range s.order.Names {
		if networks := p.about[name]; networks != nil {
			c := newCaption(name, networks)
			c.at = box.Min.Add(next.Scale(vg.Length(i)))
			c.box = vg.Rectangle{Max: size}
			p.scene.captions = append(p.scene.captions, c)
		}
	}
}

// rememberStrip notes the name of a strip as it is drawn, which begins at a place.
func (p *picture) rememberStrip(s *figure.Strip, name string, at vg.Point) {
	c := newCaption(s.Label, nil)
	if s.Tip != "" {
		c.hit.Tip = s.Tip
	}
	p.rememberCaption(c, name, at, vg.Point{X: p.width(name), Y: p.stripHeight() + p.stripGap()})
}

// networksOf are the columns of a matrix of networks, nil of others.
func networksOf(m *figure.Matrix) []string {
	if m == nil || !m.Networks {
		return nil
	}
	return m.Cols
}

// labels are what ticks at 0, 1 … stand for, and the networks among them.
type labels struct {
	full     []string
	networks bool
}

// caption is that of a tick, which may be a shortened name.
func (n labels) caption(t tick) (c caption, ok bool) {
	i := int(math.Round(t.at))
	if i < 0 || i >= len(n.full) || t.label == "" || !n.networks && t.label == n.full[i] {
		return c, false
	}
	if n.networks {
		return newCaption(n.full[i], n.full[i:i+1]), true
	}
	return newCaption(n.full[i], nil), true
}

// rememberLeft notes the labels left of an area.
func (p *picture) rememberLeft(area vg.Rectangle, a axis, n labels) {
	for _, t := range a.ticks {
		if c, ok := n.caption(t); ok {
			c.at = vg.Point{X: area.Min.X, Y: along(area.Min.Y, area.Max.Y, a, t)}
			c.box = vg.Rectangle{
				Min: vg.Point{X: -p.labelGap(a) - a.labelSize()*p.width(t.label), Y: -p.labelHalf(area.Size().Y, a)},
				Max: vg.Point{Y: p.labelHalf(area.Size().Y, a)},
			}
			p.scene.captions = append(p.scene.captions, c)
		}
	}
}

// rememberBelow notes the labels below an area, level or not.
func (p *picture) rememberBelow(area vg.Rectangle, a axis, n labels) {
	for _, t := range a.ticks {
		c, ok := n.caption(t)
		if !ok {
			continue
		}
		c.at = vg.Point{X: along(area.Min.X, area.Max.X, a, t), Y: area.Min.Y - p.labelGap(a)}
		if w := a.labelSize() * p.width(t.label); a.angle == 0 {
			c.box = vg.Rectangle{Min: vg.Point{X: -w / 2, Y: -p.font}, Max: vg.Point{X: w / 2, Y: p.labelGap(a)}}
		} else {
			half := min(0.6*p.font, p.labelHalf(area.Size().X, a))
			c.angle, c.box = a.angle, vg.Rectangle{Min: vg.Point{X: -w, Y: -half}, Max: vg.Point{Y: half}}
		}
		p.scene.captions = append(p.scene.captions, c)
	}
}

// along is where a tick stands between the ends of an axis.
func along(low, high vg.Length, a axis, t tick) vg.Length {
	return low + (high-low)*vg.Length((t.at-a.span.Min)/(a.span.Max-a.span.Min))
}

// labelHalf is half the height of a label on an axis of a length, at most half a
// category's.
func (l *look) labelHalf(length vg.Length, a axis) vg.Length {
	return min(l.legendRow(), length/vg.Length(a.span.Max-a.span.Min)) / 2
}
