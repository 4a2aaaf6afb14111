package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/semblance-app/semblance/core/session"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/recipe"
	"github.com/semblance-app/semblance/plotting/render"
)

// composition is a file that says which figures make one. Paths in it are seen
// from its folder.
type composition struct {
	Title   string             `json:"title"`
	Columns int                `json:"columns"`
	Letters *bool              `json:"letters"` // none: true
	Share   []string           `json:"share"`   // x, y, legend
	Preset  string             `json:"preset"`
	Width   string             `json:"width"`
	Height  string             `json:"height"`
	Style   render.Style       `json:"style"`
	Panels  []compositionPanel `json:"panels"`
}

// compositionHelp is how such a file looks.
const compositionHelp = `A figure of several panels is made by a JSON file:

  {"title": "Figure 1", "columns": 2, "width": "183mm", "share": ["y", "legend"],
   "panels": [{"file": "layers.pdf"},
              {"file": "mine.semblance", "view": "groups"},
              {"study": "my-study", "view": "clusters", "spec": {"layer": "fc1"}, "span": 2}]}

Paths are seen from its folder. A panel is an exported figure, a session, or a view
of a "study" or a "sample" with its spec and drawing, as --spec prints them, and its
"split" and "layout", as the flags have them.
"share" gives the panels the same "x" or "y" axes, and one "legend" where their
series are the same. "letters": false leaves out a, b, c; "columns" is 2, of which a
panel has one, or its "span" or what is left of its row; "height", "preset" and
"style" are as in other figures, its "texts" such as {"conv1": "Conv 1"}.`

// readComposition turns such a file into the session of a figure of panels.
func readComposition(path string) (session.Session, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return session.Session{}, atFile(path, err)
	}
	var c composition
	if err := recipe.Read(text, &c); err != nil {
		return session.Session{}, fmt.Errorf("%s: it does not say which figures to put together (%w); '%s figure --help' shows how", path, err, program)
	}
	if len(c.Panels) == 0 {
		return session.Session{}, fmt.Errorf("%s: it has no panels; '%s figure --help' shows how", path, program)
	}
	s, err := c.session(filepath.Dir(path))
	if err != nil {
		err = fmt.Errorf("%s: %w", path, err)
	}
	return s, err
}

// atFile says that a file cannot be read, and why.
func atFile(path string, err error) error {
	if os.IsNotExist(err) {
		return fmt.Errorf("%s: there is no such file; check the path", path)
	}
	return fmt.Errorf("%s: it cannot be read (%w); check its permissions", path, bare(err))
}

// session is the composition with its panels written out.
func (c composition) session(folder string) (session.Session, error) {
	s := session.Session{View: string(recipe.PanelsView)}
	var spec recipe.PanelsSpec
	for i, p := range c.Panels {
		study, panel, err := p.resolve(folder)
		if err != nil {
			return s, fmt.Errorf("panel %s: %w", figure.Letter(i), err)
		}
		panel.Span = p.Span
		if panel.Study = slices.IndexFunc(s.Studies, study.Same); panel.Study < 0 {
			panel.Study = len(s.Studies)
			s.Studies = append(s.Studies, study)
		}
		spec.Panels = append(spec.Panels, panel)
	}
	s.Study = s.Studies[0]
	drawing, err := c.drawing()
	if err != nil {
		return s, err
	}
	r, err := recipe.Panels().Recipe(spec, drawing)
	if err != nil {
		return s, err
	}
	s.Views = map[string]session.Question{s.View: {Spec: r.Spec, Drawing: r.Drawing}}
	export, style, err := c.sized()
	if err != nil {
		return s, err
	}
	if s.Export, err = json.Marshal(export); err == nil {
		s.Look, err = json.Marshal(look{style})
	}
	return s, err
}

// mostColumns is how many columns panels may have.
const mostColumns = 12

func (c composition) drawing() (recipe.PanelsDrawing, error) {
	if c.Columns < 0 || c.Columns > mostColumns {
		return recipe.PanelsDrawing{}, fmt.Errorf(`"columns": there cannot be %d; give a number from 1 to %d`, c.Columns, mostColumns)
	}
	d := recipe.PanelsDrawing{Title: c.Title, Columns: c.Columns}
	if c.Letters != nil && !*c.Letters {
		d.Letters = figure.Unlettered
	}
	for _, what := range c.Share {
		switch what {
		case "x":
			d.ShareX = true
		case "y":
			d.ShareY = true
		case "legend":
			d.Legend = true
		default:
			return d, fmt.Errorf("panels cannot share %q; choose among x, y and legend", what)
		}
	}
	return d, nil
}

// sized is the size that is asked for, by default a page of Nature, and the style
// with the text of the preset unless it has its own.
func (c composition) sized() (render.Export, render.Style, error) {
	style, err := checkedStyle(c.Style)
	if err != nil {
		return render.Export{}, style, err
	}
	var o options
	if c.Preset != "" {
		if o.preset, err = parsePreset(c.Preset); err != nil {
			return render.Export{}, style, err
		}
	}
	for _, side := range []struct {
		name, text string
		to         *float64
	}{{"width", c.Width, &o.width}, {"height", c.Height, &o.height}} {
		if side.text != "" {
			if *side.to, err = parseLength(side.text); err != nil {
				return render.Export{}, style, fmt.Errorf("%q: %w", side.name, err)
			}
		}
	}
	e := o.export()
	if o.width == 0 && o.preset.Name == "" {
		e.WidthMM = pageWidth
	}
	style.FontSize = cmp.Or(style.FontSize, o.preset.TextPoints)
	return e, style, nil
}

// pageWidth is a page of Nature, in mm.
const pageWidth = 183
