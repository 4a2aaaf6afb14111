package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/uitest"
	"github.com/semblance-app/semblance/ui/widgets"
)

// BenchmarkSwitch goes from view to view by the model, where every answer is known
// already: what it costs before anything is painted.
func BenchmarkSwitch(b *testing.B) {
	app := uitest.NewApp(b)
	loop := uitest.NewLoop()
	w := New(app, Options{Version: "test", Loop: loop})
	b.Cleanup(w.m.Close)
	w.Fyne().Resize(fyne.NewSize(1280, 800))
	w.Fyne().Show()
	idle := func() { loop.Until(b, "an answer", func() bool { return w.m.Study() != nil && !w.m.Busy() }) }
	idle()
	for v := model.CompareView; v <= model.NoiseView; v++ {
		w.m.SetView(v)
		idle()
	}
	for v := model.CompareView; v <= model.NoiseView; v++ {
		b.Run(w.rail[v].Label(), func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				w.m.SetView((v + 1) % (model.NoiseView + 1))
				b.StartTimer()
				w.m.SetView(v)
			}
		})
	}
}

// A list that is open belongs to its view, and goes with it.
func TestListsCloseWithTheirView(t *testing.T) {
	p := sitDown(t)
	p.goes("Timesteps")
	for what, open := range map[string]func(){
		"names":   func() { test.Tap(uitest.Find[*widgets.PickList](p.content(), nil)) },
		"options": func() { test.Tap(uitest.Find[*widgets.Choice](p.content(), nil)) },
	} {
		open()
		if p.top() == nil {
			t.Fatalf("no list of %s opens", what)
		}
		p.w.m.SetView(model.CompareView)
		p.settle()
		if p.w.Fyne().Canvas().Overlays().Top() != nil {
			t.Errorf("the list of %s of Timesteps lies over Compare", what)
		}
		p.goes("Timesteps")
	}
}
