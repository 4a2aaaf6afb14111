package ui

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"github.com/semblance-app/semblance/core/arrayfile"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/render"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/uitest"
	"github.com/semblance-app/semblance/ui/widgets"
)

// person is what a test does in the window: it looks and taps.
type person struct {
	*testing.T
	w    *Window
	loop *uitest.Loop
}

// sitDown opens the window on paths and waits for its figure, or the sentence
// in its place.
func sitDown(t *testing.T, paths ...string) *person {
	t.Helper()
	return sitDownTo(t, Options{Version: "test", Source: Source{Paths: paths}})
}

// sitDownTo is sitDown with other options.
func sitDownTo(t *testing.T, o Options) *person {
	t.Helper()
	app := uitest.NewApp(t)
	p := &person{T: t, loop: uitest.NewLoop()}
	o.Loop = p.loop
	p.w = New(app, o)
	t.Cleanup(p.w.m.Close)
	p.w.Fyne().Resize(fyne.NewSize(1280, 800))
	p.w.Fyne().Show()
	p.settle()
	return p
}

// settle waits until nothing is computed or drawn. Before it is known how a study is
// meant, its table is all there is to see.
func (p *person) settle() {
	p.Helper()
	p.loop.Until(p, "the figure", func() bool {
		if p.w.m.Busy() || p.w.m.Writing() {
			return false
		}
		s := p.w.m.Study()
		asks := s != nil && s.Layout.Ambiguous && p.w.m.View() == model.StudyView
		return asks || p.w.m.Refusal() != nil || p.figure().Drawn()
	})
}

// figure is the one of the view that is shown; the Study view has none, and
// Compare's stands for it.
func (p *person) figure() *widgets.Figure {
	if v, ok := p.w.views[p.w.m.View()].refresher.(interface{ Figure() *widgets.Figure }); ok {
		return v.Figure()
	}
	return p.w.compare.Figure()
}

func (p *person) content() fyne.CanvasObject { return p.w.Fyne().Content() }

// sees fails unless every text is somewhere in the window, whatever lines it has.
func (p *person) sees(texts ...string) {
	p.Helper()
	all := uitest.Text(p.content())
	read := strings.Join(strings.Fields(all), " ")
	for _, s := range texts {
		if !strings.Contains(read, strings.Join(strings.Fields(s), " ")) {
			p.Errorf("%q is not to be seen in:\n%s", s, all)
		}
	}
}

func (p *person) seesNot(text string) {
	p.Helper()
	if strings.Contains(uitest.Text(p.content()), text) {
		p.Errorf("%q is to be seen", text)
	}
}

// presses taps the button of that text.
func (p *person) presses(text string) {
	p.Helper()
	b := uitest.Find(p.content(), func(b *widgets.Button) bool { return b.Text == text })
	if b == nil {
		p.Fatalf("there is no button %q", text)
	}
	test.Tap(b)
	p.settle()
}

// taps taps the button of that text in the dialog on top.
func (p *person) taps(text string) {
	p.Helper()
	b := uitest.Find(p.top(), func(b *widgets.Button) bool { return b.Text == text })
	if b == nil {
		p.Fatalf("there is no button %q", text)
	}
	test.Tap(b)
}

// goes taps a place of the rail.
func (p *person) goes(label string) {
	p.Helper()
	test.Tap(uitest.Find(p.content(), func(b *widgets.RailButton) bool { return b.Label() == label }))
	p.settle()
}

// switches taps one choice of a switch.
func (p *person) switches(option string) {
	p.Helper()
	s := uitest.Find(p.content(), func(s *widgets.Segmented) bool { return slices.Contains(s.Options(), option) })
	if s == nil {
		p.Fatalf("there is no switch with %q", option)
	}
	n := len(s.Options())
	cell := s.Size().Width / float32(n)
	test.TapAt(s, fyne.NewPos(cell*(float32(slices.Index(s.Options(), option))+0.5), 10))
	p.settle()
}

// chooses picks an option of the drop-down that shows another one.
func (p *person) chooses(shown, option string) {
	p.Helper()
	c := uitest.Find(p.content(), func(c *widgets.Choice) bool { return c.Selected == shown })
	if c == nil {
		p.Fatalf("no drop-down shows %q", shown)
	}
	c.SetSelected(option)
	p.settle()
}

