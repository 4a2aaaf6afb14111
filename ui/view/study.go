package view

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/plotting/recipe"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// StudyModel is what the Study view reads and changes.
type StudyModel interface {
	Study() *study.Study
	Origin() []string
	Catalog() *model.Catalog
	Summary() model.Summary
	Warnings() []warning.Warning
	SetEndpoint(model.End, analysis.Endpoint)
	SetPair(recipe.LayerPair)
	SetView(model.View)
	Layouts(done func([]study.Layout))
	ReadAs(layout string)
	ReadAxes(study.Axes)
	ReadSplit(split string)
	NotNoted() *model.Sentence
	Selected() []string
	Select(networks []string)
	SelectToo(networks []string)
	CompareSelected()
	RowWarnings() func(model.Row) []warning.Warning
	SetMetadata(networks []string, column, value string)
	NotSaved() *model.Sentence
	Refusal() *model.Sentence
	Opening() bool
	Activity() model.Activity
	Lost() *model.Lost
}

// Study is the view of what a study holds.
type Study struct {
	// Centre is the table, Inspector the column right of it.
	Centre, Inspector fyne.CanvasObject

	m        StudyModel
	host     Host
	query    model.Query
	sorted   model.Column // by which query sorts
	rows     []model.Row
	warned   func(model.Row) []warning.Warning
	lit      map[string]bool // the selected networks
	selected *model.Row      // the row tapped last
	sides    [2]*picked      // what was chosen to compare here, by end; nil for nothing yet

	filter   *widgets.Entry
	marked   *widgets.Check // only rows with warnings
	networks *widgets.Check // a row for each network
	count    *widgets.Text
	head     *fyne.Container // above the table
	question *question       // in the head
	place    *fyne.Container // of the table
	blank    *widgets.Notice // there before the first study
	none     *widgets.Notice // over a table without rows
	ways     ways
	table    *widgets.Table
	facts    *fyne.Container
	cautions,
	chosen *widgets.Section
	warnings *fyne.Container
	told     []warning.Warning // there
	column   *column
	ref      *widgets.Text
	about    *widgets.Text // warnings of the row
	next     *widgets.Text // what to choose for the other side
	asA, asB *widgets.Button
	both     *widgets.Button // compares two selected networks
	metadata *metadataSection
	opened   bool     // whether the table is of the study that is open
	focused  bool     // whether the rows of the one before had the focus
	from     []string // where that study is from
}

// NewStudy makes the view.
func NewStudy(m StudyModel, host Host) *Study {
	v := &Study{m: m, host: host, count: widgets.NewText("", widgets.Quiet()), facts: widgets.NewRows(), warnings: widgets.NewRows()}
	v.filter = widgets.NewEntry("Filter: words in any column")
	v.filter.SetToolTip("Shows the rows that have all of these words")
	v.filter.OnChanged = func(s string) {
		v.query.Filter = s
		v.reload()
	}
	v.filter.OnDown = v.toRows
	v.filter.OnSubmitted = func(string) { v.toRows() }
	v.filter.OnEscape = v.unfilter
	v.marked = widgets.NewCheck("With warnings", func(bool) { v.reload() })
	v.marked.SetToolTip("Shows only arrays that there is something to know of")
	v.networks = widgets.NewCheck("By network", func(on bool) {
		v.query.Networks = on
		v.table.SetColumns(v.columns())
		v.reload()
	})
	v.networks.SetToolTip("One row for each network: what it has in all, and its metadata")
	v.blank, v.ways = widgets.NewNotice(), newWays(nil, host, model.StudyView)
	v.place = container.NewStack(v.blank)
	v.question = newQuestion(v.m.ReadAs)
	v.head = container.NewVBox(v.question.whole, container.New(layout.NewCustomPaddedLayout(8, 8, 14, 14),
		container.New(filterLayout{}, v.filter, v.count, v.marked, v.networks)),
		widget.NewSeparator())
	v.head.Hide()
	v.Centre = container.New(layout.NewBorderLayout(v.head, nil, nil, nil), v.head, v.place) // in the order of Tab
	v.Inspector = v.inspector()
	return v
}

