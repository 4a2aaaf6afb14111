package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// columns is where the columns of a table are.
type columns struct {
	list  []TableColumn
	fixed int
	need  []float32 // what the texts of each take
	wide  []float32 // what it gets
	gap   float32   // after each
	from  []float32 // where the texts of each begin, and last where all end, while nothing is scrolled
	place float32   // the width there is for all
	own   ownWidths // that a person has given
}

// ownWidths are those that columns have of old, by their titles, once a person has
// made one of them wider or narrower: the others then stay as they are too. The zero
// value is none.
type ownWidths struct {
	wide map[string]float32
	gap  float32
}

const (
	tableIndent = 32 // has room for the warning of a row
	usualGap    = 22
	leastGap    = 14  // where all fit with it
	mostGap     = 44  // what is left then lies right of the columns
	maxCell     = 260 // of a column, unless there is room for more
	leastFixed  = 90  // of a fixed column, where the others need room
	typeable    = 64  // of a column that can be typed into
	leastOwn    = 28  // that a person can make a column
	leastMoved  = 120 // that they leave to the columns that are not fixed
)

// set takes other columns and measures them.
func (c *columns) set(list []TableColumn, fixed int) {
	c.list, c.fixed, c.need = list, fixed, make([]float32, len(list))
	for j, k := range list {
		c.need[j] = measure(k.Title+" ↓", fyne.TextStyle{Bold: true})
		if k.Editable {
			c.need[j] = max(c.need[j], typeable)
		}
		for _, s := range k.Longest {
			c.need[j] = max(c.need[j], measure(s, fyne.TextStyle{}))
		}
	}
	place := c.place
	c.place = -1
	c.fit(place)
}

func measure(s string, style fyne.TextStyle) float32 {
	return fyne.MeasureText(s, theme.TextSize(), style).Width
}

// fit gives the columns their widths in a place, and reports whether they are
// others than before. Where there is room for it, no text is cut and the columns stand
// apart; they stand closer where all fit that way.
func (c *columns) fit(place float32) bool {
	if place == c.place {
		return false
	}
	before := c.wide
	c.place, c.gap, c.wide = place, usualGap, make([]float32, len(c.list))
	if c.own.wide == nil {
		c.share(place)
	} else {
		c.keep(place)
	}
	c.from = []float32{tableIndent}
	for j, w := range c.wide {
		c.from = append(c.from, c.from[j]+w+c.gap)
	}
	return !slices.Equal(before, c.wide)
}

// share gives the columns the room there is.
func (c *columns) share(place float32) {
	for j, need := range c.need {
		c.wide[j] = min(need, maxCell)
		if j < c.fixed { // half of the place is for what can be scrolled
			c.wide[j] = min(c.wide[j], max(leastFixed, (place/2-tableIndent)/float32(c.fixed)-usualGap))
		}
	}
	left := max(0, place-c.width())
	for j, need := range c.need {
		more := min(left, need-c.wide[j])
		c.wide[j] += more
		left -= more
	}
	gap := usualGap + (place-c.width())/float32(len(c.list))
	if gap >= leastGap {
		c.gap = min(gap, mostGap)
	}
}

// keep gives the columns the widths that a person gave them, of fixed ones no more than
// leaves the others in sight.
func (c *columns) keep(place float32) {
	c.gap = c.own.gap
	left := place - tableIndent - leastMoved
	for j, k := range c.list {
		wide, ok := c.own.wide[k.Title]
		if !ok { // it is new
			wide = min(c.need[j], maxCell)
		}
		if j < c.fixed {
			wide = max(leastOwn, min(wide, left-c.gap))
			left -= wide + c.gap
		}
		c.wide[j] = wide
	}
}

// resize gives a column another width.
func (c *columns) resize(column int, wide float32) {
	if c.own.wide == nil {
		c.own = ownWidths{wide: map[string]float32{}, gap: c.gap}
		for j, k := range c.list {
			c.own.wide[k.Title] = c.wide[j]
		}
	}
	c.own.wide[c.list[column].Title] = max(leastOwn, wide)
	place := c.place
	c.place = -1
	c.fit(place)
}

// width is that of all columns.
func (c *columns) width() float32 {
	w := float32(tableIndent)
	for _, wide := range c.wide {
		w += wide + c.gap
	}
	return w
}

// edge is where the fixed columns end.
func (c *columns) edge() float32 { return c.from[c.fixed] - c.gap/2 }

// span is where a column begins and how wide it is, with its gap, while nothing is
// scrolled.
func (c *columns) span(column int) (at, wide float32) {
	return c.from[column] - c.gap/2, c.wide[column] + c.gap
}

// at is the column at a distance from the left, -1 beside all.
func (c *columns) at(x, scrolled float32) int {
	if x >= c.edge() {
		x += scrolled
	}
	for j := range c.list {
		if at, wide := c.span(j); x >= at && x < at+wide {
			return j
		}
	}
	return -1
}
