package main

import (
	"context"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/semblance-app/semblance/assets"
	"github.com/semblance-app/semblance/core/arrayfile"
	"github.com/semblance-app/semblance/core/job"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
)

func newInspect() *cobra.Command {
	var o options
	cmd := command(cobra.Command{
		Use:   "inspect STUDY [flags]",
		Short: "Show what a study holds, and what was guessed",
		Long: `Show what a folder, a file or an array of an archive (FILE.npz:KEY) holds:
networks, checkpoints, layers and metadata, how the files were read as those and
how else they could be. Only headers are read.`,
		Example: "  " + program + " inspect --sample gen-mem",
		Args:    arguments(0, 1, "one folder or file"),
		RunE:    func(cmd *cobra.Command, args []string) error { return o.inspect(cmd, args) },
	})
	f := cmd.Flags()
	o.addInput(f)
	f.BoolVar(&o.listSamples, "samples", false, "list the embedded studies")
	o.addOutput(f)
	return cmd
}

func (o *options) inspect(cmd *cobra.Command, args []string) error {
	if err := o.checkInspect(args); err != nil {
		return err
	}
	if o.listSamples {
		return o.writeSamples(cmd.OutOrStdout())
	}
	t := newTerminal(cmd, o)
	var s *study.Study
	err := t.await(cmd.Context(), func(ctx context.Context, _ job.Report) (err error) {
		s, err = o.open(ctx, args)
		return err
	})
	if err != nil {
		return err
	}
	rows := func() [][]string { return arrayRows(s) }
	text := func(w io.Writer) error { return writeStudy(w, s) }
	if err := o.writeResult(t.out, holdingsOf(s), rows, text); err != nil {
		return err
	}
	t.warn(s.Warnings)
	return nil
}

func (o *options) checkInspect(args []string) error {
	if o.listSamples {
		if len(args) > 0 || o.sample != "" {
			return misuse("--samples lists the embedded studies and takes nothing else; leave out the study or --samples")
		}
	} else if err := o.checkPath(args, "say which folder or file to inspect"); err != nil {
		return err
	}
	return o.checkOutput()
}

func (o *options) writeSamples(w io.Writer) error {
	type sample struct {
		Name  string `json:"name"`
		Title string `json:"title"`
	}
	var list []sample
	rows := [][]string{{"name", "title"}}
	var t table
	t.column("sample", false)
	t.column("what it is", false)
	for _, s := range assets.Samples() {
		list = append(list, sample(s))
		rows = append(rows, []string{s.Name, s.Title})
		t.row(s.Name, s.Title)
	}
	return o.writeResult(w, list, func() [][]string { return rows }, func(w io.Writer) error {
		_, err := t.WriteTo(w)
		return err
	})
}

// holdings is a study's catalog as JSON.
type holdings struct {
	Analysis string            `json:"analysis"` // "inspect"
	Name     string            `json:"name"`
	Path     string            `json:"path"`
	Layout   heldLayout        `json:"layout"`
	Layouts  []heldLayout      `json:"layouts"` // others that the files fit, for --layout
	Axes     []heldAxes        `json:"axes"`    // by the number of dimensions
	Split    string            `json:"split"`   // of the inputs, "" where there is one
	Splits   []string          `json:"splits"`  // those there are, for --split
	Columns  []string          `json:"columns"`
	Networks []heldNetwork     `json:"networks"`
	Warnings []warning.Warning `json:"warnings"`
}

type heldLayout struct {
	Name   string `json:"name"`
	Reason string `json:"reason"`
	Holds  string `json:"holds"` // what the files are by it
	// Ambiguous reports whether one of the others is about as likely.
	Ambiguous bool `json:"ambiguous"`
}

type heldAxes struct {
	Rank   int        `json:"rank"`
	Axes   study.Axes `json:"axes"` // "" where networks differ
	Reason string     `json:"reason"`
	Chosen bool       `json:"chosen"` // not guessed
}

type heldNetwork struct {
	Name        string            `json:"name"`
	Metadata    map[string]string `json:"metadata"`
	Checkpoints []heldCheckpoint  `json:"checkpoints"`
}

type heldCheckpoint struct {
	Name   string      `json:"name"`
	Step   *int64      `json:"step"` // null where the name gives none
	Layers []heldLayer `json:"layers"`
}

type heldLayer struct {
	Name      string          `json:"name"`
	Shape     []int           `json:"shape"`
	Axes      study.Axes      `json:"axes"`
	Guessed   bool            `json:"axesGuessed,omitempty"`
	DType     arrayfile.DType `json:"dtype"`
	Bytes     int64           `json:"bytes"`
	Pieces    []int           `json:"pieces,omitempty"` // datapoints of each array that it is stacked from
	Timesteps int             `json:"timesteps"`
}

func holdingsOf(s *study.Study) holdings {
	h := holdings{
		Analysis: "inspect", Name: s.Name, Path: s.Path, Layout: heldLayout(s.Layout),
		Layouts:  []heldLayout{},
		Axes:     []heldAxes{},
		Split:    s.Split,
		Splits:   append([]string{}, s.Splits...),
		Columns:  append([]string{}, s.Columns...),
		Warnings: append([]warning.Warning{}, s.Warnings...),
	}
	for _, a := range s.Axes {
		h.Axes = append(h.Axes, heldAxes(a))
	}
	for _, l := range s.Layouts()[1:] {
		h.Layouts = append(h.Layouts, heldLayout(l))
	}
	for _, n := range s.Networks {
		held := heldNetwork{Name: n.Name, Metadata: map[string]string{}}
		for column, v := range n.Metadata {
			held.Metadata[column] = v
		}
		for _, c := range n.Checkpoints {
			k := heldCheckpoint{Name: c.Name}
			if c.HasStep {
				k.Step = &c.Step
			}
			for _, l := range c.Layers {
				k.Layers = append(k.Layers, heldLayer(l))
			}
			held.Checkpoints = append(held.Checkpoints, k)
		}
		h.Networks = append(h.Networks, held)
	}
	return h
}

// arrayRows is one row for each recorded array.
func arrayRows(s *study.Study) [][]string {
	head := []string{"network", "checkpoint", "step", "layer", "shape", "axes", "dtype", "bytes"}
	rows := [][]string{append(head, s.Columns...)}
	for _, n := range s.Networks {
		for _, c := range n.Checkpoints {
			step := ""
			if c.HasStep {
				step = strconv.FormatInt(c.Step, 10)
			}
			for _, l := range c.Layers {
				row := []string{n.Name, c.Name, step, l.Name, shape(l, "x"), string(l.Axes), l.DType.String(), strconv.FormatInt(l.Bytes, 10)}
				for _, column := range s.Columns {
					row = append(row, n.Metadata[column])
				}
				rows = append(rows, row)
			}
		}
	}
	return rows
}

func shape(l study.Layer, times string) string {
	sides := make([]string, len(l.Shape))
	for i, d := range l.Shape {
		sides[i] = strconv.Itoa(d)
	}
	return strings.Join(sides, times)
}
