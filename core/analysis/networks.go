package analysis

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/maruel/natural"

	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
)

// Population is a Catalog that also knows its networks with their metadata and
// its layers in depth order. *study.Study is one.
type Population interface {
	Catalog
	fmt.Stringer // what the study is called
	NetworkNames() []string
	Network(name string) (study.Network, bool)
	Layers() []string
}

// networksOf are the networks of these names, all if there are none, in the
// study's order.
func networksOf(catalog Population, names []string) ([]study.Network, error) {
	var list []study.Network
	for _, name := range names {
		if _, ok := catalog.Network(name); !ok {
			_, err := catalog.LayerNames(name, "") // says what there is
			return nil, err
		}
	}
	for _, name := range catalog.NetworkNames() {
		if n, ok := catalog.Network(name); ok && (len(names) == 0 || slices.Contains(names, name)) {
			list = append(list, n)
		}
	}
	return list, severalOf(catalog, list)
}

// severalOf refuses fewer than two networks of a study, by what keeps others away.
func severalOf(catalog Population, networks []study.Network) error {
	all := len(catalog.NetworkNames())
	switch {
	case len(networks) > 1:
		return nil
	case len(networks) == 0 && all == 0:
		return fmt.Errorf("%s holds no networks; open a folder with several", catalog)
	case all == 1:
		return fmt.Errorf("%s holds only one network, %s, and comparing networks takes two or more; open a folder with several", catalog, networks[0].Name)
	}
	return fmt.Errorf("only %s was chosen of the %d networks of %s, and comparing networks takes two or more; choose others too, or all", networks[0].Name, all, catalog)
}

// allPairs compares every two of refs, n(n−1)/2 pairs in the order (0,1), (0,2),
// …, (n−2,n−1), preparing each layer once.
func allPairs(ctx context.Context, src Source, refs []study.Ref, how How, report Progress) ([]Pair, error) {
	order := blockwise(len(refs))
	named := make([][2]study.Ref, len(order))
	for k, at := range order {
		named[k] = [2]study.Ref{refs[at[0]], refs[at[1]]}
	}
	total := pairSteps(len(refs), how)
	if err := prepareAll(ctx, src, named, how, report.part(0, total)); err != nil {
		return nil, err
	}
	pairs := make([]Pair, len(order))
	t := tasks{
		n: len(order), workers: how.workers(), what: "comparing networks at " + refs[0].Layer,
		report: report.part(total-len(order), total),
	}
	err := t.run(ctx, func(ctx context.Context, k, workers int) (err error) {
		pairs[pairIndex(order[k], len(refs))], err = comparePair(ctx, src, named[k], how.by(workers))
		return err
	})
	return pairs, err
}

// pairSteps is how many steps allPairs reports for n layers.
func pairSteps(n int, how How) int {
	steps := n * (n - 1) / 2
	if !how.Measure.RowWise() && steps > 1 {
		steps += n
	}
	return steps
}

// part reports a piece of a longer work: before are the steps ahead of it, total
// those of all.
func (p Progress) part(before, total int) Progress {
	if p == nil {
		return nil
	}
	return func(done, _ int, what string) { p(before+done, total, what) }
}

// pairIndex is the place of the pair (i, j), i < j < n.
func pairIndex(p [2]int, n int) int { return p[0]*(2*n-p[0]-1)/2 + p[1] - p[0] - 1 }

// blockwise lists the pairs i < j < n in Z-order: quarter by quarter, and so
// again within each. Wherever it stands, the last pairs named few layers, so a
// store that holds m of the n layers loads each at most about 2n/m times,
// whatever m is; row by row it would be n/2.
func blockwise(n int) [][2]int {
	list := make([][2]int, 0, n*(n-1)/2)
	size := 1
	for size < n {
		size *= 2
	}
	var visit func(i, j, size int)
	visit = func(i, j, size int) {
		switch half := size / 2; {
		case j >= n || i >= j+size-1:
		case size == 1:
			list = append(list, [2]int{i, j})
		default:
			visit(i, j, half)
			visit(i, j+half, half)
			visit(i+half, j, half)
			visit(i+half, j+half, half)
		}
	}
	visit(0, 0, size)
	return list
}

// square spreads pairs of n items over a symmetric matrix, zero on its diagonal,
// NaN where value says so.
func square(pairs []Pair, n int, value func(Pair) float64) []Values {
	rows := make([]Values, n)
	for i := range rows {
		rows[i] = make(Values, n)
	}
	for i := range n {
		for j := i + 1; j < n; j++ {
			v := value(pairs[pairIndex([2]int{i, j}, n)])
			rows[i][j], rows[j][i] = v, v
		}
	}
	return rows
}

// distanceOf and nullOf are what a pair has to say: its distance, and that of
// independent layers of the same sizes; NaN where it has none.
func distanceOf(p Pair) float64 { return p.Distance }

func nullOf(p Pair) float64 {
	if p.Null == nil {
		return math.NaN()
	}
	return 1 - *p.Null
}

// allRefused is the error for pairs of which none has a value, nil otherwise: why the
// first has none or, of those that need more datapoints of a subset, the one that
// needs most, so that what helps it helps all.
func allRefused(pairs []Pair) error {
	worst := pairs[0]
	for _, p := range pairs {
		if p.Refused == "" {
			return nil
		}
		if worst.Remedies.Datapoints > 0 && p.Remedies.Datapoints > worst.Remedies.Datapoints {
			worst = p
		}
	}
	return &similarity.RefusalError{A: worst.A, B: worst.B, Reason: worst.Refused, Remedies: worst.Remedies}
}

// oneSided warns of pairs whose value depends on which network comes first.
func oneSided(how How) []warning.Warning {
	if how.Measure != similarity.PWCCA || how.Side == similarity.Both {
		return nil
	}
	return []warning.Warning{{Code: warning.OneSided, Message: fmt.Sprintf(
		"PWCCA was weighted by the %s network of each pair, so it depends on the order of the networks; take both sides where pairs have no order", how.Side)}}
}

// columnsOf are the metadata columns in which a network has a value, by name.
func columnsOf(networks []study.Network) []string {
	var columns []string
	for _, n := range networks {
		for column := range n.Metadata {
			if !slices.Contains(columns, column) {
				columns = append(columns, column)
			}
		}
	}
	slices.SortFunc(columns, natural.Compare)
	return columns
}

// noColumn is the error for a metadata column without a value.
func noColumn(column, what string, networks []study.Network) error {
	have := strings.Join(columnsOf(networks), ", ")
	if have == "" {
		return fmt.Errorf("the networks have no metadata, so there is no column %s; add a metadata.csv with a row for each network", column)
	}
	return fmt.Errorf("no network has %s in the metadata column %s; choose another of %s", what, column, have)
}
