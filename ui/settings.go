package ui

import (
	"fmt"
	"os"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/layout"

	"github.com/semblance-app/semblance/core/linalg"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/ui/look"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// settings is the dialog of what holds for every study. Everything takes effect at
// once.
type settings struct {
	w    *Window
	used *widgets.Text // of the disk
}

// showSettings asks for what holds for every study.
func (w *Window) showSettings() {
	if !w.free() {
		return
	}
	s := &settings{w: w, used: widgets.NewText("", widgets.TextStyle{})}
	theme, first := s.theme()
	rows := widgets.NewRows(
		theme,
		s.scale("Window", "How large its text and controls are.", keyScale, windowScales(), 100, w.rescale),
		s.scale("Figures", "How large they are here at most, of their size on paper.",
			keyFigures, figureZooms(), defaultZoom, func() { w.refreshView(model.LookChanged) }),
		s.processors(), s.memory(),
	)
	if w.results != nil {
		rows.Add(s.disk())
		rows.Add(s.inUse())
	}
	const wide = 480
	d := dialog.NewCustomWithoutButtons("Preferences", w.fitting(rows, wide-32), w.win)
	d.SetButtons([]fyne.CanvasObject{widgets.NewButton("Close", nil, d.Hide)})
	rows.Resize(fyne.NewSize(wide-32, 0)) // the dialog measured it at its least width
	d.Resize(fyne.NewSize(wide, 0))
	w.show(d)
	w.win.Canvas().Focus(first)
}

func (s *settings) theme() (fyne.CanvasObject, fyne.Focusable) {
	themes := []model.Theme{model.SystemTheme, model.LightTheme, model.DarkTheme}
	choice := widgets.NewSegmented([]string{"As the system", "Light", "Dark"}, func(i int) { s.w.setTheme(themes[i]) })
	choice.SetSelected(max(0, slices.Index(themes, s.w.m.Look().Theme)))
	return explained("Theme", "Ctrl+D switches between light and dark.", choice), choice
}

// explained is a row with what it is for below. (Over a dialog there are no
// tooltips: the library that draws them knows only the pop-ups of an older Fyne.)
func explained(label, hint string, control fyne.CanvasObject) fyne.CanvasObject {
	const after = 6
	text := container.New(layout.NewCustomPaddedLayout(0, after, look.LabelWidth, 0), widgets.NewText(hint, widgets.Small()))
	return widgets.NewRows(widgets.NewRow(label, "", control), text)
}

// scale is a row that chooses one of some percentages.
func (s *settings) scale(label, hint, key string, percent []int, usual int, changed func()) fyne.CanvasObject {
	p := s.w.app.Preferences()
	titles := make([]string, len(percent))
	for i, v := range percent {
		titles[i] = fmt.Sprintf("%d %%", v)
	}
	choice := widgets.NewChoice(func(i int) {
		p.SetInt(key, percent[i])
		changed()
	})
	choice.Set(titles, fmt.Sprintf("%d %%", p.IntWithFallback(key, usual)))
	return explained(label, hint, choice)
}

func (s *settings) processors() fyne.CanvasObject {
	p := s.w.app.Preferences()
	many := widgets.NewNumberEntry(widgets.NumberOptions{
		Max: float64(linalg.Threads()), Whole: true, Empty: fmt.Sprintf("all %d", linalg.Threads()), Refused: s.w.m.Say,
	}, func(v float64) {
		p.SetInt(keyThreads, int(v))
		s.w.m.SetWorkers(int(v))
	})
	many.SetValue(float64(threads(p)))
	return explained("Processors", "How many the next computation may use; results stay the same.", many)
}

func (s *settings) memory() fyne.CanvasObject {
	p := s.w.app.Preferences()
	kept := widgets.NewNumberEntry(widgets.NumberOptions{
		Max: 1 << 20, Whole: true, Empty: fmt.Sprint(representation.DefaultMaxBytes / mebibyte), Refused: s.w.m.Say, Unit: "MiB",
	}, func(v float64) {
		p.SetInt(keyMemory, int(v))
		s.w.m.SetMemory(memory(p))
	})
	kept.SetValue(float64(memory(p) / mebibyte))
	return explained("Memory", "For layers that were read and prepared, until the next use.", kept)
}

func (s *settings) disk() fyne.CanvasObject {
	p := s.w.app.Preferences()
	limit := widgets.NewNumberEntry(widgets.NumberOptions{Max: 1e6, Whole: true, Refused: s.w.m.Say, Unit: "MB"}, func(v float64) {
		p.SetInt(keyDisk, int(v))
		s.change(func() error {
			s.w.results.SetMaxBytes(disk(p))
			return nil
		})
	})
	limit.SetValue(float64(disk(p) / megabyte))
	return explained("Disk", "For results, so that a study that is opened again draws at once. Those not used for longest go first; 0 keeps none.", limit)
}

// inUse says how much of the disk is used, and frees it.
func (s *settings) inUse() fyne.CanvasObject {
	empty := widgets.NewButton("Clear now", nil, func() { s.change(s.w.results.Clear) })
	s.change(func() error { return nil })
	return explained("In use", "What is cleared is computed again when it is asked for.", container.NewBorder(nil, nil, nil, empty, s.used))
}

// change does something to the results on disk and says what is in use then.
func (s *settings) change(do func() error) {
	var bytes int64
	s.w.m.Background(func() error {
		err := do()
		bytes = s.w.results.Bytes()
		return err
	}, func(err error) {
		s.used.SetText(model.Bytes(bytes))
		if err != nil {
			s.w.m.Say(model.Explain(err).String())
		}
	})
}

// rescale shows the window at another scale, as large on the screen as it was.
func (w *Window) rescale() {
	screen := w.win.Canvas()
	size, before := screen.Size(), screen.Scale()
	setScale(w.app.Preferences())
	w.app.Settings().SetTheme(w.theme()) // after which Fyne looks at the scale anew
	if now := screen.Scale(); now > 0 && now != before {
		w.win.Resize(fyne.NewSize(size.Width*before/now, size.Height*before/now))
	}
	w.refreshView(model.LookChanged) // at the new pixels
}

// scaleVariable is what Fyne takes the scale from.
const scaleVariable = "FYNE_SCALE"

// applyScale has Fyne draw the window at the chosen scale, unless the environment
// says another for this once. Where nothing was chosen, what the desktop says stays.
func applyScale(p fyne.Preferences) {
	if os.Getenv(scaleVariable) == "" {
		setScale(p)
	}
}

func setScale(p fyne.Preferences) {
	if percent := p.Int(keyScale); percent > 0 {
		os.Setenv(scaleVariable, fmt.Sprint(float64(percent)/100))
	}
}
