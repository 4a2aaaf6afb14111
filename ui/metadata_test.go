package ui

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/uitest"
	"github.com/semblance-app/semblance/ui/widgets"
)

// retypes taps twice on a cell and types another text over it.
func (p *person) retypes(cell, text string) {
	p.Helper()
	row, at := p.cell(cell)
	press(row, at, 0)
	press(row, at, 0)
	entry, ok := p.w.Fyne().Canvas().Focused().(interface {
		fyne.Focusable
		SelectedText() string
	})
	if !ok || entry.SelectedText() != cell {
		p.Fatalf("the cell %q cannot be typed into", cell)
	}
	for _, r := range text {
		entry.TypedRune(r)
	}
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	p.settle()
}

// filters types into the filter of the table.
func (p *person) filters(words string) {
	p.Helper()
	uitest.Find(p.content(), func(e *widgets.Entry) bool { return strings.HasPrefix(e.PlaceHolder, "Filter") }).SetText(words)
}

// reads is sees for texts that may run over several lines.
func (p *person) reads(texts ...string) {
	p.Helper()
	all := strings.ReplaceAll(uitest.Text(p.content()), "\n", " ")
	for _, s := range texts {
		if !strings.Contains(all, s) {
			p.Errorf("%q is not to be read in %s", s, all)
		}
	}
}

// groups reports whether there is a group of that name.
func (p *person) groups(name string) bool {
	r := p.w.m.Analyses().Groups.Result()
	return r != nil && slices.ContainsFunc(r.Members, func(m analysis.GroupMember) bool { return m.Group == name })
}

// finds waits until a file has a text.
func (p *person) finds(path, text string) {
	p.Helper()
	p.loop.Until(p, text+" in "+filepath.Base(path), func() bool {
		p.loop.For(0)
		b, _ := os.ReadFile(path)
		return strings.Contains(string(b), text)
	})
}

func TestMetadataIsTypedIntoCells(t *testing.T) {
	dir := ownStudy(t)
	file := filepath.Join(dir, "metadata.csv")
	p := sitDown(t, dir)
	p.goes("Clusters")
	p.goes("Study")
	p.filters("memorizing")
	p.retypes("memorizing", "shuffled")
	p.sees("shuffled")
	p.finds(file, "memorizing-0,shuffled,")
	p.goes("Groups")
	if !p.groups("shuffled") {
		t.Error("Groups does not follow the column")
	}
	p.w.m.Undo()
	p.settle()
	p.finds(file, "memorizing-0,memorizing,")
	p.goes("Groups")
	if p.groups("shuffled") {
		t.Error("Groups does not follow what is undone")
	}
	p.w.m.Redo()
	p.settle()
	p.finds(file, "memorizing-0,shuffled,")
}

// A value is given to all networks that are selected, one row for each.
func TestMetadataOfSeveralNetworks(t *testing.T) {
	dir := ownStudy(t)
	p := sitDown(t, dir)
	p.goes("Study")
	p.checks("By network")
	p.sees("10 networks", "6 layers")
	p.seesNot("Set for")
	p.filters("memorizing")
	p.sees("5 of 10 networks")
	p.tapsRow("memorizing-1", 0)
	p.tapsRow("memorizing-3", fyne.KeyModifierShift)
	p.sees("Set for 3 networks")
	value := uitest.Find(p.content(), func(e *widgets.Entry) bool { return e.PlaceHolder == "Value" })
	value.SetText("shuffled")
	test.Tap(uitest.Find(p.content(), func(b *widgets.Button) bool { return b.Text == "Set for 3 networks" }))
	p.settle()
	for network, group := range map[string]string{"memorizing-0": "memorizing", "memorizing-1": "shuffled", "memorizing-3": "shuffled", "memorizing-4": "memorizing"} {
		p.finds(filepath.Join(dir, "metadata.csv"), network+","+group+",")
	}
	p.w.m.Undo()
	p.settle()
	p.finds(filepath.Join(dir, "metadata.csv"), "memorizing-1,memorizing,")
}

