package figure

import (
	"encoding/json"
	"math"
	"slices"
)

// StepScale is the scale of an axis of training steps.
type StepScale int

// The scales. StepsAuto is logarithmic where checkpoints were taken after steps that
// grow by factors rather than by equal amounts, so that on a linear axis most of them
// would lie on one heap at its left.
const (
	StepsAuto StepScale = iota
	StepsLinear
	StepsLog
)

func (StepScale) names() Names { return Names{"auto", "linear", "log"} }

// MarshalText implements encoding.TextMarshaler.
func (s StepScale) MarshalText() ([]byte, error) { return s.names().Text(int(s)) }

// UnmarshalJSON implements json.Unmarshaler. The numbers of earlier versions are 0,
// which is linear, and 1.
func (s *StepScale) UnmarshalJSON(text []byte) error {
	var earlier int
	if json.Unmarshal(text, &earlier) != nil {
		return s.names().Read(text, (*int)(s))
	}
	scale := Linear
	if err := scale.UnmarshalJSON(text); err != nil {
		return err
	}
	*s = map[Scale]StepScale{Linear: StepsLinear, Log: StepsLog}[scale]
	return nil
}

// of is the scale for some steps.
func (s StepScale) of(steps []float64) Scale {
	if s == StepsLog || s == StepsAuto && geometric(steps) {
		return Log
	}
	return Linear
}

// geometric reports whether positive steps are clearly more even by their ratios than
// by their differences, and go far enough for that to matter.
func geometric(steps []float64) bool {
	const fewest, far, clearly = 5, 10, 0.7
	at := slices.DeleteFunc(slices.Clone(steps), func(v float64) bool { return !finite(v) || v <= 0 })
	slices.Sort(at)
	at = slices.Compact(at)
	if len(at) < fewest || at[len(at)-1] < far*at[0] {
		return false
	}
	logs := make([]float64, len(at))
	for i, v := range at {
		logs[i] = math.Log(v)
	}
	return unevenness(logs) < clearly*unevenness(at)
}

// unevenness is the coefficient of variation of the gaps between ascending numbers.
func unevenness(at []float64) float64 {
	gaps := make([]float64, len(at)-1)
	for i := range gaps {
		gaps[i] = at[i+1] - at[i]
	}
	mean, std := meanStd(gaps)
	return std / mean
}
