package ui

import (
	"cmp"
	"context"
	"os"
	"path/filepath"

	"github.com/semblance-app/semblance/assets"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/plotting/render"
	"github.com/semblance-app/semblance/ui/model"
)

// WriteFigures writes what a window opened on a source would show first, by
// layer, as a matrix and as the spectrum of the first pair, each as PNG and
// SVG. It needs no display. It returns the files it wrote, also beside an error.
func WriteFigures(ctx context.Context, folder string, from Source) ([]string, error) {
	opened, err := from.open(ctx)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	var files []string
	err = model.FirstFigures(ctx, opened, func(f model.Named) error {
		for _, format := range []render.Format{render.PNG, render.SVG} {
			path := filepath.Join(folder, f.Name+"."+string(format))
			if err := render.File(path, f.Figure, f.Style, render.Output{Size: f.Size}); err != nil {
				return err
			}
			files = append(files, path)
		}
		return nil
	})
	return files, err
}

func (s Source) open(ctx context.Context) (*model.Opened, error) {
	switch len(s.Paths) {
	case 0:
		return library{}.OpenSample(ctx, cmp.Or(s.Sample, assets.Samples()[0].Name), study.OpenOptions{})
	case 1:
		return library{}.Open(ctx, s.Paths[0], study.OpenOptions{})
	}
	return library{}.OpenPair(ctx, s.Paths[0], s.Paths[1], study.OpenOptions{})
}
