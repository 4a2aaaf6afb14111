package widgets_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"github.com/semblance-app/semblance/ui/uitest"
	"github.com/semblance-app/semblance/ui/widgets"
)

// A choice that cannot be made says why, and neither the pointer nor keys make it.
func TestSegmentedWithReasons(t *testing.T) {
	uitest.NewApp(t)
	var made []int
	s := widgets.NewSegmented([]string{"One", "Two", "Three"}, func(i int) { made = append(made, i) })
	w := test.NewTempWindow(t, s)
	w.Resize(fyne.NewSize(300, 60))
	s.SetToolTip("Which one")
	s.SetReasons("", "There are no two")
	cell := s.Size().Width / 3
	over := func(i int) *desktop.MouseEvent {
		return &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(cell*(float32(i)+0.5), 10)}}
	}
	s.MouseIn(over(0))
	for i, want := range []string{"Which one", "There are no two", "Which one"} {
		s.MouseMoved(over(i))
		if got := s.ToolTip(); got != want {
			t.Errorf("on choice %d the tooltip is %q", i, got)
		}
	}
	s.MouseOut()
	test.TapAt(s, fyne.NewPos(cell*1.5, 10))
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight}) // past it
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight}) // there is nothing further
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if want := []int{2, 0, 2, 0}; len(made) != len(want) || made[0] != 2 || made[1] != 0 || made[2] != 2 || made[3] != 0 {
		t.Errorf("chosen are %v, not %v", made, want)
	}
	s.SetReasons()
	test.TapAt(s, fyne.NewPos(cell*1.5, 10))
	if s.Selected() != 1 {
		t.Error("a choice stays grey when its reason is gone")
	}
}
