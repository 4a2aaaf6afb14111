package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/job"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/render"
)

func presetNames() string {
	var names []string
	for _, p := range render.Presets() {
		names = append(names, p.Name)
	}
	return strings.Join(names, ", ")
}

// defaultWidth is a column of Nature.
const defaultWidth = 89

// size of a figure: the flags, else the preset, else what suits it.
func (o *options) size(fig figure.Figure, style render.Style) render.Size {
	s := render.Size{WidthMM: cmp.Or(o.width, o.preset.WidthMM, defaultWidth), HeightMM: o.height}
	if s.HeightMM == 0 && o.width == 0 {
		s.HeightMM = o.preset.HeightMM
	}
	if s.HeightMM == 0 {
		s.HeightMM = render.NaturalHeight(fig, style, s.WidthMM)
	}
	return s
}

const jsonFile = ".json"

// formatNames are the extensions that -o takes.
func formatNames() string {
	return strings.ReplaceAll(joined(render.Formats()), ", ", ", .") + ", " + jsonFile + ", " + npyFile + " or " + npzFile
}

// checkOutput finds before the work what would fail after it.
func (o *options) checkOutput() error {
	if o.json && o.csv {
		return misuse("--json and --csv both write to standard output; choose one, and write the other to a file with -o")
	}
	for _, path := range o.figures {
		if !isJSON(path) && !isNumpy(path) {
			if _, err := render.FormatOf(path); err != nil {
				return misuse("-o %s: %v, or json, npy and npz", path, err)
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
// the file is JSON or numpy's.
func (o *options) saveFigures(ctx context.Context, t *terminal, a answer) error {
	fig := a.draw()
	style := o.figureStyle()
	out := render.Output{Size: o.size(fig, style), DPI: o.dpi}
	for i, path := range o.figures {
		err := t.await(ctx, func(_ context.Context, report job.Report) error {
			report(i, len(o.figures), "drawing "+path)
			return saveFigure(path, fig, style, out, a)
		})
		if err != nil {
			return err
		}
		t.note("wrote %s", path)
	}
	return nil
}

func saveFigure(path string, fig figure.Figure, style render.Style, out render.Output, a answer) error {
	if isNumpy(path) {
		return saveArrays(path, a.arrays)
	}
	if !isJSON(path) {
		err := render.File(path, fig, style, out)
		if errors.Is(err, figure.ErrEmpty) {
			return fmt.Errorf("%s was not written: %w", path, err)
		}
		return atPath(path, err)
	}
	text, err := analysis.JSON(a.result)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return atPath(path, render.ReplaceFile(path, text))
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
