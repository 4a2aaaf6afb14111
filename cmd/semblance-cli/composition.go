package main

import (
	"bytes"
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

// compositionPanel is a session or an exported figure, or a view of a study or of
// a sample.
type compositionPanel struct {
	File    string          `json:"file"`
	Study   string          `json:"study"`
	Sample  string          `json:"sample"`
	View    string          `json:"view"`
	Spec    json.RawMessage `json:"spec"`
	Drawing json.RawMessage `json:"drawing"`
	Range   *[2]float64     `json:"range"`
	Span    int             `json:"span"`
}

// compositionHelp is how such a file looks.
const compositionHelp = `A figure of several panels is made by a JSON file:

  {"title": "Figure 1", "columns": 2, "width": "183mm", "share": ["y", "legend"],
   "panels": [{"file": "layers.pdf"},
              {"file": "mine.semblance", "view": "groups"},
              {"study": "my-study", "view": "clusters", "spec": {"layer": "fc1"}, "span": 2}]}

Paths are seen from its folder. A panel is an exported figure, a session, or a view
of a "study" or a "sample" with its spec and drawing, as --spec prints them.
"share" gives the panels the same "x" or "y" axes, and one "legend" where their
series are the same. "letters": false leaves out a, b, c; "columns" is 2, of which a
panel has one, or its "span" or what is left of its row; "height", "preset" and
"style" are as in other figures.`

// readComposition turns such a file into the session of a figure of panels.
func readComposition(path string) (session.Session, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return session.Session{}, atFile(path, err)
	}
	var c composition
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&c); err != nil {
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
	export, err := c.export()
	if err != nil {
		return s, err
	}
	if s.Export, err = json.Marshal(export); err == nil {
		s.Look, err = json.Marshal(look{c.Style})
	}
	return s, err
}

func (c composition) drawing() (recipe.PanelsDrawing, error) {
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

// export is the size that is asked for, by default a page of Nature.
func (c composition) export() (render.Export, error) {
	var o options
	var err error
	if c.Preset != "" {
		if o.preset, err = render.ParsePreset(c.Preset); err != nil {
			return render.Export{}, err
		}
	}
	for _, side := range []struct {
		text string
		to   *float64
	}{{c.Width, &o.width}, {c.Height, &o.height}} {
		if side.text != "" {
			if *side.to, err = parseLength(side.text); err != nil {
				return render.Export{}, err
			}
		}
	}
	e := o.export()
	if o.width == 0 && c.Preset == "" {
		e.WidthMM = pageWidth
	}
	return e, nil
}

// pageWidth is a page of Nature, in mm.
const pageWidth = 183

// resolve is a panel written out, and the study that it is about.
func (p compositionPanel) resolve(folder string) (session.Study, recipe.Panel, error) {
	panel := recipe.Panel{View: recipe.View(p.View), Spec: p.Spec, Drawing: p.Drawing, Range: p.Range}
	given := 0
	for _, s := range []string{p.File, p.Study, p.Sample} {
		if s != "" {
			given++
		}
	}
	switch {
	case given != 1:
		return session.Study{}, panel, fmt.Errorf(`it must have one of "file", "study" and "sample"`)
	case p.File != "":
		return p.fromFile(folder)
	case p.View == "":
		return session.Study{}, panel, fmt.Errorf(`it names no "view" of the study`)
	}
	if panel.Spec == nil {
		panel.Spec = json.RawMessage("{}")
	}
	if p.Sample != "" {
		return session.Study{Name: p.Sample, Sample: p.Sample}, panel, nil
	}
	place, err := session.At(within(folder, p.Study))
	return session.Study{Name: filepath.Base(p.Study), Places: []session.Place{place}}, panel, err
}

// within is a path as seen from a folder.
func within(folder, path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(folder, path)
}

// fromFile is the panel that a session or an exported figure shows.
func (p compositionPanel) fromFile(folder string) (session.Study, recipe.Panel, error) {
	if isJSON(p.File) {
		return session.Study{}, recipe.Panel{}, fmt.Errorf("%s puts panels together itself; name the figures that it is made of", p.File)
	}
	c := figureCommand{view: p.View}
	if err := c.read(within(folder, p.File)); err != nil {
		return session.Study{}, recipe.Panel{}, err
	}
	if err := c.choose(); err != nil {
		return session.Study{}, recipe.Panel{}, err
	}
	q := c.session.Views[c.session.View]
	panel := recipe.Panel{View: recipe.View(c.session.View), Spec: q.Spec, Drawing: q.Drawing, Range: q.Range}
	if p.Drawing != nil {
		panel.Drawing = p.Drawing
	}
	if p.Range != nil {
		panel.Range = p.Range
	}
	if panel.View == recipe.PanelsView {
		return session.Study{}, panel, fmt.Errorf("%s has several panels itself; name the files that it is made of", p.File)
	}
	study := c.session.Study
	paths, err := c.places(study)
	if err != nil {
		return study, panel, err
	}
	for i, path := range paths {
		if study.Places[i].Absolute, err = filepath.Abs(path); err != nil {
			return study, panel, err
		}
		study.Places[i].Relative = ""
	}
	return study, panel, nil
}
