package render_test

import (
	"bytes"
	"maps"
	"slices"
	"testing"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/render"
)

// mirrored is a style that writes every text of a figure backwards, which is as wide.
func mirrored(fig figure.Figure, style render.Style) render.Style {
	words := figure.Words{}
	for _, own := range fig.Texts() {
		back := []rune(own)
		slices.Reverse(back)
		words[own] = string(back)
	}
	style.Texts = figure.WordingOf(words)
	return style
}

// Words for texts that a figure does not have, and none at all, change no byte of it.
func TestOtherWordsChangeNothing(t *testing.T) {
	for name, fig := range everyKind() {
		for _, f := range []render.Format{render.SVG, render.PDF} {
			out := columnOutput(fig, render.Style{})
			out.Format = f
			style := render.Style{Texts: figure.Wording{}.With("no such text", "nothing").With("layer", "").With("con", "Con")}
			if !bytes.Equal(write(t, fig, render.Style{}, out), write(t, fig, style, out)) {
				t.Errorf("%s: other bytes of %s", f, name)
			}
		}
	}
}

// The numbers of a figure, as CSV has them, go by their own names.
func TestTablesKeepTheirNames(t *testing.T) {
	for name, fig := range everyKind() {
		out := render.Output{Format: render.CSV}
		if !bytes.Equal(write(t, fig, render.Style{}, out), write(t, fig, mirrored(fig, render.Style{}), out)) {
			t.Errorf("the table of %s follows the words of its picture", name)
		}
	}
}

// Whatever the words, what is hit goes by its true name and is about the same networks.
func TestWordsAreOfWhatIsDrawnAlone(t *testing.T) {
	for name, fig := range networkFigures() {
		style := render.Style{Labels: render.LabelsNames}
		before, after := named(t, fig, style, 900, 800), named(t, fig, mirrored(fig, style), 900, 800)
		for label, networks := range before {
			if now, ok := after[label]; !ok || !slices.Equal(now, networks) {
				t.Errorf("%s: %s is about %q, was about %q", name, label, now, networks)
			}
		}
	}
}

// drawing is a figure on a screen.
func drawing(t *testing.T, fig figure.Figure, style render.Style) *render.Drawing {
	t.Helper()
	d, err := render.Image(fig, style, render.ImageOptions{PixelsWide: 1000, PixelsHigh: 800})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// With other words as many texts are drawn, each in them; and each is found where it
// stands.
func TestTextsOfADrawing(t *testing.T) {
	figs := everyKind()
	maps.Copy(figs, map[string]figure.Figure{"grid": gridFigure(figure.Shared{})})
	for name, fig := range figs {
		style := render.Style{Title: true}
		said := mirrored(fig, style)
		before, after := drawing(t, fig, style).Texts(), drawing(t, fig, said).Texts()
		if len(before) == 0 || len(before) != len(after) {
			t.Errorf("%s: %d texts, then %d", name, len(before), len(after))
			continue
		}
		words, known := said.Texts.Words(), fig.Texts()
		d := drawing(t, fig, said)
		for i, text := range after {
			if before[i].Own != text.Own || words[text.Own] != text.Said || !slices.Contains(known, text.Own) {
				t.Errorf("%s: %q is %+v, worded %q", name, before[i].Own, text, words[text.Own])
			}
			x, y := text.Box.Center()
			if at, ok := d.TextAt(x, y); !ok || text.Box.Width <= 0 || text.Box.Height <= 0 {
				t.Errorf("%s: at the middle of %q is %q", name, text.Own, at.Own)
			}
			if x < 0 || y < 0 || x > 1000 || y > 800 {
				t.Errorf("%s: %q is at %g, %g", name, text.Own, x, y)
			}
		}
	}
}

// What a person wrote for a title has nothing added; the names in a title follow theirs.
func TestWordsOfAxes(t *testing.T) {
	fig := layersFigure()
	log := render.Style{Y: render.AxisStyle{Scale: render.ScaleLog}}
	said := func(style render.Style) (list []string) {
		for _, text := range drawing(t, fig, style).Texts() {
			list = append(list, text.Said)
		}
		return list
	}
	own := fig.Panels[0].Y.Label
	if all := said(log); !slices.Contains(all, own+" (log scale)") {
		t.Fatalf("texts %q", all)
	}
	log.Texts = log.Texts.With(own, "Similarity")
	if all := said(log); !slices.Contains(all, "Similarity") {
		t.Errorf("worded, the texts are %q", all)
	}
	log.Texts = figure.WordingOf(figure.Words{own: own})
	if all := said(log); !slices.Contains(all, own) {
		t.Errorf("worded as the figure has it, without what is added, the texts are %q", all)
	}
}

// Words that are too long are shortened as names are, and hover says what was worded.
func TestLongWords(t *testing.T) {
	fig := matrixFigure()
	first := fig.Panels[0].Matrix.Cols[0]
	long := "a very long name that nobody could write below a column of cells"
	d, err := render.Image(fig, render.Style{Texts: figure.Wording{}.With(first, long)}, render.ImageOptions{PixelsWide: 400, PixelsHigh: 360})
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, text := range d.Texts() {
		if text.Own != first {
			continue
		}
		found = true
		x, y := text.Box.Center()
		h, ok := d.Hit(x, y)
		if !ok || h.Label != first || text.Said != long || text.Box.Width > 200 || text.Box.Height > 200 {
			t.Errorf("%+v is hit as %+v", text, h)
		}
	}
	if !found {
		t.Errorf("texts %+v", d.Texts())
	}
}
