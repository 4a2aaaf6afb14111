package ui

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"github.com/semblance-app/semblance/core/arrayfile"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/recipe"
	"github.com/semblance-app/semblance/plotting/render"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/uitest"
	"github.com/semblance-app/semblance/ui/widgets"
)

// trained writes a study of one network at four checkpoints, with sequences in
// its last layer: every checkpoint is nearer to the last.
func trained(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	rng := rand.New(rand.NewPCG(1, 1))
	draw := func(n int) []float32 {
		values := make([]float32, n)
		for i := range values {
			values[i] = float32(rng.NormFloat64())
		}
		return values
	}
	const n, p, steps = 120, 6, 4
	for name, shape := range map[string][]int{"low": {n, p}, "high": {n, p}, "state": {n, steps, p}} {
		size := p * n
		if len(shape) == 3 {
			size *= steps
		}
		end := draw(size)
		for step := range 4 {
			values := draw(size)
			for i := range values {
				values[i] = end[i] + values[i]*float32(3-step)/3
			}
			var file bytes.Buffer
			if err := arrayfile.WriteNPY(&file, shape, values); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(dir, "net", fmt.Sprintf("step-%03d", 100*step), name+".npy")
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, file.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	return dir
}

func TestConvergenceView(t *testing.T) {
	p := sitDown(t, trained(t))
	p.goes("Convergence")
	p.sees("Convergence of layers through training", "All 3 layers", "own last checkpoint", "Timestep")
	p.switches("Log")
	if p.w.m.Analyses().Convergence.Options().Steps != figure.StepsLog {
		t.Error("the axis is not logarithmic")
	}
	p.switches("Linear")
	at := p.points(func(h figure.Hit) bool { return h.Point == 1 && h.Pair != figure.None })
	p.sees("checkpoint step-100", "distance 0.")
	p.zoomsAround(at)
	p.clicks(at, 0)
	if p.w.m.View() != model.CompareView {
		t.Error("a tap does not lead to the pair")
	}
	p.sees("CCA coefficients of", "step-100", "step-300")
	p.goes("Convergence")
	p.switches("Heat map")
	p.sees("Convergence of layers", "Colour map")
}

func TestTimestepsView(t *testing.T) {
	p := sitDown(t, trained(t))
	p.goes("Timesteps")
	p.sees("Reference", "3 of 7 measures", "state")
	p.switches("All × all")
	if r := p.w.m.Analyses().Timesteps.Result(); len(r.Matrices) == 0 {
		t.Error("there is no matrix")
	}
	p.sees("Colour map")
}

func TestNoiseView(t *testing.T) {
	p := sitDown(t, trained(t))
	p.goes("Signal & noise")
	p.sees("through training", "CCA coefficients in training", "Measure")
	p.chooses("CCA coefficients in training", "Stable directions")
	p.sees("Early", "a tenth of training", "Directions")
	if p.w.m.Analyses().Noise.Result().Stability == nil {
		t.Error("the stability is not computed")
	}
	p.w.m.Analyses().Noise.Edit(func(n *recipe.NoiseSpec) {
		n.ToyRNN.Runs, n.ToyRNN.Datapoints, n.ToyRNN.Timesteps, n.ToyRNN.Neurons = 2, 100, 4, 10
	})
	p.settle()
	p.chooses("Stable directions", "Toy recurrent networks")
	p.seesNot("a tenth of training")
	p.sees("Seed")
}

func TestGroupsView(t *testing.T) {
	p := sitDown(t)
	p.goes("Groups")
	p.sees("PWCCA distance within and between groups, by layer", "Every pair")
	p.switches("None")
	if p.w.m.Analyses().Groups.Options().Spread != figure.NoSpread {
		t.Error("the spread is still drawn")
	}
	p.chooses("group", "all in one")
	p.sees("PWCCA distance between networks by layer")
	p.chooses("PWCCA", "Linear CKA")
	p.sees("CKA distance between")
}

func TestClustersView(t *testing.T) {
	p := sitDown(t)
	p.goes("Clusters")
	p.sees("Clusters of networks by PWCCA distance at logits", "Average", "All 10 networks")
	p.switches("Number")
	slider := uitest.Find(p.content(), func(s *widgets.Slider) bool { return s.Max == 10 })
	if slider == nil {
		t.Fatal("there is no slider up to the number of networks")
	}
	before := p.w.m.Analyses().Clusters.Result()
	slider.SetValue(3)
	p.settle()
	if got := p.w.m.Analyses().Clusters.Options().Cut.Clusters; got != 3 {
		t.Errorf("cut into %d", got)
	}
	p.sees("into the 2 coloured clusters and a network on its own")
	if p.w.m.Analyses().Clusters.Result() != before {
		t.Error("a cut compares the networks again")
	}
	p.dragsTheCut()
	if cut := p.w.m.Analyses().Clusters.Options().Cut; cut.Height <= 0 || cut.Clusters != 0 {
		t.Errorf("dragged to %+v", cut)
	}
	at := p.points(func(h figure.Hit) bool { return h.IsCell() && h.Row != h.Col })
	p.sees("generalizing-", " vs ", "distance 0.")
	test.TapAt(p.figure(), at)
	p.settle()
	if p.w.m.View() != model.CompareView {
		t.Error("a cell does not lead to its pair")
	}
	p.sees("CCA coefficients of logits")
	p.goes("Clusters")
	p.chooses("logits", "fc")
	p.sees("distance at fc")
}

// zoomsAround drags over some of the axis on both sides of a place, and shows
// all again.
func (p *person) zoomsAround(at fyne.Position) {
	p.Helper()
	f, whole := p.figure(), p.x()
	by := fyne.NewDelta(80, 3)
	begin := at.SubtractXY(40, 0)
	f.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: begin.Add(by)}, Dragged: by})
	f.DragEnd()
	p.settle()
	if part := p.x(); !(part.Max-part.Min > 0 && part.Max-part.Min < 290) {
		p.Errorf("the axis spans %v after zooming", part)
	}
	p.sees("double-click for all")
	for range 2 {
		f.MouseDown(&desktop.MouseEvent{})
	}
	p.settle()
	if got := p.x(); got != whole {
		p.Errorf("the axis spans %v, not %v, after a double click", got, whole)
	}
}

