package recipe

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/plotting/figure"
)

// PanelsSpec asks for several figures.
type PanelsSpec struct {
	Panels []Panel `json:"panels"`

	how analysis.How // the workers; every panel has its own way to compare
}

// Spans are how many columns the panels ask for.
func (s PanelsSpec) Spans() []int {
	spans := make([]int, len(s.Panels))
	for i, p := range s.Panels {
		spans[i] = max(1, p.Span)
	}
	return spans
}

// Panel is one of them: a recipe and the number of its study.
type Panel struct {
	Study   int             `json:"study"`
	View    View            `json:"view"`
	Spec    json.RawMessage `json:"spec"`
	Drawing json.RawMessage `json:"drawing,omitempty"`
	// Range is the part of the x axis that is shown; nil is all of it.
	Range *[2]float64 `json:"range,omitempty"`
	// Rows are those of a matrix that are shown; nil is all of them.
	Rows *[2]float64 `json:"rows,omitempty"`
	// Span is how many columns it asks for; 0 is 1.
	Span int `json:"span,omitempty"`
}

func (p Panel) recipe() Recipe {
	return Recipe{View: p.View, Spec: p.Spec, Drawing: p.Drawing, Window: WindowOf(p.Range, p.Rows)}
}

// WindowOf is the part of a figure that files name by the ends of its ranges; what is
// no range is all of its axis.
func WindowOf(x, rows *[2]float64) figure.Window {
	of := func(ends *[2]float64) figure.Range {
		if ends == nil || !(ends[0] < ends[1]) {
			return figure.Range{}
		}
		return figure.Range{Min: ends[0], Max: ends[1]}
	}
	return figure.Window{X: of(x), Rows: of(rows)}
}

// Ranges are the ends by which files name a part of a figure.
func Ranges(w figure.Window) (x, rows *[2]float64) {
	of := func(r figure.Range) *[2]float64 {
		if r.IsZero() {
			return nil
		}
		return &[2]float64{r.Min, r.Max}
	}
	return of(w.X), of(w.Rows)
}

// PanelsDrawing is how they stand together.
type PanelsDrawing struct {
	Title   string              `json:"title,omitempty"`
	Columns int                 `json:"columns,omitempty"` // 0 is 2
	Letters figure.LetterChoice `json:"letters,omitempty"`
	ShareX  bool                `json:"shareX,omitempty"`
	ShareY  bool                `json:"shareY,omitempty"`
	Legend  bool                `json:"legend,omitempty"` // one, where the series are the same
}

func (d PanelsDrawing) share() figure.Shared {
	return figure.Shared{X: d.ShareX, Y: d.ShareY, Legend: d.Legend}
}

// defaultColumns of panels.
const defaultColumns = 2

// ColumnsOf is the number of columns for panels with these spans.
func (d PanelsDrawing) ColumnsOf(spans []int) int {
	columns := d.Columns
	if columns <= 0 {
		columns = defaultColumns
	}
	all := 0
	for _, span := range spans {
		all += span
	}
	return max(1, min(columns, all))
}

// PanelsResult has what was made, in the order of the panels.
type PanelsResult struct {
	Made  []Made
	Spans []int // how many columns each asks for
}

func (r *PanelsResult) figures() []figure.Figure {
	var figures []figure.Figure
	for _, m := range r.Made {
		figures = append(figures, m.Figure)
	}
	return figures
}

// PanelAnswer is the result of a panel.
type PanelAnswer struct {
	Panel  string `json:"panel"` // its letter
	Title  string `json:"title"`
	Result any    `json:"result"`
}

// Answers are the results without their figures.
func (r *PanelsResult) Answers() []PanelAnswer {
	list := []PanelAnswer{}
	for i, m := range r.Made {
		list = append(list, PanelAnswer{figure.Letter(i), m.Figure.Title, m.Result})
	}
	return list
}

// Panels is several figures as one.
func Panels() Kind[PanelsSpec, PanelsDrawing, PanelsResult] {
	return Kind[PanelsSpec, PanelsDrawing, PanelsResult]{
		View:    PanelsView,
		How:     func(s *PanelsSpec) *analysis.How { return &s.how },
		Compute: computePanels,
		draw: func(r *PanelsResult, d PanelsDrawing) figure.Figure {
			return figure.InGrid(r.figures(), figure.GridOptions{
				Title: d.Title, Columns: d.ColumnsOf(r.Spans), Letters: d.Letters, Spans: r.Spans, Share: d.share(),
			})
		},
		Warnings: (*PanelsResult).warnings,
		Undrawn: func(r *PanelsResult, d PanelsDrawing) []warning.Warning {
			var list []warning.Warning
			for _, sentence := range d.share().Unshared(r.figures()) {
				list = append(list, warning.Warning{Code: warning.Unshared, Message: sentence})
			}
			return list
		},
	}
}

// computePanels makes one figure after another; each uses all workers.
func computePanels(ctx context.Context, d Data, s PanelsSpec, report analysis.Progress) (*PanelsResult, error) {
	r := &PanelsResult{Spans: s.Spans()}
	for i, p := range s.Panels {
		if report != nil {
			report(i, len(s.Panels), fmt.Sprintf("panel %s, %s", figure.Letter(i), p.View))
		}
		made, err := d.panel(ctx, p, Options{Workers: s.how.Workers})
		if err == nil && made.Figure.Empty() {
			err = made.Figure.Nothing()
		}
		if err != nil {
			return nil, fmt.Errorf("panel %s (%s): %w", figure.Letter(i), p.View, err)
		}
		made.Warnings = p.ofDrawn(made.Warnings)
		r.Made = append(r.Made, made)
	}
	return r, nil
}

// panel makes one figure.
func (d Data) panel(ctx context.Context, p Panel, o Options) (Made, error) {
	if p.View == PanelsView {
		return Made{}, &UnknownError{View: p.View}
	}
	of := Data{}
	if d.Studies != nil {
		var err error
		if of, err = d.Studies(ctx, p.Study); err != nil {
			return Made{}, err
		}
	}
	if d.Make != nil {
		return d.Make(ctx, p, of, o)
	}
	return p.Make(ctx, of, o)
}

// Make makes the figure of a panel of which the study is open.
func (p Panel) Make(ctx context.Context, d Data, o Options) (Made, error) {
	return p.recipe().Make(ctx, d, o)
}
