package render

import (
	"github.com/semblance-app/semblance/plotting/plotters"
	"gonum.org/v1/plot/vg"
)

// lineLabels are the labels on the lines of a panel, and what each is of.
type lineLabels struct {
	plotters.Labels
	of []phrase
}

// add adds the label of a phrase, which may be written in fewer words.
func (l *lineLabels) add(of phrase, shorter []string, label plotters.Label) {
	label.Text, label.Shorter = of.said, shorter
	l.Labels.Labels, l.of = append(l.Labels.Labels, label), append(l.of, of)
}

// shorter is what may stand for a text of the figure: nothing for what a person wrote.
func (l *look) shorter(own string, list []string) []string {
	if _, given := l.words.Of(own); given {
		return nil
	}
	return l.sayAll(list)
}

// rememberLabels notes the labels that were written.
func (p *picture) rememberLabels(labels *lineLabels) {
	for i, label := range labels.Labels.Labels {
		if label.Box != (vg.Rectangle{}) {
			p.rememberText(labels.of[i], patch{box: label.Box})
		}
	}
}