// points moves the pointer to a mark of the figure.
func (p *person) points(accept func(figure.Hit) bool) fyne.Position {
	p.Helper()
	f := p.figure()
	origin := p.w.app.Driver().AbsolutePositionForObject(f)
	size := f.Size()
	for y := float32(4); y < size.Height; y += 9 {
		for x := float32(4); x < size.Width; x += 9 {
			at := fyne.NewPos(x, y)
			if hit, ok := f.HitAt(at); ok && accept(hit) {
				test.MoveMouse(p.w.Fyne().Canvas(), origin.Add(at))
				return at
			}
		}
	}
	p.Fatal("there is no such mark")
	return fyne.Position{}
}

func TestOpensOnTheSample(t *testing.T) {
	p := sitDown(t)
	p.sees("PWCCA similarity of generalizing-0 and generalizing-1 by layer", "All 6 layers", "gen-mem: 10 networks", " warnings", "Each point compares")
	for _, title := range []string{"Data", "Measure", "Appearance", "Export"} {
		p.sees(title)
	}
	if d := p.w.compare.Figure().Drawing(); d.Image.Bounds().Dx() < 600 {
		t.Errorf("the figure is %v", d.Image.Bounds())
	}
}

func TestChoosingNetworksMeasureAndValues(t *testing.T) {
	p := sitDown(t)
	p.chooses("generalizing-1", "memorizing-1")
	p.sees("PWCCA similarity of generalizing-0 and memorizing-1 by layer")
	p.switches("B")
	if got := p.w.m.Answer().Layers.Side; got != "second" {
		t.Errorf("weights from %s", got)
	}
	p.chooses("PWCCA", "Linear CKA")
	p.sees("CKA similarity of generalizing-0 and memorizing-1")
	if s := uitest.Find(p.content(), func(s *widgets.Segmented) bool { return slices.Contains(s.Options(), "Mean") }); !s.Disabled() {
		t.Error("CKA has no weights to choose")
	}
	p.switches("Distance")
	p.sees("CKA distance of")
	p.presses("Swap")
	p.sees("CKA distance of memorizing-1 and generalizing-0")
	p.seesNot("Positions") // no convolutional array, no policy
}

func TestHoverAndDrillDown(t *testing.T) {
	p := sitDown(t)
	p.switches("All × all")
	p.sees("PWCCA similarity of every layer", "Layers A", "Layers B", "Colour map")
	at := p.points(func(h figure.Hit) bool { return h.IsCell() && h.Row == 1 && h.Col == 2 })
	p.sees("conv2 × conv3", "similarity 0.", "null level 0.", "n 1000")
	test.TapAt(p.w.compare.Figure(), at)
	p.settle()
	p.sees("CCA coefficients of conv2 × conv3", "One pair", "PWCCA 0.", "mean CCA 0.", "null level 0.", "Bartlett's k ")
	p.points(func(h figure.Hit) bool { return h.Point == 3 })
	p.sees("coefficient 4 of")
	p.presses("Layers")
	p.sees("PWCCA similarity of every layer")
	p.switches("One pair")
	p.sees("CCA coefficients of conv2 × conv3")
	p.w.escape()
	p.settle()
	p.sees("PWCCA similarity of every layer")
}

func TestLayerSubset(t *testing.T) {
	p := sitDown(t)
	list := uitest.Find[*widgets.PickList](p.content(), nil)
	test.Tap(list)
	pop := p.w.Fyne().Canvas().Overlays().Top()
	if pop == nil {
		t.Fatal("no list opened")
	}
	test.Tap(uitest.Find(pop, func(c *widgets.Check) bool { return c.Text == "conv1" }))
	p.w.Fyne().Canvas().Overlays().Remove(pop)
	p.settle()
	p.sees("5 of 6 layers")
	if got := p.w.m.Answer().Layers.LayersA; slices.Contains(got, "conv1") {
		t.Errorf("layers %v", got)
	}
}

func TestStudyView(t *testing.T) {
	p := sitDown(t)
	p.goes("Study")
	p.sees("60 arrays", "1000 × 12", "float16", "train_accuracy", "network.npz", "embedded sample")
	filter := uitest.Find(p.content(), func(e *widgets.Entry) bool { return strings.HasPrefix(e.PlaceHolder, "Filter") })
	test.Type(filter, "memorizing-1 fc")
	p.sees("1 of 60 arrays", "1000 × 32")
	p.seesNot("memorizing-0")
	p.tapsRow("memorizing-1", 0)
	p.sees("memorizing-1/fc")
	p.presses("Compare as B")
	p.sees("B is memorizing-1. Choose a row for A.")
	filter.SetText("memorizing-0 fc")
	p.tapsRow("memorizing-0", 0)
	p.presses("Compare as A")
	p.sees("PWCCA similarity of memorizing-0 and memorizing-1 by layer")
}

