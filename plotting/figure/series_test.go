package figure

import (
	"math"
	"slices"
	"testing"
)

// Crosses stand where some curve has no value; a curve without any is named.
func TestAbsent(t *testing.T) {
	gap := math.NaN()
	x := []float64{0, 1, 2}
	whole := curve("whole", Colour{}, x, []float64{1, 1, 1})
	holed := curve("holed", Colour{}, x, []float64{gap, 1, gap})
	other := curve("other", Colour{}, x, []float64{gap, 1, 1})
	dead := curve("dead", Colour{}, x, []float64{gap, gap, gap})
	for _, c := range []struct {
		curves []Series
		names  []string
		marks  int // of the first
	}{
		{[]Series{whole}, nil, 0},
		{[]Series{holed}, []string{"no value"}, 2},
		{[]Series{whole, holed}, []string{"holed: no value"}, 2},
		{[]Series{whole, holed, other}, []string{"no value"}, 2},
		{[]Series{other, dead}, []string{"other: no value", "dead: no value"}, 1},
		{[]Series{whole, dead, dead, dead, dead}, []string{"dead, dead, dead and 1 more: no value"}, 0},
	} {
		got := absent(c.curves...)
		var names []string
		for _, s := range got {
			if names = append(names, s.Name); s.Role != Absent {
				t.Errorf("%s is no mark of absence", s.Name)
			}
		}
		if !slices.Equal(names, c.names) || len(got) > 0 && len(got[0].Points) != c.marks {
			t.Errorf("%v, want %v with %d marks", got, c.names, c.marks)
		}
	}
}

// The null level has no line across what has no value.
func TestNullLevelsBreak(t *testing.T) {
	none := math.NaN()
	s := lowest([]levels{{[]float64{0, 1, 2}, []float64{0.9, none, 0.7}}, {[]float64{0, 1, 2}, []float64{0.8, none, none}}})
	if len(s.Points) != 3 || s.Points[0].Y != 0.8 || finite(s.Points[1].Y) || s.Points[2].Y != 0.7 {
		t.Errorf("the level is at %v", s.Points)
	}
	if s := lowest([]levels{{[]float64{0, 1}, []float64{none, none}}}); len(s.Points) > 0 {
		t.Errorf("no level is at %v", s.Points)
	}
}
