package ui

import (
	"context"
	"os"
	"path/filepath"

	"github.com/semblance-app/semblance/assets"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/plotting/render"
	"github.com/semblance-app/semblance/ui/model"
)

// WriteFigures writes what a window opened on these paths would show first, by
// layer, as a matrix and as the spectrum of the first pair, each as PNG and
// SVG. It needs no display. It returns the files it wrote, also beside an error.
func WriteFigures(ctx context.Context, folder string, paths []string) ([]string, error) {
	opened, err := openPaths(ctx, paths)
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

func openPaths(ctx context.Context, paths []string) (*model.Opened, error) {
	switch len(paths) {
	case 0:
		return library{}.OpenSample(ctx, assets.Samples()[0].Name, study.OpenOptions{})
	case 1:
		return library{}.Open(ctx, paths[0], study.OpenOptions{})
	}
	return library{}.OpenPair(ctx, paths[0], paths[1])
}
