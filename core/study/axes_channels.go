package study

import (
	"cmp"
	"fmt"
)

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

// setChannels says where the channels of arrays of four dimensions are. A
// network's arrays are read as those of them that tell agree; if they do not, as
// those of the study agree; then by majority with a warning. A study may mix
// networks of two frameworks, a network does not.
func (d *axesDetection) setChannels() RankAxes {
	var study votes
	networks := make([]votes, len(d.Networks))
	d.eachLayer(func(network int, l *Layer) {
		if len(l.Shape) == 4 {
			study.count(*l)
			networks[network].count(*l)
		}
	})
	guesses := map[Axes]guess{}
	four := make([]Axes, len(d.Networks))
	guessed := make([]bool, len(d.Networks))
	for i, v := range networks {
		four[i] = cmp.Or(v.agreed(), study.agreed())
		if four[i] == "" && v.arrays > 0 {
			four[i], guessed[i] = v.majority(), true
			g := guesses[four[i]]
			g.networks++
			g.example = cmp.Or(g.example, fmt.Sprintf("%s of %s is %s", v.example.Name, d.Networks[i].Name, shapeText(v.example.Shape)))
			guesses[four[i]] = g
		}
	}
	d.eachLayer(func(network int, l *Layer) {
		if len(l.Shape) == 4 {
			*l = l.as(four[network])
			l.Guessed = guessed[network]
		}
	})
	for _, axes := range []Axes{ChannelFirst, ChannelLast} {
		if g, ok := guesses[axes]; ok {
			d.guessed(g.sentence(axes))
		}
	}
	return channelsRead(study, four, guesses)
}

// channelsRead says how the networks were read, and why.
func channelsRead(study votes, four []Axes, guesses map[Axes]guess) RankAxes {
	read := RankAxes{Rank: 4, Axes: study.agreed()}
	for axes, g := range guesses {
		read.Axes = axes
		read.Reason = fmt.Sprintf("a guess, since the shapes do not tell (%s)", g.example)
		if study.first+study.last > 0 {
			read.Reason = fmt.Sprintf("a guess by the majority, since the shapes say different things (%s)", g.example)
		}
	}
	for _, a := range four {
		if a != "" && a != read.Axes {
			read.Axes, read.Reason = "", "networks differ: in each, the two dimensions that follow each other and are equal are height and width"
			return read
		}
	}
	if read.Reason == "" {
		read.Reason = "the two dimensions that follow each other and are equal are height and width"
	}
	return read
}

// guess gathers the networks whose axes nothing told.
type guess struct {
	networks int
	example  string
}

func (g guess) sentence(axes Axes) string {
	other, in := ChannelLast, ""
	if axes == ChannelLast {
		other = ChannelFirst
	}
	if g.networks > 1 {
		in = fmt.Sprintf(" in %d networks", g.networks)
	}
	return fmt.Sprintf("Arrays of four dimensions were read as %s%s, but their shapes do not tell (%s); if they are %s, choose those axes or write {\"axes\": \"%[4]s\"} into study.json.",
		axes, in, g.example, other)
}