func TestRefusalIsInTheFiguresPlace(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, n, p int) string {
		data := make([]float32, n*p)
		for i := range data {
			data[i] = float32((i*i*7919+i*31)%1009) + float32(len(name)*i%13)
		}
		path := filepath.Join(dir, name)
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if err := arrayfile.WriteNPY(f, []int{n, p}, data); err != nil {
			t.Fatal(err)
		}
		return path
	}
	few, more := write("few.npy", 12, 20), write("more.npy", 12, 20)
	p := sitDown(t, few, more)
	p.sees("12 datapoints for 20 neurons", "CCA needs more datapoints than neurons")
	if b := uitest.Find(p.content(), func(b *widgets.Button) bool { return strings.HasPrefix(b.Text, "Save") }); !b.Disabled() {
		t.Error("there is nothing to save")
	}
	p.chooses("PWCCA", "Linear CKA") // what the sentence says to try
	p.sees("CKA similarity of")

	p.w.m.Discard() // what was chosen so far need not be asked for
	p.w.Drop([]fyne.URI{storage.NewFileURI(filepath.Join(dir, "gone.npy"))})
	p.settle()
	if p.top() == nil || !strings.Contains(uitest.Text(p.top()), "gone.npy") {
		t.Error("it is not said that gone.npy is not there")
	}
	p.sees("CKA similarity of") // the figure stays
	p.types(fyne.KeyEscape)
	if p.top() != nil {
		t.Error("the sentence stays")
	}

	p.goes("Study")
	p.drops(few, more, few) // more than is opened
	if p.w.m.View() != model.StudyView {
		t.Error("what was refused changes the view")
	}
	p.types(fyne.KeyEscape)
	p.drops(few, more)
	if p.w.m.View() != model.CompareView {
		t.Error("two files are not compared")
	}
	if got := p.w.m.Recent(); len(got) == 0 || got[0].Title() != "few.npy and more.npy" {
		t.Errorf("recent studies: %v", got)
	}
}

func TestLightDarkAndAsExported(t *testing.T) {
	p := sitDown(t)
	p.w.setTheme(model.DarkTheme)
	p.settle()
	dark := p.w.compare.Figure().Drawing().Image.RGBAAt(2, 2)
	p.w.switchTheme()
	p.settle()
	light := p.w.compare.Figure().Drawing().Image.RGBAAt(2, 2)
	if dark.R > 80 || light.R < 200 {
		t.Errorf("sheets: dark %v, light %v", dark, light)
	}
	p.w.setTheme(model.DarkTheme)
	test.Tap(uitest.Find(p.content(), func(c *widgets.Check) bool { return c.Text == "As exported" }))
	p.settle()
	if c := p.w.compare.Figure().Drawing().Image.RGBAAt(2, 2); c.R < 200 {
		t.Errorf("as exported is %v", c)
	}
	p.sees("139.7 × 77 mm at")
	if p.w.theme().Color(theme.ColorNameBackground, theme.VariantLight) == nil {
		t.Error("no background")
	}
}

