package main

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/render"
)

// preset is a size that a publisher asks for, with the text that suits it.
type preset struct {
	name                string
	widthMM, textPoints float64
	heightMM            float64 // 0 where it follows from the kind of figure
}

const inch = 25.4

func presets() []preset {
	return []preset{
		{name: "neurips", widthMM: 5.5 * inch, textPoints: 8},
		{name: "icml", widthMM: 3.25 * inch, textPoints: 7},
		{name: "icml-page", widthMM: 6.75 * inch, textPoints: 8},
		{name: "nature", widthMM: 89, textPoints: 7},
		{name: "nature-page", widthMM: 183, textPoints: 7},
		{name: "ieee", widthMM: 3.5 * inch, textPoints: 8},
		{name: "ieee-page", widthMM: 7.16 * inch, textPoints: 8},
		{name: "slide", widthMM: 40.0 / 3 * inch, heightMM: 7.5 * inch, textPoints: 18},
	}
}

func presetNames() string {
	var names []string
	for _, p := range presets() {
		names = append(names, p.name)
	}
	return strings.Join(names, ", ")
}

func parsePreset(s string) (preset, error) {
	for _, p := range presets() {
		if p.name == strings.ToLower(s) {
			return p, nil
		}
	}
	return preset{}, fmt.Errorf("there is no preset %q; choose one of %s", s, presetNames())
}

// Height over width, where nothing else is asked. Curves have that of the
// default size; a matrix needs more, for square cells beside its colour bar.
const (
	curveAspect  = 60.0 / 89
	matrixAspect = 0.82
)

// size of a figure: the flags, else the preset, else the default width.
func (o *options) size(kind figure.Kind) render.Size {
	s := render.Size{WidthMM: 89, HeightMM: o.height}
	if o.preset.widthMM > 0 {
		s.WidthMM = o.preset.widthMM
	}
	if s.HeightMM == 0 && o.width == 0 {
		s.HeightMM = o.preset.heightMM
	}
	if o.width > 0 {
		s.WidthMM = o.width
	}
	if s.HeightMM == 0 {
		aspect := curveAspect
		if kind == figure.KindLayerMatrix {
			aspect = matrixAspect
		}
		s.HeightMM = math.Round(s.WidthMM * aspect)
	}
	return s
}

const jsonFile = ".json"

// checkOutput finds before the work what would fail after it.
func (o *options) checkOutput() error {
	if o.json && o.csv {
		return misuse("--json and --csv both write to standard output; choose one, and write the other to a file with -o")
	}
	for _, path := range o.figures {
		if !isJSON(path) {
			if _, err := render.FormatOf(path); err != nil {
				return misuse("-o %s: %v, or json", path, err)
			}
		}
		folder := filepath.Dir(path)
		if info, err := os.Stat(folder); err != nil || !info.IsDir() {
			return fmt.Errorf("%s: there is no folder %s to write to; make it first", path, folder)
		}
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			return fmt.Errorf("%s is a folder; give -o the name of a file", path)
		}
	}
	return nil
}

// saveFigures writes the figure to every -o file, or the result itself where
// the file is JSON.
func (o *options) saveFigures(t *terminal, fig figure.Figure, result any) error {
	out := render.Output{Size: o.size(fig.Kind), DPI: o.dpi}
	style := render.Style{FontSize: o.preset.textPoints}
	for _, path := range o.figures {
		if err := saveFigure(path, fig, style, out, result); err != nil {
			return err
		}
		t.note("wrote %s", path)
	}
	return nil
}

func saveFigure(path string, fig figure.Figure, style render.Style, out render.Output, result any) error {
	if !isJSON(path) {
		return atPath(path, render.File(path, fig, style, out))
	}
	text, err := encode(result)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return atPath(path, os.WriteFile(path, text, 0o644))
}

// atPath says that a file could not be written, and why, without the names of
// temporary files.
func atPath(path string, err error) error {
	var inner *fs.PathError
	var link *os.LinkError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &inner):
		err = inner.Err
	case errors.As(err, &link):
		err = link.Err
	}
	return fmt.Errorf("%s cannot be written (%w); choose another file or folder with -o", path, err)
}

func isJSON(path string) bool { return strings.EqualFold(filepath.Ext(path), jsonFile) }
