package view

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// clustersBars choose the metadata that stand beside the tree: a drop-down for
// all of them, and a row for each that is there.
type clustersBars struct {
	m       *model.Clusters
	choice  *widgets.Choice
	row     *fyne.Container // of the drop-down
	list    *fyne.Container
	others  []model.Bar
	entries []string // of the list, as shown; nil before the first
	buttons [][2]*widgets.Button
}

func newClustersBars(m *model.Clusters) *clustersBars {
	b := &clustersBars{m: m, list: widgets.NewRows()}
	b.choice = widgets.NewChoice(b.choose)
	b.row = widgets.NewRow("Bars", "Which metadata stand beside the tree; choose one more to add it", b.choice)
	return b
}

// The entries of the drop-down before those that add a column.
var barChoices = [...]string{model.BarsFirst: "Automatic", model.BarsNone: "None", model.BarsGiven: "As below"}

func (b *clustersBars) choose(i int) {
	switch {
	case i == int(model.BarsFirst):
		model.FirstBars(b.m)
	case i == int(model.BarsNone):
		model.SetBars(b.m, nil)
	case i-2 < len(b.others):
		model.AddBar(b.m, b.others[i-2].Column)
	}
}

// refresh shows the bars there are.
func (b *clustersBars) refresh(tree bool) {
	shown, others := model.Bars(b.m)
	showRow(b.row, tree && len(shown)+len(others) > 0)
	showRow(b.list, tree && len(shown) > 0)
	b.others = others
	options, reasons := []string{barChoices[model.BarsFirst], barChoices[model.BarsNone]}, []string{"", ""}
	for _, o := range others {
		options, reasons = append(options, "Add "+o.Column+agreement(o)), append(reasons, o.Reason)
	}
	b.choice.SetReasons(reasons...)
	b.choice.Set(options, barChoices[model.BarsOf(b.m.Options())])
	b.refreshList(shown)
}

func (b *clustersBars) refreshList(shown []model.Bar) {
	var entries []string
	for _, s := range shown {
		entries = append(entries, s.Column+agreement(s))
	}
	if slices.Equal(entries, b.entries) {
		return
	}
	b.entries, b.buttons = entries, nil
	b.list.RemoveAll()
	for i, s := range shown {
		b.list.Add(b.entry(i, s))
	}
	b.list.Refresh()
}

// entry is the row of the i-th bar.
func (b *clustersBars) entry(i int, s model.Bar) fyne.CanvasObject {
	name := widgets.NewText(s.Column, widgets.TextStyle{CutMiddle: true})
	rand := widgets.NewText(strings.TrimPrefix(agreement(s), ", "), widgets.Quiet())
	rand.SetToolTip("Adjusted Rand index of the clusters with " + s.Column + ": 1 where they agree, near 0 by chance")
	up := newBareButton(theme.MoveUpIcon(), "Move it above the one before", i > 0, func() {
		model.MoveBar(b.m, i, -1)
		b.focus(i-1, 0)
	})
	away := newBareButton(theme.ContentClearIcon(), "Remove it", true, func() {
		model.RemoveBar(b.m, i)
		b.focus(i, 1)
	})
	b.buttons = append(b.buttons, [2]*widgets.Button{up, away})
	return listed(name, rand, up, away)
}

// focus goes to a button of the i-th row, or of the last, lest a key that was
// pressed be the last that is heard.
func (b *clustersBars) focus(i, button int) {
	c := fyne.CurrentApp().Driver().CanvasForObject(b.list)
	if c == nil {
		return
	}
	if len(b.buttons) == 0 {
		c.Focus(b.choice)
		return
	}
	row := b.buttons[min(i, len(b.buttons)-1)]
	if row[button].Disabled() {
		button = 1
	}
	c.Focus(row[button])
}

// agreement says how well the clusters agree with a column, after its name.
func agreement(b model.Bar) string {
	if b.Agreement == nil {
		return ""
	}
	return strings.ReplaceAll(fmt.Sprintf(", ARI %.2f", *b.Agreement), "-", "−")
}
