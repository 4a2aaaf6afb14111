package model

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"time"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/job"
	"github.com/semblance-app/semblance/core/session"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/recipe"
)

// Analysis is one analysis of the whole study in a view of its own: what is
// asked (S, a spec), how it is drawn (O), the answer that is shown (R), and the
// job between them. The answer before stays until the next is there.
type Analysis[S, O, R any] struct {
	m    *Model
	kind kind[S, O, R]

	spec    S
	options O
	result  *R
	refusal *Sentence
	asked   *S             // what result or refusal answers; nil where that is to be asked anew
	shown   S              // what result answers
	drawn   *figure.Figure // of result, by options
	request request
	coming  S    // what the request answers, once it is under way
	begun   bool // with a study
	barren  bool // the study has nothing that could be asked, as far as it looks
}

// kind is what makes an analysis the one it is.
type kind[S, O, R any] struct {
	recipe.Kind[S, O, R]
	// first is the question a study opens with, or why it has none.
	first func(*study.Study) (S, *Sentence)
	file  func(S) []string // parts of an exported file's name
	// drawing is how a study's answers are drawn first; nil is the zero value.
	drawing func(*study.Study) O
	// keeps says that the question outlives the study.
	keeps bool
	// saved is what a file of the result has of an answer, as it is drawn; nil is
	// all of it.
	saved func(*R, O) any
	// columns reports that the answer depends on the columns of metadata.
	columns bool
	// other reports that two questions have figures of different kinds; nil is never.
	other func(a, b S) bool
	// pair is what a pair of the figure compares; nil where nothing follows.
	pair func(*R, S, int) (a, b study.Ref)
}

// shown is what the model asks of whichever analysis has the view.
type shown interface {
	Figure() (figure.Figure, bool)
	Refusal() *Sentence
	How() analysis.How
	EditHow(func(*analysis.How))
	stale() bool
	begin()
	nothing() bool
	lacks(*study.Study) bool
	annotated()
	ask(pause time.Duration)
	work() *request
	cautions() []warning.Warning
	fileName() []string
	answer() any
	answers() any // the question to which that is the answer
	chosen() any
	choose(any)
	question() (session.Question, error)
	take(session.Question) error
	nameDefaults()
}

// Spec is what is asked. Its slices are not to be changed.
func (a *Analysis[S, O, R]) Spec() S { return a.spec }

// Edit changes what is asked and asks it.
func (a *Analysis[S, O, R]) Edit(f func(*S)) {
	before := a.spec
	f(&a.spec)
	if a.m.opened == nil || reflect.DeepEqual(before, a.spec) {
		return
	}
	a.m.tell(ChoiceChanged)
	a.ask(settle)
}

// How is how layers are compared.
func (a *Analysis[S, O, R]) How() analysis.How {
	return *a.kind.How(&a.spec)
}

// EditHow changes how layers are compared.
func (a *Analysis[S, O, R]) EditHow(f func(*analysis.How)) {
	a.Edit(func(s *S) { f(a.kind.How(s)) })
}

// Options are how the answer is drawn.
func (a *Analysis[S, O, R]) Options() O { return a.options }

// EditOptions changes how the answer is drawn, which needs no computation.
func (a *Analysis[S, O, R]) EditOptions(f func(*O)) {
	before := a.options
	f(&a.options)
	if !reflect.DeepEqual(before, a.options) {
		a.drawn = nil
		a.m.tell(ChoiceChanged | AnswerChanged)
	}
}

// Result is the answer that is shown, nil before the first.
func (a *Analysis[S, O, R]) Result() *R { return a.result }

// OpenPair shows the spectrum of a pair of the figure in the Compare view.
func (a *Analysis[S, O, R]) OpenPair(index int) {
	if a.kind.pair == nil || a.result == nil || index < 0 {
		return
	}
	if x, y := a.kind.pair(a.result, a.shown, index); x != y {
		a.m.compareRefs(x, y, a.How())
	}
}

// Study is the open study.
func (a *Analysis[S, O, R]) Study() *study.Study { return a.m.Study() }

// HasConv reports whether the study has convolutional arrays.
func (a *Analysis[S, O, R]) HasConv() bool {
	return anyLayer(a.m.Study(), func(l study.Layer) bool { return l.Axes.Convolutional() })
}

// MaxDatapoints is the largest number of datapoints in the study.
func (a *Analysis[S, O, R]) MaxDatapoints() int {
	most := 0
	anyLayer(a.m.Study(), func(l study.Layer) bool {
		most = max(most, l.Datapoints())
		return false
	})
	return most
}

// Say sets the note of the status line.
func (a *Analysis[S, O, R]) Say(note string) { a.m.Say(note) }

// Figure is the answer drawn; the second result is false while there is none,
// or a refusal in its place.
func (a *Analysis[S, O, R]) Figure() (figure.Figure, bool) {
	if a.refusal != nil || a.result == nil {
		return figure.Figure{}, false
	}
	if a.drawn == nil {
		fig := a.kind.Figure(a.shown, a.result, a.options)
		a.drawn = &fig
	}
	return *a.drawn, true
}

