package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// rests has the pointer rest on a button for as long as its tooltip needs.
func rests(b *Button, w fyne.Window) {
	b.MouseIn(&desktop.MouseEvent{PointEvent: fyne.PointEvent{AbsolutePosition: fyne.CurrentApp().Driver().AbsolutePositionForObject(b)}})
	stays(b, w)
}

// stays is rests where the pointer has come before.
func stays(b *Button, w fyne.Window) { b.say(w.Content().(*Tooltips)) }

func hinted(text string) *Button {
	b := NewButton(text, nil, nil)
	b.SetToolTip("what " + text + " does")
	return b
}

func TestTooltipsOfADialog(t *testing.T) {
	below, inside, above := hinted("below"), hinted("inside"), hinted("above")
	w := onScreen(t, NewTooltips(container.NewBorder(below, nil, nil, nil)), fyne.NewSize(400, 300))
	all := w.Content().(*Tooltips)
	rests(below, w)
	if all.Said() != "what below does" || all.said.text != all.Said() {
		t.Fatalf("said is %q, shown %q", all.Said(), all.said.text)
	}
	dialog := NewLayer(container.NewVBox(inside))
	pop := widget.NewModalPopUp(dialog, w.Canvas())
	pop.Show()
	dialog.Raise(w.Canvas())
	if all.Said() != "" || all.said.text != "" {
		t.Error("a dialog leaves the tooltip that it covers")
	}
	stays(below, w)
	if all.Said() != "" {
		t.Errorf("behind a dialog is said %q", all.Said())
	}
	rests(inside, w)
	if all.Said() != "what inside does" || dialog.said.text != all.Said() || all.said.text != "" {
		t.Errorf("said is %q, in the dialog %q", all.Said(), dialog.said.text)
	}
	at, size := fyne.CurrentApp().Driver().AbsolutePositionForObject(dialog.said), dialog.said.Size()
	if at.X < 0 || at.X+size.Width > 400 || at.Y < fyne.CurrentApp().Driver().AbsolutePositionForObject(inside).Y+8 || at.Y+size.Height > 300 {
		t.Errorf("the tooltip is at %v, %v large", at, size)
	}
	list := NewLayer(above)
	over := widget.NewPopUp(list, w.Canvas())
	over.Show()
	list.Raise(w.Canvas())
	stays(inside, w)
	if all.Said() != "" {
		t.Errorf("behind a list is said %q", all.Said())
	}
	rests(above, w)
	if list.said.text != "what above does" {
		t.Errorf("in the list is said %q", list.said.text)
	}
	list.MouseDown(&desktop.MouseEvent{})
	if list.said.text != "" || all.Said() != "" {
		t.Error("a press leaves the tooltip")
	}
	over.Hide()
	rests(inside, w)
	if dialog.said.text != "what inside does" {
		t.Errorf("after the list is said %q", dialog.said.text)
	}
	DismissTooltip(dialog)
	pop.Hide()
	rests(below, w)
	if all.said.text != "what below does" {
		t.Errorf("after the dialog is said %q", all.said.text)
	}
	all.Dismiss()
}

// What lies over a window without tooltips of its own has none under it either.
func TestNoTooltipsUnderAMenu(t *testing.T) {
	below := hinted("below")
	w := onScreen(t, NewTooltips(below), fyne.NewSize(400, 300))
	all := w.Content().(*Tooltips)
	ShowMenu(fyne.NewMenu("", fyne.NewMenuItem("Do", nil)), w.Canvas(), MenuPlace{At: fyne.NewPos(20, 20)})
	rests(below, w)
	if all.Said() != "" {
		t.Errorf("said is %q", all.Said())
	}
	all.Dismiss()
}
