package figure

import (
	"fmt"

	"github.com/semblance-app/semblance/core/analysis"
)

// StabilityOptions chooses how Stability is drawn.
type StabilityOptions struct {
	Steps StepScale // of the axis of training steps
}

// Stability shows how the most and the least converged directions of an early
// checkpoint fare through training (Morcos et al. 2018, figure 1d–f). The
// caption says that the spike of the unstable ones is an effect of selection.
func Stability(res *analysis.StabilityResult, opts StabilityOptions) Figure {
	if res == nil || len(res.X) == 0 {
		return empty(KindStability, "Stability", "There are no checkpoints to follow directions through.")
	}
	stable := curve(fmt.Sprintf("%d most converged", res.K), Colour{Category: 0}, res.X, res.Stable)
	unstable := curve(fmt.Sprintf("%d least converged", res.K), Colour{Category: 1}, res.X, res.Unstable)
	for _, s := range []Series{stable, unstable} {
		for i := range s.Points {
			pt := &s.Points[i]
			pt.Pair = i
			pt.Tip = tip(s.Name, fmt.Sprintf("%s of %s", res.Early.Layer, where(res.Early, false)), "checkpoint "+orElse(atName(res.Steps, i), compact(pt.X)),
				"distance "+short(pt.Y), nullTip(at(res.Null, i)))
		}
	}
	null := curve("null level", Colour{}, res.X, res.Null)
	null.Role, null.Shorter = Null, []string{"null"}
	if !hasValue(stable) && !hasValue(unstable) {
		return empty(KindStability, "Stability", firstWarning(res.Warnings, "No checkpoint could be compared with the directions."))
	}
	series := append([]Series{stable, unstable, null}, absent(stable, unstable)...)
	y := valueAxis(res.Measure, res.Side, Distance)
	y.Range = span(series...)
	return Figure{
		Kind:  KindStability,
		Title: fmt.Sprintf("Stable and unstable directions of %s, %s", res.Early.Network, res.Early.Layer),
		Caption: fmt.Sprintf("Directions of %s at %s, sorted by their correlation with %s, against %s at every checkpoint: the lower, the better they are preserved. %s",
			res.Early.Layer, res.Early.Step, res.Mid.Step, against(res), res.Note),
		Panels: []Panel{{
			X:      Axis{Label: "training step", Scale: opts.Steps.of(res.X)},
			Y:      y,
			Series: series,
			Rules:  []Rule{{X: res.EarlyX, Label: "early"}, {X: res.MidX, Label: "mid"}},
		}},
	}
}

// against is what directions are compared with.
func against(res *analysis.StabilityResult) string {
	if res.Measure.RowWise() {
		return "their best linear read-out from the layer"
	}
	return "the whole layer"
}

func nullTip(level float64) string {
	if !finite(level) {
		return ""
	}
	return "null level " + short(level)
}
