package main

import (
	"bytes"
	"context"
	"encoding/json"
	"path/filepath"

	"github.com/semblance-app/semblance/core/linalg"
	"github.com/semblance-app/semblance/core/session"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/provenance"
	"github.com/semblance-app/semblance/plotting/recipe"
	"github.com/semblance-app/semblance/plotting/render"
)

// plan is how an answer is drawn: the figure, and the recipe that makes it again.
type plan struct {
	figure func() figure.Figure
	recipe func() (recipe.Recipe, error)
}

// planned is the plan of a kind for what it computed.
func planned[S, O, R any](k recipe.Kind[S, O, R], spec S, drawing O, res *R) plan {
	return plan{
		figure: func() figure.Figure { return k.Figure(spec, res, drawing) },
		recipe: func() (recipe.Recipe, error) { return k.Recipe(spec, drawing) },
	}
}

// drawing is a figure with all that a file of it needs.
type drawing struct {
	figure figure.Figure
	style  render.Style
	before render.Style // that of the file it is drawn from
	export render.Export
	// session is what the file carries of how the figure was made; nil is nothing.
	session *session.Session
}

// look is what the command line knows of the look that sessions keep.
type look struct{ Style render.Style }

// withStyle is a look with that style. What has it already stays as it is written.
func withStyle(text json.RawMessage, style render.Style) (json.RawMessage, error) {
	if text == nil {
		return json.Marshal(look{style})
	}
	var before look
	if err := json.Unmarshal(text, &before); err != nil || before.Style == style {
		return text, err
	}
	var fields map[string]json.RawMessage
	err := json.Unmarshal(text, &fields)
	if err == nil {
		fields["Style"], err = json.Marshal(style)
	}
	if err != nil {
		return nil, err
	}
	return json.Marshal(fields)
}

// exportOf is how sessions keep an export.
type exportOf struct {
	render.Export
	Selection bool `json:",omitempty"` // whether what is not selected is set back
}

// withExport is that export in the place of another.
func withExport(text json.RawMessage, export render.Export) (json.RawMessage, error) {
	var before exportOf
	if text != nil {
		if err := json.Unmarshal(text, &before); err != nil {
			return nil, err
		}
	}
	before.Export = export
	return json.Marshal(before)
}

// output is what render is asked for, for a file.
func (d drawing) output(path string) (render.Output, error) {
	out := d.export.Output(d.figure, d.style)
	var err error
	if out.Format, err = render.FormatOf(path); err != nil || d.session == nil || !provenance.Carries(path) {
		return out, err
	}
	d.export.Format = out.Format
	out.Record, err = d.record(path)
	return out, err
}

// record is what a file carries.
func (d drawing) record(path string) ([]byte, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	s := d.session.Shared(filepath.Dir(path))
	if s.Look, err = withStyle(s.Look, d.style); err != nil {
		return nil, err
	}
	if s.Export, err = withExport(s.Export, d.export); err != nil {
		return nil, err
	}
	r := provenance.Record{Program: provenance.Program{Version: thisBuild().Version, Engine: linalg.Describe()}}
	if r.Session, err = session.Encode(s); err != nil {
		return nil, err
	}
	var table bytes.Buffer
	if err := render.Write(&table, d.figure, d.style, render.Output{Format: render.CSV}); err != nil {
		return nil, err
	}
	if r.Numbers, err = provenance.NumbersOf(table.Bytes()); err != nil {
		return nil, err
	}
	return r.Encode()
}

// sessionOf is the session of one question about what was opened.
func (o *options) sessionOf(ctx context.Context, r recipe.Recipe) (*session.Session, error) {
	s := &session.Session{Study: o.from, View: string(r.View), Views: map[string]session.Question{
		string(r.View): {Spec: r.Spec, Drawing: r.Drawing},
	}}
	return s, fill(ctx, &s.Study)
}

// fill notes what the places of a study hold.
func fill(ctx context.Context, s *session.Study) (err error) {
	for i := range s.Places {
		if s.Places[i].Contents, err = session.Look(ctx, s.Places[i].Absolute); err != nil {
			return err
		}
	}
	return nil
}

// opened keeps which study was opened, as sessions do.
func (o *options) opened(name string, paths ...string) (err error) {
	o.from = session.Study{Name: name, Sample: o.sample, Layout: o.layout, Axes: o.axes, Split: o.split}
	o.from.Places = make([]session.Place, len(paths))
	for i, path := range paths {
		if o.from.Places[i], err = session.At(path); err != nil {
			return err
		}
	}
	return nil
}
