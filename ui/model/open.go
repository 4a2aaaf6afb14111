package model

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"github.com/semblance-app/semblance/core/job"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/plotting/provenance"
	"github.com/semblance-app/semblance/plotting/recipe"
)

// opening is the study that is being opened.
type opening struct {
	generation int
	job        *job.Job
	activity   Activity
	failure    *Sentence // of the last attempt, until the next
	lost       *Lost     // what it failed for, nil for something else
	stopWarm   func()    // ends warm; nil for none
	// forView says that nobody asked for it but the view that is shown.
	forView bool
}

func (o *opening) drop() {
	o.generation++
	if o.job != nil {
		o.job.Cancel()
	}
	o.job, o.activity, o.forView = nil, Activity{}, false
}

// Open opens a folder, a file, a session or an exported figure; two paths are opened
// as the two sides of a comparison. The study that is open stays until the new one is.
func (m *Model) Open(paths ...string) {
	switch {
	case len(paths) == 1 && IsSession(paths[0]):
		m.OpenSession(paths[0])
		return
	case len(paths) == 1 && provenance.Carries(paths[0]):
		m.OpenFigure(paths[0])
		return
	case len(paths) == 1 && unopened(paths[0]) != nil:
		m.fail(*unopened(paths[0]))
		return
	case len(paths) == 0 || len(paths) > 2:
		m.fail(Sentence{
			What: "Semblance opens one folder or file, or two of them to compare.",
			Try:  "Put more networks into one folder and open that.",
		})
		return
	}
	m.open(name(paths), origin{paths: paths}.load(m.library), func() { m.remember(Recent(paths)) })
}

// OpenToCompare opens what is to be compared at once, in Compare; sessions and figures
// have a view of their own. What does not open changes nothing.
func (m *Model) OpenToCompare(paths ...string) {
	if len(paths) != 2 && (len(paths) != 1 || HasView(paths[0])) {
		m.Open(paths...)
		return
	}
	load := origin{paths: paths}.load(m.library)
	m.open(name(paths), func(ctx context.Context) (*Opened, error) {
		opened, err := load(ctx)
		if err == nil {
			opened.compared = true
		}
		return opened, err
	}, func() { m.remember(Recent(paths)) })
}

// OpenSample opens an embedded study.
func (m *Model) OpenSample(sample string) {
	m.open(sample, origin{sample: sample}.load(m.library), func() {})
}

func (m *Model) open(what string, load func(context.Context) (*Opened, error), after func()) {
	m.opening.drop()
	m.opening.failure, m.opening.lost = nil, nil
	m.opening.activity = Activity{Running: true, Status: job.Status{What: "opening " + what}}
	generation, choice := m.opening.generation, m.choice
	warmth := m.warmth()
	var opened *Opened
	m.opening.job = job.Start(m.ctx, func(ctx context.Context, _ job.Report) (err error) {
		if opened, err = load(ctx); err == nil {
			opened.table = NewCatalog(opened.Study)
			warm(warmth, opened, opened.first(choice))
		}
		return err
	}, job.Options{Background: true, Ended: func(err error) {
		m.loop.Post(func() {
			if generation != m.opening.generation {
				return
			}
			m.opening.drop()
			m.finish(opened, err, after)
		})
	}})
	m.tell(ActivityChanged)
}

func (m *Model) finish(opened *Opened, err error, after func()) {
	switch {
	case errors.Is(err, context.Canceled):
		m.tell(ActivityChanged)
	case errors.As(err, &m.opening.lost):
		m.fail(Sentence{What: m.opening.lost.What(), Try: "Find it where it is now, or open another study."})
	case err != nil:
		m.fail(m.explain(err))
	default:
		m.use(opened)
		after()
	}
}

// Opening reports whether a study is on its way.
func (m *Model) Opening() bool { return m.opening.activity.Running }

// Failure says why the last study did not open, nil where it did.
func (m *Model) Failure() *Sentence { return m.opening.failure }

// fail tells of a study that did not open. The one that is open stays.
func (m *Model) fail(s Sentence) {
	m.opening.failure = &s
	if m.opened != nil || m.opening.lost != nil {
		defer m.tell(ActivityChanged | FailureChanged)
	}
	if m.opened != nil {
		return
	}
	if m.view != CompareView {
		m.view = CompareView
		m.tell(ViewChanged)
	}
	m.tell(ActivityChanged | AnswerChanged)
}

// warm begins to prepare what the first answer will need, before the model's
// own goroutine, which may still be making the window, gets to ask for it. The
// store has one computation for both.
func warm(ctx context.Context, opened *Opened, c Choice) {
	job.Start(ctx, func(ctx context.Context, _ job.Report) error {
		_, err := recipe.Compare().Compute(ctx, opened.data(), recipe.CompareSpec{LayersSpec: c.LayersSpec}, nil)
		return err
	}, job.Options{Background: true}) // an error comes again where it is shown
}

// warmth is the context of warm for the study that is about to be opened; that of
// the one before ends.
func (m *Model) warmth() context.Context {
	m.opening.cool()
	ctx, stop := context.WithCancel(m.ctx)
	m.opening.stopWarm = stop
	return ctx
}

// cool ends what warm began, if it still goes on.
func (o *opening) cool() {
	if o.stopWarm != nil {
		o.stopWarm()
		o.stopWarm = nil
	}
}

// on is the first choice for another study: the measure outlives the study it
// was chosen for.
func (c Choice) on(s *study.Study) Choice {
	first := firstChoice(s)
	if c.Measure != "" {
		first.How, first.Show = c.How, c.Show
	}
	return first
}

// first is what Compare begins with: what the session has, or the first choice
// for the study after another.
func (o *Opened) first(before Choice) Choice {
	first := before.on(o.Study)
	if o.restored != nil {
		first, _ = o.restored.choice(o.Study, first) // takeOver tells of the error
	}
	return first
}

// use makes a study the open one and asks for its first answer.
func (m *Model) use(opened *Opened) {
	m.stopPlaying()
	m.Say("")
	clear(m.zoom)
	m.opened, m.selected = opened, nil
	m.edited, m.away = nil, nil
	m.board.forgetLayers(opened.Source)
	m.disk.changed, m.disk.grown, m.disk.left = nil, nil, false
	m.samples = samples{opened.origin.sample, map[string]leftSample{}}
	m.beginColumns()
	m.endVisit()
	m.choice = opened.first(m.choice)
	if opened.Study.Layout.Ambiguous && opened.restored == nil {
		m.view = StudyView // which asks
	}
	m.recompute(0) // before it is told that there is a study and no figure yet
	m.eachAnalysis(shown.begin)
	changes := m.beginSession()
	if opened.compared && m.view != CompareView {
		m.view, changes = CompareView, changes|ViewChanged
	}
	if a := m.analysisOf(m.view); a != nil {
		a.ask(0)
	}
	m.forget()
	m.recallFound()
	m.tell(StudyChanged | ChoiceChanged | WarningsChanged | ActivityChanged | HistoryChanged | SelectionChanged | ViewChanged | changes)
}

// name is a short name for one or two paths.
func name(paths []string) string {
	short := make([]string, len(paths))
	for i, p := range paths {
		short[i] = filepath.Base(p)
	}
	return strings.Join(short, " and ")
}
