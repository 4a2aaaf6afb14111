package model

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/arrayfile"
	"github.com/semblance-app/semblance/core/atomicfile"
	"github.com/semblance-app/semblance/plotting/render"
)

// ResultJSON is the format of a file that has the result in place of its figure,
// at full precision, as semblance-cli writes it.
const ResultJSON render.Format = "json"

// Formats lists what can be saved, in the order menus show it.
func Formats() []render.Format { return append(render.Formats(), ResultJSON) }

// formatOf is the format of a file's extension.
func formatOf(path string) (render.Format, error) {
	if strings.EqualFold(filepath.Ext(path), "."+string(ResultJSON)) {
		return ResultJSON, nil
	}
	f, err := render.FormatOf(path)
	if err != nil {
		err = fmt.Errorf("%w, or %s", err, ResultJSON)
	}
	return f, err
}

// PresetTitles lists the sizes that are offered, Custom last.
func PresetTitles() []string {
	var titles []string
	for _, p := range render.Presets() {
		titles = append(titles, p.Title)
	}
	return append(titles, render.Custom)
}

// Export is how a figure is written to a file.
type Export struct {
	render.Export
	// Selection sets back what is not selected, as on the screen.
	Selection bool `json:",omitempty"`
	// NoProvenance leaves out of files how the figure was made.
	NoProvenance bool `json:",omitempty"`
}

// DefaultExport is what a first start has.
func DefaultExport() Export {
	p := render.Presets()[0]
	return Export{Export: render.Export{Preset: p.Title, WidthMM: p.WidthMM, DPI: 300, Format: render.SVG}}
}

// Export is the current one.
func (m *Model) Export() Export { return m.export }

// SetPreset takes the size and text of the preset with that title; Custom keeps
// the size there is.
func (m *Model) SetPreset(title string) {
	look := m.look
	switch i := slices.IndexFunc(render.Presets(), func(p render.Preset) bool { return p.Title == title }); {
	case title == render.Custom:
		m.export.HeightMM = m.Size().HeightMM
	case i < 0:
		return
	default:
		p := render.Presets()[i]
		m.export.WidthMM, m.export.HeightMM = p.WidthMM, p.HeightMM
		look.Style.FontSize = p.TextPoints
	}
	m.export.Preset = title
	m.tell(ExportChanged)
	m.SetLook(look)
}

// SetSize gives the size by hand.
func (m *Model) SetSize(s render.Size) {
	if s == m.Size() {
		return
	}
	m.export.Preset, m.export.WidthMM, m.export.HeightMM = render.Custom, s.WidthMM, s.HeightMM
	m.tell(ExportChanged)
}

// SetDPI chooses the resolution of pictures made of pixels.
func (m *Model) SetDPI(dpi float64) {
	m.export.DPI = dpi
	m.tell(ExportChanged)
}

// SetFormat chooses the file format.
func (m *Model) SetFormat(f render.Format) {
	m.export.Format = f
	m.tell(ExportChanged)
}

// SetProvenance chooses whether files carry how the figure was made.
func (m *Model) SetProvenance(on bool) {
	m.export.NoProvenance = !on
	m.tell(ExportChanged)
}

// Size is the exported figure's physical size.
func (m *Model) Size() render.Size { return m.Output().Size }

// Output is what render.File is asked for, without a record.
func (m *Model) Output() render.Output {
	fig, _ := m.Figure()
	return m.export.Output(fig, m.ExportStyle())
}

// Withheld is why the figure that is shown is not to be kept now, "" where it can be:
// while one of another kind or of another study is chosen and not there yet, nobody
// would look for it under what it is.
func (m *Model) Withheld() string {
	stale := false
	if a := m.analysisOf(m.view); a != nil {
		stale = a.stale()
	} else if !m.answer.in.same(m.opened) {
		stale = true
	} else if s := m.answer.Spectrum; (s != nil) != (m.choice.Pair != nil) {
		stale = true
	} else if l := m.answer.Layers; s == nil && l != nil {
		stale = l.AllLayers != m.choice.AllLayers
	}
	switch _, drawn := m.Figure(); {
	case !drawn:
		return "There is no figure yet."
	case m.disk.changed != nil:
		return "The study changed on disk since it was opened; open it again first (F5)."
	case stale:
		return "This is the figure from before; the chosen one is not computed yet."
	}
	if s := m.Cramped(); s != nil && PictureReason(m.export.Format) == "" {
		return s.String()
	}
	return ""
}

