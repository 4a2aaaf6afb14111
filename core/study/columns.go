package study

import (
	"cmp"
	"math"
	"strconv"
	"strings"
)

// entry is one array of a study by its names.
type entry struct {
	file  string
	key   string // in an archive
	shape string // of one datapoint
}

// levels are the names on the way to an array, without extensions; the last
// is the key of an archive.
func (e entry) levels() []string {
	names := levels(e.file)
	if e.key != "" {
		names = append(names, e.key)
	}
	return names
}

// spot is where a value stands in the names of a study.
type spot struct {
	level int
	gap   int // how many known parts are before it in the name
	kind  kind
	place int // within a plain part that was taken apart
}

// column is what stands in one spot of every name: a value for each entry.
type column struct {
	spot
	key    bool
	values []string       // the different ones, in order of appearance; "" where there is none
	index  map[string]int // of the values
	of     []int          // the index of the value of each entry
	where  [][2]int       // from where to where it stands in the name
}

func (c *column) set(entry int, value string, where [2]int) {
	i, ok := c.index[value]
	if !ok {
		i = len(c.values)
		c.index[value] = i
		c.values = append(c.values, value)
	}
	c.of[entry], c.where[entry] = i, where
}

func (c *column) varies() bool { return len(c.values) > 1 }

func (c *column) has(entry int) bool { return c.values[c.of[entry]] != "" }

// fixed reports whether the word in the name says what it is.
func (c *column) fixed() bool { return c.kind == stepKind || c.kind == netKind }

// counts reports whether the values are numbers, and whether they look like
// training steps: padded with zeros, or large.
func (c *column) counts() (numbers, steps bool) {
	most, padded := 0.0, true
	for _, v := range c.values {
		n, err := strconv.ParseFloat(v, 64)
		if err != nil || !onlyDigits(v) {
			return false, false
		}
		most = math.Max(most, n)
		padded = padded && len(v) >= 4 && len(v) == len(c.values[0])
	}
	return true, padded || most >= 100
}

func onlyDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// newColumn has no value for any entry.
func newColumn(s spot, key bool, entries int) *column {
	c := &column{spot: s, key: key, index: map[string]int{}, of: make([]int, entries), where: make([][2]int, entries)}
	for i := range entries {
		c.of[i] = -1
	}
	return c
}

// complete gives the entries that have nothing there the value "".
func (c *column) complete() {
	for i, v := range c.of {
		if v < 0 {
			c.set(i, "", [2]int{})
		}
	}
}

// compare orders columns as names are read.
func (c *column) compare(o *column) int {
	rank := func(k kind) int {
		switch k {
		case plain:
			return 0
		case layerKind:
			return 1
		}
		return 2
	}
	return cmp.Or(cmp.Compare(c.level, o.level), cmp.Compare(c.gap, o.gap), cmp.Compare(rank(c.kind), rank(o.kind)), cmp.Compare(c.place, o.place))
}