func TestExport(t *testing.T) {
	p := sitDown(t)
	p.chooses("NeurIPS · 5.5 in", "Nature column · 89 mm")
	for _, name := range []string{"f.svg", "f.png", "f.csv"} {
		path := filepath.Join(t.TempDir(), name)
		p.w.save(path, func(error) {})
		p.loop.Until(t, "saving", func() bool { return strings.Contains(p.w.m.Note(), name) })
		p.sees("Saved ")
		if got := string(p.w.m.Export().Format); !strings.HasSuffix(name, got) {
			t.Errorf("%s: the format is %s", name, got)
		}
		if info, err := os.Stat(path); err != nil || info.Size() < 100 {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestASheetThatIsTooSmall(t *testing.T) {
	p := sitDown(t)
	p.w.m.SetSize(render.Size{WidthMM: 12, HeightMM: 77})
	p.settle()
	p.sees("A figure of 12 × 77 mm has no room for its data", "mm wide, or the text smaller")
	p.seesNot("77 mm at")
	if p.figure().Visible() {
		t.Error("the figure is drawn")
	}
	p.w.m.SetSize(render.Size{WidthMM: 89, HeightMM: 77})
	p.settle()
	p.sees("89 × 77 mm at")
	if !p.figure().Visible() {
		t.Error("the figure is not drawn")
	}
}

func TestASheetWithoutAFigureLeadsOn(t *testing.T) {
	p := sitDown(t, filepath.Join(t.TempDir(), "gone"))
	p.sees("gone", "Open folder…", "Sample: CNNs that learned digits, and CNNs that memorized them")
	if uitest.Find[*widgets.Choice](p.content(), nil) != nil || uitest.Find[*widgets.PickList](p.content(), nil) != nil {
		t.Error("a list of nothing")
	}
	p.presses("Sample: CNNs that learned digits, and CNNs that memorized them")
	p.loop.Until(t, "the figure", p.w.compare.Figure().Drawn)
	p.sees("PWCCA similarity of")
	p.seesNot("Open folder…")
}

func TestCancellingTheFirstFigureCanBeUndone(t *testing.T) {
	app := uitest.NewApp(t)
	p := &person{T: t, loop: uitest.NewLoop()}
	p.w = New(app, Options{Loop: p.loop})
	t.Cleanup(p.w.m.Close)
	p.w.Fyne().Resize(fyne.NewSize(1280, 800))
	p.w.Fyne().Show()
	p.sees("Opening gen-mem.")
	p.loop.Until(t, "opening", func() bool { return p.w.m.Study() != nil })
	p.sees("Computing the first figure.")
	p.types(fyne.KeyEscape)
	p.sees("Cancelled.", "Compute again")
	p.presses("Compute again")
	p.sees("PWCCA similarity of")
	p.seesNot("Compute again")
}

func TestSaveDialog(t *testing.T) {
	p := sitDown(t)
	dir := t.TempDir()
	p.w.exportFolder = dir
	there := filepath.Join(dir, "there.svg")
	if err := os.WriteFile(there, []byte("precious"), 0o600); err != nil {
		t.Fatal(err)
	}
	names := func(s string) {
		p.w.ExportFigure()
		uitest.Find(p.top(), func(e *widgets.Entry) bool { return e.PlaceHolder == "name.svg" }).SetText(s)
		p.taps("Save")
	}
	names(" ")
	if got := uitest.Text(p.top()); !strings.Contains(got, "has no name") {
		t.Errorf("no name: %s", got)
	}
	p.types(fyne.KeyEscape)
	names("rate-0.05")
	p.loop.Until(t, "saving", func() bool { return strings.Contains(p.w.m.Note(), "rate-0.05.svg") })
	if err := os.Remove(filepath.Join(dir, "rate-0.05.svg")); err != nil {
		t.Error(err)
	}
	names("there")
	if b, _ := os.ReadFile(there); string(b) != "precious" {
		t.Error("the file was touched before one said yes")
	}
	p.taps("Cancel")
	p.taps("Save")
	p.taps("Replace")
	p.loop.Until(t, "saving", func() bool { return strings.Contains(p.w.m.Note(), "there.svg") })
	if b, _ := os.ReadFile(there); !strings.Contains(string(b), "<svg") || !p.w.free() {
		t.Errorf("%d bytes, %d dialogs", len(b), len(p.w.dialogs))
	}
	if files, _ := os.ReadDir(dir); len(files) != 1 {
		t.Errorf("left behind: %v", files)
	}
}

func TestHeadless(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	files, err := WriteFigures(t.Context(), dir, Source{})
	if err != nil || len(files) != 6 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	if _, err := WriteFigures(t.Context(), dir, Source{Paths: []string{filepath.Join(dir, "nothing")}}); err == nil {
		t.Error("a study that is not there was drawn")
	}
}

// TestNothingOpens begins with a path that leads nowhere, and goes round all the same.
func TestNothingOpens(t *testing.T) {
	nowhere := filepath.Join(t.TempDir(), "nowhere")
	p := sitDown(t, nowhere)
	p.reads(nowhere + ": there is no such file or folder.")
	for v := model.CompareView; v <= model.PanelsView; v++ {
		p.w.m.SetView(v)
		p.loop.For(0)
	}
	p.goes("Compare")
	p.presses("Sample: CNNs that learned digits, and CNNs that memorized them")
	p.sees("PWCCA similarity of generalizing-0 and generalizing-1 by layer")
}
