package study

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/semblance-app/semblance/core/spelling"
	"github.com/semblance-app/semblance/core/warning"
)

// perNeuron is how many datapoints a layer should have for each neuron, lest
// chance alone score high.
const perNeuron = 10

// Counts says how many datapoints the arrays of a study have.
type Counts struct {
	Usual int  // that the most of them have, the larger of two; 0 for no arrays
	Most  bool // whether that is more than half of them
	All   []int
}

// Datapoints counts those of all arrays.
func (s *Study) Datapoints() Counts {
	having, arrays := map[int]int{}, 0
	s.eachLayer(func(_ int, l *Layer) {
		if len(l.Shape) > 0 {
			having[l.Datapoints()]++
			arrays++
		}
	})
	c := Counts{All: slices.Sorted(maps.Keys(having))}
	for _, n := range c.All {
		if having[n] >= having[c.Usual] {
			c.Usual = n
		}
	}
	c.Most = 2*having[c.Usual] > arrays
	return c
}

// others are the counts but one, as a sentence lists them.
func (c Counts) others(than int) string {
	const most = 3
	var list []string
	for _, n := range c.All {
		if n != than {
			list = append(list, strconv.Itoa(n))
		}
	}
	if len(list) > most {
		return strings.Join(list[:most], ", ") + ", …"
	}
	last := len(list) - 1
	if last < 1 {
		return strings.Join(list, "")
	}
	return strings.Join(list[:last], ", ") + " and " + list[last]
}

const sameOnly = "only layers with the same datapoints can be compared."

// unlike is why a layer of n datapoints may find none to compare, "" where most of the
// study have as many.
func (c Counts) unlike(n int) string {
	switch {
	case c.Most && n != c.Usual:
		return fmt.Sprintf("It has %s, and most arrays of the study have %d; %s", spelling.Count(n, "datapoint"), c.Usual, sameOnly)
	case !c.Most && len(c.All) > 1:
		return fmt.Sprintf("It has %s, and others of the study have %s; %s", spelling.Count(n, "datapoint"), c.others(n), sameOnly)
	}
	return ""
}

// Cautions are what the header of an array gives reason to warn of, in a study
// whose arrays have such numbers of datapoints.
func (l Layer) Cautions(of Counts) []warning.Warning {
	var list []warning.Warning
	add := func(code warning.Code, format string, args ...any) {
		list = append(list, warning.Warning{Code: code, Message: fmt.Sprintf(format, args...)})
	}
	if len(l.Shape) == 0 {
		return nil
	}
	n, p := l.Datapoints(), l.Neurons()
	if why := of.unlike(n); why != "" {
		add(warning.Refused, "%s", why)
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
	counts := s.Datapoints()
	var other, few caution
	for _, n := range s.Networks {
		for _, c := range n.Checkpoints {
			for i := range c.Layers {
				l, ref := &c.Layers[i], Ref{Network: n.Name, Step: c.Name, Layer: c.Layers[i].Name}
				for _, w := range l.Cautions(counts) {
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
	if !counts.Most && other.count > 1 {
		other.said.Message = fmt.Sprintf("The arrays of the study have %s datapoints; %s", counts.others(-1), sameOnly)
		list = append(list, other.said)
	} else {
		list = append(list, other.warning("%d arrays have other datapoints than most of the study, such as %s: %s")...)
	}
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