// Categories zoom as numbers do: those of an axis, and the networks of a matrix
// with their tree.
func TestZoomingIntoCategories(t *testing.T) {
	p := sitDown(t)
	drag := func(accept, to func(figure.Hit) bool) {
		t.Helper()
		from, end := p.points(accept), p.points(to)
		by := end.Subtract(from)
		p.figure().Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: end}, Dragged: fyne.NewDelta(by.X, by.Y)})
		p.figure().DragEnd()
		p.settle()
		p.sees("double-click for all")
	}
	back := func() {
		for range 2 {
			p.figure().MouseDown(&desktop.MouseEvent{})
		}
		p.settle()
	}
	shown := func() figure.Panel {
		fig, _ := p.w.m.Figure()
		return fig.Panels[0]
	}
	point := func(i int) func(figure.Hit) bool {
		return func(h figure.Hit) bool { return h.Series == 0 && h.Point == i }
	}
	drag(point(1), point(3))
	if got := shown().X.Categories; len(got) > 3 || !slices.Contains(got, "conv3") {
		t.Errorf("the axis has %q", got)
	}
	test.TapAt(p.figure(), p.points(func(h figure.Hit) bool { return h.Pair != figure.None && strings.HasPrefix(h.Tip, "conv3\n") }))
	p.loop.Until(t, "the pair", func() bool { return p.w.m.Choice().Pair != nil })
	p.settle()
	p.sees("CCA coefficients of conv3")
	p.w.m.Back()
	p.settle()
	back()
	if got := shown().X.Categories; len(got) != 6 {
		t.Errorf("after a double click the axis has %q", got)
	}
	p.goes("Clusters")
	cell := func(i int) func(figure.Hit) bool {
		return func(h figure.Hit) bool { return h.Row == i && h.Col == i }
	}
	whole := shown().Matrix.Cols
	drag(cell(2), cell(6))
	part := shown()
	if n := len(part.Matrix.Cols); n < 3 || n > 5 || len(part.Tree.Columns) != n || len(part.Tree.Merges) != n-1 || len(part.Matrix.Values) != n*n {
		t.Errorf("%d columns, %d leaves, %d merges", n, len(part.Tree.Columns), len(part.Tree.Merges))
	}
	at := p.points(func(h figure.Hit) bool { return h.IsCell() && h.Row == 0 && h.Col == 1 })
	p.sees(part.Matrix.Rows[0] + " vs " + part.Matrix.Cols[1])
	p.clicks(at, fyne.KeyModifierControl)
	if got := p.w.m.Selected(); len(got) != 2 {
		t.Errorf("selected are %q", got)
	}
	p.switches("Map") // another axis
	p.seesNot("double-click for all")
	p.switches("Tree")
	p.sees("double-click for all")
	back()
	if got := shown().Matrix.Cols; !slices.Equal(got, whole) {
		t.Errorf("after a double click there are %q", got)
	}
}

