package model

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/background"
	"github.com/semblance-app/semblance/core/job"
	"github.com/semblance-app/semblance/core/linalg"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/session"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/provenance"
	"github.com/semblance-app/semblance/plotting/recipe"
)

// Loop is the goroutine that owns a Model and everything on the screen.
type Loop interface {
	// Post runs f there, later. It may be called from any goroutine.
	Post(f func())
	// After runs f there once d has passed, unless stop was called there first.
	After(d time.Duration, f func()) (stop func())
}

// Opened is a study with what analyses ask of it.
type Opened struct {
	Study   *study.Study
	Source  analysis.Source
	Catalog analysis.Catalog
	// Results keeps answers about the study, which is that or one with other metadata;
	// nil keeps none.
	Results func(*study.Study) recipe.Results

	table *Catalog
	// found is what was found in layers in earlier runs.
	found  map[study.Ref]representation.Findings
	origin origin
	// contents are what is at the paths of the origin; nil where nobody looked yet.
	contents []session.Contents
	// compared says that the person asked for a comparison of it.
	compared bool
	// notNoted says why a choice of how it is read could not be noted.
	notNoted *Sentence
	// restored is the session that it was opened by, until it is taken over.
	restored *restored
}

// data is what recipes need of it.
func (o *Opened) data() recipe.Data {
	d := recipe.Data{Study: o.Study, Source: o.Source, Catalog: o.Catalog}
	if o.Results != nil {
		d.Results = o.Results(o.Study)
	}
	return d
}

// errNoFigure is what saving says while nothing is drawn.
var errNoFigure = errors.New("there is no figure to save; choose two networks that can be compared")

// errNoName is what saving says to an empty name.
var errNoName = errors.New("the file has no name; type one")

// Library opens studies.
type Library interface {
	Open(ctx context.Context, path string, o study.OpenOptions) (*Opened, error)
	OpenPair(ctx context.Context, a, b string, o study.OpenOptions) (*Opened, error)
	OpenSample(ctx context.Context, name string, o study.OpenOptions) (*Opened, error)
}

// View is one of the places of the rail.
type View int

// The views.
const (
	CompareView View = iota
	StudyView
	ConvergenceView
	TimestepsView
	GroupsView
	ClustersView
	NoiseView
	PanelsView

	lastView = PanelsView
)

// Title is what people read of a view.
func (v View) Title() string {
	return [...]string{
		CompareView: "Compare", StudyView: "Study", ConvergenceView: "Convergence", TimestepsView: "Timesteps",
		GroupsView: "Groups", ClustersView: "Clusters", NoiseView: "Signal & noise", PanelsView: "Panels",
	}[v]
}

// Change says what became different; listeners get one or several at once.
type Change uint

// The changes.
const (
	StudyChanged    Change = 1 << iota // another study is open
	ChoiceChanged                      // what is compared, and how
	AnswerChanged                      // the figure, or the sentence in its place
	LookChanged                        // appearance or theme
	ExportChanged                      // size, format and so on of the exported figure
	ActivityChanged                    // the running job
	WarningsChanged
	ViewChanged
	RecentChanged
	FailureChanged // a study did not open while another is
	HistoryChanged // what can be undone
	SessionChanged // where the session is saved, or that it is
	SelectionChanged
	ColumnsChanged // metadata, or whether they are saved
)

// Has reports whether any of the changes in other is in c.
func (c Change) Has(other Change) bool { return c&other != 0 }

// Activity is the running job; the zero value is none.
type Activity struct {
	Running bool
	job.Status
}

// Options is what a Model needs; Loop and Library must be there.
type Options struct {
	Loop    Loop
	Library Library
	Recent  RecentStore // nil: not remembered
	// Recovery keeps choices for the case of a crash; nil keeps none.
	Recovery RecoveryStore
	// Program is what exported figures say made them.
	Program provenance.Program
	// Log gets the stack of a panic in background work; nil drops it.
	Log func(string)
}

// Model is the window's state. See the package comment.
type Model struct {
	loop      Loop
	library   Library
	log       func(string)
	listeners []func(Change)
	ctx       context.Context
	stop      context.CancelFunc

	view   View
	opened *Opened
	choice Choice
	// lastPair is the pair whose spectrum was looked at last.
	lastPair recipe.LayerPair
	visit    *visit // of a pair that was opened in another view; nil for none
	answer   Answer
	drawn    struct { // the figure of answer, made once
		of     drawnOf
		figure figure.Figure
	}
	room     room // of the figure that was looked at last
	look     Look
	export   Export
	recent   recent
	request  request // the current computation of Compare
	analyses Analyses
	board    *board
	edited   *edit // the panel that is changed in its view; nil for none
	away     *away // the study that was left for that; nil for none
	past     history
	playing  playing
	zoom     map[View]zoom
	selected []string
	columns  *columns   // of the open study
	unsaved  []*columns // of studies before, which are still being written
	workers  int        // for computations; 0 is one for each processor
	opening  opening
	disk     disk
	program  provenance.Program
	sessions sessions
	saves    turns // of sessions
	samples  samples
	note     note
	prepared []representation.Recipe // how layers were prepared when it was told last
}

// New makes a model with nothing open. Close ends its work.
func New(o Options) *Model {
	m := &Model{loop: o.Loop, library: o.Library, log: o.Log, program: o.Program, look: DefaultLook(), export: DefaultExport(), columns: &columns{}}
	if m.log == nil {
		m.log = func(string) {}
	}
	m.ctx, m.stop = context.WithCancel(background.WithTurns(context.Background(), linalg.Threads()))
	m.recent.load(o.Recent)
	m.sessions.drafts = drafts{store: o.Recovery}
	m.board = &board{library: o.Library}
	m.newAnalyses()
	m.zoom = map[View]zoom{}
	return m
}