// explain says in the table's place that there is no study, and why.
func (v *Study) explain() {
	switch s := v.m.Refusal(); {
	case v.m.Opening():
		v.blank.Set(model.AsSentence(v.m.Activity().What), "")
	case s != nil:
		v.blank.Set(s.What, s.Try, v.ways.open(v.m.Lost())...)
	default:
		v.blank.Set("Nothing is open.", "Open a folder of recorded activations to see what it holds: networks, checkpoints, layers and metadata.", v.ways.open(nil)...)
	}
}

func (v *Study) inspector() fyne.CanvasObject {
	v.ref = widgets.NewText("", widgets.TextStyle{WrapAnywhere: true})
	v.next = widgets.NewText("", widgets.Small())
	use := func(e model.End) func() { return func() { v.use(e) } }
	v.asA, v.asB = widgets.NewButton("Compare as A", nil, use(model.A)), widgets.NewButton("Compare as B", nil, use(model.B))
	for _, b := range []*widgets.Button{v.asA, v.asB} {
		b.SetToolTip("Makes what is selected a side of the comparison; two layers that differ are compared with each other")
		b.Disable() // until there is one
	}
	v.both = widgets.NewButton("Compare the two selected", nil, v.m.CompareSelected)
	v.about = widgets.NewText("", widgets.Small())
	v.chosen = widgets.NewSection("Selected", v.ref, v.about, container.NewGridWithColumns(2, v.asA, v.asB), v.both, v.next)
	v.cautions = widgets.NewSection("Warnings", v.warnings)
	v.cautions.Hide()
	v.metadata = newMetadataSection(v.m, v.host)
	v.column = newColumn(nil, widgets.NewSection("Data", v.facts), v.chosen, v.metadata.Section, v.cautions)
	return v.column.whole
}

// asked are the rows that are asked for.
func (v *Study) asked() []model.Row {
	rows := v.m.Catalog().Rows(v.query)
	if !v.marked.Checked {
		return rows
	}
	return slices.DeleteFunc(rows, func(r model.Row) bool { return len(v.warned(r)) == 0 })
}

// Forget says that another study is open now; its table is made once it is seen.
func (v *Study) Forget() { v.opened, v.focused = false, v.table != nil && v.table.RowsFocused() }

// Refresh shows what has changed in the model.
func (v *Study) Refresh(c model.Change) {
	if v.m.Study() == nil {
		v.explain()
		return
	}
	if !v.opened {
		v.open()
	}
	if c.Has(model.StudyChanged | model.WarningsChanged) {
		v.warn()
	}
	if c.Has(model.FailureChanged) && !c.Has(model.StudyChanged) {
		v.describe(v.m.Study()) // not as what was refused
	}
	if v.table == nil {
		return
	}
	if c.Has(model.ColumnsChanged) {
		v.columnsChanged()
	}
	if c.Has(model.SelectionChanged | model.WarningsChanged | model.StudyChanged) {
		v.restate()
	}
	if c.Has(model.SelectionChanged) && !c.Has(model.StudyChanged) {
		v.letGo()
	}
	if c.Has(model.ViewChanged) {
		v.seek()
	}
}

// restate shows which rows stand out, and why.
func (v *Study) restate() {
	v.warned = v.m.RowWarnings()
	v.lit = map[string]bool{}
	for _, name := range v.m.Selected() {
		v.lit[name] = true
	}
	if v.marked.Checked && len(v.asked()) != len(v.rows) {
		v.reload() // more was found meanwhile
	}
	v.table.Update()
	v.showPick()
}

// columnsChanged shows other metadata in the rows there are, where they are: the one
// that somebody types into must not go elsewhere.
func (v *Study) columnsChanged() {
	v.metadata.refresh()
	v.column.relayout()
	now := map[study.Ref]model.Row{}
	for _, r := range v.m.Catalog().Rows(model.Query{Networks: v.query.Networks}) {
		now[r.Ref] = r
	}
	for i, r := range v.rows {
		v.rows[i] = now[r.Ref]
	}
	v.resort()
	v.markSort()
	v.table.SetColumns(v.columns())
	v.showPick()
}

func (v *Study) columns() []widgets.TableColumn {
	var list []widgets.TableColumn
	for _, c := range v.m.Catalog().ColumnsOf(v.query) {
		list = append(list, widgets.TableColumn{Title: c.Title, Right: c.Numeric, Editable: c.Metadata, Longest: c.Longest, Shared: c.Shared})
	}
	return list
}