// TestZoomingOutOfAMatrix does so by Escape and by a double click on a cell, which
// opens nothing.
func TestZoomingOutOfAMatrix(t *testing.T) {
	p := sitDown(t)
	p.goes("Clusters")
	p.w.m.Select([]string{"generalizing-0"})
	cell := func(i int) func(figure.Hit) bool {
		return func(h figure.Hit) bool { return h.Row == i && h.Col == i }
	}
	zoom := func() {
		t.Helper()
		from, end := p.points(cell(2)), p.points(cell(6))
		by := end.Subtract(from)
		p.figure().Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: end}, Dragged: fyne.NewDelta(by.X, by.Y)})
		p.figure().DragEnd()
		p.settle()
		p.sees("a part; Esc or a double-click for all")
	}
	zoom()
	p.w.ExportFigure()
	p.asked("It shows a part, as on the screen.")
	p.types(fyne.KeyEscape)
	p.escapes()
	if p.w.m.Zoomed() || len(p.w.m.Selected()) != 1 {
		t.Errorf("after Escape zoomed is %v, selected are %q", p.w.m.Zoomed(), p.w.m.Selected())
	}
	p.escapes()
	if len(p.w.m.Selected()) != 0 {
		t.Error("a second Escape does not clear the selection")
	}
	p.w.ExportFigure()
	if strings.Contains(uitest.Text(p.top()), "a part; Esc") {
		t.Error("all of the axis is called a part")
	}
	p.types(fyne.KeyEscape)
	zoom()
	at := p.points(func(h figure.Hit) bool { return h.IsCell() && h.Row == 0 && h.Col == 1 })
	for range 2 {
		press(p.figure(), at, 0)
	}
	const longEnough = 500 * time.Millisecond // for a click to count as single
	p.loop.For(longEnough)
	p.settle()
	if p.w.m.Zoomed() || p.w.m.View() != model.ClustersView {
		t.Errorf("after a double click zoomed is %v in view %v", p.w.m.Zoomed(), p.w.m.View())
	}
	zoom()
	press(p.figure(), p.points(func(h figure.Hit) bool { return h.IsCell() && h.Row == 0 && h.Col == 1 }), 0)
	p.loop.Until(t, "the pair", func() bool { return p.w.m.View() == model.CompareView })
}

// x is the range of the figure's x axis.
func (p *person) x() figure.Range {
	fig, _ := p.w.m.Figure()
	return fig.Panels[0].X.Range
}

// dragsTheCut takes the cut of the tree that is shown some way down.
func (p *person) dragsTheCut() {
	p.Helper()
	f := p.figure()
	for y := float32(4); y < f.Size().Height; y += 2 {
		at := fyne.NewPos(f.Size().Width/2, y)
		f.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
		if f.Cursor() == desktop.VResizeCursor {
			by := fyne.NewDelta(0, 12)
			f.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at.Add(by)}, Dragged: by})
			f.DragEnd()
			p.settle()
			return
		}
	}
	p.Fatal("there is no cut to drag")
}

// A study without what a view needs says so, and leads on.
func TestViewsSayWhatIsMissing(t *testing.T) {
	p := sitDown(t, sampleFolder("gen-mem"))
	p.goes("Convergence")
	p.sees("several checkpoints", "Open a study recorded while training", "Open folder…")
	p.goes("Timesteps")
	p.sees("sequence axis")
	alone := sitDown(t, trained(t))
	alone.goes("Groups")
	alone.sees("this study has one")
	alone.goes("Clusters")
	alone.sees("this study has one")
}

// sampleFolder is a sample as a folder of the person's own.
func sampleFolder(name string) string { return filepath.Join("..", "assets", "samples", name) }

