package ui

import (
	"fmt"
	"io"
	"os"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/semblance-app/semblance/assets"
	"github.com/semblance-app/semblance/core/linalg"
	"github.com/semblance-app/semblance/core/resultcache"
	"github.com/semblance-app/semblance/core/session"
	"github.com/semblance-app/semblance/plotting/provenance"
	"github.com/semblance-app/semblance/ui/look"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/view"
	"github.com/semblance-app/semblance/ui/widgets"
)

// Options is how the window begins.
type Options struct {
	Version string
	Source  Source
	// Recovery is the folder that keeps choices for the case of a crash; "" keeps
	// none.
	Recovery string
	// Results is the folder that keeps answers between runs; "" keeps none.
	Results string
	// Pictures is where figures are copied to; nil is nowhere.
	Pictures Pictures
	// Loop is for tests, which turn it themselves; nil is Fyne's own.
	Loop model.Loop
}

// Source is what to open; the zero value is the first sample.
type Source struct {
	Sample string   // the name of an embedded study
	Paths  []string // a study, or two files or folders to compare
}

// Window is Semblance's window.
type Window struct {
	app      fyne.App
	win      fyne.Window
	m        *model.Model
	loop     model.Loop
	version  string
	scale    string             // that the environment asked for when it was made
	results  *resultcache.Cache // nil keeps none
	pictures Pictures
	copies   int // that were asked for

	compare  *view.Compare
	study    *view.Study
	views    map[model.View]pane
	status   *view.Status
	banner   *view.Banner
	editing  *view.Editing
	rail     map[model.View]*widgets.RailButton
	body     *fyne.Container
	centre   *fyne.Container
	side     *fyne.Container
	unopened *view.Unopened // in the inspector's place without a study
	tooltips *widgets.Tooltips
	viewed   model.View     // the view that is shown
	awaited  fyne.Focusable // gets the focus once it is to be seen; nil for none
	menu     menus
	dialogs  []openDialog // the last one on top
	// exportFolder is where a figure was saved last.
	exportFolder string
	leaving      *modal      // that asked last what becomes of unsaved choices
	saving       *saveDialog // that was opened last
	two          *twoDialog  // that is open; nil for none
	twoPaths     [2]string   // that were typed there and not opened
}

// refresher is what every view does.
type refresher interface{ Refresh(model.Change) }

// pane is a view with what it puts into the window.
type pane struct {
	refresher
	centre, inspector fyne.CanvasObject
}

// New makes the window and begins to open what it was asked for, which goes on
// while the window comes up. Show it with ShowAndRun on its Fyne window.
func New(app fyne.App, o Options) *Window {
	loop := o.Loop
	if loop == nil {
		loop = bridge{}
	}
	w := &Window{app: app, loop: loop, version: o.Version, scale: os.Getenv(scaleVariable), pictures: o.Pictures}
	if w.pictures == nil {
		w.pictures = noPictures{}
	}
	if o.Results != "" {
		w.results = resultcache.New(o.Results, disk(app.Preferences()))
		w.results.OnError = sayOnce(os.Stderr)
	}
	settings := model.Options{
		Loop:    loop,
		Library: library{func() int64 { return memory(app.Preferences()) }, w.results},
		Recent:  recents{app.Preferences()},
		Program: provenance.Program{Version: o.Version, Engine: linalg.Describe()},
		Log:     func(s string) { fmt.Fprintln(os.Stderr, s) },
	}
	if o.Recovery != "" {
		settings.Recovery = session.NewRecovery(o.Recovery)
	}
	w.m = model.New(settings)
	w.m.SetWorkers(threads(app.Preferences()))
	w.begin(o.Source)
	w.applyTheme()
	applyScale(app.Preferences())
	w.win = app.NewWindow("Semblance")
	w.win.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon()))
	w.build(loop)
	w.m.Listen(w.changed)
	w.changed(^model.Change(0))
	loop.Post(func() { w.offerDrafts(w.m.Drafts()) }) // when the window is there
	app.Settings().AddListener(func(fyne.Settings) { w.themeChanged() })
	app.Lifecycle().SetOnEnteredForeground(w.m.LookAtFiles) // whoever was away may have recorded anew
	return w
}

// Fyne is the window for Fyne.
func (w *Window) Fyne() fyne.Window { return w.win }

