package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/job"
	"github.com/semblance-app/semblance/core/session"
	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/provenance"
	"github.com/semblance-app/semblance/plotting/recipe"
	"github.com/semblance-app/semblance/plotting/render"
)

// figureCommand draws again what a file says of how it was drawn.
type figureCommand struct {
	options
	spec  bool
	study string
	view  string

	// What the file says. record is nil for a session.
	path    string
	record  *provenance.Record
	session session.Session

	found []string // where studies are that were elsewhere
}

func newFigure() *cobra.Command {
	c := &figureCommand{}
	cmd := command(cobra.Command{
		Use:   "figure FILE [flags]",
		Short: "Draw a session or an exported figure again, or several as one",
		Long: `Draw again what a session shows, or what a PNG, SVG or PDF shows that Semblance
exported, by the record that such a file carries. Where nothing has changed, the
same format and size give the same bytes.

` + compositionHelp + `

The record has the study's place as seen from the figure, what the study held, the
question with its seeds, the drawing, style and size, and the numbers that are
drawn. Flags of figures say what is to differ. --spec prints it. --csv prints the
numbers, for which the study need not be there.`,
		Example: "  " + program + " figure layers.pdf -o layers.svg",
		Args:    arguments(1, 1, "one file: a session (.semblance), a PNG, SVG or PDF that Semblance exported, or panels to put together (.json)"),
		RunE:    func(cmd *cobra.Command, args []string) error { return c.run(cmd, args[0]) },
	})
	f := cmd.Flags()
	f.BoolVar(&c.spec, "spec", false, "print the record, or the session, as JSON")
	f.BoolVar(&c.csv, "csv", false, "print the numbers that are drawn as CSV")
	f.StringVar(&c.study, "study", "", "the study is at `PATH` now")
	f.StringVar(&c.view, "view", "", "of a session, draw the view `NAME` (default: the one it shows)")
	f.BoolVar(&c.quiet, "quiet", false, "no notes, warnings or progress on standard error")
	variable(f, &c.how.Workers, "workers", "N", "", parseCount, "processors to use (default: all); results do not depend on it")
	c.addFigures(f)
	f.VisitAll(func(flag *pflag.Flag) {
		if _, ok := flag.Annotations[ofFigures]; ok {
			flag.DefValue = "" // all is as it was
		}
	})
	f.Lookup("output").DefValue = "[]" // as pflag has none
	f.Lookup("output").Usage = "draw it to `FILE`." + strings.ReplaceAll(joined(render.Formats()), ", ", ", .") + "; may be repeated"
	return cmd
}

func (c *figureCommand) run(cmd *cobra.Command, path string) error {
	if !c.spec && !c.csv && len(c.figures) == 0 {
		return misuse("say what to make of %s: a figure with -o FILE, --spec for how it was made, or --csv for its numbers", path)
	}
	if c.spec && c.csv {
		return misuse("--spec and --csv both write to standard output; choose one")
	}
	if err := c.check(); err != nil {
		return err
	}
	if err := c.read(path); err != nil {
		return err
	}
	if c.spec {
		if err := c.printSpec(cmd); err != nil {
			return err
		}
	}
	if c.csv && c.record != nil {
		table, err := c.record.Numbers.Table()
		if err != nil {
			return inFile(path, err)
		}
		if _, err := fmt.Fprint(cmd.OutOrStdout(), table); err != nil {
			return err
		}
	}
	if len(c.figures) == 0 && (!c.csv || c.record != nil) {
		return nil
	}
	return c.draw(cmd)
}

// check refuses files that this command does not make.
func (c *figureCommand) check() error {
	for _, path := range c.figures {
		if isJSON(path) || isNumpy(path) {
			return misuse("-o %s: this command draws; %s of the result is made by the command that computes it", path, filepath.Ext(path))
		}
	}
	return c.checkOutput()
}

// read reads the file by what it is.
func (c *figureCommand) read(path string) error {
	c.path = path
	if isJSON(path) {
		s, err := readComposition(path)
		c.session = s
		return err
	}
	if !strings.EqualFold(filepath.Ext(path), session.Extension) {
		r, err := provenance.Read(path)
		if err != nil {
			return err
		}
		c.record = &r
		c.session, err = session.Decode(r.Session)
		return inFile(path, err)
	}
	s, err := session.Read(path)
	c.session = s
	return err
}

// inFile says in which file an error was found that names none.
func inFile(path string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", path, err)
}

func (c *figureCommand) printSpec(cmd *cobra.Command) error {
	text, err := session.Encode(c.session)
	if c.record != nil {
		readable := *c.record
		if table, err := readable.Numbers.Table(); err == nil {
			readable.Numbers = provenance.Numbers{CSV: table}
		}
		text, err = readable.Encode()
	}
	var out bytes.Buffer
	if err == nil {
		err = json.Indent(&out, text, "", "  ")
	}
	if err == nil {
		_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s\n", bytes.TrimSpace(out.Bytes()))
	}
	return err
}

