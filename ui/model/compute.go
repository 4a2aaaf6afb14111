package model

import (
	"context"
	"errors"
	"time"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/job"
	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/recipe"
)

// settle is how long the choice must stay before it is computed.
const settle = 40 * time.Millisecond

// Answer is what the centre of the Compare view shows. The last answer stays
// until the next is there.
type Answer struct {
	// CompareResult has a spectrum, where there is one, in place of Layers, which
	// stay from the answer before.
	recipe.CompareResult
	Spec    analysis.LayersSpec // of Layers
	Refusal *Sentence           // non-nil: shown in place of both

	of *Opened // the study that Layers is about
	// choice is what is answered, of the study in.
	choice Choice
	in     *Opened
}

// Answer is the current one.
func (m *Model) Answer() Answer { return m.answer }

// Refusal is the sentence in the place of the figure of the view that is shown,
// nil where there is a figure.
func (m *Model) Refusal() *Sentence {
	if m.opened == nil && m.opening.failure != nil {
		return m.opening.failure
	}
	refusal := m.answer.Refusal
	if a := m.analysisOf(m.view); a != nil {
		refusal = a.Refusal()
	}
	if refusal != nil && refusal.Changed && m.disk.changed != nil {
		return m.Changed() // which tells of all that changed
	}
	return refusal
}

func (m *Model) whole() (figure.Figure, bool) {
	if a := m.analysisOf(m.view); a != nil {
		return a.Figure()
	}
	if m.Refusal() != nil || m.answer.Spectrum == nil && m.answer.Layers == nil {
		return figure.Figure{}, false
	}
	if of := (drawnOf{m.answer.CompareResult, m.answer.choice.How, m.layersOptions()}); m.drawn.of != of {
		m.drawn.of, m.drawn.figure = of, recipe.Compare().Figure(recipe.CompareSpec{LayersSpec: analysis.LayersSpec{How: of.how}}, &of.answer, of.options)
	}
	return m.drawn.figure, true
}

// drawnOf is what the figure of Compare is drawn from.
type drawnOf struct {
	answer  recipe.CompareResult
	how     analysis.How
	options figure.LayersOptions
}

func (a Answer) warnings() []warning.Warning {
	if a.Refusal != nil {
		return nil
	}
	return a.CompareResult.Warnings()
}

// request is the computation of the current choice.
type request struct {
	generation int
	pending    bool // asked for and not answered
	cancelled  bool // and nothing asked since
	wait       func()
	job        *job.Job
	activity   Activity
	late       bool   // the answer has been awaited for longer than nobody would notice
	stopLate   func() // until then; nil for no wait
}

// underWay reports whether it is computed what r asks; before, it may ask anything else.
func (r *request) underWay() bool { return r.job != nil }

// drop forgets the current computation; nothing of it arrives any more.
func (r *request) drop() {
	r.generation++
	if r.wait != nil {
		r.wait()
	}
	if r.job != nil {
		r.job.Cancel()
	}
	r.wait, r.job, r.pending, r.cancelled, r.activity = nil, nil, false, false, Activity{}
}

// cancel is drop for a person who does not want to wait.
func (r *request) cancel() {
	if r.pending {
		r.drop()
		r.cancelled = true
	}
}

// run begins work in place of what r asked before, after a pause. begin is
// called then, for the work and what becomes of its end; without work the answer
// is known and ended is called at once. Both ends run on the model's goroutine,
// and never for a request that another has replaced.
func (m *Model) run(r *request, pause time.Duration, begin func() (work job.Work, ended func(error))) {
	r.drop()
	r.pending = true
	m.awaitLate(r)
	generation := r.generation
	current := func(f func()) func() {
		return func() {
			if generation == r.generation {
				f()
			}
		}
	}
	start := current(func() {
		r.wait = nil
		work, ended := begin()
		end := func(err error) {
			r.pending, r.activity, r.job = false, Activity{}, nil
			r.onTime()
			ended(err)
		}
		if work == nil {
			end(nil)
			return
		}
		r.job = job.Start(m.ctx, work, job.Options{
			Progress: func(s job.Status) {
				m.loop.Post(current(func() {
					r.activity = Activity{Running: true, Status: s}
					m.tell(ActivityChanged)
				}))
			},
			Ended:      func(err error) { m.loop.Post(current(func() { end(err) })) },
			Background: true,
		})
	})
	if pause == 0 {
		start()
		return
	}
	r.wait = m.loop.After(pause, start)
}

// late is how long what was asked for before may stand as if it were what is asked.
const late = 300 * time.Millisecond

// awaitLate notes when the answer to r is late, since the first of those requests that
// replaced one another without an answer.
func (m *Model) awaitLate(r *request) {
	if r.late || r.stopLate != nil {
		return
	}
	r.stopLate = m.loop.After(late, func() {
		r.stopLate = nil
		if r.pending {
			r.late = true
			m.tell(ActivityChanged)
		}
	})
}

// onTime is for an answer that is there, or is no longer asked for.
func (r *request) onTime() {
	r.late = false
	if r.stopLate != nil {
		r.stopLate()
		r.stopLate = nil
	}
}

// Late reports whether the figure that is shown is one from before while the choice has
// moved on, for longer than nobody would notice. What plays moves on by itself.
func (m *Model) Late() bool {
	r := &m.request
	if a := m.analysisOf(m.view); a != nil {
		r = a.work()
	}
	return r.late && !m.playing.on
}

// recompute asks for the answer to the current choice after a pause.
func (m *Model) recompute(pause time.Duration) {
	m.run(&m.request, pause, func() (job.Work, func(error)) {
		if a, ok := m.known(); ok {
			m.LookAtFiles()
			return nil, func(error) { m.show(a) }
		}
		var answer Answer
		return m.work(&answer), func(err error) { m.answered(answer, err) }
	})
}

// known is the answer that needs no computation: back from a spectrum to the
// layers that were shown before.
func (m *Model) known() (Answer, bool) {
	a := m.answer
	if m.choice.Pair != nil || a.Layers == nil || a.of != m.opened || !sameSpec(a.Spec, m.choice.LayersSpec) {
		return Answer{}, false
	}
	a.Spectrum, a.Refusal, a.choice, a.in = nil, nil, m.choice, m.opened
	return a, true
}

// work computes what the choice asks into answer.
func (m *Model) work(answer *Answer) job.Work {
	opened, choice, layers := m.opened, m.choice, m.answer
	asked, spec := choice.LayersSpec, choice.spec()
	spec.Workers = m.workers
	return func(ctx context.Context, report job.Report) error {
		result, err := recipe.Compare().Compute(ctx, opened.data(), spec, analysis.Progress(report))
		if err != nil {
			return err
		}
		*answer = Answer{CompareResult: *result, Spec: asked, of: opened, choice: choice, in: opened}
		if result.Layers == nil {
			answer.Layers, answer.Spec, answer.of = layers.Layers, layers.Spec, layers.of
		}
		return nil
	}
}

func (m *Model) answered(a Answer, err error) {
	if errors.Is(err, context.Canceled) {
		m.tell(ActivityChanged)
		return
	}
	if err != nil {
		a = Answer{Refusal: m.refused(err)}
	}
	m.show(a)
}

func (m *Model) show(a Answer) {
	m.answer = a
	m.tell(AnswerChanged | WarningsChanged | ActivityChanged)
}
