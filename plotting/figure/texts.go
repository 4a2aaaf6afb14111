package figure

import "math"

// What pictures say besides what figures have.
const (
	CutText   = "cut"      // beside the line that cuts a tree
	BlankText = "no value" // beside the colour of cells without one
)

// Texts are the texts of a figure that are drawn where they find room, each once, as
// one reads them: what is above a panel, the titles of its axes, the names of what it
// shows. Numbers on axes and in cells are none.
func (f Figure) Texts() []string {
	t := &texts{seen: map[string]bool{"": true}}
	if f.Empty() {
		return nil
	}
	t.add(f.Title)
	for i := range f.Panels {
		p := &f.Panels[i]
		t.add(p.Title, p.Y.Label, p.X.Label)
		t.series(p)
		if p.Matrix != nil {
			t.matrix(p)
		}
		t.add(p.Y.Categories...)
		t.add(p.X.Categories...)
	}
	return t.list
}

type texts struct {
	list []string
	seen map[string]bool
}

func (t *texts) add(some ...string) {
	for _, s := range some {
		if !t.seen[s] {
			t.seen[s] = true
			t.list = append(t.list, s)
		}
	}
}

// series adds what stands at the series of a panel and in their key.
func (t *texts) series(p *Panel) {
	for _, s := range p.Series {
		if s.Role != Detail {
			t.add(s.Name)
		}
	}
	if p.Order != nil {
		t.add(p.Order.Label)
		t.add(p.Order.Names...)
	}
	for _, r := range p.Rules {
		t.add(r.Label)
	}
	t.add(p.Text)
	for _, s := range p.Series {
		if s.Form == Dots && s.Role == Data {
			for _, pt := range s.Points {
				t.add(pt.Name)
			}
		}
	}
}

// matrix adds what stands round the cells of a panel and above them.
func (t *texts) matrix(p *Panel) {
	m := p.Matrix
	if p.Tree != nil {
		t.add(p.Tree.Axis.Label)
		if !p.Tree.Uncut && !math.IsNaN(p.Tree.Cut) {
			t.add(CutText)
		}
	}
	t.add(m.Label)
	gaps := false
	for _, v := range m.Values {
		gaps = gaps || !finite(v)
	}
	for i := range p.Strips {
		s := &p.Strips[i]
		t.add(s.Label)
		shown, single := s.Coloured()
		for _, k := range shown {
			t.add(s.Names[k])
		}
		if single {
			t.add(Single)
		}
		gaps = gaps || s.Gaps()
	}
	if gaps {
		t.add(BlankText)
	}
	t.add(m.Rows...)
	t.add(m.Cols...)
}
