package study

import (
	"fmt"

	"github.com/semblance-app/semblance/core/warning"
)

// perNeuron is how many datapoints a layer should have for each neuron, lest
// chance alone score high.
const perNeuron = 10

// Datapoints is how many datapoints most arrays of the study have; 0 for none.
func (s *Study) Datapoints() int {
	counts := map[int]int{}
	most := 0
	s.eachLayer(func(_ int, l *Layer) {
		if len(l.Shape) == 0 {
			return
		}
		n := l.Datapoints()
		if counts[n]++; counts[n] > counts[most] || counts[n] == counts[most] && n > most {
			most = n
		}
	})
	return most
}

// Cautions are what the header of an array gives reason to warn of, in a study
// whose arrays have that many datapoints.
func (l Layer) Cautions(datapoints int) []warning.Warning {
	var list []warning.Warning
	add := func(code warning.Code, format string, args ...any) {
		list = append(list, warning.Warning{Code: code, Message: fmt.Sprintf(format, args...)})
	}
	if len(l.Shape) == 0 {
		return nil
	}
	n, p := l.Datapoints(), l.Neurons()
	if n != datapoints {
		add(warning.Refused, "It has %d datapoints, and most arrays of the study have %d; only layers with the same datapoints can be compared.", n, datapoints)
	}
	if n < perNeuron*p {
		add(warning.FewDatapoints, "%d datapoints for %d neurons, below ten for each: independent layers score high, so read values against the null level.", n, p)
	}
	if l.Guessed {
		add(warning.GuessedLayout, "Its four dimensions were read as %s, which its shape does not tell.", l.Axes)
	}
	return list
}