// Close cancels everything that runs. Choices that would be lost stay in the
// recovery store, and metadata that were on their way to their file get there.
func (m *Model) Close() {
	m.stop()
	m.closeDraft()
	for _, c := range append(m.unsaved, m.columns) {
		m.closeColumns(c)
	}
}

// Listen adds a listener; it is called on the model's goroutine after each
// change.
func (m *Model) Listen(f func(Change)) { m.listeners = append(m.listeners, f) }

func (m *Model) tell(c Change) {
	if c.Has(ChoiceChanged) && m.opened != nil && m.otherRecipes() {
		c |= WarningsChanged
	}
	if c.Has(ChoiceChanged | LookChanged | ExportChanged | SelectionChanged) {
		m.recordLater()
	}
	if c.Has(ChoiceChanged | LookChanged | ExportChanged | ViewChanged | AnswerChanged | SelectionChanged) {
		m.keepDraftLater()
	}
	for _, f := range m.listeners {
		f(c)
	}
}

// View is the view that is shown.
func (m *Model) View() View { return m.view }

// SetView shows a view.
func (m *Model) SetView(v View) {
	if m.view == v {
		return
	}
	m.view = v
	m.Say("") // a note is about what was seen before
	m.LookAtFiles()
	if m.opening.forView {
		m.opening.drop()
	}
	if m.opened != nil && !m.changeSample(v) { // which asks once that is open
		if a := m.analysisOf(v); a != nil {
			a.ask(0)
		}
	}
	m.tell(ViewChanged | WarningsChanged | ActivityChanged)
}

// Study is the open study, nil before the first.
func (m *Model) Study() *study.Study {
	if m.opened == nil {
		return nil
	}
	return m.opened.Study
}

// Activity is the job that the status line shows: opening comes before
// computing, and the view that is shown before the others.
func (m *Model) Activity() Activity {
	if m.opening.activity.Running {
		return m.opening.activity
	}
	return m.working().activity
}

// working is the request of the view that is shown, or where that waits for
// nothing another that is pending.
func (m *Model) working() *request {
	current := &m.request
	if a := m.analysisOf(m.view); a != nil {
		current = a.work()
	}
	if current.pending {
		return current
	}
	if m.request.pending {
		return &m.request
	}
	m.eachAnalysis(func(a shown) {
		if a.work().pending {
			current = a.work()
		}
	})
	return current
}

// Busy reports whether an answer or a study is still to come.
func (m *Model) Busy() bool { return m.opening.activity.Running || m.working().pending }

// Workers is how many processors computations may use; 0 is all.
func (m *Model) Workers() int { return m.workers }

// SetWorkers chooses that for what is asked from now on.
func (m *Model) SetWorkers(n int) { m.workers = n }

// SetMemory bounds the bytes of prepared layers that the open study keeps; 0 is the
// default. Other studies are opened with what the library says.
func (m *Model) SetMemory(bytes int64) {
	if m.opened == nil {
		return
	}
	if store, ok := m.opened.Source.(interface{ SetMaxBytes(int64) }); ok {
		store.SetMaxBytes(bytes)
	}
}

// Cancel stops opening, or else all computations, which the status line shows one
// after the other; what is on the screen stays.
func (m *Model) Cancel() {
	opening := m.opening.activity.Running
	m.opening.cool()
	switch {
	case opening:
		m.opening.drop()
		m.Say("Opening was cancelled.")
	case m.working().pending:
		m.request.cancel()
		m.eachAnalysis(func(a shown) { a.work().cancel() })
		m.Say("")
	}
}

// Again computes the current choice, after it was cancelled.
func (m *Model) Again() {
	if m.opened == nil || m.Busy() {
		return
	}
	m.Say("")
	if a := m.analysisOf(m.view); a != nil {
		a.ask(0)
		return
	}
	m.recompute(0)
}

// Background runs work that the status line does not show, and calls done on
// the model's goroutine.
func (m *Model) Background(work func() error, done func(error)) {
	job.Start(m.ctx, func(context.Context, job.Report) error { return work() }, job.Options{
		Ended: func(err error) { m.loop.Post(func() { done(err) }) },
	})
}

// Warnings are the session's, the study's and then the shown answer's; where the
// study is shown, those of every answer there is.
func (m *Model) Warnings() []warning.Warning {
	var list []warning.Warning
	if s := m.Study(); s != nil {
		list = warning.Merge(list, m.changedWarnings()...)
		list = warning.Merge(list, m.sessions.cautions...)
		list = warning.Merge(list, s.Warnings...)
		list = warning.Merge(list, m.Catalog().letters...)
	}
	if m.view != StudyView {
		list = warning.Merge(list, m.shownWarnings()...)
		if fig, drawn := m.Figure(); drawn {
			list = warning.Merge(list, m.export.Cautions(fig, m.ExportStyle())...)
		}
		return list
	}
	if m.opened == nil {
		return list
	}
	list = warning.Merge(list, m.catalogWarnings()...)
	answers := slices.Clone(m.answer.warnings())
	m.eachAnalysis(func(a shown) { answers = append(answers, a.cautions()...) })
	return warning.Merge(list, slices.DeleteFunc(answers, func(w warning.Warning) bool { return inCatalog(w.Code) })...)
}

// shownWarnings are those of the answer that is shown.
func (m *Model) shownWarnings() []warning.Warning {
	if a := m.analysisOf(m.view); a != nil {
		return a.cautions()
	}
	return m.answer.warnings()
}