// Escape leaves a cell as it was, and Tab goes on to the next.
func TestKeysInACell(t *testing.T) {
	p := sitDown(t, ownStudy(t))
	p.goes("Study")
	p.filters("memorizing logits")
	p.tapsRow("memorizing-1", 0)
	c := p.w.Fyne().Canvas()
	key := func(name fyne.KeyName) { c.Focused().TypedKey(&fyne.KeyEvent{Name: name}) }
	key(fyne.KeyReturn)
	c.Focused().TypedRune('x')
	key(fyne.KeyEscape)
	p.seesNot("x\n")
	key(fyne.KeyF2)
	key(fyne.KeyTab) // on to the seed
	entry, ok := c.Focused().(interface{ SelectedText() string })
	if !ok || entry.SelectedText() != "106" {
		t.Fatalf("Tab leads to %T", c.Focused())
	}
	c.Focused().TypedRune('7')
	c.Focused().TypedRune('7')
	key(fyne.KeyReturn)
	p.settle()
	p.finds(filepath.Join(p.w.m.Study().Path, "metadata.csv"), "memorizing-1,memorizing,77,")
	key(fyne.KeyUp)
	p.settle()
	p.sees("memorizing-0/logits")
}

func TestAColumnIsAdded(t *testing.T) {
	dir := ownStudy(t)
	p := sitDown(t, dir)
	p.goes("Study")
	p.presses("Add column…")
	name := uitest.Find[*widgets.Entry](p.top(), nil)
	name.SetText("seed")
	p.taps("Add")
	if all := uitest.Text(p.top()); !strings.Contains(all, "There is a column seed already.") {
		t.Errorf("a second column of that name: %s", all)
	}
	name.SetText("optimizer")
	p.taps("Add")
	p.settle()
	p.sees("optimizer")
	p.finds(filepath.Join(dir, "metadata.csv"), ",optimizer")
	p.w.m.Undo()
	p.settle()
	p.seesNot("optimizer")
}

