package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/semblance-app/semblance/assets"
	"github.com/semblance-app/semblance/core/session"
	"github.com/semblance-app/semblance/plotting/recipe"
)

// compositionPanel is a session or an exported figure, or a view of a study or of
// a sample.
type compositionPanel struct {
	File    string          `json:"file"`
	Study   string          `json:"study"`
	Sample  string          `json:"sample"`
	Split   string          `json:"split"`
	Layout  string          `json:"layout"`
	View    string          `json:"view"`
	Spec    json.RawMessage `json:"spec"`
	Drawing json.RawMessage `json:"drawing"`
	Range   *[2]float64     `json:"range"`
	Rows    *[2]float64     `json:"rows"`
	Span    int             `json:"span"`
}

// falling reports whether ends are given of which the first is not the smaller.
func falling(ends *[2]float64) bool { return ends != nil && !(ends[0] < ends[1]) }

// resolve is a panel written out, and the study that it is about.
func (p compositionPanel) resolve(folder string) (session.Study, recipe.Panel, error) {
	view, spec, err := session.Today(p.View, p.Spec)
	if err != nil {
		return session.Study{}, recipe.Panel{}, err
	}
	if p.View = view; p.File == "" {
		p.Spec = spec // else it is the file's, or refused
	}
	panel := recipe.Panel{View: recipe.View(p.View), Spec: p.Spec, Drawing: p.Drawing, Range: p.Range, Rows: p.Rows}
	given := 0
	for _, s := range []string{p.File, p.Study, p.Sample} {
		if s != "" {
			given++
		}
	}
	switch {
	case given != 1:
		return session.Study{}, panel, fmt.Errorf(`it must have one of "file", "study" and "sample"`)
	case p.Span < 0 || p.Span > mostColumns:
		return session.Study{}, panel, fmt.Errorf(`"span": it cannot have %d columns; give a number from 1 to %d`, p.Span, mostColumns)
	case falling(p.Range):
		return session.Study{}, panel, fmt.Errorf(`"range": [%g, %g] is no range; its first number must be the smaller`, p.Range[0], p.Range[1])
	case falling(p.Rows):
		return session.Study{}, panel, fmt.Errorf(`"rows": [%g, %g] is no range; its first number must be the smaller`, p.Rows[0], p.Rows[1])
	case p.File != "":
		return p.fromFile(folder)
	}
	if err := p.check(); err != nil {
		return session.Study{}, panel, err
	}
	if panel.Spec == nil {
		panel.Spec = json.RawMessage("{}")
	}
	study, err := p.study(folder)
	return study, panel, err
}

// check refuses a view that there is not, and what it does not have.
func (p compositionPanel) check() error {
	views := joined(recipe.Views())
	switch view := recipe.View(p.View); {
	case p.View == "":
		return fmt.Errorf(`it names no "view" of the study; choose one of %s`, views)
	case !slices.Contains(recipe.Views(), view):
		return fmt.Errorf("there is no view %q; choose one of %s", p.View, views)
	default:
		return recipe.Recipe{View: view, Spec: p.Spec, Drawing: p.Drawing}.Check()
	}
}

// study is the one that the panel names, which must be there.
func (p compositionPanel) study(folder string) (session.Study, error) {
	if p.Sample != "" {
		if p.Layout != "" {
			return session.Study{}, errors.New(`"layout" says how a study on disk is read; leave it out`)
		}
		_, err := assets.OpenSample(p.Sample)
		return session.Study{Name: p.Sample, Sample: p.Sample, Split: p.Split}, err
	}
	place, err := session.At(within(folder, p.Study))
	if err == nil && !session.Exists(place.Absolute) {
		err = fmt.Errorf("there is no %s; check the path", within(folder, p.Study))
	}
	return session.Study{Name: filepath.Base(p.Study), Places: []session.Place{place}, Split: p.Split, Layout: p.Layout}, err
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
	if p.Spec != nil || p.Split != "" || p.Layout != "" {
		return session.Study{}, recipe.Panel{}, errors.New(`"spec", "split" and "layout" go with a "study" or a "sample"; a file has its own`)
	}
	c := figureCommand{view: p.View}
	if err := c.read(within(folder, p.File)); err != nil {
		return session.Study{}, recipe.Panel{}, err
	}
	if err := c.choose(); err != nil {
		return session.Study{}, recipe.Panel{}, err
	}
	q := c.session.Views[c.session.View]
	panel := recipe.Panel{View: recipe.View(c.session.View), Spec: q.Spec, Drawing: q.Drawing, Range: q.Range, Rows: q.Rows}
	if p.Drawing != nil {
		panel.Drawing = p.Drawing
		if err := (recipe.Recipe{View: panel.View, Drawing: p.Drawing}).Check(); err != nil {
			return session.Study{}, panel, err
		}
	}
	if p.Range != nil {
		panel.Range = p.Range
	}
	if p.Rows != nil {
		panel.Rows = p.Rows
	}
	if panel.View == recipe.PanelsView {
		return session.Study{}, panel, fmt.Errorf("%s has several panels itself; name the files that it is made of", p.File)
	}
	study := c.session.Study
	paths, err := c.places(study, c.find)
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
