package main

import (
	"context"
	"fmt"
	"io"

	"github.com/semblance-app/semblance/ui"
	"github.com/semblance-app/semblance/ui/model"
)

// headless writes the figures that the window would open with.
func headless(ctx context.Context, folder string, from ui.Source, stdout, stderr io.Writer) int {
	files, err := ui.WriteFigures(ctx, folder, from)
	for _, f := range files {
		fmt.Fprintln(stdout, "wrote", f)
	}
	if err != nil {
		fmt.Fprintln(stderr, "semblance:", model.Explain(err))
		return failed
	}
	return done
}
