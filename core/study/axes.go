package study

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/semblance-app/semblance/core/warning"
)

// parseAxes reads the names that four-dimensional layouts go by; "" for none.
func parseAxes(s string) (Axes, bool) {
	drop := strings.NewReplacer("×", "", "x", "", "*", "", ",", "", " ", "", "-", "", "_", "", "(", "", ")", "")
	switch drop.Replace(strings.ToLower(s)) {
	case "":
		return "", true
	case "nhwc", "bhwc", "channellast", "channelslast":
		return ChannelLast, true
	case "nchw", "bchw", "channelfirst", "channelsfirst":
		return ChannelFirst, true
	}
	return "", false
}

// votes counts the arrays whose spatial dimensions, being equal, give the
// place of the channels away.
type votes struct {
	first, last int
	arrays      int   // all of them
	example     Layer // the first
}

func (v *votes) count(l Layer) {
	if v.arrays == 0 {
		v.example = l
	}
	v.arrays++
	switch d1, d2, d3 := l.Shape[1], l.Shape[2], l.Shape[3]; {
	case d1 == d2 && d2 != d3:
		v.last++
	case d1 != d2 && d2 == d3:
		v.first++
	}
}

// agreed is what all that tell agree on, or "".
func (v votes) agreed() Axes {
	switch {
	case v.first > 0 && v.last == 0:
		return ChannelFirst
	case v.last > 0 && v.first == 0:
		return ChannelLast
	}
	return ""
}

// majority is ChannelFirst in a tie.
func (v votes) majority() Axes {
	if v.last > v.first {
		return ChannelLast
	}
	return ChannelFirst
}

// setAxes says what the dimensions of each array mean. Where stated is "", a
// network's arrays of four dimensions are read as those of them that tell agree;
// if they do not, as those of the study agree; then by majority with a warning.
// A study may mix networks of two frameworks, a network does not.
func (s *Study) setAxes(stated Axes) []warning.Warning {
	var study votes
	networks := make([]votes, len(s.Networks))
	s.eachLayer(func(network int, l *Layer) {
		if len(l.Shape) == 4 {
			study.count(*l)
			networks[network].count(*l)
		}
	})
	guesses := map[Axes]guess{}
	four, guessed := make([]Axes, len(s.Networks)), make([]bool, len(s.Networks))
	for i, v := range networks {
		four[i] = cmp.Or(stated, v.agreed(), study.agreed())
		if four[i] == "" && v.arrays > 0 {
			four[i], guessed[i] = v.majority(), true
			g := guesses[four[i]]
			g.networks++
			g.example = cmp.Or(g.example, fmt.Sprintf("%s of %s is %s", v.example.Name, s.Networks[i].Name, shapeText(v.example.Shape)))
			guesses[four[i]] = g
		}
	}
	s.eachLayer(func(network int, l *Layer) {
		l.setAxes(four[network])
		l.Guessed = guessed[network] && len(l.Shape) == 4
	})
	var list []warning.Warning
	for _, axes := range []Axes{ChannelFirst, ChannelLast} {
		if g, ok := guesses[axes]; ok {
			list = append(list, g.warning(axes))
		}
	}
	return list
}

// guess gathers the networks whose axes nothing told.
type guess struct {
	networks int
	example  string
}

func (g guess) warning(axes Axes) warning.Warning {
	other, in := ChannelLast, ""
	if axes == ChannelLast {
		other = ChannelFirst
	}
	if g.networks > 1 {
		in = fmt.Sprintf(" in %d networks", g.networks)
	}
	return warning.Warning{
		Code: warning.GuessedLayout,
		Message: fmt.Sprintf("Arrays of four dimensions were read as %s%s, but their shapes do not tell (%s); if they are %s, choose those axes or write {\"axes\": \"%[4]s\"} into study.json.",
			axes, in, g.example, other),
	}
}

func shapeText(shape []int) string {
	parts := make([]string, len(shape))
	for i, d := range shape {
		parts[i] = strconv.Itoa(d)
	}
	return strings.Join(parts, "×")
}

func (l *Layer) setAxes(four Axes) {
	switch len(l.Shape) {
	case 3:
		l.Axes, l.Timesteps = Sequence, l.Shape[1]
	case 4:
		l.Axes = four
	default:
		l.Axes = Flat
	}
}

// eachLayer visits every layer with the index of its network.
func (s *Study) eachLayer(visit func(network int, l *Layer)) {
	for i := range s.Networks {
		for j := range s.Networks[i].Checkpoints {
			layers := s.Networks[i].Checkpoints[j].Layers
			for k := range layers {
				visit(i, &layers[k])
			}
		}
	}
}
