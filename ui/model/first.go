package model

import (
	"context"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/recipe"
	"github.com/semblance-app/semblance/plotting/render"
)

// Named is a figure with all that a file of it needs.
type Named struct {
	Name   string // of the file, without extension
	Figure figure.Figure
	Style  render.Style
	Size   render.Size
}

// FirstFigures computes what a study opens with, by layer, as a matrix and as
// the spectrum of its first pair, and hands each to write. Of a study that is
// opened as a matrix there is no figure by layer.
func FirstFigures(ctx context.Context, opened *Opened, write func(Named) error) error {
	m := New(Options{})
	defer m.Close()
	m.opened, m.choice = opened, firstChoice(opened.Study)
	steps := []func(*Choice){
		func(*Choice) {},
		func(c *Choice) { c.AllLayers = true },
		func(c *Choice) {
			p := m.answer.Layers.Pairs[0]
			c.Pair = &recipe.LayerPair{A: p.A.Layer, B: p.B.Layer}
		},
	}
	if m.choice.AllLayers {
		steps = steps[1:]
	}
	for _, step := range steps {
		step(&m.choice)
		var answer Answer
		if err := m.work(&answer)(ctx, nil); err != nil {
			return err
		}
		m.answer = answer
		fig, _ := m.Figure()
		name := m.FileName()
		named := Named{
			Name: name[:len(name)-len(m.export.Format)-1], Figure: fig,
			Style: m.ExportStyle(), Size: m.Size(),
		}
		if err := write(named); err != nil {
			return err
		}
	}
	return nil
}
