package study

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/semblance-app/semblance/core/warning"
)

// RankAxes says how the arrays of one number of dimensions are read.
type RankAxes struct {
	Rank   int
	Axes   Axes   // "" where networks differ
	Reason string // what in the shapes says so, the middle of a sentence
	Chosen bool   // whether that is not guessed but said
}

// Choices are the axes that such arrays can be read by.
func (r RankAxes) Choices() []Axes { return axesOfRank(r.Rank) }

// joinedAxes are those of two studies as one.
func joinedAxes(x, y []RankAxes) []RankAxes {
	list := slices.Clone(x)
	for _, r := range y {
		i := slices.IndexFunc(list, func(o RankAxes) bool { return o.Rank == r.Rank })
		switch {
		case i < 0:
			list = append(list, r)
		case list[i].Axes != r.Axes:
			list[i] = RankAxes{Rank: r.Rank, Reason: "the two differ"}
		}
	}
	slices.SortFunc(list, func(a, b RankAxes) int { return cmp.Compare(a.Rank, b.Rank) })
	return list
}

// axesDetection finds out what the dimensions of the arrays of a study mean.
type axesDetection struct {
	*Study
	warnings []warning.Warning
	equal    map[int][]int // by rank: the sizes of dimensions that all arrays have, 0 for one that they have not
}

// setAxes says what the dimensions of each array mean: what is stated for arrays
// of their rank, the options before study.json, or what the shapes tell.
func (s *Study) setAxes(asked, saved []Axes) []warning.Warning {
	d := axesDetection{Study: s, equal: s.equalDimensions()}
	s.Axes = nil
	for _, rank := range slices.Sorted(maps.Keys(d.equal)) {
		read := RankAxes{Rank: rank, Chosen: true}
		switch {
		case ofRank(asked, rank) != "":
			read.Axes, read.Reason = ofRank(asked, rank), "they were chosen"
		case ofRank(saved, rank) != "":
			read.Axes, read.Reason = ofRank(saved, rank), "study.json says so"
		default:
			read = d.detect(rank)
		}
		if read.Axes != "" && (read.Chosen || rank < 4) {
			s.eachLayer(func(_ int, l *Layer) {
				if len(l.Shape) == rank {
					*l = l.as(read.Axes)
				}
			})
		}
		if rank > 1 {
			s.Axes = append(s.Axes, read)
		}
	}
	return d.warnings
}

// ofRank is the last of a list that is for arrays of a rank, or "".
func ofRank(list []Axes, rank int) Axes {
	for _, a := range slices.Backward(list) {
		if a != "" && a.Rank() == rank {
			return a
		}
	}
	return ""
}

// equalDimensions are the sizes of dimensions that all arrays of a rank have.
func (s *Study) equalDimensions() map[int][]int {
	equal := map[int][]int{}
	s.eachLayer(func(_ int, l *Layer) {
		rank := len(l.Shape)
		if equal[rank] == nil {
			equal[rank] = slices.Clone(l.Shape)
		}
		for i, size := range equal[rank] {
			if size != l.Shape[i] {
				equal[rank][i] = 0
			}
		}
	})
	delete(equal, 0)
	return equal
}

func (d *axesDetection) guessed(sentence string) {
	d.warnings = append(d.warnings, warning.Warning{Code: warning.GuessedLayout, Message: sentence})
}

// detect reads the arrays of a rank by what their shapes tell.
func (d *axesDetection) detect(rank int) RankAxes {
	switch rank {
	case 1:
		// A single neuron: datapoints are all there is.
		d.eachLayer(func(_ int, l *Layer) {
			if len(l.Shape) == 1 {
				l.Axes = Flat
			}
		})
		return RankAxes{Rank: 1}
	case 4:
		return d.setChannels()
	}
	return d.datapoints(rank)
}

// ordinal names a dimension.
func ordinal(i int) string { return [...]string{"first", "second", "third", "fourth"}[i] }

// datapoints finds the dimension of the datapoints: the one that is equal in all
// arrays, of this rank and, where that leaves several, of the others. The first is
// it unless something tells that another is.
func (d *axesDetection) datapoints(rank int) RankAxes {
	read := RankAxes{Rank: rank, Axes: axesOfRank(rank)[0]}
	equal := d.equal[rank]
	var places []int
	for i, size := range equal {
		if size > 0 {
			places = append(places, i)
		}
	}
	common := slices.DeleteFunc(slices.Clone(places), func(i int) bool { return !d.elsewhere(rank, i) })
	switch {
	case len(places) == 0:
		read.Reason = "no dimension is equal in all arrays, so the first is taken for the datapoints"
	case len(common) == 1 && len(places) > 1:
		read.Reason = fmt.Sprintf("their %s dimension, %d, is what all other arrays have too, so it is the datapoints", ordinal(common[0]), equal[common[0]])
		read.Axes = withDatapointsAt(rank, common[0])
	case places[0] == 0 && len(places) == 1:
		read.Reason = fmt.Sprintf("their first dimension is %d in all and no other is equal, so it is the datapoints", equal[0])
	case places[0] == 0:
		read.Reason = "more than one dimension is equal in all arrays, so the first is taken for the datapoints"
	case len(places) > 1:
		read.Reason = "the first dimension is not equal in all arrays, but which of the others is the datapoints does not show"
	case rank == 2:
		return d.turned(read, equal[1])
	default:
		read.Reason = fmt.Sprintf("their %s dimension is %d in all and the first is not, so it is the datapoints", ordinal(places[0]), equal[places[0]])
		read.Axes = withDatapointsAt(rank, places[0])
	}
	return read
}