// FileName suggests a name for the exported figure, which is the one that is shown
// and not one that is chosen and on its way.
func (m *Model) FileName() string {
	if a := m.analysisOf(m.view); a != nil {
		return fileName(strings.Join(slices.DeleteFunc(a.fileName(), func(s string) bool { return s == "" }), "-")) + "." + string(m.export.Format)
	}
	c := m.answer.choice
	a, b := c.A.Network, c.B.Network
	if a == b && c.A.Step != c.B.Step {
		a, b = a+"-"+c.A.Step, b+"-"+c.B.Step
	}
	var parts []string
	switch {
	case c.Pair != nil && c.Pair.A == c.Pair.B:
		parts = []string{"spectrum", c.Pair.A}
	case c.Pair != nil:
		parts = []string{"spectrum", c.Pair.A, c.Pair.B}
	case c.AllLayers:
		parts = []string{string(c.Measure), "all-layers"}
	default:
		parts = []string{string(c.Measure), "layers"}
	}
	parts = append(parts, a)
	if a != b {
		parts = append(parts, b)
	}
	return fileName(strings.Join(parts, "-")) + "." + string(m.export.Format)
}

// fileName keeps letters, digits, dots and hyphens.
func fileName(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(".-_", r) {
			return r
		}
		return '-'
	}, s)
	return strings.Trim(s, "-.")
}

// ExportPath is the file of that name in a folder. A name that does not end in a
// format's extension gets the chosen one's: the dot in rate-0.05 is of a number.
func (m *Model) ExportPath(folder, name string) (string, error) {
	name = strings.TrimRight(strings.TrimSpace(name), ".")
	if name == "" {
		return "", errNoName
	}
	if _, err := formatOf(name); err != nil {
		name += "." + string(m.export.Format)
	}
	if filepath.IsAbs(name) {
		return name, nil
	}
	return filepath.Join(folder, name), nil
}

// Save writes the figure that is shown, or its result, in the background, in the
// format of the path's extension, and calls done on the model's goroutine. A file
// that is there stays as it is until the new one is complete.
func (m *Model) Save(path string, done func(error)) {
	fig, ok := m.exported()
	if !ok {
		done(errNoFigure)
		return
	}
	style, out, check := m.ExportStyle(), m.Output(), m.checkShown()
	var err error
	if out.Format, err = formatOf(path); err != nil {
		done(err)
		return
	}
	done = m.asSaved(out.Format, done)
	if out.Format == ResultJSON {
		result := m.shownResult()
		m.keep(check, func() error { return saveResult(path, result) }, done)
		return
	}
	record, err := m.recorder(fig, path)
	if err != nil {
		done(err)
		return
	}
	m.keep(check, func() (err error) {
		if out.Record, err = record(); err != nil {
			return fmt.Errorf("save figure: %w", err)
		}
		return render.File(path, fig, style, out)
	}, done)
}

// Picture makes the figure that is shown as it would be exported, in the background, and
// calls done with it on the model's goroutine: a PNG of the chosen size and resolution,
// or of 300 dots per inch where the chosen format has none. It carries nothing of how it
// was made, for a clipboard takes it anywhere.
func (m *Model) Picture(done func(png []byte, err error)) {
	fig, ok := m.exported()
	if !ok {
		done(nil, errNoFigure)
		return
	}
	style, out := m.ExportStyle(), m.Output()
	if out.Format != render.PNG {
		out.Format, out.DPI = render.PNG, 0
	}
	var picture bytes.Buffer
	m.keep(m.checkShown(), func() error { return render.Write(&picture, fig, style, out) }, func(err error) { done(picture.Bytes(), err) })
}

// asSaved chooses the format that a file was saved in, which its name may have had from
// a person, before done hears of it.
func (m *Model) asSaved(f render.Format, done func(error)) func(error) {
	return func(err error) {
		if err == nil && m.export.Format != f {
			m.SetFormat(f)
		}
		done(err)
	}
}

// keep writes what is shown in the background, unless check says that it is of files
// that are no longer there.
func (m *Model) keep(check func(context.Context) error, write func() error, done func(error)) {
	m.Background(func() error {
		if err := check(m.ctx); err != nil {
			return err
		}
		return write()
	}, func(err error) {
		if errors.Is(err, arrayfile.ErrChanged) {
			m.LookAtFiles()
		}
		done(err)
	})
}

// shownResult is what the figure that is shown was drawn from; there must be one.
func (m *Model) shownResult() any {
	if a := m.analysisOf(m.view); a != nil {
		return a.answer()
	}
	if s := m.answer.Spectrum; s != nil {
		return s
	}
	return m.answer.Layers
}

func saveResult(path string, result any) error {
	text, err := analysis.JSON(result)
	if err == nil {
		err = atomicfile.Write(path, text)
	}
	if err != nil {
		return fmt.Errorf("save result: %w", err)
	}
	return nil
}
