package main

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/arrayfile"
	"github.com/semblance-app/semblance/core/job"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/plotting/recipe"
)

// answer is what a command found, in every form it can be asked for.
type answer struct {
	result   any // for JSON
	notes    []string
	rows     func() [][]string     // for CSV
	text     func(io.Writer) error // for people
	warnings []warning.Warning
	plan     plan
	arrays   []arrayfile.Array // for numpy; nil where the result has none
}

// give writes the result to standard output, tells notes before it and
// warnings after, and draws the figures.
func (o *options) give(ctx context.Context, t *terminal, a answer) error {
	d, err := o.drawingOf(a)
	if err != nil {
		return err
	}
	for _, n := range a.notes {
		t.note("%s", n)
	}
	if err := o.writeResult(t.out, a.result, a.rows, a.text); err != nil {
		return err
	}
	t.warn(a.warnings)
	if len(o.figures) == 0 {
		return nil
	}
	return o.saveFigures(ctx, t, a, d)
}

// overStudy opens the one study that args and flags name and analyses it, with
// progress.
func overStudy[R any](
	cmd *cobra.Command, o *options, args []string,
	analyse func(context.Context, recipe.Data, analysis.Progress) (R, error),
) (*terminal, *study.Study, R, error) {
	var s *study.Study
	var res R
	if err := o.checkStudy(args); err != nil {
		return nil, nil, res, err
	}
	t := newTerminal(cmd, o)
	err := t.await(cmd.Context(), func(ctx context.Context, report job.Report) (err error) {
		if s, err = o.open(ctx, args); err != nil {
			return err
		}
		res, err = analyse(ctx, data(s), analysis.Progress(report))
		return err
	})
	if err != nil {
		var none R // the work may still write to res
		return nil, nil, none, err
	}
	for _, n := range o.splitNote(s) {
		t.note("%s", n)
	}
	return t, s, res, nil
}

// data is a study with a store of its own.
func data(s *study.Study) recipe.Data {
	return recipe.Data{Study: s, Source: representation.NewStore(s, 0), Catalog: s}
}

// checkStudy finds mistakes in the command line of a command over one study.
func (o *options) checkStudy(args []string) error {
	if err := o.checkPath(args, "say which study to read: its folder or file"); err != nil {
		return err
	}
	return o.checkOutput()
}
