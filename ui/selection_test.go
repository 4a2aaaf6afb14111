package ui

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/uitest"
	"github.com/semblance-app/semblance/ui/view"
	"github.com/semblance-app/semblance/ui/widgets"
)

// pressable is what hears of the button and of the tap.
type pressable interface {
	fyne.CanvasObject
	fyne.Tappable
	desktop.Mouseable
}

// press is a tap with keys held.
func press(o pressable, at fyne.Position, held fyne.KeyModifier) {
	o.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Modifier: held})
	o.Tapped(&fyne.PointEvent{Position: at})
	o.MouseUp(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
}

// cell is the row that shows a text, and where in it.
func (p *person) cell(text string) (row pressable, at fyne.Position) {
	p.Helper()
	uitest.Walk(uitest.Find[*widgets.Table](p.content(), nil), func(o fyne.CanvasObject) bool {
		r, ok := o.(pressable)
		if !ok {
			return true
		}
		shown := uitest.Find(fyne.CanvasObject(r), func(t *canvas.Text) bool { return t.Text == text })
		if shown != nil {
			where := fyne.CurrentApp().Driver().AbsolutePositionForObject
			row, at = r, where(shown).Subtract(where(r)).AddXY(2, 2)
		}
		return shown == nil
	})
	if row == nil {
		p.Fatalf("no row shows %q", text)
	}
	return row, at
}

// tapsRow taps the first row that shows a text.
func (p *person) tapsRow(text string, held fyne.KeyModifier) {
	p.Helper()
	row, at := p.cell(text)
	press(row, at, held)
	p.settle()
}

// clicks taps the figure, with keys held.
func (p *person) clicks(at fyne.Position, held fyne.KeyModifier) {
	p.Helper()
	press(p.figure(), at, held)
	p.settle()
}

// escapes presses Escape with nothing focused.
func (p *person) escapes() {
	p.Helper()
	p.w.escape()
	p.settle()
}

// branch is a merge of the tree that has that many networks below it.
func (p *person) branch(networks int) fyne.Position {
	p.Helper()
	return p.points(func(h figure.Hit) bool { return h.Branch != figure.None && len(h.Networks) == networks })
}

// dimmed are the names of the series that are set back, of the figure shown.
func (p *person) dimmed() []string {
	fig, _ := p.w.m.Shown()
	var names []string
	for _, panel := range fig.Panels {
		for _, s := range panel.Series {
			if s.Dim {
				names = append(names, s.Name)
			}
		}
	}
	return names
}

func TestABranchIsSelectedEverywhere(t *testing.T) {
	p := sitDown(t)
	p.goes("Clusters")
	p.clicks(p.branch(2), 0)
	chosen := p.w.m.Selected()
	if len(chosen) != 2 {
		t.Fatalf("selected are %q", chosen)
	}
	p.sees("2 networks selected", "Stands out in the file")
	fig, _ := p.w.m.Shown()
	m := fig.Panels[0].Matrix
	for i, on := range m.Lit {
		if on != slices.Contains(chosen, m.Cols[i]) {
			t.Errorf("%s lit: %v", m.Cols[i], on)
		}
	}
	if plain, _ := p.w.m.Figure(); plain.Panels[0].Matrix.Lit != nil {
		t.Error("an exported figure would show the selection")
	}
	p.switches("Map")
	if len(p.dimmed()) == 0 {
		t.Error("no dot of the map is set back")
	}
	p.goes("Groups")
	if group := chosen[0][:strings.Index(chosen[0], "-")]; slices.Contains(p.dimmed(), group) || len(p.dimmed()) != 2 {
		t.Errorf("%q are set back, of %s", p.dimmed(), group)
	}
	p.goes("Study")
	p.sees("Compare the two selected")
	p.goes("Compare")
	p.sees(chosen[0], chosen[1], "Use")
	p.presses("Use")
	p.seesNot("Use") // they are the sides now
	if c := p.w.m.Choice(); c.A.Network != chosen[0] || c.B.Network != chosen[1] {
		t.Errorf("compared are %s and %s, not %q", c.A.Network, c.B.Network, chosen)
	}
	p.presses("Swap")
	p.seesNot("Use") // nor the other way round
	p.goes("Groups")
	p.escapes()
	p.seesNot("networks selected")
	if len(p.dimmed()) != 0 {
		t.Errorf("%q are set back of nothing selected", p.dimmed())
	}
	p.w.m.Undo()
	p.settle()
	p.sees("2 networks selected")
}

