package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/session"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/plotting/recipe"
)

// make opens the study, or those of the panels, and follows the recipe there.
func (c *figureCommand) make(ctx context.Context, report analysis.Progress) (made recipe.Made, list []warning.Warning, err error) {
	q := c.session.Views[c.session.View]
	r := recipe.Recipe{View: recipe.View(c.session.View), Spec: q.Spec, Drawing: q.Drawing, Window: recipe.WindowOf(q.Range, q.Rows)}
	var d recipe.Data
	if r.View == recipe.PanelsView {
		d.Studies, err = c.studies(ctx, &list)
		c.session.Study = session.Study{}
		if len(c.session.Studies) > 0 {
			c.session.Study = c.session.Studies[0]
		}
	} else {
		d, err = c.open(ctx, &c.session.Study, &list)
	}
	if err != nil {
		return made, nil, err
	}
	made, err = r.Make(ctx, d, recipe.Options{Workers: c.how.Workers, Report: report})
	return made, warning.Merge(list, made.Warnings...), inFile(c.path, err)
}

// studies opens those of the panels.
func (c *figureCommand) studies(ctx context.Context, list *[]warning.Warning) (func(context.Context, int) (recipe.Data, error), error) {
	if c.study != "" {
		return nil, misuse("%s has several panels, and --study names one study; put the studies where they were, or change the paths in the file", c.path)
	}
	all := make([]recipe.Data, len(c.session.Studies))
	for i := range all {
		var err error
		if all[i], err = c.open(ctx, &c.session.Studies[i], list); err != nil {
			return nil, err
		}
	}
	return func(_ context.Context, number int) (recipe.Data, error) {
		if number < 0 || number >= len(all) {
			return recipe.Data{}, fmt.Errorf("it names study %d of %d; make the figure anew", number, len(all))
		}
		return all[number], nil
	}, nil
}

// open opens a study, notes where it is and what it holds now, and warns of what
// has changed.
func (c *figureCommand) open(ctx context.Context, at *session.Study, list *[]warning.Warning) (recipe.Data, error) {
	before := *at
	if before.None() {
		return recipe.Data{}, nil
	}
	paths, err := c.places(before, func(p session.Place) (string, error) { return c.search(ctx, p) })
	if err != nil {
		return recipe.Data{}, err
	}
	s, err := openStudy(ctx, before, paths)
	if err != nil {
		return recipe.Data{}, err
	}
	c.sample, c.layout, c.axes, c.split = before.Sample, before.Layout, before.Axes, before.Split
	if c.study != "" {
		c.sample = ""
	}
	if err := c.opened(s.Name, paths...); err != nil {
		return recipe.Data{}, err
	}
	if err := fill(ctx, &c.from); err != nil {
		return recipe.Data{}, err
	}
	*at = c.from
	*list = warning.Merge(warning.Merge(*list, changed(before, c.from)...), s.Warnings...)
	return data(s), nil
}

// places are where the study is now: where somebody says, or where it is found.
func (c *figureCommand) places(s session.Study, find func(session.Place) (string, error)) ([]string, error) {
	switch {
	case c.study != "" && len(s.Places) > 1:
		return nil, misuse("%s compares two files or folders, and --study names one; put them back, or compare them anew", c.path)
	case c.study != "":
		return []string{c.study}, nil
	}
	var paths []string
	for _, p := range s.Places {
		path, err := find(p)
		var gone *session.Error
		if errors.As(err, &gone) {
			gone.Path, gone.Hint = c.path, "say where it is with --study PATH"
			if c.record != nil {
				gone.Hint += "; --csv prints the numbers without it"
			}
		}
		if err != nil {
			return nil, err
		}
		paths = append(paths, path)
	}
	return paths, nil
}

// find is where a place is that the file names.
func (c *figureCommand) find(p session.Place) (string, error) { return p.Find(filepath.Dir(c.path)) }

// search is find for what may have moved near, where it is known by what it holds.
func (c *figureCommand) search(ctx context.Context, p session.Place) (string, error) {
	path, err := c.find(p)
	if err == nil {
		return path, nil
	}
	found, _ := p.Search(ctx, filepath.Dir(c.path))
	if found == "" {
		return "", err
	}
	if !slices.Contains(c.found, found) {
		c.found = append(c.found, found)
	}
	return found, nil
}

// openStudy opens what a session names, at the paths where it is now.
func openStudy(ctx context.Context, s session.Study, paths []string) (*study.Study, error) {
	switch len(paths) {
	case 0:
		return openSample(ctx, s.Sample, s.Read())
	case 1:
		return study.OpenEndpointWith(ctx, paths[0], s.Read())
	}
	return study.OpenPairWith(ctx, paths[0], paths[1], s.Read())
}

// changed warns of what became of a study.
func changed(before, now session.Study) []warning.Warning {
	var list []warning.Warning
	for i, place := range now.Places {
		if i >= len(before.Places) || before.Places[i].Contents == nil {
			continue
		}
		if c := place.Contents.Since(before.Places[i].Contents); !c.None() {
			list = append(list, warning.Warning{Code: warning.StudyChanged, Message: "the study has changed since the figure was made: " + c.String()})
		}
	}
	return list
}
