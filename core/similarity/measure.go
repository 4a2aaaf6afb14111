package similarity

import (
	"fmt"
	"slices"
	"strings"
)

// Measure names a way to score how similar two layers are.
type Measure string

// The measures. The zero value "" means PWCCA.
const (
	PWCCA      Measure = "pwcca"
	CCA        Measure = "cca"
	SVCCA      Measure = "svcca"
	CKA        Measure = "cka"
	Procrustes Measure = "procrustes"
	Cosine     Measure = "cosine"
	Euclidean  Measure = "euclidean"
)

// Measures lists every measure in the order menus show them.
func Measures() []Measure {
	return []Measure{PWCCA, CCA, SVCCA, CKA, Procrustes, Cosine, Euclidean}
}

// ParseMeasure reads a measure's name; "" is the default, PWCCA.
func ParseMeasure(s string) (Measure, error) {
	if s == "" {
		return PWCCA, nil
	}
	m := Measure(strings.ToLower(s))
	if !slices.Contains(Measures(), m) {
		return "", fmt.Errorf("there is no measure %q; choose one of %s", s, join(Measures()))
	}
	return m, nil
}

// Title is the measure's name as text in figures and menus.
func (m Measure) Title() string {
	switch m {
	case CCA:
		return "mean CCA"
	case Procrustes:
		return "Procrustes"
	case Cosine:
		return "cosine"
	case Euclidean:
		return "Euclidean"
	case "":
		return "PWCCA"
	}
	return strings.ToUpper(string(m))
}

// Canonical reports whether the measure is a summary of CCA coefficients, so
// that Wachter's null level applies to it.
func (m Measure) Canonical() bool {
	return m == "" || m == PWCCA || m == CCA || m == SVCCA
}

// Fits reports whether the measure can say anything of layers of so many datapoints and
// neurons. Of SVCCA only the layer's values tell.
func (m Measure) Fits(datapoints, neurons int) bool {
	return !m.Canonical() || m == SVCCA || datapoints >= neurons+2
}

// RowWise reports whether the measure compares the two layers row by row,
// which needs as many neurons on both sides.
func (m Measure) RowWise() bool { return m == Cosine || m == Euclidean }

// MaxDistance is the greatest distance there can be: 1, or 2 for the measures that
// compare row by row, of which the cosine may be −1 and ‖x − y‖ is at most ‖x‖ + ‖y‖.
func (m Measure) MaxDistance() float64 {
	if m.RowWise() {
		return 2
	}
	return 1
}

// Side says whose neurons give the PWCCA weights. The other measures are
// symmetric and ignore it.
type Side string

// The sides. The zero value "" leaves the choice to the analysis: first for a
// pair and against a reference, both wherever pairs have no order.
const (
	First  Side = "first"
	Second Side = "second"
	Both   Side = "both"
)

// Sides lists the sides in the order menus show them.
func Sides() []Side { return []Side{First, Second, Both} }

// ParseSide reads a side's name; "" stays "".
func ParseSide(s string) (Side, error) {
	side := Side(strings.ToLower(s))
	if side != "" && !slices.Contains(Sides(), side) {
		return "", fmt.Errorf("there is no side %q; choose one of %s", s, join(Sides()))
	}
	return side, nil
}

func join[T ~string](list []T) string {
	names := make([]string, len(list))
	for i, v := range list {
		names[i] = string(v)
	}
	return strings.Join(names, ", ")
}
