package ui

import (
	"fmt"
	"math"
	"os"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/semblance-app/semblance/core/linalg"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/resultcache"
	"github.com/semblance-app/semblance/ui/look"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// settings is the dialog of what holds for every study.
type settings struct {
	w       *Window
	used    *widgets.Text // of the disk
	refusal *widgets.Text // of what was typed; over a dialog the status line is out of sight
	rows    []func()      // show what is chosen
}

// showSettings asks for what holds for every study.
func (w *Window) showSettings() {
	if !w.free() {
		return
	}
	s := &settings{
		w: w, used: widgets.NewText("", widgets.TextStyle{}),
		refusal: widgets.NewText("", widgets.TextStyle{Color: theme.ColorNameError, Cut: true}),
	}
	first, look := s.theme()
	rows := widgets.NewRows(
		look,
		explained("Scale", "Of the window's text and controls.", s.scale(keyScale, windowScales(), 100, w.rescale)),
		explained("Figures", "Their largest size here, of that on paper. Files keep theirs.",
			s.scale(keyFigures, figureZooms(), defaultZoom, func() { w.refreshView(model.LookChanged) })),
		widget.NewSeparator(),
		s.processors(), s.memory(),
	)
	if w.results != nil {
		rows.Add(s.disk())
		rows.Add(s.inUse())
	}
	const wide = 480
	d := newModal("Preferences", container.NewBorder(nil, s.refusal, nil, nil, w.fitting(rows, wide-2*modalSide)), w.win)
	restore := widgets.NewButton("Restore defaults", nil, s.restore)
	restore.SetToolTip("All that is chosen here becomes what it was at first")
	d.setButtons(restore, widgets.NewButton("Close", nil, d.Hide))
	rows.Resize(fyne.NewSize(wide-2*modalSide, 0)) // the dialog measured it at its least width
	d.Resize(fyne.NewSize(wide, 0))
	s.refresh()
	w.show(d)
	w.win.Canvas().Focus(first)
}

// refresh shows what is chosen.
func (s *settings) refresh() {
	for _, show := range s.rows {
		show()
	}
	s.refuse("")
}

// refuse says why what was typed does not count, "" for what does.
func (s *settings) refuse(why string) { s.refusal.SetText(why) }

// restore takes back all that was chosen here.
func (s *settings) restore() {
	w, p := s.w, s.w.app.Preferences()
	for _, key := range []string{keyScale, keyFigures, keyThreads, keyMemory, keyDisk} {
		p.RemoveValue(key)
	}
	w.setTheme(model.SystemTheme)
	w.rescale()
	w.m.SetWorkers(threads(p))
	w.m.SetMemory(memory(p))
	s.keep()
	s.refresh()
}

func (s *settings) theme() (fyne.Focusable, fyne.CanvasObject) {
	themes := []model.Theme{model.SystemTheme, model.LightTheme, model.DarkTheme}
	choice := widgets.NewSegmented([]string{"As the system", "Light", "Dark"}, func(i int) { s.w.setTheme(themes[i]) })
	s.rows = append(s.rows, func() { choice.SetSelected(max(0, slices.Index(themes, s.w.m.Look().Theme))) })
	return choice, explained("Theme", "Ctrl+D switches between light and dark.", choice)
}

// explained is a row with what it is for below, to be read while one chooses.
func explained(label, hint string, control fyne.CanvasObject) fyne.CanvasObject {
	const nearer, after = -6, 4
	text := container.New(layout.NewCustomPaddedLayout(nearer, after, look.LabelWidth, 0), widgets.NewText(hint, widgets.Small()))
	return widgets.NewRows(widgets.NewRow(label, "", control), text)
}

// scale chooses one of some percentages.
func (s *settings) scale(key string, percent []int, usual int, changed func()) fyne.CanvasObject {
	p := s.w.app.Preferences()
	titles := make([]string, len(percent))
	for i, v := range percent {
		titles[i] = fmt.Sprintf("%d %%", v)
	}
	choice := widgets.NewChoice(func(i int) {
		p.SetInt(key, percent[i])
		changed()
	})
	s.rows = append(s.rows, func() { choice.Set(titles, fmt.Sprintf("%d %%", p.IntWithFallback(key, usual))) })
	return choice
}

// number is an entry that shows a preference.
func (s *settings) number(o widgets.NumberOptions, value func() float64, changed func(float64)) *widgets.NumberEntry {
	o.Whole, o.Refused = true, s.refuse
	e := widgets.NewNumberEntry(o, changed)
	s.rows = append(s.rows, func() { e.SetValue(value()) })
	return e
}

func (s *settings) processors() fyne.CanvasObject {
	p := s.w.app.Preferences()
	many := s.number(widgets.NumberOptions{Max: float64(linalg.Threads()), Empty: fmt.Sprintf("all %d", linalg.Threads())},
		func() float64 { return float64(threads(p)) },
		func(v float64) {
			p.SetInt(keyThreads, int(v))
			s.w.m.SetWorkers(int(v))
		})
	return explained("Processors", "For the next computations; results stay the same.", many)
}

func (s *settings) memory() fyne.CanvasObject {
	p := s.w.app.Preferences()
	kept := s.number(widgets.NumberOptions{Max: 1e6, Empty: fmt.Sprint(representation.DefaultMaxBytes / megabyte), Unit: "MB"},
		func() float64 { return float64(memory(p) / megabyte) },
		func(v float64) {
			p.SetInt(keyMemory, int(v))
			s.w.m.SetMemory(memory(p))
		})
	return explained("Memory", "For layers that were read, so that they are not read again.", kept)
}

func (s *settings) disk() fyne.CanvasObject {
	p := s.w.app.Preferences()
	limit := s.number(widgets.NumberOptions{Max: 1e6, Empty: fmt.Sprint(resultcache.DefaultMaxBytes / megabyte), Zero: true, Unit: "MB"},
		func() float64 {
			if p.IntWithFallback(keyDisk, -1) < 0 {
				return math.NaN()
			}
			return float64(disk(p) / megabyte)
		},
		func(v float64) {
			if math.IsNaN(v) {
				p.RemoveValue(keyDisk)
			} else {
				p.SetInt(keyDisk, int(v))
			}
			s.keep()
		})
	return explained("Disk", "For results, so that a study that is opened again draws at once. Those not used for longest go first; 0 keeps none.", limit)
}

// keep keeps no more results than the disk may have.
func (s *settings) keep() {
	if s.w.results == nil {
		return
	}
	s.change(func() error {
		s.w.results.SetMaxBytes(disk(s.w.app.Preferences()))
		return nil
	})
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
			s.refuse(model.Explain(err).String())
		}
	})
}

// rescale shows the window at another scale, as large on the screen as it was.
func (w *Window) rescale() {
	screen := w.win.Canvas()
	size, before := screen.Size(), screen.Scale()
	setScale(w.app.Preferences(), w.scale)
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
		setScale(p, "")
	}
}

// setScale has Fyne draw at the chosen scale, or where none is at another.
func setScale(p fyne.Preferences, otherwise string) {
	if percent := p.Int(keyScale); percent > 0 {
		otherwise = fmt.Sprint(float64(percent) / 100)
	}
	os.Setenv(scaleVariable, otherwise)
}
