package model

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"

	"github.com/semblance-app/semblance/assets"
	"github.com/semblance-app/semblance/core/session"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/provenance"
	"github.com/semblance-app/semblance/plotting/render"
)

// recorder makes what a file of the figure that is shown carries of how it was
// made, nil for nothing. It may run anywhere.
func (m *Model) recorder(fig figure.Figure, path string) (func() ([]byte, error), error) {
	if m.export.NoProvenance || !provenance.Carries(path) {
		return func() ([]byte, error) { return nil, nil }, nil
	}
	s, err := m.Session()
	if err != nil {
		return nil, err
	}
	export := m.export
	if export.Format, err = render.FormatOf(path); err != nil {
		return nil, err
	}
	if s.Export, err = json.Marshal(export); err != nil {
		return nil, err
	}
	if path, err = filepath.Abs(path); err != nil {
		return nil, err
	}
	key := m.drawnView().key()
	s, style := s.Only(key), m.ExportStyle()
	if s.Views[key], err = m.drawnPart(s.Views[key]); err != nil {
		return nil, err
	}
	if !m.export.Selection {
		s.Selected = nil // the file shows nothing of it
	}
	if m.view == PanelsView {
		s.Study = s.Studies[0] // which is the one that is open or not
	}
	return func() (_ []byte, err error) {
		fill(m.ctx, &s) // a study that went away since is carried without what it held
		r := provenance.Record{Program: m.program}
		if r.Session, err = session.Encode(s.Shared(filepath.Dir(path))); err != nil {
			return nil, err
		}
		var table bytes.Buffer
		if err := render.Write(&table, fig, style, render.Output{Format: render.CSV}); err != nil {
			return nil, err
		}
		if r.Numbers, err = provenance.NumbersOf(table.Bytes()); err != nil {
			return nil, err
		}
		return r.Encode()
	}, nil
}

// drawnPart is the question of the view that is shown as the figure answers it: what
// was asked since is on its way, and a part of the axis that it does not have is left
// out.
func (m *Model) drawnPart(q session.Question) (_ session.Question, err error) {
	if !m.Zoomed() {
		q.Range, q.Rows, q.Axis = nil, nil, ""
	}
	switch a := m.analysisOf(m.view); {
	case m.view == PanelsView: // which withholds a figure from before
	case a != nil:
		q.Spec, err = json.Marshal(a.answers())
	default:
		q.Spec, err = json.Marshal(m.answer.choice.spec())
	}
	return q, err
}

// drawnView is the view whose figure is exported: beside the table of the study
// that is Compare's.
func (m *Model) drawnView() View {
	if m.view == StudyView {
		return CompareView
	}
	return m.view
}

// HasView reports whether a path says which view to show: a session's or that of
// an exported figure.
func HasView(path string) bool { return IsSession(path) || provenance.Carries(path) }

// OpenFigure opens the study of an exported figure in the view that the figure
// shows, with all that was chosen for it. What is open stays until that is.
func (m *Model) OpenFigure(path string) {
	if absolute, err := filepath.Abs(path); err == nil {
		path = absolute
	}
	m.openNaming(filepath.Base(path), func() (restored, error) {
		record, err := provenance.Read(path)
		if err != nil {
			return restored{}, err
		}
		s, err := session.Decode(record.Session)
		if err != nil {
			return restored{}, fmt.Errorf("%s: %w", path, err)
		}
		if !shows(s.View) {
			return restored{}, fmt.Errorf("%s shows %s, for which the window has no view; draw it again with semblance-cli figure", path, s.View)
		}
		if s.Study.None() { // and the question needs none; any study does
			s.Study.Sample = assets.Samples()[0].Name
		}
		return restored{Session: s, path: path, figure: true}, nil
	}, func() { m.remember(Recent{path}) })
}

// shows reports whether the window has a view of that key.
func shows(key string) bool {
	for v := CompareView; v <= lastView; v++ {
		if v.key() == key && v != StudyView {
			return true
		}
	}
	return false
}