// Model is the window's state.
func (w *Window) Model() *model.Model { return w.m }

func (w *Window) begin(from Source) {
	l := w.m.Look()
	l.Theme = savedTheme(w.app.Preferences())
	w.m.SetLook(l)
	switch {
	case len(from.Paths) > 0:
		noteFolder(w.app.Preferences(), from.Paths...)
		w.m.Open(from.Paths...)
	case from.Sample != "":
		w.m.OpenSample(from.Sample)
	default:
		w.OpenSample(assets.Samples()[0].Name)
	}
}

// sayOnce writes the first of several errors, which all say the same.
func sayOnce(to io.Writer) func(error) {
	var once sync.Once
	return func(err error) { once.Do(func() { fmt.Fprintln(to, "semblance:", err) }) }
}

// build puts the window together.
func (w *Window) build(loop model.Loop) {
	w.newViews(loop)
	w.status = view.NewStatus(w.m, w)
	w.banner, w.editing = view.NewBanner(w.m, w), view.NewEditing(w.m)
	w.unopened = view.NewUnopened()
	w.centre, w.side = container.NewStack(), container.NewStack(w.unopened.Inspector)
	for _, p := range w.views {
		w.centre.Add(p.centre)
		w.side.Add(p.inspector)
	}
	over := container.New(layout.NewCustomPaddedVBoxLayout(0), w.banner.Line, w.editing.Line)
	w.body = container.New(frame{}, w.newRail(), container.NewBorder(over, nil, nil, nil, w.centre), w.newSide(), w.status.Line)
	w.showSides()
	w.win.SetPadded(false)
	w.tooltips = widgets.NewTooltips(w.body)
	w.win.SetContent(w.tooltips)
	w.win.Resize(fyne.NewSize(1280, 800))
	w.win.SetOnDropped(func(_ fyne.Position, uris []fyne.URI) { w.Drop(uris) })
	w.win.SetCloseIntercept(w.close)
	w.win.SetOnClosed(w.m.Close)
	w.newMenu()
	w.newKeys()
}

func (w *Window) newViews(loop model.Loop) {
	w.compare = view.NewCompare(w.m, w, loop)
	w.study = view.NewStudy(w.m, w)
	w.views = map[model.View]pane{
		model.CompareView: {w.compare, w.compare.Centre, w.compare.Inspector},
		model.StudyView:   {w.study, w.study.Centre, w.study.Inspector},
	}
	around, analyses := view.Surroundings{Model: w.m, Host: w, Loop: loop}, w.m.Analyses()
	for v, a := range map[model.View]*view.Analysis{
		model.ConvergenceView: view.NewConvergence(around, analyses.Convergence),
		model.TimestepsView:   view.NewTimesteps(around, analyses.Timesteps),
		model.GroupsView:      view.NewGroups(around, analyses.Groups),
		model.ClustersView:    view.NewClusters(around, analyses.Clusters),
		model.NoiseView:       view.NewNoise(around, w.m, analyses.Noise),
		model.PanelsView:      view.NewPanels(around, w.m, analyses.Panels),
	} {
		w.views[v] = pane{a, a.Centre, a.Inspector}
	}
	for _, p := range w.views {
		if v, ok := p.refresher.(interface{ Figure() *widgets.Figure }); ok {
			v.Figure().OnMenu = w.showFigureMenu
		}
	}
}

func (w *Window) newRail() fyne.CanvasObject {
	w.rail = map[model.View]*widgets.RailButton{}
	button := func(v model.View, icon look.Icon, hint string) fyne.CanvasObject {
		b := widgets.NewRailButton(icon, v.Title(), func() { w.m.SetView(v) })
		b.SetToolTip(v.Title() + ": " + hint)
		w.rail[v] = b
		return b
	}
	column := container.New(layout.NewCustomPaddedVBoxLayout(0),
		button(model.StudyView, look.IconStudy, "what is open, array by array (Ctrl+1)"),
		button(model.CompareView, look.IconCompare, "two networks, layer by layer (Ctrl+2)"),
		button(model.ConvergenceView, look.IconConvergence, "every layer against its last checkpoint, through training (Ctrl+3)"),
		button(model.TimestepsView, look.IconTimesteps, "the timesteps of sequences against one of them (Ctrl+4)"),
		button(model.GroupsView, look.IconGroups, "networks of one group and of different ones (Ctrl+5)"),
		button(model.ClustersView, look.IconClusters, "networks clustered by their distances (Ctrl+6)"),
		button(model.NoiseView, look.IconNoise, "CCA coefficients, stable directions, a pair against chance, and signals in noise (Ctrl+7)"),
		button(model.PanelsView, look.IconPanels, "several figures as one (Ctrl+8)"),
	)
	return widgets.NewBackdrop(look.ColorRail, container.New(layout.NewCustomPaddedLayout(6, 0, 0, 0), column))
}