// elsewhere reports whether the arrays of every other rank may have as many
// datapoints as those of this one in a dimension. Vectors do not say, as some are
// of neurons, nor do two last dimensions that may be neurons both.
func (d *axesDetection) elsewhere(rank, place int) bool {
	size := d.equal[rank][place]
	for other, sizes := range d.equal {
		switch {
		case other == 4:
			sizes = sizes[:1]
		case place == rank-1 && told(sizes) == 0:
			sizes = sizes[:other-1]
		}
		if other != rank && other > 1 && !slices.Contains(sizes, size) {
			return false
		}
	}
	return true
}

// told is the only one of the sizes that all arrays have, 0 where that is not one.
func told(sizes []int) int {
	only := slices.DeleteFunc(slices.Clone(sizes), func(size int) bool { return size == 0 })
	if len(only) != 1 {
		return 0
	}
	return only[0]
}

// withDatapointsAt are the axes of a rank with the datapoints there.
func withDatapointsAt(rank, place int) Axes {
	for _, a := range axesOfRank(rank) {
		if a.dimension("n") == place {
			return a
		}
	}
	return ""
}

// unequalNetworks reports whether the first dimension of matrices is one number
// in each network, and some network has several: then it is the networks that
// differ, not the widths of layers.
func (d *axesDetection) unequalNetworks() bool {
	first, several := map[int]int{}, false
	equal := true
	d.eachLayer(func(network int, l *Layer) {
		if len(l.Shape) != 2 {
			return
		}
		size, seen := first[network]
		equal = equal && (!seen || size == l.Shape[0])
		first[network], several = l.Shape[0], several || seen
	})
	return equal && several
}

// doubt is one layer that has more neurons in one network than in another, which
// may as well be networks of one width on different datapoints; "" for none.
func (d *axesDetection) doubt() (example string) {
	widths := map[string]int{}
	d.eachLayer(func(network int, l *Layer) {
		if len(l.Shape) != 2 || example != "" {
			return
		}
		if w, ok := widths[l.Name]; ok && w != l.Shape[0] {
			example = fmt.Sprintf("%s of %s has %d, not %d", l.Name, d.Networks[network].Name, l.Shape[0], w)
		}
		widths[l.Name] = l.Shape[0]
	})
	return example
}

// mostRows is how many rows more than half of the matrices have, 0 for none.
func (d *axesDetection) mostRows() int {
	counts, all := map[int]int{}, 0
	d.eachLayer(func(_ int, l *Layer) {
		if len(l.Shape) == 2 {
			counts[l.Shape[0]]++
			all++
		}
	})
	for rows, n := range counts {
		if 2*n > all {
			return rows
		}
	}
	return 0
}

// tall reports whether all matrices have more rows than columns.
func (d *axesDetection) tall() bool {
	tall := true
	d.eachLayer(func(_ int, l *Layer) {
		tall = tall && (len(l.Shape) != 2 || l.Shape[0] > l.Shape[1])
	})
	return tall
}

// turned reads matrices of which only the second dimension is equal in all. They
// are transposed, unless it rather looks as if some were recorded on other
// datapoints.
func (d *axesDetection) turned(read RankAxes, columns int) RankAxes {
	example, rows := d.doubt(), d.mostRows()
	switch {
	case d.unequalNetworks():
		read.Reason = "the first dimension is equal within each network, so the networks were recorded on different datapoints"
	case example != "" && rows > 0:
		read.Reason = fmt.Sprintf("the first dimension is %d in most, so the others were recorded on other datapoints", rows)
	case example != "" && d.tall():
		read.Reason = fmt.Sprintf("the first dimension differs for one layer (%s) and is always above the second, %d, so it rather counts datapoints, on which networks differ, than neurons", example, columns)
		d.guessed(fmt.Sprintf("Matrices were read as %s, since their first dimension differs for one layer (%s) and is always above the second, %d; if the first counts neurons, choose the axes %s or write {\"axes\": \"%[4]s\"} into study.json.",
			Flat, example, columns, Transposed))
	default:
		read.Axes = Transposed
		read.Reason = fmt.Sprintf("their second dimension is %d in all and the first is not, so it is the datapoints", columns)
	}
	if read.Axes == Transposed && example != "" {
		d.guessed(fmt.Sprintf("Matrices were read as %s, since their second dimension is %d in all, but their first differs for one layer (%s); if rows are datapoints, choose the axes %s or write {\"axes\": \"%[4]s\"} into study.json.",
			Transposed, columns, example, Flat))
	}
	return read
}
