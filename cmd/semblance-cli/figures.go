package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/atomicfile"
	"github.com/semblance-app/semblance/core/job"
	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/provenance"
	"github.com/semblance-app/semblance/plotting/render"
)

func presetNames() string {
	var names []string
	for _, p := range render.Presets() {
		names = append(names, p.Name)
	}
	return strings.Join(names, ", ")
}

// What figures have unless told; the width is a column of Nature.
const (
	defaultWidth = 89 // mm
	defaultDPI   = 300
)

// export is the size of figures: the flags, else the preset, else what suits
// the figure.
func (o *options) export() render.Export {
	e := render.Export{
		Preset: cmp.Or(o.preset.Title, render.Custom), DPI: cmp.Or(o.dpi, defaultDPI),
		WidthMM: cmp.Or(o.width, o.preset.WidthMM, defaultWidth), HeightMM: o.height,
	}
	if e.HeightMM == 0 && o.width == 0 {
		e.HeightMM = o.preset.HeightMM
	}
	return e
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
		if isNumpy(path) && !o.hasArrays {
			return misuse("-o %s: this command has no arrays to write for numpy; give -o a name that ends in %s", path, jsonFile)
		}
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
		if err := atPath(path, atomicfile.Check(path)); err != nil {
			return err
		}
	}
	return nil
}

// drawingOf is the figure of an answer as the flags want it, where there is a file
// for it.
func (o *options) drawingOf(a answer) (d drawing, err error) {
	if len(o.figures) == 0 {
		return d, nil
	}
	d = drawing{figure: a.plan.figure(), style: o.figureStyle(), export: o.export()}
	d.style.Texts, err = o.worded(d.style.Texts, d.figure)
	return d, err
}

// saveFigures writes the figure to every -o file, or the result itself where
// the file is JSON or numpy's.
func (o *options) saveFigures(ctx context.Context, t *terminal, a answer, d drawing) error {
	if slices.ContainsFunc(o.figures, func(path string) bool { return !isJSON(path) && !isNumpy(path) }) {
		t.warn(effects(d.figure, d.style, render.Style{}))
		t.warn(d.cautions(o.figures))
	}
	for i, path := range o.figures {
		err := t.await(ctx, func(ctx context.Context, report job.Report) error {
			report(i, len(o.figures), "drawing "+path)
			if provenance.Carries(path) && !o.noProvenance && d.session == nil {
				r, err := a.plan.recipe()
				if err != nil {
					return err
				}
				if d.session, err = o.sessionOf(ctx, r); err != nil {
					return err
				}
			}
			return saveFigure(path, d, a)
		})
		if err != nil {
			return err
		}
		t.note("wrote %s", path)
	}
	return nil
}

func saveFigure(path string, d drawing, a answer) error {
	if isNumpy(path) {
		return saveArrays(path, a.arrays)
	}
	if !isJSON(path) {
		return d.save(path)
	}
	text, err := analysis.JSON(a.result)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return atPath(path, atomicfile.Write(path, text))
}

// cautions warn of a figure that its page or its files cannot show as it is.
func (d drawing) cautions(paths []string) []warning.Warning {
	out := d.export.Output(d.figure, d.style)
	var list []warning.Warning
	for _, path := range paths {
		if format, err := render.FormatOf(path); err == nil && format != render.CSV {
			out.Format = format
			list = warning.Merge(list, d.export.Cautions(d.figure, d.style)...)
			list = warning.Merge(list, render.LettersOf(d.figure, d.style, out)...)
		}
	}
	return list
}

// save writes the picture to a file.
func (d drawing) save(path string) error {
	out, err := d.output(path)
	if err == nil {
		err = render.File(path, d.figure, d.style, out)
	}
	switch {
	case errors.Is(err, figure.ErrEmpty):
		return fmt.Errorf("%s was not written: %w", path, d.figure.Nothing())
	case errors.As(err, new(*render.RoomError)):
		return fmt.Errorf("%s was not written: %w", path, err)
	}
	return atPath(path, err)
}

// atPath says that a file could not be written, and why.
func atPath(path string, err error) error {
	var said *atomicfile.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &said):
		return fmt.Errorf("%s was not written: %w", path, said)
	}
	return fmt.Errorf("%s cannot be written (%w); choose another file or folder with -o", path, err)
}

// bare is what the system said without a path.
func bare(err error) error {
	var inner *fs.PathError
	if errors.As(err, &inner) {
		return inner.Err
	}
	return err
}

func isJSON(path string) bool { return strings.EqualFold(filepath.Ext(path), jsonFile) }