// Refusal is the sentence in the figure's place, nil where there is a figure.
func (a *Analysis[S, O, R]) Refusal() *Sentence { return a.refusal }

// stale reports whether the figure is of another kind than the one that is chosen.
func (a *Analysis[S, O, R]) stale() bool {
	return a.kind.other != nil && a.result != nil && a.kind.other(a.shown, a.spec)
}

// begin forgets the study before.
func (a *Analysis[S, O, R]) begin() {
	a.request.drop()
	if a.kind.keeps && a.begun {
		return
	}
	a.begun, a.barren = true, false
	how := a.How()
	a.spec, a.refusal = a.kind.first(a.m.opened.Study)
	a.result, a.asked, a.drawn = nil, nil, nil
	var options O // columns and cuts of one study say nothing of another
	if a.kind.drawing != nil {
		options = a.kind.drawing(a.m.opened.Study)
	}
	a.options = options
	if a.refusal != nil {
		asked := a.spec
		a.asked, a.barren = &asked, true
	} else if how.Measure != "" { // which outlives the study it was chosen for
		how.Datapoints = 0
		*a.kind.How(&a.spec) = how
	}
}

// nothing reports whether the study has nothing that could be asked.
func (a *Analysis[S, O, R]) nothing() bool { return a.barren }

// lacks reports whether a study would have nothing.
func (a *Analysis[S, O, R]) lacks(s *study.Study) bool {
	_, refusal := a.kind.first(s)
	return refusal != nil
}

// annotated forgets that the answer is known, or on its way, where it depends on
// metadata, which have changed; it is shown until the next. What the study does not hold
// at all stays so.
func (a *Analysis[S, O, R]) annotated() {
	if a.kind.columns && !a.barren {
		a.asked = nil
		a.request.drop()
		a.request.onTime()
	}
}

// forget goes back to the question a study begins with.
func (a *Analysis[S, O, R]) forget() {
	a.begun = false
	a.begin()
}

// ask computes what is asked after a pause, unless it is known or on its way.
func (a *Analysis[S, O, R]) ask(pause time.Duration) {
	if a.asked != nil && reflect.DeepEqual(*a.asked, a.spec) {
		a.m.LookAtFiles()
		if a.request.pending || a.request.cancelled {
			a.request.drop()
			a.request.onTime()
			a.m.tell(ActivityChanged)
		}
		return
	}
	if a.request.underWay() && reflect.DeepEqual(a.coming, a.spec) {
		return
	}
	a.m.run(&a.request, pause, func() (job.Work, func(error)) {
		opened, spec, asked := a.m.opened, a.spec, a.spec
		a.coming = asked
		a.kind.How(&spec).Workers = a.m.workers
		var result *R
		work := func(ctx context.Context, report job.Report) (err error) {
			result, err = a.kind.Compute(ctx, opened.data(), spec, analysis.Progress(report))
			return err
		}
		return work, func(err error) { a.answered(asked, result, err) }
	})
}

func (a *Analysis[S, O, R]) answered(spec S, result *R, err error) {
	if errors.Is(err, context.Canceled) {
		a.m.tell(ActivityChanged)
		return
	}
	a.asked, a.shown, a.result, a.refusal, a.drawn, a.barren = &spec, spec, result, nil, nil, false
	if err != nil {
		a.refusal = a.m.refused(err)
		if a.refusal.Changed {
			a.asked = nil // another time the files may be those that they were
		}
	}
	a.m.tell(AnswerChanged | WarningsChanged | ActivityChanged)
}

// choices is what of an analysis can be undone.
type choices[S, O any] struct {
	spec    S
	options O
}

func (a *Analysis[S, O, R]) chosen() any { return choices[S, O]{a.spec, a.options} }

func (a *Analysis[S, O, R]) choose(then any) {
	c := then.(choices[S, O])
	a.spec, a.options, a.drawn = c.spec, c.options, nil
}

func (a *Analysis[S, O, R]) work() *request { return &a.request }

func (a *Analysis[S, O, R]) cautions() []warning.Warning {
	if a.result == nil || a.refusal != nil {
		return nil
	}
	return a.kind.Warnings(a.result)
}

// answer is the result that is shown, which must be there.
func (a *Analysis[S, O, R]) answer() any {
	if a.kind.saved != nil {
		return a.kind.saved(a.result, a.options)
	}
	return a.result
}

func (a *Analysis[S, O, R]) fileName() []string { return a.kind.file(a.shown) }

func (a *Analysis[S, O, R]) answers() any { return a.shown }

// anyLayer reports whether f holds for a layer of any network.
func anyLayer(s *study.Study, f func(study.Layer) bool) bool {
	return s != nil && slices.ContainsFunc(s.Networks, func(n study.Network) bool { return anyLayerOf(n, f) })
}

// anyLayerOf reports whether f holds for a layer of a network.
func anyLayerOf(n study.Network, f func(study.Layer) bool) bool {
	return slices.ContainsFunc(n.Checkpoints, func(c study.Checkpoint) bool { return slices.ContainsFunc(c.Layers, f) })
}

func hasSequences(s *study.Study) bool {
	return anyLayer(s, func(l study.Layer) bool { return l.Timesteps > 1 })
}
