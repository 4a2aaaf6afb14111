package study

import (
	"fmt"
	"strings"

	"github.com/semblance-app/semblance/core/spelling"
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
		add(warning.Refused, "It has %s, and most arrays of the study have %d; only layers with the same datapoints can be compared.", spelling.Count(n, "datapoint"), datapoints)
	}
	if n < perNeuron*p {
		add(warning.FewDatapoints, "%s for %s, below ten for each: independent layers score high, so read values against the null level.", spelling.Count(n, "datapoint"), spelling.Count(p, "neuron"))
	}
	if l.Guessed {
		add(warning.GuessedLayout, "Its four dimensions were read as %s, which its shape does not tell.", l.Axes)
	}
	return list
}

// Cautions are those of all layers: a sentence for each kind, and how many arrays it is
// about. That axes were guessed is in Warnings already.
func (s *Study) Cautions() []warning.Warning {
	most := s.Datapoints()
	var other, few caution
	for _, n := range s.Networks {
		for _, c := range n.Checkpoints {
			for i := range c.Layers {
				l, ref := &c.Layers[i], Ref{Network: n.Name, Step: c.Name, Layer: c.Layers[i].Name}
				for _, w := range l.Cautions(most) {
					switch w.Code {
					case warning.Refused:
						other.add(ref, w, l.Shape[0])
					case warning.FewDatapoints:
						few.add(ref, w, l.Shape[0]/max(1, l.Neurons()))
					}
				}
			}
		}
	}
	var list []warning.Warning
	list = append(list, other.warning("%d arrays have other datapoints than most of the study, such as %s: %s")...)
	return append(list, few.warning("%d arrays have few datapoints for their neurons, such as %s: %s")...)
}

// caution gathers the arrays with a caution of one kind.
type caution struct {
	count int
	worst Ref // by the least of what add was told
	least int
	said  warning.Warning // of the worst
}

func (c *caution) add(ref Ref, w warning.Warning, value int) {
	if c.count == 0 || value < c.least {
		c.worst, c.least, c.said = ref, value, w
	}
	c.count++
}

func (c *caution) warning(format string) []warning.Warning {
	switch c.count {
	case 0:
		return nil
	case 1:
		return []warning.Warning{{Code: c.said.Code, Message: fmt.Sprintf("%s: %s", c.worst, lowered(c.said.Message))}}
	}
	return []warning.Warning{{Code: c.said.Code, Message: fmt.Sprintf(format, c.count, c.worst, lowered(c.said.Message))}}
}

// lowered is a sentence as it goes on after a colon.
func lowered(s string) string { return strings.ToLower(s[:1]) + s[1:] }