// The sample that a view offers has what it shows.
func TestViewsOfferTheSampleForThem(t *testing.T) {
	p := sitDown(t)
	for _, c := range []struct{ view, without string }{
		{"Convergence", "gen-mem"}, {"Timesteps", "gen-mem"}, {"Groups", "convergence"}, {"Clusters", "convergence"},
	} {
		p.w.m.Open(sampleFolder(c.without))
		p.settle()
		p.goes(c.view)
		if p.w.m.Refusal() == nil {
			t.Fatalf("%s shows something of %s", c.view, c.without)
		}
		offer := uitest.Find(p.content(), func(b *widgets.Button) bool { return strings.HasPrefix(b.Text, "Sample: ") })
		if offer == nil {
			t.Fatalf("%s offers no sample", c.view)
		}
		test.Tap(offer)
		p.settle()
		if fig, ok := p.w.m.Figure(); !ok || fig.Empty() {
			t.Errorf("%s shows nothing of the sample that it offers: %v", c.view, p.w.m.Refusal())
		}
	}
}

// Whoever looks round in the samples sees a figure in every view, and finds what
// was chosen in a sample when coming back to it.
func TestSamplesGiveWayToOneAnother(t *testing.T) {
	p := sitDown(t)
	p.switches("All × all")
	p.goes("Groups")
	p.chooses("group", "all in one")
	chosen := p.w.m.Analyses().Groups.Spec()
	for _, c := range []struct{ view, sample string }{
		{"Convergence", "convergence"},
		{"Compare", "gen-mem"},
		{"Signal & noise", "gen-mem"},
		{"Timesteps", "lstm-repeats"},
		{"Study", "gen-mem"},
		{"Clusters", "gen-mem"},
		{"Timesteps", "lstm-repeats"},
		{"Convergence", "convergence"},
		{"Groups", "gen-mem"},
		{"Compare", "gen-mem"},
	} {
		p.goes(c.view)
		p.settle()
		if fig, ok := p.w.m.Figure(); !ok || fig.Empty() {
			t.Errorf("%s shows nothing: %v", c.view, p.w.m.Refusal())
		}
		if name := p.w.m.Study().Name; name != c.sample {
			t.Errorf("%s shows %s, want %s", c.view, name, c.sample)
		}
	}
	if again := p.w.m.Analyses().Groups.Spec(); !reflect.DeepEqual(again, chosen) {
		t.Errorf("coming back, Groups asks %+v, and asked %+v", again, chosen)
	}
	p.sees("PWCCA similarity of every layer of generalizing-0")
}

// What was opened by hand is shown wherever it has something to show.
func TestTheSampleThatWasOpenedComesBack(t *testing.T) {
	p := sitDown(t)
	p.w.m.OpenSample("convergence")
	p.settle()
	for _, c := range []struct{ view, sample string }{
		{"Clusters", "lr-clusters"}, {"Groups", "lr-clusters"}, {"Convergence", "convergence"},
	} {
		p.goes(c.view)
		p.settle()
		if name := p.w.m.Study().Name; name != c.sample {
			t.Errorf("%s shows %s, want %s", c.view, name, c.sample)
		}
	}
}

// A sample that is opened by hand is as it was made, and a session stays.
func TestOnlyUnsavedSamplesGiveWay(t *testing.T) {
	p := sitDown(t)
	p.goes("Groups")
	first := p.w.m.Analyses().Groups.Spec()
	p.chooses("group", "all in one")
	p.goes("Convergence")
	p.settle()
	p.w.m.OpenSample("gen-mem")
	p.settle()
	if spec := p.w.m.Analyses().Groups.Spec(); !reflect.DeepEqual(spec, first) {
		t.Errorf("opened by hand, Groups asks %+v, want %+v", spec, first)
	}
	path := filepath.Join(t.TempDir(), "mine.semblance")
	saved := false
	p.w.m.SaveSession(path, func(err error) { saved = err == nil })
	p.loop.Until(t, "saving", func() bool { return saved })
	p.goes("Timesteps")
	p.sees("sequence axis", "Open folder…")
}

// What is being computed for one view goes on while another is shown, and
// another study ends it.
func TestAnswersStayWithTheirStudy(t *testing.T) {
	p := sitDown(t, trained(t))
	p.goes("Convergence")
	p.w.m.OpenSample("gen-mem")
	p.settle()
	p.sees("several checkpoints")
	if p.w.m.Analyses().Convergence.Result() != nil {
		t.Error("the answer about the study before is kept")
	}
	p.goes("Compare")
	p.sees("PWCCA similarity of generalizing-0")
}

