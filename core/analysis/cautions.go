package analysis

import (
	"fmt"

	"github.com/semblance-app/semblance/core/warning"
)

// cautions are the warnings of many pairs at once: a sentence for each kind,
// which says how many it is about, then why pairs have no value.
func cautions(pairs []Pair) []warning.Warning {
	list, seen := []warning.Warning{}, map[warning.Warning]bool{}
	var few sparse
	var tied, unlike []warning.Warning
	for _, p := range pairs {
		for _, w := range p.Warnings {
			switch {
			case w.Code == warning.FewDatapoints && p.Null != nil:
				few.add(p, w)
			case w.Code == warning.TiedCoefficients:
				tied = append(tied, w)
			case w.Code == warning.DatapointIDs:
				unlike = append(unlike, w)
			case !seen[w]:
				seen[w] = true
				list = append(list, w)
			}
		}
	}
	list = warning.Fold(list)
	if len(tied) > 0 {
		list = append(list, tied[0])
	}
	if len(unlike) > 0 {
		list = append(list, unlike[0])
	}
	if len(warning.Merge(nil, unlike...)) > 1 {
		list = append(list, warning.Warning{Code: warning.DatapointIDs, Message: fmt.Sprintf("%d of %d pairs in all are of networks that were recorded on different datapoints", len(unlike), len(pairs))})
	}
	if len(tied) > 1 {
		list = append(list, warning.Warning{Code: warning.TiedCoefficients, Message: fmt.Sprintf("%d pairs in all have equal CCA coefficients", len(tied))})
	}
	return append(append(list, few.warning()...), refusals(pairs)...)
}

// sparse counts the pairs with few datapoints for their neurons.
type sparse struct {
	pairs int
	worst Pair // has the highest null level
	alone warning.Warning
}

func (s *sparse) add(p Pair, w warning.Warning) {
	if s.pairs++; s.worst.Null == nil || *p.Null > *s.worst.Null {
		s.worst, s.alone = p, w
	}
}

func (s *sparse) warning() []warning.Warning {
	switch s.pairs {
	case 0:
		return nil
	case 1:
		return []warning.Warning{s.alone}
	}
	w := s.worst
	return []warning.Warning{{Code: warning.FewDatapoints, Message: fmt.Sprintf(
		"%d pairs have below ten datapoints for each neuron (%d for %d in %s and %s); independent layers would score up to %.2f there",
		s.pairs, w.N, max(w.P, w.Q), w.A, w.B, *w.Null)}}
}

// refusals says why pairs have no value, each reason once and only the first few.
func refusals(pairs []Pair) []warning.Warning {
	const most = 3
	var list []warning.Warning
	refused := 0
	for _, p := range pairs {
		if p.Refused == "" {
			continue
		}
		refused++
		if len(list) < most {
			list = warning.Merge(list, warning.Warning{Code: warning.Refused, Message: p.Refused})
		}
	}
	if refused > 1 {
		list = append(list, warning.Warning{Code: warning.Refused, Message: fmt.Sprintf("%d of %d pairs have no value", refused, len(pairs))})
	}
	return list
}

// named are the most names that a warning lists.
const named = 5