// Rows with something to know of say what, and can be had by themselves.
func TestRowsWithWarnings(t *testing.T) {
	p := sitDown(t)
	p.goes("Study")
	p.tapsRow("fc", 0)
	p.sees("11 neurons (3, 6, 13, 16, 17, …) never", "60 arrays")
	test.Tap(uitest.Find(p.content(), func(c *widgets.Check) bool { return c.Text == "With warnings" }))
	p.sees("2 of 60 arrays") // those that were compared so far
	p.goes("Clusters")
	p.chooses("logits", "fc")
	p.goes("Study")
	p.sees("10 of 60 arrays")
}

// TestRowsHaveTheWarningsOfEarlierRuns opens the study again, with the answers that
// the first window left on disk, and asks for fewer of them.
func TestRowsHaveTheWarningsOfEarlierRuns(t *testing.T) {
	results := t.TempDir()
	first := sitDownTo(t, Options{Results: results})
	first.goes("Clusters")
	first.chooses("logits", "fc")
	first.w.m.Close()

	p := sitDownTo(t, Options{Results: results})
	p.goes("Study")
	p.loop.Until(t, "what was found before", func() bool {
		return len(p.w.m.RowWarnings()(p.w.m.Catalog().Rows(model.Query{Filter: "memorizing-4 fc"})[0])) > 0
	})
	test.Tap(uitest.Find(p.content(), func(c *widgets.Check) bool { return c.Text == "With warnings" }))
	p.sees("10 of 60 arrays")
	p.tapsRow("memorizing-4", 0)
	p.reads("memorizing-4/fc", "never change and so add nothing")
}

// TestATrialOnFewDatapointsLeavesNoWarnings compares on 8 datapoints, on which every
// layer has a lower rank, then on all again, and opens the study once more.
func TestATrialOnFewDatapointsLeavesNoWarnings(t *testing.T) {
	results := t.TempDir()
	p := sitDownTo(t, Options{Results: results})
	marked := func(p *person) int {
		warned, count := p.w.m.RowWarnings(), 0
		for _, r := range p.w.m.Catalog().Rows(model.Query{}) {
			if strings.Contains(strings.Join(view.Sentences(warned(r)), " "), "on 8 of its") {
				count++
			}
		}
		return count
	}
	before := len(p.w.m.Warnings())
	p.w.m.EditHow(func(h *analysis.How) { h.Measure = similarity.CKA }) // which has no need of more
	p.w.m.EditHow(func(h *analysis.How) { h.Datapoints = 8 })
	p.settle()
	p.goes("Study")
	if n := marked(p); n == 0 {
		t.Fatal("while 8 datapoints are compared, no row has what was found on them")
	}
	p.reads("on 8 of its")
	p.w.m.EditHow(func(h *analysis.How) { h.Datapoints = 0 })
	p.w.m.EditHow(func(h *analysis.How) { h.Measure = similarity.PWCCA })
	if n := marked(p); n != 0 {
		t.Errorf("before the answer, %d rows have what was found on 8 datapoints", n)
	}
	p.settle()
	if n, after := marked(p), len(p.w.m.Warnings()); n != 0 || after != before {
		t.Errorf("then %d rows do, and of %d warnings there are %d", n, before, after)
	}
	p.w.m.Close()
	again := sitDownTo(t, Options{Results: results})
	again.goes("Study")
	again.loop.Until(t, "the warnings of the study", func() bool { return len(again.w.m.Warnings()) >= before })
	if n := marked(again); n != 0 {
		t.Errorf("after another start %d rows do", n)
	}
}