func TestMetadataAreImported(t *testing.T) {
	p := sitDown(t, ownStudy(t))
	p.goes("Study")
	table := filepath.Join(t.TempDir(), "table.csv")
	imports := func(text string) {
		t.Helper()
		if err := os.WriteFile(table, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		p.presses("Import CSV…")
		uitest.Find[*widgets.Entry](p.top(), nil).SetText(table)
		p.taps("Import")
	}
	imports("name;optimizer\ngeneralizing-0;adam\nother-7;sgd\n")
	p.loop.Until(t, "the sentence", func() bool { return p.top() != nil })
	said := uitest.Text(p.top())
	for _, want := range []string{"1 column was imported for 1 network.", "There is no network other-7.", "The file has no row for generalizing-1, generalizing-2, generalizing-3, generalizing-4 and 5 more."} {
		if !strings.Contains(strings.ReplaceAll(said, "\n", " "), want) {
			t.Errorf("%q is not in %q", want, said)
		}
	}
	p.taps("Close")
	p.sees("optimizer", "adam")
	if err := os.WriteFile(table, []byte("name,decay\ngeneralizing-0,0.125\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.w.Drop([]fyne.URI{storage.NewFileURI(table)})
	p.loop.Until(t, "the sentence", func() bool { return p.top() != nil })
	p.taps("Close")
	p.sees("decay", "0.125")
	imports("name,x\nother,1\n")
	p.loop.Until(t, "the refusal", func() bool { return p.top() != nil })
	if said := uitest.Text(p.top()); !strings.Contains(said, "begins with the name of a network") {
		t.Errorf("said %q", said)
	}
}

// What is typed into a study that cannot be written to counts while it is open,
// and the window says so and what to try.
func TestMetadataThatCannotBeSaved(t *testing.T) {
	p := sitDown(t)
	p.goes("Study")
	p.filters("memorizing")
	p.retypes("memorizing", "shuffled")
	p.loop.Until(t, "the refusal", func() bool { return p.w.m.NotSaved() != nil })
	p.sees("shuffled")
	p.reads("Values are not saved, since this study is no folder on disk.", "keep them by opening a folder")
	p.goes("Groups")
	if !p.groups("shuffled") {
		t.Error("Groups does not follow what is not saved")
	}
	dir := ownStudy(t)
	q := sitDown(t, dir)
	q.goes("Study")
	q.filters("memorizing")
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	q.retypes("memorizing", "shuffled")
	q.loop.Until(t, "the refusal", func() bool { return q.w.m.NotSaved() != nil })
	q.reads("cannot be saved", "copy it to where you may write")

	const lost = "Metadata that were typed in could not be saved and would be lost."
	other := ownStudy(t)
	for do, leave := range map[string]func(){
		"Open another": func() { q.w.Drop(uris(other)) },
		"Close":        q.w.close,
	} {
		leave()
		if q.top() == nil || !strings.Contains(uitest.Text(q.top()), lost) {
			t.Fatalf("%s: nothing asks about metadata", do)
		}
		q.taps("Cancel")
		if q.w.m.Opening() || q.w.m.NotSaved() == nil {
			t.Errorf("%s: the study is left", do)
		}
	}
	q.w.Drop(uris(other))
	q.taps("Open another")
	q.loop.Until(t, "the other study", func() bool { return q.w.m.Study().Path == other })
	if q.w.m.NotSaved() != nil {
		t.Error("the other study is said to have values that are not saved")
	}
}

// What is dropped while a dialog asks something is not opened behind it.
func TestDropBehindADialog(t *testing.T) {
	p := sitDown(t)
	p.w.ask("Replace it?", "It is there.", "Replace", func() {})
	before := p.w.m.Study().Path
	p.w.Drop(uris(ownStudy(t)))
	if p.w.m.Opening() || p.w.m.Study().Path != before {
		t.Error("a study opens behind the dialog")
	}
	p.sees("Close the dialog first")
}

// sortsBy taps the title of a column.
func (p *person) sortsBy(column string) {
	p.Helper()
	title := uitest.Find(p.content(), func(tap interface {
		fyne.Tappable
		widgets.Tipped
	},
	) bool {
		return tap.ToolTip() == "Sort by "+column
	})
	if title == nil {
		p.Fatalf("there is no column %s to sort by", column)
	}
	test.Tap(title)
}

func TestRowsAreSortedByTheirHead(t *testing.T) {
	p := sitDown(t)
	p.goes("Study")
	p.sortsBy("Layer")
	p.sortsBy("Layer")
	p.sees("Layer ↓")
	if row, _ := p.cell("generalizing-0"); !strings.Contains(uitest.Text(row), "logits") {
		t.Errorf("the first row is %q", uitest.Text(row))
	}
}

// TestANewColumnIsTypedIntoAtOnce adds a column where the table is wider than its
// place.
func TestANewColumnIsTypedIntoAtOnce(t *testing.T) {
	dir := ownStudy(t)
	p := sitDown(t, dir)
	p.w.Fyne().Resize(fyne.NewSize(900, 600))
	p.goes("Study")
	p.presses("Add column…")
	p.entries()[0].SetText("  optimizer ")
	p.answers("Add")
	typing, ok := p.w.Fyne().Canvas().Focused().(interface {
		fyne.Focusable
		fyne.CanvasObject
	})
	if !ok {
		t.Fatal("nothing has the focus")
	}
	where := fyne.CurrentApp().Driver().AbsolutePositionForObject
	row, at := p.cell("generalizing-0")
	left, inspector, name := where(typing).X, where(p.w.side).X, where(row).X+at.X
	named := fyne.MeasureText("generalizing-0", theme.TextSize(), fyne.TextStyle{}).Width
	if right := left + typing.Size().Width; left < name+named || right > inspector || name < where(p.w.rail[model.StudyView]).X {
		t.Errorf("the cell is from %v to %v, its network from %v, and the inspector begins at %v", left, right, name, inspector)
	}
	for _, r := range "adam" {
		typing.TypedRune(r)
	}
	typing.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	p.settle()
	p.finds(filepath.Join(dir, "metadata.csv"), "generalizing-0,generalizing,")
	if got := p.w.m.Study().Networks[0].Metadata["optimizer"]; got != "adam" {
		t.Errorf("the first network has %q", got)
	}
}

// TestTheTableOfASampleFits sees every column of the first sample in a window of the
// usual size, and none in which there is nothing.
func TestTheTableOfASampleFits(t *testing.T) {
	p := sitDown(t)
	p.w.Fyne().Resize(fyne.NewSize(1280, 776))
	p.goes("Study")
	p.seesNot("Checkpoint\n")
	table := uitest.Find[*widgets.Table](p.content(), nil)
	where := fyne.CurrentApp().Driver().AbsolutePositionForObject
	for _, text := range uitest.All[*canvas.Text](table) {
		if right := where(text).X + text.MinSize().Width; right > where(table).X+table.Size().Width {
			t.Errorf("%q ends at %v, the table at %v", text.Text, right, where(table).X+table.Size().Width)
		}
	}
}

// TestARowStaysWhileItIsTypedInto sorts by a column and types another value into
// its first row, from which Tab goes on.
func TestARowStaysWhileItIsTypedInto(t *testing.T) {
	p := sitDown(t, ownStudy(t))
	p.goes("Study")
	test.Tap(uitest.Find(p.content(), func(tap interface {
		fyne.Tappable
		widgets.Tipped
	},
	) bool {
		return tap.ToolTip() == "Sort by group"
	}))
	p.tapsRow("generalizing-0", 0)
	c := p.w.Fyne().Canvas()
	key := func(name fyne.KeyName) { c.Focused().TypedKey(&fyne.KeyEvent{Name: name}) }
	key(fyne.KeyReturn)
	c.Focused().TypedRune('z')
	key(fyne.KeyTab)
	c.Focused().TypedRune('7')
	key(fyne.KeyReturn)
	p.settle()
	first := p.w.m.Study().Networks[0]
	if first.Metadata["group"] != "z" || first.Metadata["seed"] != "7" {
		t.Errorf("%s has %v", first.Name, first.Metadata)
	}
	p.sees("generalizing-0/conv1")
}

// TestWhereAStudyIsFrom opens studies from elsewhere than the root and reads where
// they are.
func TestWhereAStudyIsFrom(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	one := writeArray(t, filepath.Join(home, "runs", "with a name that is much too long for the inspector", "one", "fc.npy"), 31)
	two := writeArray(t, filepath.Join(home, "two.npy"), 57)
	t.Chdir(filepath.Dir(filepath.Dir(one)))
	from := func(p *person) (lines []string, whole []string) {
		p.goes("Study")
		for _, line := range uitest.All[*widgets.Shortened](p.content()) {
			lines, whole = append(lines, uitest.Text(line)), append(whole, line.ToolTip())
		}
		return lines, whole
	}
	lines, whole := from(sitDown(t, "one"))
	if len(lines) != 1 || !strings.HasPrefix(lines[0], "~/runs/") || !strings.HasSuffix(lines[0], "/one") || !strings.Contains(lines[0], "…") || whole[0] != filepath.Dir(one) {
		t.Errorf("a folder is from %q, whole %q", lines, whole)
	}
	lines, whole = from(sitDown(t, "one/fc.npy", two))
	if len(lines) != 2 || lines[1] != "~/two.npy" || whole[0] != one || whole[1] != two {
		t.Errorf("a pair is from %q, whole %q", lines, whole)
	}
}

// TestAFilterThatLeavesNothing is led back to all rows, by a button and by Escape.
func TestAFilterThatLeavesNothing(t *testing.T) {
	p := sitDown(t)
	p.shortcut(fyne.KeyF, ctrlOnly)
	p.settle()
	filter, ok := p.w.Fyne().Canvas().Focused().(*widgets.Entry)
	if !ok || p.w.m.View() != model.StudyView {
		t.Fatalf("Ctrl+F leads to %T", p.w.Fyne().Canvas().Focused())
	}
	test.Type(filter, "nothing such")
	p.sees("No row has all of these words.", "0 of 60 arrays")
	p.presses("Show all")
	p.seesNot("No row")
	p.sees("60 arrays")
	test.Type(filter, "fc")
	p.sees("10 of 60 arrays")
	p.types(fyne.KeyEscape)
	p.sees("\n60 arrays")
	test.Type(filter, "logits")
	p.types(fyne.KeyDown) // to the rows
	p.types(fyne.KeyDown)
	p.settle()
	p.sees("generalizing-0/logits")
}

// TestImportingOverValues is asked before values are replaced, thinks better of it, then
// does it, and takes it back.
func TestImportingOverValues(t *testing.T) {
	p := sitDown(t, ownStudy(t))
	accuracy := func() string {
		n, _ := p.w.m.Study().Network("generalizing-0")
		return n.Metadata["test_accuracy"]
	}
	was := accuracy()
	path := filepath.Join(t.TempDir(), "m.csv")
	table := "name,test_accuracy\ngeneralizing-0,0.5\ngeneralizing-1,0.5\ngeneralizing-2,0.5\n"
	if err := os.WriteFile(path, []byte(table), 0o600); err != nil {
		t.Fatal(err)
	}
	asks := func() {
		t.Helper()
		p.w.importMetadata(path)
		p.loop.Until(t, "the question", func() bool { return p.top() != nil })
		p.asked("Replace values?")
		if read := uitest.Text(p.top()); !strings.Contains(read, "The file replaces 3 values of test_accuracy.") {
			t.Errorf("asked %s", read)
		}
	}
	asks()
	p.taps("Cancel")
	p.settle()
	if accuracy() != was {
		t.Errorf("cancelled, it is %s", accuracy())
	}
	asks()
	p.taps("Replace")
	p.loop.Until(t, "the sentence", func() bool { return p.top() != nil })
	if read := strings.Join(strings.Fields(uitest.Text(p.top())), " "); accuracy() != "0.5" || !strings.Contains(read, "which replaces 3 values of test_accuracy.") {
		t.Errorf("it is %s, said %s", accuracy(), read)
	}
	p.types(fyne.KeyEscape)
	p.w.m.Undo()
	p.settle()
	if accuracy() != was {
		t.Errorf("undone it is %s, and was %s", accuracy(), was)
	}
}
