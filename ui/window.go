package ui

import (
	"fmt"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	fynetooltip "github.com/dweymouth/fyne-tooltip"

	"github.com/semblance-app/semblance/assets"
	"github.com/semblance-app/semblance/ui/look"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/view"
	"github.com/semblance-app/semblance/ui/widgets"
)

// Options is how the window begins.
type Options struct {
	Version string
	// Paths to open: a study, or two files or folders to compare. Without any
	// the window opens on the first sample.
	Paths []string
	// Loop is for tests, which turn it themselves; nil is Fyne's own.
	Loop model.Loop
}

// Window is Semblance's window.
type Window struct {
	app     fyne.App
	win     fyne.Window
	m       *model.Model
	version string

	compare *view.Compare
	study   *view.Study
	status  *view.Status
	rail    map[model.View]*widgets.RailButton
	centre  *fyne.Container
	side    *fyne.Container
	menu    menus
	dialogs []openDialog // the last one on top
	// exportFolder is where a figure was saved last.
	exportFolder string
}

// New makes the window and begins to open what it was asked for, which goes on
// while the window comes up. Show it with ShowAndRun on its Fyne window.
func New(app fyne.App, o Options) *Window {
	loop := o.Loop
	if loop == nil {
		loop = bridge{}
	}
	w := &Window{app: app, version: o.Version}
	w.m = model.New(model.Options{
		Loop:    loop,
		Library: library{},
		Recent:  recents{app.Preferences()},
		Log:     func(s string) { fmt.Fprintln(os.Stderr, s) },
	})
	w.begin(o.Paths)
	w.applyTheme()
	w.win = app.NewWindow("Semblance")
	w.win.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon()))
	w.build(loop)
	w.m.Listen(w.changed)
	w.changed(^model.Change(0))
	app.Settings().AddListener(func(fyne.Settings) { w.themeChanged() })
	return w
}

// Fyne is the window for Fyne.
func (w *Window) Fyne() fyne.Window { return w.win }

// Model is the window's state.
func (w *Window) Model() *model.Model { return w.m }

func (w *Window) begin(paths []string) {
	l := w.m.Look()
	l.Theme = savedTheme(w.app.Preferences())
	w.m.SetLook(l)
	if len(paths) > 0 {
		w.m.Open(paths...)
		return
	}
	w.OpenSample()
}

// OpenSample opens the first sample.
func (w *Window) OpenSample() { w.m.OpenSample(assets.Samples()[0].Name) }

// build puts the window together.
func (w *Window) build(loop model.Loop) {
	w.compare = view.NewCompare(w.m, w, loop)
	w.study = view.NewStudy(w.m)
	w.status = view.NewStatus(w.m)
	w.centre = container.NewStack(w.compare.Centre, w.study.Centre)
	w.side = container.NewStack(w.compare.Inspector, w.study.Inspector)
	body := container.New(frame{}, w.newRail(), w.centre, w.newSide(), w.status.Line)
	w.win.SetPadded(false)
	w.win.SetContent(fynetooltip.AddWindowToolTipLayer(body, w.win.Canvas()))
	w.win.Resize(fyne.NewSize(1280, 800))
	w.win.SetOnDropped(func(_ fyne.Position, uris []fyne.URI) { w.Drop(uris) })
	w.win.SetOnClosed(w.m.Close)
	w.newMenu()
	w.newKeys()
}

func (w *Window) newRail() fyne.CanvasObject {
	w.rail = map[model.View]*widgets.RailButton{}
	place := func(v model.View, icon look.Icon, label, hint string) fyne.CanvasObject {
		b := widgets.NewRailButton(icon, label, func() { w.m.SetView(v) })
		b.SetToolTip(hint)
		w.rail[v] = b
		return b
	}
	column := container.New(layout.NewCustomPaddedVBoxLayout(0),
		place(model.StudyView, look.IconStudy, "Study", "What the study holds (Ctrl+1)"),
		place(model.CompareView, look.IconCompare, "Compare", "Two networks, layer by layer (Ctrl+2)"),
	)
	return widgets.NewBackdrop(look.ColorRail, container.New(layout.NewCustomPaddedLayout(6, 0, 0, 0), column))
}

// newSide is the inspector's place, with a line at its left.
func (w *Window) newSide() fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedHBoxLayout(0), widget.NewSeparator(), w.side)
}

// changed shows what the model tells.
func (w *Window) changed(c model.Change) {
	if c.Has(model.ViewChanged) {
		w.showView()
	}
	if c.Has(model.LookChanged) {
		w.applyTheme()
	}
	if c.Has(model.RecentChanged | model.LookChanged | model.ViewChanged | model.AnswerChanged) {
		w.refreshMenu()
	}
	if c.Has(model.StudyChanged) && w.m.Study() != nil {
		w.win.SetTitle(w.m.Study().Name + " – Semblance")
	}
	if w.m.Study() != nil {
		w.compare.Refresh(c)
		w.study.Refresh(c)
	} else {
		w.compare.Refresh(c & (model.AnswerChanged | model.ActivityChanged))
	}
	w.status.Refresh(c)
	if f := w.m.Failure(); f != nil && c.Has(model.FailureChanged) {
		w.tell("Not opened", *f)
	}
}

func (w *Window) showView() {
	study := w.m.View() == model.StudyView
	show := func(o fyne.CanvasObject, on bool) {
		if on {
			o.Show()
		} else {
			o.Hide()
		}
	}
	show(w.compare.Centre, !study)
	show(w.compare.Inspector, !study)
	show(w.study.Centre, study)
	show(w.study.Inspector, study)
	for v, b := range w.rail {
		b.SetSelected(v == w.m.View())
	}
}

// Dark reports whether the window is dark now.
func (w *Window) Dark() bool {
	return w.theme().Variant(w.app.Settings().ThemeVariant()) == theme.VariantDark
}

func (w *Window) theme() *look.Theme {
	switch w.m.Look().Theme {
	case model.LightTheme:
		return look.Light()
	case model.DarkTheme:
		return look.Dark()
	}
	return look.System()
}

// applyTheme takes the chosen theme, if it is not the one in place.
func (w *Window) applyTheme() {
	chosen := w.m.Look().Theme
	if w.menu.theme == chosen {
		return
	}
	w.menu.theme = chosen
	w.app.Preferences().SetString(keyTheme, string(chosen))
	w.app.Settings().SetTheme(w.theme())
}

// themeChanged redraws the figure for a desktop that went light or dark.
func (w *Window) themeChanged() { w.compare.Refresh(model.LookChanged) }
