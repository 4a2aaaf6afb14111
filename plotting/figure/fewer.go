package figure

import (
	"fmt"
	"strings"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/spelling"
)

// fewerPairs is a sentence about the layers at which not all pairs of networks have a
// value, so that means at different layers are of different pairs; "" where all have.
func fewerPairs(layers []string, list []analysis.GroupSeries) string {
	const named = 3
	var fewer []string
	for k, layer := range layers {
		used, all := 0, 0
		for _, g := range list {
			all += g.Pairs
			if k < len(g.Used) {
				used += g.Used[k]
			}
		}
		if used < all {
			fewer = append(fewer, fmt.Sprintf("%s (%d of %d)", layer, used, all))
		}
	}
	if len(fewer) == 0 {
		return ""
	}
	more := ""
	if n := len(fewer) - named; n > 0 {
		fewer, more = fewer[:named], " and "+spelling.Count(n, "more layer")
	}
	return fmt.Sprintf(" Not all pairs have a value at %s%s.", strings.Join(fewer, ", "), more)
}
