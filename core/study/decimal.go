package study

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"

	"github.com/maruel/natural"
)

// CompareNames is the natural order of names (net2 before net10), in which
// fractions such as learning rates count by their value: 0.001, 0.01, 0.05, and
// 3e-4 before 1e-3. A number that is no fraction of one may be part of a version
// or of a path of modules, layer1.9 before layer1.10, and is left as it is.
func CompareNames(a, b string) int {
	return cmp.Or(natural.Compare(withFractions(a), withFractions(b)), strings.Compare(a, b))
}

var fraction = regexp.MustCompile(`\b0\.\d+\b|\d(\.\d+)?[eE]-?\d{1,2}\b`)

// withFractions writes the fractions in a name with as many digits as any has.
func withFractions(name string) string {
	return fraction.ReplaceAllStringFunc(name, func(s string) string {
		v, err := strconv.ParseFloat(s, 64)
		if err != nil {
			return s
		}
		return strconv.FormatFloat(v, 'f', 15, 64)
	})
}