// TestTheStudyHasTheWarningsOfEveryAnswer comes to it from views with other warnings.
func TestTheStudyHasTheWarningsOfEveryAnswer(t *testing.T) {
	p := sitDown(t)
	few := len(p.w.m.Warnings())
	p.goes("Clusters")
	p.chooses("logits", "fc")
	more := len(p.w.m.Warnings())
	if few == 0 || more == 0 {
		t.Fatalf("%d warnings, then %d", few, more)
	}
	p.goes("Groups") // which has its own
	p.goes("Study")
	if n := len(p.w.m.Warnings()); n < max(few, more) {
		t.Errorf("%d warnings of %d and %d", n, few, more)
	}
	p.goes("Groups") // whose correlation has one of its own
	p.goes("Study")
	before := uitest.Text(p.w.study.Inspector)
	p.goes("Compare")
	p.goes("Study")
	if after := uitest.Text(p.w.study.Inspector); after != before {
		t.Errorf("from another view it is\n%s\nand was\n%s", after, before)
	}
}

// TestTheStudyGoesToWhatIsSelected selects networks that are further down.
func TestTheStudyGoesToWhatIsSelected(t *testing.T) {
	p := sitDown(t)
	p.goes("Study")
	p.tapsRow("generalizing-1", 0)
	p.goes("Clusters")
	p.w.m.Select([]string{"memorizing-3", "memorizing-4"})
	p.seesNot("memorizing-3/conv1")
	p.goes("Study")
	inspector := uitest.Text(p.w.study.Inspector)
	if !strings.Contains(inspector, "2 networks selected.") || strings.Contains(inspector, "generalizing-1/conv1") {
		t.Errorf("the inspector says %s", inspector)
	}
	if rows := uitest.Text(p.w.study.Centre); !strings.Contains(rows, "memorizing-3") {
		t.Errorf("the rows are %s", rows)
	}
}

func TestSelectingByRows(t *testing.T) {
	p := sitDown(t)
	p.goes("Study")
	p.tapsRow("generalizing-1", 0)
	p.sees("1 network selected", "generalizing-1/conv1")
	p.filters("fc")
	p.tapsRow("memorizing-0", fyne.KeyModifierControl)
	p.sees("2 networks selected")
	p.tapsRow("memorizing-0", fyne.KeyModifierControl)
	if got := p.w.m.Selected(); !slices.Equal(got, []string{"generalizing-1"}) {
		t.Errorf("selected are %q", got)
	}
	p.tapsRow("generalizing-0", 0)
	p.tapsRow("memorizing-1", fyne.KeyModifierShift)
	p.sees("7 networks selected")
	button := uitest.Find(p.content(), func(b *widgets.Button) bool { return b.Text == "7 networks selected" })
	test.Tap(button)
	p.seesNot("networks selected")
}

// A curve is about its networks: it is selected where it is no pair, and with
// Ctrl where it is one.
func TestSelectingByCurvesAndDots(t *testing.T) {
	p := sitDown(t)
	p.goes("Groups")
	p.clicks(p.points(func(h figure.Hit) bool { return h.Point == 2 && strings.HasPrefix(h.Tip, "generalizing\n") }), 0)
	if got := p.w.m.Selected(); len(got) != 5 || got[0] != "generalizing-0" {
		t.Errorf("the group's curve selects %q", got)
	}
	p.goes("Clusters")
	p.switches("Map")
	dot := p.points(func(h figure.Hit) bool { return h.Point != figure.None && h.Networks[0] == "memorizing-0" })
	p.clicks(dot, fyne.KeyModifierControl)
	p.sees("6 networks selected")
	p.clicks(p.points(func(h figure.Hit) bool { return h.Point != figure.None && h.Networks[0] == "memorizing-0" }), 0)
	p.sees("1 network selected")
	p.figure().MouseDown(&desktop.MouseEvent{})
	p.figure().Tapped(&fyne.PointEvent{Position: fyne.NewPos(3, 3)})
	p.loop.Until(t, "the selection to go", func() bool { return len(p.w.m.Selected()) == 0 })
}

