package model

import (
	"github.com/semblance-app/semblance/assets"
	"github.com/semblance-app/semblance/core/session"
)

// SampleFor is the embedded study that has what a view shows.
func SampleFor(v View) assets.Sample {
	name := map[View]string{
		ConvergenceView: "convergence",
		TimestepsView:   "lstm-repeats",
		GroupsView:      "gen-mem",
		ClustersView:    "lr-clusters",
		NoiseView:       "char-lstm",
	}[v]
	samples := assets.Samples()
	for _, s := range samples {
		if s.Name == name {
			return s
		}
	}
	return samples[0]
}

// leftSample is a sample as it was left for another.
type leftSample struct {
	opened *Opened
	chosen session.Session
}

// changeSample opens, in place of a sample that has nothing for a view, the one
// that has, and reports whether it does: whoever looks round is shown something
// in every view. Samples that were left so come back as they were. A study of
// the person's own, or a session, never gives way.
func (m *Model) changeSample(v View) bool {
	from, sample := m.opened.origin.sample, SampleFor(v)
	if from == "" || from == sample.Name || m.sessions.path != "" {
		return false
	}
	chosen, err := m.Session()
	if err != nil {
		return false
	}
	// Panels, appearance and export are the window's, whatever is open.
	delete(chosen.Views, PanelsView.key())
	chosen.Look, chosen.Export = nil, nil
	samples := m.samples
	samples[from] = leftSample{m.opened, chosen}
	say := func() {
		m.samples = samples // which opening by hand forgets
		m.Say("Shown on another sample: " + sample.Title)
	}
	back, ok := samples[sample.Name]
	if !ok {
		m.open(sample.Name, origin{sample: sample.Name}.load(m.library), say)
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
