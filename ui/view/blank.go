package view

import (
	"slices"

	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// ways are the buttons that lead on from a sheet without a figure.
type ways struct {
	again, find, reopen, folder, sample *widgets.Button

	chosen []*widgets.Button // for the choices that may help
	labels []string          // of those
}

func newWays(again func(), host Host, v model.View) ways {
	sample := model.SampleFor(v)
	w := ways{
		again:  widgets.NewButton("Compute again", nil, again),
		find:   widgets.NewButton("Find it…", nil, host.FindLost),
		reopen: newOpenAgain(host),
		folder: widgets.NewButton("Open folder…", nil, host.OpenFolder),
		sample: widgets.NewButton("Sample: "+sample.Title, nil, func() { host.OpenSample(sample.Name) }),
	}
	w.again.SetToolTip("Ask again for what was cancelled")
	w.find.SetToolTip("Say where the study is now")
	w.folder.SetToolTip("Open a study of your own (Ctrl+O)")
	w.sample.SetToolTip("Open a study that comes with Semblance")
	w.again.Kind, w.find.Kind, w.folder.Kind = widgets.Accent, widgets.Accent, widgets.Accent
	return w
}

// open are those that open a study where none is; lost is the one that did not, nil
// for none.
func (w ways) open(lost *model.Lost) []*widgets.Button {
	w.folder.Kind = widgets.Accent
	if lost != nil {
		w.folder.Kind = widgets.Plain
		return []*widgets.Button{w.find, w.folder, w.sample}
	}
	return []*widgets.Button{w.folder, w.sample}
}

// choices are buttons for what may help, the same ones as long as they are for the
// same: the one that has the focus keeps it.
func (w *ways) choices(m plateModel) []*widgets.Button {
	now := m.Ways()
	labels := make([]string, len(now))
	for i, way := range now {
		labels[i] = way.Label
	}
	if slices.Equal(labels, w.labels) {
		return w.chosen
	}
	w.chosen, w.labels = nil, labels
	for i, way := range now {
		b := widgets.NewButton(way.Label, nil, func() {
			if ways := m.Ways(); i < len(ways) && ways[i].Label == way.Label {
				ways[i].Choose()
			}
		})
		b.SetToolTip(way.Hint)
		if i == 0 {
			b.Kind = widgets.Accent
		}
		w.chosen = append(w.chosen, b)
	}
	return w.chosen
}

// explain says on the sheet why there is no figure, or none yet.
func (p *plate) explain() {
	s, a, open := p.m.Refusal(), p.m.Activity(), p.m.Study() != nil
	switch {
	case p.m.Opening():
		p.notice.Set(model.AsSentence(a.What), "")
	case p.m.Cramped() != nil:
		p.notice.Set(p.m.Cramped().What, p.m.Cramped().Try)
	case s != nil && open && s.Changed:
		p.notice.Set(s.What, s.Try, p.ways.reopen)
	case s != nil && open && p.elsewhere && p.m.Nothing():
		p.notice.Set(s.What, s.Try, p.ways.folder, p.ways.sample)
	case s != nil && open:
		p.notice.Set(s.What, s.Try, p.ways.choices(p.m)...)
	case s != nil:
		p.notice.Set(s.What, s.Try, p.ways.open(p.m.Lost())...)
	case a.Running:
		p.notice.Set(model.AsSentence(a.What), "")
	case p.m.Busy():
		p.notice.Set("Computing the first figure.", "")
	case open:
		p.notice.Set("Cancelled.", "There is no figure yet.", p.ways.again)
	default:
		p.notice.Set("Nothing is open.", "", p.ways.open(nil)...)
	}
}
