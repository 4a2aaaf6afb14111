package widgets

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/semblance-app/semblance/ui/uitest"
)

// A veil comes at once, and goes with the picture that it was over.
func TestVeilGoesWithItsPicture(t *testing.T) {
	loop := uitest.NewLoop()
	f := NewFigure(loop)
	onScreen(t, f, fyne.NewSize(800, 600))
	f.SetPicture(Picture{Figure: matrix(3), Size: landscape()})
	loop.Until(t, "the drawing", f.Drawn)
	f.SetVeiled(true)
	if !f.veiled {
		t.Error("no veil")
	}
	f.SetPicture(Picture{Figure: matrix(4), Size: landscape()})
	f.SetVeiled(false)
	if !f.veiled {
		t.Error("the picture from before is shown again")
	}
	loop.Until(t, "the drawing", f.Drawn)
	if f.veiled {
		t.Error("the new picture is veiled")
	}
	f.SetVeiled(true)
	f.SetVeiled(false)
	if f.veiled {
		t.Error("the veil stays over the picture that is asked for")
	}
}
