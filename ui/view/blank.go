package view

import (
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// ways are the buttons that lead on from a sheet without a figure.
type ways struct{ again, folder, sample *widgets.Button }

func newWays(m comparer, host Host) ways {
	w := ways{
		again:  widgets.NewButton("Compute again", nil, m.Again),
		folder: widgets.NewButton("Open folder…", nil, host.OpenFolder),
		sample: widgets.NewButton("Open sample", nil, host.OpenSample),
	}
	w.again.Kind, w.folder.Kind = widgets.Accent, widgets.Accent
	return w
}

// explain says on the sheet why there is no figure, or none yet.
func (v *Compare) explain() {
	s, a, open := v.m.Refusal(), v.m.Activity(), v.m.Study() != nil
	switch {
	case s != nil && open:
		v.notice.Set(s.What, s.Try)
	case s != nil:
		v.notice.Set(s.What, s.Try, v.ways.folder, v.ways.sample)
	case a.Running:
		v.notice.Set(model.AsSentence(a.What), "")
	case v.m.Busy():
		v.notice.Set("Computing the first figure.", "")
	case open:
		v.notice.Set("Cancelled.", "There is no figure yet.", v.ways.again)
	default:
		v.notice.Set("Nothing is open.", "", v.ways.folder, v.ways.sample)
	}
}
