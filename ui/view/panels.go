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
	MovePanel(from, to int)
	DuplicatePanel(i int)
	WidenPanel(i int)
	RemovePanel(i int)
}

// NewPanels makes the view of several figures as one.
func NewPanels(s Surroundings, keeper panelKeeper, m *model.Panels) *Analysis {
	edit := func(f func(*recipe.PanelsDrawing)) { m.EditOptions(f) }
	list := newPanelList(keeper, s.Host.OpenPanel)
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
	v := newAnalysis(s, parts{
		view: model.PanelsView,
		data: widgets.NewSection("Data", list.whole),
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
	list.outline = v.plate.figure.OutlinePart
	v.plate.figure.OnPart = list.part
	return v
}

// panelList is a row for each panel, over what is done with the one that is chosen, which
// has a line round it in the figure.
type panelList struct {
	m       panelKeeper
	open    func(i int)
	outline func(i int)
	whole   *fyne.Container
	none    *widgets.Text // in the place of the rows
	rows    *widgets.Sequence
	tools   *fyne.Container
	shown   []model.ListedPanel

	up, down *widgets.Button
	others   []*widgets.Button
}

func newPanelList(m panelKeeper, open func(i int)) *panelList {
	l := &panelList{m: m, open: open, rows: widgets.NewSequence()}
	l.none = widgets.NewText("No panels yet. In any view, choose Add to panels at the lower right.", widgets.Small())
	l.rows.OnChosen = l.chose
	l.rows.OnEntered, l.rows.OnMoved, l.rows.OnRemoved = open, m.MovePanel, m.RemovePanel
	tool := func(icon fyne.Resource, hint string, do func(i int)) *widgets.Button {
		return newBareButton(icon, hint, false, func() { do(l.rows.Chosen()) })
	}
	move := func(by int) func(int) { return func(i int) { l.rows.MoveRow(i, i+by) } }
	edit := tool(theme.DocumentCreateIcon(), "Open it in its view, to change it there (Enter on the row, or a double click on it or on the panel in the figure)", open)
	again := tool(theme.ContentCopyIcon(), "Add it once more", m.DuplicatePanel)
	l.up = tool(theme.MoveUpIcon(), "Move it before the one above (Alt+↑ on the row, or drag it)", move(-1))
	l.down = tool(theme.MoveDownIcon(), "Move it behind the one below (Alt+↓ on the row, or drag it)", move(1))
	wider := tool(look.IconWider.Resource(), "Give it one more column; after all of them, one. A row that is not full is filled in any case", m.WidenPanel)
	away := tool(theme.ContentClearIcon(), "Remove it (Delete on the row)", m.RemovePanel)
	l.others = []*widgets.Button{edit, again, wider, away}
	l.tools = widgets.NewLine(edit, again, l.up, l.down, wider, away)
	l.whole = widgets.NewRows(l.none, l.rows, l.tools)
	l.offer()
	return l
}

// chose has a line round the panel that is chosen, and offers what is done with it.
func (l *panelList) chose(i int) {
	l.outline(i)
	l.offer()
}

// part hears of a panel of the figure that was tapped, or is to be opened.
func (l *panelList) part(i int, open bool) {
	l.rows.Choose(i)
	l.chose(i)
	if open {
		l.open(i)
	}
}

// offer lets be done what can be done with the panel that is chosen.
func (l *panelList) offer() {
	showRow(l.none, len(l.shown) == 0)
	showRow(l.rows, len(l.shown) > 0)
	showRow(l.tools, len(l.shown) > 0)
	i, why := l.rows.Chosen(), ""
	if i < 0 {
		why = "Choose a panel, here or in the figure"
	}
	first, last := why, why
	if i == 0 {
		first = "It is the first"
	}
	if i == len(l.shown)-1 && why == "" {
		last = "It is the last"
	}
	for _, b := range l.others {
		widgets.Offer(b, why)
	}
	widgets.Offer(l.up, first)
	widgets.Offer(l.down, last)
}

// refresh shows the panels there are.
func (l *panelList) refresh() {
	now := l.m.ListPanels()
	if slices.Equal(now, l.shown) {
		return
	}
	l.shown = now
	const tight = -10 // the padding of one of the two texts
	rows := make([]fyne.CanvasObject, len(now))
	for i, p := range now {
		letter := figure.Letter(i)
		if p.Columns > 1 {
			letter += fmt.Sprintf(" ×%d", p.Columns)
		}
		name := widgets.NewText(letter+"  "+p.View.Title(), widgets.TextStyle{Cut: true})
		rows[i] = container.New(layout.NewCustomPaddedVBoxLayout(tight), name, widgets.NewText(p.Title, widgets.Small()))
	}
	l.rows.SetRows(rows...)
	l.chose(l.rows.Chosen())
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
