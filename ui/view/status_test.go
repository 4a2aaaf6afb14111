package view

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// TestTheStatusLineHasRoom lays out a running job beside a selection and warnings.
func TestTheStatusLineHasRoom(t *testing.T) {
	for _, running := range []bool{true, false} {
		var parts []fyne.CanvasObject
		for _, wide := range []float32{900, 60, 70, 130, 170, 120} { // text, bar, cancel, again, selected, warnings
			r := canvas.NewRectangle(color.Black)
			r.SetMinSize(fyne.NewSize(wide, 20))
			parts = append(parts, r)
		}
		shown := []fyne.CanvasObject{parts[0], parts[1], parts[2], parts[4], parts[5]}
		parts[3].Hide()
		if !running {
			shown = []fyne.CanvasObject{parts[0], parts[3], parts[4], parts[5]}
			parts[1].Hide()
			parts[2].Hide()
			parts[3].Show()
		}
		for _, wide := range []float32{800, 900, 1280} {
			statusLayout{}.Layout(parts, fyne.NewSize(wide, statusHeight))
			end := float32(0)
			for i, o := range shown {
				if o.Position().X < end {
					t.Errorf("at %v part %d begins at %v, and the one before ends at %v", wide, i, o.Position().X, end)
				}
				end = o.Position().X + o.Size().Width
			}
			if end > wide {
				t.Errorf("the line ends at %v of %v", end, wide)
			}
			if parts[0].Size().Width < 80 {
				t.Errorf("at %v the text has %v", wide, parts[0].Size().Width)
			}
		}
	}
}
