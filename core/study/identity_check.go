package study

import (
	"fmt"

	"github.com/semblance-app/semblance/core/spelling"
	"github.com/semblance-app/semblance/core/warning"
)

// identified are the layers whose datapoints something is said of, by what that is, in
// the order of the study.
func (s *Study) identified() []identified {
	var list []identified
	at := map[*Identity]int{}
	for _, n := range s.Networks {
		for _, c := range n.Checkpoints {
			for _, l := range c.Layers {
				ref := Ref{Network: n.Name, Step: c.Name, Layer: l.Name}
				d := s.Identity(ref)
				if d == nil {
					continue
				}
				if _, ok := at[d]; !ok {
					at[d] = len(list)
					list = append(list, identified{Identity: d, first: ref})
				}
				list[at[d]].add(ref, l)
			}
		}
	}
	return list
}

// identified is an identity and the layers that it is of.
type identified struct {
	*Identity
	first         Ref
	arrays, wrong int // how many, and those of them with another number of datapoints

	// Of the first wrong one:
	odd        Ref
	datapoints int
	axes       Axes // by which it would have the right number; "" for none
}

// stated is how many datapoints an identity says there are; 0 where it does not.
func (d *Identity) stated() int {
	if d.number > 0 {
		return d.number
	}
	return len(d.ids)
}

func (d *identified) add(ref Ref, l Layer) {
	d.arrays++
	stated := d.stated()
	if stated == 0 || len(l.Shape) == 0 || l.Datapoints() == stated {
		return
	}
	if d.wrong++; d.wrong > 1 {
		return
	}
	d.odd, d.datapoints = ref, l.Datapoints()
	for _, a := range axesOfRank(len(l.Shape)) {
		if d.axes == "" && l.as(a).Datapoints() == stated {
			d.axes = a
		}
	}
}

// miscounts warns where what is said of the datapoints contradicts itself or the arrays.
func (d *identified) miscounts() []warning.Warning {
	var list []warning.Warning
	warn := func(format string, args ...any) {
		list = append(list, warning.Warning{Code: warning.DatapointIDs, Message: fmt.Sprintf(format, args...)})
	}
	says := fmt.Sprintf("%s says that there are %s", d.path, spelling.Count(d.stated(), "datapoint"))
	if n := len(d.ids); n > 0 && n != d.stated() {
		warn("%s but gives %s; correct it, or record the study again.", says, spelling.Count(n, "id"))
	}
	hint := "record on the same datapoints, or correct the file"
	if d.axes != "" {
		hint = fmt.Sprintf("choose the axes %s if the arrays are meant so, or correct the file", d.axes)
	}
	switch {
	case d.wrong == 1:
		warn("%s but %s has %d; %s.", says, d.odd, d.datapoints, hint)
	case d.wrong > 1:
		warn("%s but %d of %d arrays have another number, such as %s with %d; %s.", says, d.wrong, d.arrays, d.odd, d.datapoints, hint)
	}
	return list
}

// apart warns of parts of a study that were recorded on other datapoints than the first.
func apart(parts []identified) []warning.Warning {
	var list []warning.Warning
	for i := range parts {
		list = append(list, Unlike(parts[0].first, parts[0].Identity, parts[i].first, parts[i].Identity)...)
	}
	if len(list) > 1 {
		more := spelling.Count(len(list)-1, "more part")
		list = append(list[:1], warning.Warning{Code: warning.DatapointIDs, Message: fmt.Sprintf(
			"Of %s of the study the datapoints are not those of %s either.", more, parts[0].first.Network)})
	}
	return list
}
