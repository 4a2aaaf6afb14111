package view

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/recipe"
	"github.com/semblance-app/semblance/ui/look"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// panelKeeper is what the list of panels reads and changes.
type panelKeeper interface {
	ListPanels() []model.ListedPanel
	MovePanel(i, by int)
	WidenPanel(i int)
	RemovePanel(i int)
}

// NewPanels makes the view of several figures as one.
func NewPanels(s Surroundings, keeper panelKeeper, m *model.Panels) *Analysis {
	edit := func(f func(*recipe.PanelsDrawing)) { m.EditOptions(f) }
	list := newPanelList(keeper)
	title := widgets.NewEntry("from the panels")
	title.OnChanged = func(text string) { edit(func(d *recipe.PanelsDrawing) { d.Title = text }) }
	columns := widgets.NewNumberEntry(widgets.NumberOptions{Min: 1, Max: 12, Whole: true}, func(v float64) {
		edit(func(d *recipe.PanelsDrawing) { d.Columns = int(v) })
	})
	letters := widgets.NewCheck("a, b, c", func(on bool) {
		edit(func(d *recipe.PanelsDrawing) {
			d.Letters = figure.Unlettered
			if on {
				d.Letters = figure.Lettered
			}
		})
	})
	x := widgets.NewCheck("x axis", func(on bool) { edit(func(d *recipe.PanelsDrawing) { d.ShareX = on }) })
	y := widgets.NewCheck("y axis", func(on bool) { edit(func(d *recipe.PanelsDrawing) { d.ShareY = on }) })
	legend := widgets.NewCheck("Legend", func(on bool) { edit(func(d *recipe.PanelsDrawing) { d.Legend = on }) })
	return newAnalysis(s, parts{
		view: model.PanelsView,
		data: widgets.NewSection("Data", list.rows),
		drawing: []fyne.CanvasObject{
			widgets.NewRow("Title", "Of the whole; Show › Title draws it", title),
			widgets.NewRow("Columns", "How many panels stand side by side", columns),
			widgets.NewRow("Letters", "One at the upper left corner of each panel, as the caption names it", letters),
			widgets.NewRow("Shared", "Axes with the same label get the same range, and the label once in a row or a column. Legend: one for all panels, where their series are the same.",
				widgets.NewLine(x, y, legend)),
		},
		refresh: func() {
			list.refresh()
			d := m.Options()
			if title.Text != d.Title {
				title.SetText(d.Title)
			}
			why := model.SharingReason(len(m.Spec().Panels))
			columns.SetValue(float64(d.ColumnsOf(m.Spec().Spans())))
			for _, c := range []struct {
				check *widgets.Check
				on    bool
			}{{letters, d.Letters == figure.Lettered}, {x, d.ShareX}, {y, d.ShareY}, {legend, d.Legend}} {
				c.check.Set(c.on)
				widgets.Offer(c.check, why)
			}
			widgets.Offer(columns, why)
		},
	})
}

// panelList is a row for each panel, which can be moved and removed.
type panelList struct {
	m     panelKeeper
	rows  *fyne.Container
	shown []model.ListedPanel // nil before the first
}

func newPanelList(m panelKeeper) *panelList {
	return &panelList{m: m, rows: widgets.NewRows()}
}

// refresh shows the panels there are.
func (l *panelList) refresh() {
	now := l.m.ListPanels()
	if l.shown != nil && slices.Equal(now, l.shown) {
		return
	}
	l.shown = now
	l.rows.RemoveAll()
	if len(now) == 0 {
		l.rows.Add(widgets.NewText("No panels yet. In any view, choose Add to panels at the lower right.", widgets.Small()))
	}
	for i, p := range now {
		l.rows.Add(l.row(i, p))
		l.rows.Add(widgets.NewText(p.Title, widgets.Small()))
	}
	l.rows.Refresh()
}

// row is the i-th panel, over its title.
func (l *panelList) row(i int, p model.ListedPanel) fyne.CanvasObject {
	letter := figure.Letter(i)
	if p.Columns > 1 {
		letter += fmt.Sprintf(" ×%d", p.Columns)
	}
	name := widgets.NewText(letter+"  "+p.View.Title(), widgets.TextStyle{Cut: true})
	return listed(name,
		newBareButton(theme.MoveUpIcon(), "Move it before the one above", i > 0, func() { l.m.MovePanel(i, -1) }),
		newBareButton(look.IconWider.Resource(), "Give it one more column; after all of them, one. A row that is not full is filled in any case", true, func() { l.m.WidenPanel(i) }),
		newBareButton(theme.ContentClearIcon(), "Remove it", true, func() { l.m.RemovePanel(i) }),
	)
}

// listed is a row of a list: a name at the edge that labels have, and what one does
// with it at the right.
func listed(name *widgets.Text, right ...fyne.CanvasObject) fyne.CanvasObject {
	return container.NewBorder(nil, nil, nil, container.New(layout.NewCustomPaddedHBoxLayout(0), right...),
		container.New(layout.NewCustomPaddedLayout(0, 0, -theme.InnerPadding(), 0), name))
}

// newBareButton is a button of an icon alone, in a row of a list.
func newBareButton(icon fyne.Resource, hint string, able bool, do func()) *widgets.Button {
	b := widgets.NewButton("", icon, do)
	b.Kind = widgets.Bare
	b.SetToolTip(hint)
	enable(b, able)
	return b
}
