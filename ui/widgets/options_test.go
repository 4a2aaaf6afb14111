package widgets

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"github.com/semblance-app/semblance/ui/uitest"
)

// longNames are two hundred that begin alike.
func longNames() (list []string) {
	for i := range 200 {
		list = append(list, fmt.Sprintf("resnet-with-a-rather-long-name-family%d-seed-%03d", i%8, i))
	}
	return list
}

// press presses a key where the focus is.
func press(w fyne.Window, keys ...fyne.KeyName) {
	for _, k := range keys {
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func TestManyOptionsAreFoundByWords(t *testing.T) {
	all := longNames()
	var chosen []int
	c := NewChoice(func(i int) { chosen = append(chosen, i) })
	c.Set(all, all[150])
	reasons := make([]string, len(all))
	reasons[10] = "was not recorded"
	c.SetReasons(reasons...)
	w := onScreen(t, container.NewBorder(c, nil, nil, nil), fyne.NewSize(600, 500))
	rows := func() (list []*optionRow) {
		return uitest.All[*optionRow](w.Canvas().Overlays().Top())
	}

	test.Tap(c)
	if !slices.ContainsFunc(rows(), func(r *optionRow) bool { return r.text == all[150] && r.chosen }) {
		t.Error("the chosen one is not in sight and marked")
	}
	if slices.ContainsFunc(rows(), func(r *optionRow) bool { return r.text != all[150] && r.chosen }) {
		t.Error("others are marked too")
	}
	test.Type(w.Canvas().Focused(), "17 FAMILY1")
	press(w, fyne.KeyReturn)
	if !slices.Equal(chosen, []int{17}) || w.Canvas().Overlays().Top() != nil {
		t.Errorf("words choose %v", chosen)
	}

	test.Tap(c)
	test.Type(w.Canvas().Focused(), "family2 01")
	press(w, fyne.KeyReturn) // 10 cannot be chosen, of 10, 18, 101 …
	if c.Selected != all[18] {
		t.Errorf("Enter chose %s", c.Selected)
	}

	test.Tap(c)
	test.Type(w.Canvas().Focused(), "family2")
	press(w, fyne.KeyDown, fyne.KeyDown)
	test.Type(w.Canvas().Focused(), " 0") // from the list on
	press(w, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp)
	press(w, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	if c.Selected != all[18] {
		t.Errorf("arrows lead to %s", c.Selected)
	}

	w.Canvas().Overlays().Remove(w.Canvas().Overlays().Top())
	before := len(chosen)
	test.Tap(c)
	test.Type(w.Canvas().Focused(), "nobody")
	press(w, fyne.KeyDown, fyne.KeyReturn)
	if len(chosen) != before || len(rows()) > 0 {
		t.Error("what is not there is chosen")
	}
	w.Canvas().Overlays().Remove(w.Canvas().Overlays().Top())
	test.Tap(c)
	press(w, fyne.KeyReturn)
	if len(chosen) != before || w.Canvas().Overlays().Top() != nil {
		t.Error("Enter without words does more than close the list")
	}
}

// TestShortcutsAreOfWhatIsFound chooses several networks by their words.
func TestShortcutsAreOfWhatIsFound(t *testing.T) {
	all := longNames()
	var chosen []string
	p := NewPickList("networks", func(list []string) { chosen = list })
	p.Marked = func() []string { return []string{all[3], all[11], all[12]} }
	p.Set(all, nil)
	w := onScreen(t, container.NewBorder(p, nil, nil, nil), fyne.NewSize(600, 500))
	test.Tap(p)
	button := func(text string) *Button {
		return uitest.Find(w.Canvas().Overlays().Top(), func(b *Button) bool { return b.Text == text })
	}
	test.Type(w.Canvas().Focused(), "family3")
	test.Tap(button("All"))
	if len(chosen) != 25 || p.Selected != "25 of 200 networks" {
		t.Errorf("All chose %d, %q", len(chosen), p.Selected)
	}
	test.Tap(button("Selected only"))
	if !slices.Equal(chosen, []string{all[3], all[11]}) {
		t.Errorf("Selected chose %v", chosen)
	}
	test.Tap(button("Leave out selected"))
	if !slices.Equal(chosen, []string{all[3], all[11]}) {
		t.Errorf("what leaves none is left out: %v", chosen)
	}
	test.Tap(button("All"))
	test.Tap(button("Leave out selected"))
	if len(chosen) != 23 || slices.Contains(chosen, all[3]) || slices.Contains(chosen, all[11]) {
		t.Errorf("%d are left, %v", len(chosen), chosen)
	}
	if !button("Leave out selected").Disabled() {
		t.Error("what is left out can be left out again")
	}
	test.Tap(button("First"))
	if !slices.Equal(chosen, []string{all[3]}) {
		t.Errorf("First chose %v", chosen)
	}
	test.Type(w.Canvas().Focused(), " seed-011")
	press(w, fyne.KeyReturn)
	if !slices.Equal(chosen, []string{all[3], all[11]}) {
		t.Errorf("Enter chose %v", chosen)
	}
	test.Type(w.Canvas().Focused(), " nobody")
	for _, text := range []string{"All", "First", "Selected only", "Leave out selected"} {
		if b := button(text); !b.Disabled() || b.ToolTip() == "" {
			t.Errorf("%s is offered where nothing is listed", text)
		}
	}
}

// TestDropDownsTellNamesApart cuts long names in narrow controls.
func TestDropDownsTellNamesApart(t *testing.T) {
	all := longNames()
	a, b := NewChoice(nil), NewPickList("networks", nil)
	a.SetToolTip("One side")
	a.Set(all, all[10])
	b.Set(all, all[18:19])
	w := onScreen(t, container.NewGridWithColumns(2, a, b), fyne.NewSize(400, 60))
	for control, want := range map[interface {
		fyne.CanvasObject
		ToolTip() string
	}]string{a: "seed-010", b: "seed-018"} {
		shown := uitest.Find(control.(fyne.CanvasObject), func(c *canvas.Text) bool { return strings.HasSuffix(c.Text, want) })
		if shown == nil || !strings.Contains(shown.Text, "…") {
			t.Errorf("%s is out of sight", want)
		} else if m := shown.MinSize().Width; m > 200 {
			t.Errorf("%s is %v wide", shown.Text, m)
		}
	}
	if tip := a.ToolTip(); tip != all[10]+"\nOne side" {
		t.Errorf("the tooltip is %q", tip)
	}
	if tip := b.ToolTip(); tip != all[18] {
		t.Errorf("the tooltip is %q", tip)
	}
	w.Resize(fyne.NewSize(900, 60))
	if tip := a.ToolTip(); tip != "One side" {
		t.Errorf("the tooltip of what is not cut is %q", tip)
	}
}

// TestTextIsCutInTheMiddle resizes a line.
func TestTextIsCutInTheMiddle(t *testing.T) {
	text := NewText("PWCCA similarity of "+longNames()[0], TextStyle{CutMiddle: true, Bold: true})
	w := onScreen(t, container.NewStack(text), fyne.NewSize(200, 40))
	if s := text.segment.Text; !strings.HasPrefix(s, "PWC") || !strings.HasSuffix(s, "000") || text.ToolTip() != text.Text() {
		t.Errorf("%q shows as %q", text.ToolTip(), s)
	}
	w.Resize(fyne.NewSize(900, 40))
	if text.segment.Text != text.Text() || text.ToolTip() != "" {
		t.Errorf("with room it shows as %q, tooltip %q", text.segment.Text, text.ToolTip())
	}
}
