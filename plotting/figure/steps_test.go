package figure_test

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/plotting/figure"
)

// The axis of steps is logarithmic where steps grow by factors, unless one chooses.
func TestStepScale(t *testing.T) {
	powers, even := []float64{0}, []float64{}
	for k := range 10 {
		powers, even = append(powers, math.Pow(2, float64(k))), append(even, 100*float64(k+1))
	}
	for _, c := range []struct {
		what  string
		steps []float64
		asked figure.StepScale
		want  figure.Scale
	}{
		{"powers of two", powers, figure.StepsAuto, figure.Log},
		{"powers of two", powers, figure.StepsLinear, figure.Linear},
		{"equal steps", even, figure.StepsAuto, figure.Linear},
		{"equal steps", even, figure.StepsLog, figure.Log},
		{"few", []float64{1, 10, 100}, figure.StepsAuto, figure.Linear},
		{"near one another", []float64{100, 105, 120, 160, 250}, figure.StepsAuto, figure.Linear},
		{"a sample's", []float64{0, 2, 5, 10, 20, 30, 45, 60, 80, 110, 150, 200, 280, 370, 480, 640}, figure.StepsAuto, figure.Log},
	} {
		res := &analysis.ConvergenceResult{Series: []analysis.ConvergenceSeries{{Network: "a", Layer: "fc", X: c.steps, Distance: make(analysis.Values, len(c.steps))}}}
		if got := figure.Convergence(res, figure.ConvergenceOptions{Steps: c.asked}).Panels[0].X.Scale; got != c.want {
			t.Errorf("%s, %v asked for: %v", c.what, c.asked, got)
		}
	}
}

// Files of earlier versions have the scale as 0 or 1.
func TestEarlierStepScales(t *testing.T) {
	for text, want := range map[string]figure.StepScale{
		`0`: figure.StepsLinear, `1`: figure.StepsLog, `"linear"`: figure.StepsLinear, `"log"`: figure.StepsLog, `"auto"`: figure.StepsAuto,
	} {
		var got figure.StepScale
		if err := json.Unmarshal([]byte(text), &got); err != nil || got != want {
			t.Errorf("%s is %v, %v", text, got, err)
		}
		if written, err := json.Marshal(want); err != nil || text[0] == '"' && string(written) != text {
			t.Errorf("%v is written as %s, %v", want, written, err)
		}
	}
	var s figure.StepScale
	if json.Unmarshal([]byte(`2`), &s) == nil || json.Unmarshal([]byte(`"cubic"`), &s) == nil {
		t.Error("a scale that there is not was read")
	}
}