func TestPanelsView(t *testing.T) {
	p := sitDown(t)
	p.goes("Panels")
	p.sees("No figure has been added yet.", "No panels yet.")
	if b := uitest.Find(p.content(), func(b *widgets.Button) bool { return b.Text == "Add to panels" }); b != nil {
		t.Error("the panels can be added to themselves")
	}
	p.goes("Groups")
	p.presses("Add to panels")
	p.goes("Compare")
	p.presses("Add to panels")
	p.goes("Panels")
	p.sees("a, b, c", "a  Groups PWCCA distance within", "b  Compare PWCCA similarity of")
	p.w.m.WidenPanel(1)
	p.settle()
	p.sees("b ×2  Compare")
	p.checks("x axis")
	p.checks("a, b, c")
	if o := p.w.m.Analyses().Panels.Options(); !o.ShareX || o.Letters != figure.Unlettered {
		t.Errorf("options %+v", o)
	}
	fig, ok := p.w.m.Figure()
	if !ok {
		t.Error("no figure of panels")
	}
	// The window has the sheet of the file, whatever its own proportions.
	size := p.w.m.Size()
	drawing := p.figure().Drawing().Image.Bounds()
	if got, want := float64(drawing.Dy())/float64(drawing.Dx()), size.HeightMM/size.WidthMM; fig.Grid == nil || math.Abs(got/want-1) > 0.02 {
		t.Errorf("the sheet is %v high in its width, and %v in the file", got, want)
	}
	p.sees(fmt.Sprintf("%.4g × %.4g mm at", size.WidthMM, size.HeightMM))
	p.w.m.RemovePanel(0)
	p.settle()
	p.sees("a ×2  Compare PWCCA similarity of")
	p.seesNot("b  ")
}

// checks taps a check box.
func (p *person) checks(text string) {
	p.Helper()
	c := uitest.Find(p.content(), func(c *widgets.Check) bool { return c.Text == text })
	if c == nil {
		p.Fatalf("there is no check box %q", text)
	}
	test.Tap(c)
	p.settle()
}

// saves exports the figure.
func (p *person) saves(path string) {
	p.Helper()
	var saved bool
	p.w.m.Save(path, func(err error) {
		if saved = true; err != nil {
			p.Error(err)
		}
	})
	p.loop.Until(p, "the file", func() bool { return saved })
}

// TestAFigureIsDropped drops what was exported from one view while another is
// shown.
func TestAFigureIsDropped(t *testing.T) {
	p := sitDown(t)
	p.goes("Groups")
	p.switches("None")
	folder := t.TempDir()
	for _, format := range []render.Format{render.PNG, render.SVG, render.PDF} {
		path := filepath.Join(folder, "groups."+string(format))
		p.saves(path)
		p.goes("Study")
		p.drops(path)
		if p.w.m.View() != model.GroupsView || p.w.m.Analyses().Groups.Options().Spread != figure.NoSpread {
			t.Errorf("%s: view %v, %+v", format, p.w.m.View(), p.w.m.Analyses().Groups.Options())
		}
		p.sees("PWCCA distance within and between groups, by layer", "How it was made")
	}
	p.checks("How it was made")
	bare := filepath.Join(folder, "bare.svg")
	p.saves(bare)
	p.drops(bare)
	if s := uitest.Text(p.top()); !strings.Contains(s, "Open its study and draw it anew.") {
		t.Errorf("the dialog says %s", s)
	}
}

// TestTheStudyCountsCheckpoints looks at a study without training, and at one of two
// networks that have the same checkpoints.
func TestTheStudyCountsCheckpoints(t *testing.T) {
	p := sitDown(t)
	p.goes("Study")
	p.sees("Checkpoints\n1 each\n")
	folder := trained(t)
	networks, err := os.ReadDir(folder)
	if err != nil || len(networks) != 1 {
		t.Fatalf("%v, %v", networks, err)
	}
	name := networks[0].Name()
	if err := os.CopyFS(filepath.Join(folder, name+"-again"), os.DirFS(filepath.Join(folder, name))); err != nil {
		t.Fatal(err)
	}
	p = sitDown(t, folder)
	p.goes("Study")
	p.sees("Networks\n2\n", "Checkpoints\n4\n")
}

// TestRowsComeBelowTheFieldThatBringsThem gives a period, with which timesteps come.
func TestRowsComeBelowTheFieldThatBringsThem(t *testing.T) {
	p := sitDown(t)
	p.goes("Timesteps")
	period := p.field("Period")
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject
	before := at(period)
	p.fills(period, "100")
	p.able("Reference")
	if after := at(period); after != before {
		t.Errorf("the field goes from %v to %v", before, after)
	}
}