// open shows another study, or the same one that was read anew.
func (v *Study) open() {
	s := v.m.Study()
	from, before := v.m.Origin(), v.table
	if from == nil {
		from = []string{s.Name} // of a sample
	}
	anew := slices.Equal(from, v.from)
	v.opened, v.from, v.table = true, from, nil
	v.sides = [2]*picked{}
	v.warned, v.lit = v.m.RowWarnings(), map[string]bool{}
	v.head.Show()
	if !anew {
		v.query, v.selected = model.Query{}, nil
		for _, c := range []*widgets.Check{v.marked, v.networks} {
			c.Checked = false
			c.Refresh()
		}
	}
	v.resort()
	if len(v.m.Catalog().Rows(v.query)) == 0 {
		v.query.Filter = "" // nothing is left of what it was for
	}
	v.filter.SetText(v.query.Filter)
	v.fill()
	if anew && before != nil {
		v.table.KeepWidths(before)
	}
	v.describe(s)
	v.metadata.refresh()
	v.showNext()
}

// fill makes the table of another study. The row tapped last stays that, if it is
// still there.
func (v *Study) fill() {
	v.rows = v.asked()
	tapped := -1
	if v.selected != nil {
		tapped = slices.IndexFunc(v.rows, func(r model.Row) bool { return r.Ref == v.selected.Ref })
		v.selected = nil
	}
	v.table = widgets.NewTable(widgets.TableOptions{
		Columns:  v.columns(),
		Fixed:    1, // the networks
		Rows:     func() int { return len(v.rows) },
		Cell:     func(row, column int) string { return v.rows[row].Cells[column] },
		State:    v.state,
		Selected: v.pick,
		Sorted:   v.sort,
		Focus:    v.host.Focus,
		Menu:     v.menu,
		Edited: func(row, column int, text string) {
			v.m.SetMetadata([]string{v.rows[row].Ref.Network}, v.m.Catalog().Columns[column].Title, text)
		},
	})
	v.markSort()
	v.none = widgets.NewNotice()
	v.place.Objects = []fyne.CanvasObject{v.table, v.none}
	v.place.Refresh()
	if tapped >= 0 {
		v.selected = &v.rows[tapped]
		v.table.SetCurrent(tapped)
		if v.focused {
			v.table.FocusRows()
		}
	}
	v.counted()
	v.showPick()
}

// TypeInto begins to type into the first cell of a column of metadata.
func (v *Study) TypeInto(column string) {
	for i, c := range v.m.Catalog().Columns {
		if c.Metadata && c.Title == column {
			v.table.Edit(max(v.table.Current(), 0), i)
		}
	}
}

func (v *Study) state(row int) widgets.RowState {
	r := v.rows[row]
	return widgets.RowState{Lit: v.lit[r.Ref.Network], Warning: strings.Join(messages(v.warned(r)), "\n")}
}

func (v *Study) sort(column int) {
	q := &v.query
	v.sorted = v.m.Catalog().Columns[column]
	switch {
	case !q.Sorted || q.Column != column:
		q.Column, q.Sorted, q.Down = column, true, false
	case !q.Down:
		q.Down = true
	default:
		q.Sorted, q.Down = false, false
	}
	v.reload()
}

// resort sorts by the column that rows were sorted by, wherever it is now; by none where
// there is no such column.
func (v *Study) resort() {
	q := &v.query
	q.Column = slices.IndexFunc(v.m.Catalog().Columns, func(c model.Column) bool {
		return c.Title == v.sorted.Title && c.Metadata == v.sorted.Metadata
	})
	if q.Column < 0 {
		q.Sorted, q.Column, q.Down = false, 0, false
	}
}

func (v *Study) reload() {
	if v.m.Catalog() == nil || v.table == nil {
		return
	}
	v.rows, v.selected = v.asked(), nil
	v.markSort()
	v.table.Reload()
	v.counted()
	v.showPick()
}

func (v *Study) markSort() {
	mark := -1
	if v.query.Sorted {
		mark = v.query.Column
	}
	v.table.SetSort(mark, v.query.Down)
}