// draw makes the figure and writes it.
func (c *figureCommand) draw(cmd *cobra.Command) error {
	if err := c.choose(); err != nil {
		return err
	}
	t := newTerminal(cmd, &c.options)
	var made recipe.Made
	var warnings []warning.Warning
	err := t.await(cmd.Context(), func(ctx context.Context, report job.Report) (err error) {
		made, warnings, err = c.make(ctx, analysis.Progress(report))
		return err
	})
	for _, path := range c.found {
		t.note("found the study at %s, by what it holds; it is no longer where %s has it", path, c.path)
	}
	if err != nil {
		return err
	}
	d, err := c.drawing(made.Figure, cmd.Flags())
	if err != nil {
		return inFile(c.path, err)
	}
	if c.csv && c.record == nil {
		if err := figure.CSV(cmd.OutOrStdout(), made.Figure); err != nil {
			return inFile(c.path, err)
		}
	}
	t.warn(warnings)
	if len(c.figures) > 0 {
		t.warn(effects(d.figure, d.style, d.before))
		t.warn(d.cautions(c.figures))
	}
	for _, path := range c.figures {
		if err := d.save(path); err != nil {
			return err
		}
		t.note("wrote %s", path)
	}
	return nil
}

// choose keeps of the session the view that is drawn.
func (c *figureCommand) choose() error {
	view := cmp.Or(c.view, c.session.View)
	q, ok := c.session.Views[view]
	if !ok || q.Spec == nil {
		have := strings.Join(slices.Sorted(maps.Keys(c.session.Views)), ", ")
		if c.view == "" {
			return fmt.Errorf("%s shows the view %s, which has no figure; choose one with --view: %s", c.path, view, have)
		}
		return fmt.Errorf("%s has no view %s; it has %s", c.path, view, have)
	}
	c.session = c.session.Only(view)
	return nil
}

// drawing is the figure in the style and the size of the file, or those that
// flags ask for.
func (c *figureCommand) drawing(fig figure.Figure, flags *pflag.FlagSet) (drawing, error) {
	d := drawing{figure: fig, export: c.export()}
	if c.session.Look != nil {
		var before look
		if err := json.Unmarshal(c.session.Look, &before); err != nil {
			return d, err
		}
		d.style, d.before = before.Style, before.Style
	}
	if c.session.Export != nil {
		var before exportOf
		if err := json.Unmarshal(c.session.Export, &before); err != nil {
			return d, err
		}
		d.export = c.over(before.Export)
		if before.Selection {
			d.figure = figure.Highlighted(fig, c.session.Selected)
		}
	}
	var err error
	if d.style, err = c.restyled(d.style, flags); err != nil {
		return d, err
	}
	if d.style.Texts, err = c.worded(d.style.Texts, fig); err != nil {
		return d, err
	}
	if !c.noProvenance {
		d.session = &c.session
	}
	return d, nil
}

// restyled is a style with what flags say in place of what it had. Flags set parts
// of a look; those that were given are set anew over the style.
func (c *figureCommand) restyled(before render.Style, flags *pflag.FlagSet) (render.Style, error) {
	given := map[*pflag.Flag]string{}
	flags.Visit(func(f *pflag.Flag) {
		if _, ok := f.Annotations[ofFigures]; ok && f.Name != "output" && f.Name != "text" {
			given[f] = f.Value.String()
		}
	})
	c.look = figureLook{
		style: before, xDecimals: before.X.Decimals, decimals: before.Y.Decimals,
		x: ends{before.X.Min, before.X.Max}, y: ends{before.Y.Min, before.Y.Max}, values: ends{before.Values.Min, before.Values.Max},
	}
	if s := &c.look.style; c.preset.TextPoints != 0 {
		s.FontSize, s.LineWidth, s.MarkerSize = 0, 0, 0
	}
	var errs []error
	for f, text := range given {
		errs = append(errs, f.Value.Set(text))
	}
	style := c.figureStyle()
	if !flags.Changed("decimals") {
		style.Values.Decimals = before.Values.Decimals
	}
	return style, errors.Join(errs...)
}

// over is an export with what flags say in place of what it had.
func (c *figureCommand) over(before render.Export) render.Export {
	asked := c.export()
	if c.width != 0 || c.height != 0 || c.preset.Name != "" {
		before.Preset = asked.Preset
	}
	if c.width != 0 || c.preset.Name != "" {
		before.WidthMM, before.HeightMM = asked.WidthMM, asked.HeightMM
	}
	before.HeightMM = cmp.Or(c.height, before.HeightMM)
	before.DPI = cmp.Or(c.dpi, before.DPI)
	return before
}
