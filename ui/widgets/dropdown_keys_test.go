package widgets

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"github.com/semblance-app/semblance/ui/uitest"
)

// measures are few enough to be found by looking.
func measures() []string {
	return []string{"PWCCA", "Mean CCA", "SVCCA", "Linear CKA", "Procrustes", "Cosine", "Euclidean"}
}

// at is the item that keys have come to in the list that is open.
func at(t *testing.T, w fyne.Window) int {
	t.Helper()
	list, ok := w.Canvas().Focused().(*List)
	if !ok {
		t.Fatalf("the focus is at %T", w.Canvas().Focused())
	}
	return list.at
}

// TestADropDownOpensAtItsChoice goes through a short list by keys.
func TestADropDownOpensAtItsChoice(t *testing.T) {
	var chosen []int
	c := NewChoice(func(i int) { chosen = append(chosen, i) })
	c.Set(measures(), "SVCCA")
	w := onScreen(t, container.NewBorder(c, nil, nil, nil), fyne.NewSize(600, 500))
	w.Canvas().Focus(c)
	for _, k := range []struct {
		keys []fyne.KeyName
		want int
	}{
		{nil, 2},
		{[]fyne.KeyName{fyne.KeyDown}, 3},
		{[]fyne.KeyName{fyne.KeyUp}, 1},
		{[]fyne.KeyName{fyne.KeyEnd}, 6},
		{[]fyne.KeyName{fyne.KeyEnd, fyne.KeyHome}, 0},
		{[]fyne.KeyName{fyne.KeyPageDown}, 6},
		{[]fyne.KeyName{fyne.KeyPageUp}, 0},
	} {
		press(w, fyne.KeySpace)
		w.Canvas().Focused().TypedRune(' ') // as the key types too
		press(w, k.keys...)
		if got := at(t, w); got != k.want {
			t.Errorf("%v lead to %d, want %d", k.keys, got, k.want)
		}
		w.Canvas().Overlays().Remove(w.Canvas().Overlays().Top())
	}
	press(w, fyne.KeySpace, fyne.KeyReturn)
	if len(chosen) > 0 || w.Canvas().Overlays().Top() != nil {
		t.Errorf("what is chosen is chosen again: %v", chosen)
	}
	press(w, fyne.KeySpace, fyne.KeyDown, fyne.KeyReturn)
	press(w, fyne.KeyEnd, fyne.KeyHome) // with the list closed
	if !slices.Equal(chosen, []int{3, 6, 0}) {
		t.Errorf("chosen are %v", chosen)
	}
}

// TestLettersLeadToAnOption types in short lists and in drop-downs.
func TestLettersLeadToAnOption(t *testing.T) {
	for _, k := range []struct {
		letters string
		from    int
		want    int
	}{
		{"p", 0, 4},
		{"pp", 4, 0},
		{"p", 2, 4},
		{"P", 5, 0},
		{"pw", 4, 0},
		{"pro", 4, 4},
		{"sv", 0, 2},
		{"cka", 0, 3},
		{"c", 0, 5},
		{"x", 3, -1},
		{"linear ck", 6, 3},
	} {
		if got := next(measures(), k.letters, k.from); got != k.want {
			t.Errorf("%q from %d leads to %d, want %d", k.letters, k.from, got, k.want)
		}
	}
	c := NewChoice(func(int) {})
	c.Set(measures(), "PWCCA")
	p := NewPickList("measures", func([]string) {})
	p.Set(measures(), nil)
	w := onScreen(t, container.NewVBox(c, p), fyne.NewSize(600, 500))
	for _, control := range []fyne.Focusable{c, p} {
		w.Canvas().Focus(control)
		control.TypedRune('e')
		if got := at(t, w); got != 6 {
			t.Errorf("e opens the list of a %T at %d", control, got)
		}
		w.Canvas().Overlays().Remove(w.Canvas().Overlays().Top())
	}
}

// TestALongListIsGoneThroughByKeys opens 3000 layers in their middle.
func TestALongListIsGoneThroughByKeys(t *testing.T) {
	var layers []string
	for i := range 3000 {
		layers = append(layers, fmt.Sprintf("block%d.conv%d", i/10, i%10))
	}
	c := NewChoice(func(int) {})
	c.Set(layers, layers[1500])
	w := onScreen(t, container.NewBorder(c, nil, nil, nil), fyne.NewSize(600, 500))
	test.Tap(c)
	seen := func(name string) bool {
		return slices.ContainsFunc(uitest.All[*optionRow](w.Canvas().Overlays().Top()), func(r *optionRow) bool { return r.text == name })
	}
	for _, k := range []struct {
		key  fyne.KeyName
		want int
	}{{fyne.KeyDown, 1501}, {fyne.KeyPageDown, 1511}, {fyne.KeyEnd, 2999}, {fyne.KeyPageUp, 2989}, {fyne.KeyHome, 0}} {
		press(w, k.key)
		if got := at(t, w); got != k.want || !seen(layers[k.want]) {
			t.Errorf("%s leads to %d, in sight %t", k.key, got, seen(layers[k.want]))
		}
	}
	test.Type(w.Canvas().Focused(), "block29.c")
	press(w, fyne.KeyReturn)
	if c.Selected != "block29.conv0" {
		t.Errorf("letters chose %s", c.Selected)
	}
}