func TestOnlyTheSelectedNetworks(t *testing.T) {
	p := sitDown(t)
	p.w.m.Select([]string{"generalizing-1", "memorizing-1", "memorizing-0"})
	for _, view := range []string{"Clusters", "Groups"} {
		p.goes(view)
		test.Tap(uitest.Find(p.content(), func(l *widgets.PickList) bool { return l.Selected == "All 10 networks" }))
		p.loop.Until(t, "the list", func() bool { return p.top() != nil })
		p.taps("Selected only")
		p.w.Fyne().Canvas().Overlays().Remove(p.top())
		p.settle()
		p.sees("3 of 10 networks")
	}
	if got := p.w.m.Analyses().Clusters.Result().Labels; len(got) != 3 || slices.Contains(got, "generalizing-0") {
		t.Errorf("clustered are %q", got)
	}
}

func TestASessionKeepsTheSelection(t *testing.T) {
	p := sitDown(t)
	p.w.m.Select([]string{"memorizing-1"})
	path := filepath.Join(t.TempDir(), "s.semblance")
	saved := false
	p.w.m.SaveSession(path, func(err error) {
		if err != nil {
			t.Error(err)
		}
		saved = true
	})
	p.loop.Until(t, "the session", func() bool { return saved })
	again := sitDown(t, path)
	again.sees("1 network selected")
	if got := again.w.m.Selected(); !slices.Equal(got, []string{"memorizing-1"}) {
		t.Errorf("selected are %q", got)
	}
}

// An exported file shows the selection only where it is asked to.
func TestExportingTheSelection(t *testing.T) {
	p := sitDown(t)
	p.goes("Groups")
	p.w.m.Select([]string{"memorizing-1"})
	p.settle()
	l := p.w.m.Look()
	l.AsExported = true
	p.w.m.SetLook(l)
	if got := p.dimmed(); len(got) != 0 {
		t.Errorf("as exported %q are set back", got)
	}
	test.Tap(uitest.Find(p.content(), func(c *widgets.Check) bool { return c.Text == "Stands out in the file" }))
	p.settle()
	if got := p.dimmed(); !slices.Equal(got, []string{"generalizing"}) {
		t.Errorf("asked to show it, %q are set back", got)
	}
}

// Marks that are pairs open them, whatever the view.
func TestEveryPairOpens(t *testing.T) {
	p := sitDown(t)
	p.goes("Groups")
	test.Tap(uitest.Find(p.content(), func(c *widgets.Check) bool { return c.Text == "Every pair" }))
	p.settle()
	p.clicks(p.points(func(h figure.Hit) bool { return h.Pair != figure.None }), 0)
	if p.w.m.View() != model.CompareView || p.w.m.Choice().Pair == nil {
		t.Error("a single pair of Groups does not open")
	}
	q := sitDown(t, trained(t))
	for view, form := range map[string]string{"Convergence": "Heat map", "Timesteps": "All × all"} {
		q.goes(view)
		q.switches(form)
		q.clicks(q.points(func(h figure.Hit) bool { return h.Pair != figure.None && h.Row != h.Col }), 0)
		q.sees("CCA coefficients of")
		if q.w.m.View() != model.CompareView {
			t.Errorf("a cell of %s does not open", view)
		}
	}
	q.goes("Timesteps")
	q.switches("Curves")
	q.clicks(q.points(func(h figure.Hit) bool { return h.Pair != figure.None && h.Point == 1 }), 0)
	if c := q.w.m.Choice(); q.w.m.View() != model.CompareView || c.A.Timestep == c.B.Timestep {
		t.Errorf("a timestep opens %+v and %+v", c.A, c.B)
	}
	q.goes("Signal & noise")
	q.clicks(q.points(func(h figure.Hit) bool { return h.Pair != figure.None }), 0)
	if q.w.m.View() != model.CompareView {
		t.Error("a spectrum does not open")
	}
}

