package model

import (
	"github.com/semblance-app/semblance/assets"
	"github.com/semblance-app/semblance/core/session"
)

// SampleFor is the embedded study that has what a view shows.
func SampleFor(v View) assets.Sample {
	return sampleNamed(map[View]string{
		ConvergenceView: "convergence",
		TimestepsView:   "lstm-repeats",
		GroupsView:      "gen-mem",
		ClustersView:    "lr-clusters",
		NoiseView:       "char-lstm",
	}[v])
}

// sampleNamed is the sample of a name, or else the first.
func sampleNamed(name string) assets.Sample {
	samples := assets.Samples()
	for _, s := range samples {
		if s.Name == name {
			return s
		}
	}
	return samples[0]
}

// samples are those that are looked round in.
type samples struct {
	home string // the one that was opened by hand, "" where another study was
	left map[string]leftSample
}

// leftSample is a sample as it was left for another.
type leftSample struct {
	opened *Opened
	chosen session.Session
}

// sampleOf is the sample that a view is shown on where a person looks round in the
// samples: the one that was opened by hand, which the views of no analysis can always
// show, or where that has nothing for it, the one that is open or the one that has.
func (m *Model) sampleOf(v View) string {
	open := m.opened.origin.sample
	home, ok := m.samples.left[m.samples.home]
	a := m.analysisOf(v)
	switch {
	case open != m.samples.home && ok && (a == nil || !a.lacks(home.opened.Study)):
		return m.samples.home
	case a != nil && a.nothing():
		return SampleFor(v).Name
	}
	return open
}

// changeSample opens another sample in the place of one, if the view needs one,
// and reports whether it does: whoever looks round is shown something in every
// view. Samples that were left so come back as they were. A study of the person's
// own, or a session, never gives way.
func (m *Model) changeSample(v View) bool {
	from := m.opened.origin.sample
	if from == "" || m.sessions.path != "" {
		return false
	}
	to := m.sampleOf(v)
	chosen, err := m.ownSession()
	if to == from || err != nil {
		return false
	}
	round := m.samples
	round.left[from] = leftSample{m.opened, chosen}
	say := func() {
		m.samples = round // which opening by hand begins anew
		m.Say("Shown on the sample: " + sampleNamed(to).Title)
	}
	back, ok := round.left[to]
	if !ok {
		m.open(to, origin{sample: to}.load(m.library), say)
		m.opening.forView = true
		return true
	}
	m.opening.drop()
	back.chosen.View = v.key()
	back.opened.restored = &restored{Session: back.chosen, figure: true}
	m.use(back.opened)
	say()
	return true
}