// newSide is the inspector's place, with a line at its left.
func (w *Window) newSide() fyne.CanvasObject {
	return widgets.NewBackdrop(look.ColorPanel, container.New(layout.NewCustomPaddedHBoxLayout(0), widget.NewSeparator(), w.side))
}

// changed shows what the model tells.
func (w *Window) changed(c model.Change) {
	if c.Has(model.ViewChanged | model.StudyChanged) {
		w.tooltips.Dismiss() // of what was under the pointer
		w.closeLists()
	}
	if c.Has(model.ViewChanged | model.StudyChanged) {
		w.showView()
	}
	if c.Has(model.StudyChanged) {
		w.study.Forget()
	}
	var stays fyne.Focusable
	switch moved := w.m.View() != w.viewed; { // before the view, which may give the focus to what it shows
	case c.Has(model.ViewChanged) && moved:
		w.viewed = w.m.View()
		w.moveFocus()
	case c.Has(model.StudyChanged):
		stays = w.keepFocus()
	}
	if c.Has(model.LookChanged) {
		w.applyTheme()
	}
	if c.Has(model.ChoiceChanged | model.RecentChanged | model.LookChanged | model.ViewChanged | model.AnswerChanged | model.HistoryChanged | model.SelectionChanged) {
		w.refreshMenu()
	}
	if c.Has(model.AnswerChanged) && w.saving != nil {
		w.saving.offer()
	}
	if title := w.title(); title != w.win.Title() {
		w.win.SetTitle(title)
	}
	w.unopened.Refresh(w.m.Opening())
	w.refreshView(c)
	w.releaseFocus(stays)
	w.focusAwaited()
	w.status.Refresh(c)
	if banner, editing := w.banner.Refresh(), w.editing.Refresh(); banner || editing {
		widgets.Arrange(w.body)
	}
	w.tooltips.Follow()
	switch {
	case w.two != nil && w.two.waiting:
		w.two.follow()
	case c.Has(model.FailureChanged):
		w.failed()
	}
}

// failed says why something did not open, or asks for what is missing.
func (w *Window) failed() {
	switch l, f := w.m.Lost(), w.m.Failure(); {
	case l != nil:
		w.findLost(l)
	case f != nil:
		w.tell("Not opened", *f)
	}
}

// refreshView shows the change in the view that is shown; one that comes up
// shows everything.
func (w *Window) refreshView(c model.Change) {
	if c.Has(model.ViewChanged | model.StudyChanged) {
		c = ^model.Change(0)
	}
	v := w.m.View()
	switch {
	case w.m.Study() != nil || v == model.StudyView:
		w.views[v].Refresh(c)
	default:
		w.views[v].Refresh(c & (model.AnswerChanged | model.ActivityChanged))
	}
}

// showView shows the view that is chosen; its inspector has nothing to show without
// a study.
func (w *Window) showView() {
	open := w.m.Study() != nil
	for v, p := range w.views {
		show(p.centre, v == w.m.View())
		show(p.inspector, v == w.m.View() && open)
	}
	show(w.unopened.Inspector, !open)
	for v, b := range w.rail {
		b.SetSelected(v == w.m.View())
	}
}

func show(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}

// Dark reports whether the window is dark now.
func (w *Window) Dark() bool {
	return w.theme().Variant(w.app.Settings().ThemeVariant()) == theme.VariantDark
}

// FigureZoom is how much larger than life figures are drawn at most.
func (w *Window) FigureZoom() float64 { return figureZoom(w.app.Preferences()) }

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
func (w *Window) themeChanged() { w.refreshView(model.LookChanged) }