// TestAFigureByKeys goes from mark to mark, opens a pair and comes back, and selects.
func TestAFigureByKeys(t *testing.T) {
	p := sitDown(t)
	c := p.w.Fyne().Canvas()
	focus := func() {
		t.Helper()
		for range 30 {
			c.FocusNext()
			if isFigure(c.Focused()) {
				return
			}
		}
		t.Fatal("Tab does not lead to the figure")
	}
	focus()
	p.types(fyne.KeyRight)
	p.sees("conv1")
	p.types(fyne.KeyRight)
	p.reads("conv2 generalizing-0 vs generalizing-1 similarity")
	p.types(fyne.KeyReturn)
	p.settle()
	if pair := p.w.m.Choice().Pair; pair == nil || pair.A != "conv2" {
		t.Fatalf("opened %+v", pair)
	}
	p.types(fyne.KeyEscape)
	p.settle()
	if p.w.m.Choice().Pair != nil {
		t.Error("Escape does not lead back")
	}

	p.goes("Clusters")
	focus()
	for range 3 {
		p.types(fyne.KeyDown)
	}
	p.types(fyne.KeyUp)
	p.types(fyne.KeySpace)
	p.settle()
	if len(p.w.m.Selected()) == 0 {
		t.Error("Space selects nothing")
	}
	before := uitest.Text(p.figure())
	p.types(fyne.KeyRight)
	if after := uitest.Text(p.figure()); after == before || after == "" {
		t.Errorf("after selecting, the arrows lead from %q to %q", before, after)
	}
}

// does takes an item of the Edit menu, which says whether it can be taken.
func (p *person) does(label string) (able bool) {
	p.Helper()
	for _, item := range p.w.menu.main.Items[1].Items {
		if item.Label == label {
			if item.Disabled {
				return false
			}
			item.Action()
			p.settle()
			return true
		}
	}
	p.Fatalf("the menu has no %s", label)
	return false
}

// TestTheSelectedAreLeftOut takes a branch of the tree away, in the menu and in the list
// of networks of every view that has one, and has it back.
func TestTheSelectedAreLeftOut(t *testing.T) {
	p := sitDown(t)
	p.goes("Clusters")
	if p.does("Leave out selected") || p.does("Selected only") {
		t.Error("nothing is selected, and can be left out")
	}
	p.clicks(p.branch(2), 0)
	chosen := p.w.m.Selected()
	if !p.does("Leave out selected") {
		t.Error("a branch cannot be left out")
	}
	p.sees("8 of 10 networks")
	fig, _ := p.w.m.Figure()
	for _, name := range fig.Panels[0].Matrix.Cols {
		if slices.Contains(chosen, name) {
			t.Errorf("%s is still drawn", name)
		}
	}
	if p.does("Leave out selected") {
		t.Error("what is left out can be left out again")
	}
	p.w.m.Undo()
	p.settle()
	p.sees("All 10 networks")
	if !slices.Equal(p.w.m.Selected(), chosen) {
		t.Errorf("undoing leaves %q selected", p.w.m.Selected())
	}
	p.does("Selected only")
	p.sees("2 of 10 networks")
	p.w.m.Undo()
	p.settle()
	p.does("Invert selection")
	if now := p.w.m.Selected(); len(now) != 8 || slices.Contains(now, chosen[0]) {
		t.Errorf("the inverted selection is %q", now)
	}
	p.does("Invert selection")
	p.goes("Compare")
	if p.does("Leave out selected") {
		t.Error("Compare has no list of networks to leave some out of")
	}
	for _, view := range []string{"Groups", "Clusters"} {
		p.goes(view)
		test.Tap(uitest.Find(p.content(), func(l *widgets.PickList) bool { return l.Visible() && l.Selected == "All 10 networks" }))
		p.taps("Leave out selected")
		p.types(fyne.KeyEscape)
		p.settle()
		p.sees("8 of 10 networks")
	}
}
