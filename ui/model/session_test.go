package model

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/cluster"
	"github.com/semblance-app/semblance/core/session"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/recipe"
	"github.com/semblance-app/semblance/plotting/render"
)

// inStudy is inBubble with a folder that is really there, and a file in it.
func inStudy(t *testing.T, test func(t *testing.T, r *rig, folder string)) {
	t.Helper()
	inBubble(t, func(t *testing.T, r *rig) {
		folder := filepath.Join(t.TempDir(), "study")
		put(t, filepath.Join(folder, "a", "conv1.npy"), "values")
		r.Open(folder)
		r.settle()
		test(t, r, folder)
	})
}

func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// saves saves the session and waits for it.
func (r *rig) saves(t *testing.T, path string) {
	t.Helper()
	done := errors.New("it did not end")
	r.SaveSession(path, func(err error) { done = err })
	r.settle()
	if done != nil {
		t.Fatal(done)
	}
}

// choosesAll changes something of every view, the look and the export.
func (r *rig) choosesAll() {
	r.SetMeasure(similarity.CKA)
	r.SetShow(figure.Distance)
	r.SetLayers(A, []string{"conv1", "fc"})
	r.Analyses().Convergence.EditOptions(func(o *figure.ConvergenceOptions) { o.Form = figure.Heat })
	r.Analyses().Convergence.Edit(func(s *analysis.ConvergenceSpec) { s.Networks, s.Layers = nil, []string{"conv1"} })
	r.Analyses().Timesteps.Edit(func(s *analysis.TimestepsSpec) { s.Matrix = true })
	r.Analyses().Groups.EditHow(func(h *analysis.How) { h.Measure = similarity.CKA })
	r.Analyses().Clusters.Edit(func(s *analysis.ClustersSpec) { s.Linkage = cluster.Complete })
	r.Analyses().Clusters.EditOptions(func(d *recipe.ClustersDrawing) { d.Form, d.Cut.Clusters = recipe.ClustersMap, 2 })
	SetBars(r.Analyses().Clusters, nil)
	r.Analyses().Noise.Edit(func(s *recipe.NoiseSpec) { s.Show, s.Synthetic.Repeats = recipe.NoiseSynthetic, 3 })
	look := r.Look()
	look.Style.FontSize, look.Style.Ramp, look.Numbers = 11, render.Greys, false
	look.Style.Legend, look.Style.Y.Min, look.Style.Sheet = render.LegendInside, render.Give(0.0), render.Dark
	r.SetLook(look)
	r.Reword("layer", "Layer")
	r.SetSize(render.Size{WidthMM: 70, HeightMM: 50})
	r.SetDPI(600)
	r.SetFormat(render.PDF)
	r.SetView(GroupsView)
	r.Zoom(figure.Window{X: figure.Range{Min: 1, Max: 2}})
	r.settle()
}

func TestASessionBringsEverythingBack(t *testing.T) {
	inStudy(t, func(t *testing.T, r *rig, folder string) {
		path := filepath.Join(filepath.Dir(folder), "mine.semblance")
		r.choosesAll()
		want, zoom := r.moment(), r.zoom[GroupsView]
		if !r.Unsaved() || !r.WouldLose() {
			t.Error("nothing is unsaved")
		}
		r.saves(t, path)
		if r.Unsaved() || r.SessionPath() != path {
			t.Errorf("saved to %q, unsaved %v", r.SessionPath(), r.Unsaved())
		}
		r.SetFormat(render.PNG)
		if !r.Unsaved() {
			t.Error("a change is not unsaved")
		}

		r.Open("/studies/other")
		r.settle()
		r.SetView(CompareView)
		if r.SessionPath() != "" || reflect.DeepEqual(r.moment(), want) {
			t.Error("the session stays open")
		}
		r.told = nil
		r.Open(path) // as the recent one, or dropped
		r.settle()
		if got := r.moment(); !reflect.DeepEqual(got, want) {
			t.Errorf("choices\n%+v\nwant\n%+v", got, want)
		}
		if r.View() != GroupsView || r.zoom[GroupsView] != zoom || r.Look().Theme != SystemTheme {
			t.Errorf("view %v, zoom %v", r.View(), r.zoom)
		}
		if r.SessionPath() != path || r.Unsaved() || len(r.sessions.cautions) != 0 || r.CanUndo() {
			t.Errorf("path %s, cautions %v", r.SessionPath(), r.sessions.cautions)
		}
		if !slices.ContainsFunc(r.told, func(c Change) bool { return c.Has(StudyChanged) && c.Has(ViewChanged|SessionChanged) }) {
			t.Errorf("told %v", r.told)
		}
		if got := r.Answer().Layers.Measure; got != similarity.CKA {
			t.Errorf("Compare answers by %s", got)
		}
		if got := r.RecentSessions(); len(got) != 1 || got[0].Title() != "mine.semblance" {
			t.Errorf("recent sessions %v", got)
		}
		if slices.ContainsFunc(r.Recent(), Recent.isSession) {
			t.Errorf("among recent studies: %v", r.Recent())
		}
	})
}

// TestEveryFieldOfAQuestionIsKept fills all specs and drawings with something,
// so that a field that JSON does not see is found here.
func TestEveryFieldOfAQuestionIsKept(t *testing.T) {
	m := New(Options{})
	for v := ConvergenceView; v <= NoiseView; v++ {
		a := m.analysisOf(v)
		filled := reflect.New(reflect.TypeOf(a.chosen())).Elem()
		switch c := a.chosen().(type) {
		case choices[analysis.ConvergenceSpec, figure.ConvergenceOptions]:
			fillAll(t, &c.spec, &c.options)
			filled.Set(reflect.ValueOf(c))
		case choices[analysis.TimestepsSpec, figure.TimestepsOptions]:
			fillAll(t, &c.spec, &c.options)
			filled.Set(reflect.ValueOf(c))
		case choices[analysis.GroupsSpec, figure.GroupsOptions]:
			fillAll(t, &c.spec, &c.options)
			filled.Set(reflect.ValueOf(c))
		case choices[analysis.ClustersSpec, recipe.ClustersDrawing]:
			fillAll(t, &c.spec, &c.options)
			filled.Set(reflect.ValueOf(c))
		case choices[recipe.NoiseSpec, recipe.NoiseDrawing]:
			fillAll(t, &c.spec, &c.options)
			filled.Set(reflect.ValueOf(c))
		default:
			t.Fatalf("the test knows nothing of %T", c)
		}
		want := filled.Interface()
		a.choose(want)
		q, err := a.question()
		if err != nil {
			t.Fatal(err)
		}
		other := New(Options{}).analysisOf(v)
		if err := other.take(q); err != nil {
			t.Fatal(err)
		}
		if got := other.chosen(); !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\n%+v\nwant\n%+v", v.key(), got, want)
		}
	}
}

func fillAll(t *testing.T, values ...any) {
	t.Helper()
	for _, v := range values {
		stuff(t, reflect.ValueOf(v).Elem())
	}
}

// stuff puts something other than zero into every field but Workers, which is
// the machine's.
func stuff(t *testing.T, v reflect.Value) {
	t.Helper()
	switch v.Kind() {
	case reflect.String:
		v.SetString("x")
	case reflect.Int:
		v.SetInt(1) // every choice has at least two values
	case reflect.Uint64:
		v.SetUint(1 << 63)
	case reflect.Float64:
		v.SetFloat(0.1)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		stuff(t, v.Index(0))
		stuff(t, v.Index(1))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		stuff(t, v.Elem())
	case reflect.Struct:
		for i := range v.NumField() {
			switch f := v.Type().Field(i); {
			case f.Name == "Workers":
			case f.IsExported():
				stuff(t, v.Field(i))
			default: // a timestep
				if err := json.Unmarshal([]byte(`{"index": 3, "period": 8}`), v.Addr().Interface()); err != nil {
					t.Fatal(err)
				}
			}
		}
	default:
		t.Fatalf("the test cannot fill %v", v.Type())
	}
}

// TestVersion1Drawings holds the numbers that files of version 1 have for forms, in
// place of names: who moves a constant breaks sessions that people have.
func TestVersion1Drawings(t *testing.T) {
	for _, c := range []struct{ got, want int }{
		{int(figure.Similarity), 0},
		{int(figure.Distance), 1},
		{int(figure.Linear), 0},
		{int(figure.Log), 1},
		{int(figure.LayerCurves), 0},
		{int(figure.Heat), 1},
		{int(figure.ByLayer), 0},
		{int(figure.ByNumber), 1},
		{int(figure.AgainstIt), 2},
		{int(recipe.ClustersTree), 0},
		{int(recipe.ClustersMap), 1},
		{int(recipe.ClustersScatter), 2},
		{int(recipe.NoiseSpectra), 0},
		{int(recipe.NoiseStability), 1},
		{int(recipe.NoiseSynthetic), 2},
		{int(recipe.NoiseToyRNN), 3},
		{int(recipe.NoiseChance), 4},
	} {
		if c.got != c.want {
			t.Errorf("a form is %d in files of version 1 and %d now", c.want, c.got)
		}
	}
	for _, file := range []string{"version1.semblance", "version2.semblance"} {
		t.Run(file, func(t *testing.T) { opensEarlier(t, file) })
	}
}

func opensEarlier(t *testing.T, file string) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig()
		defer r.Close()
		r.OpenSession(filepath.Join("..", "..", "core", "session", "testdata", file))
		r.settle()
		if r.Study() == nil || r.View() != ClustersView {
			t.Fatalf("%+v, view %v", r.Failure(), r.View())
		}
		clusters := r.Analyses().Clusters
		if d := clusters.Options(); d.Form != recipe.ClustersMap || d.Cut.Clusters != 2 || clusters.Spec().Measure != similarity.CKA {
			t.Errorf("clusters %+v, %+v", clusters.Spec(), d)
		}
		if r.Look().Style.FontSize != 9 || !r.Look().Numbers || r.Export().DPI != 600 || r.Export().Format != render.SVG {
			t.Errorf("look %+v, export %+v", r.Look(), r.Export())
		}
		if got := r.Choice(); !got.equal(firstChoice(r.Study())) {
			t.Errorf("of Compare the file says nothing: %+v", got)
		}
	})
}

// Sessions of before the style was one value had three parts of it.
func TestTheLookOfEarlierSessions(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		for text, want := range map[string]Look{
			`{"TextPoints":11,"Family":"serif","Ramp":"greys","Numbers":false,"AsExported":true}`: {
				Style: render.Style{FontSize: 11, Family: render.Serif, Ramp: render.Greys}, AsExported: true,
			},
			`{}`: {Style: render.Style{FontSize: DefaultTextPoints}, Numbers: true},
			`{"Style":{"fontSize":99,"lineWidth":-1,"palette":"tol","y":{"min":0,"decimals":40}}}`: {
				Style: render.Style{
					FontSize: MaxTextPoints, Palette: render.Tol,
					Y: render.AxisStyle{Min: render.Give(0.0), Decimals: render.Give(MaxDecimals)},
				}, Numbers: true,
			},
		} {
			want.Theme = r.Look().Theme
			if err := r.takeLook(json.RawMessage(text)); err != nil || r.Look() != want {
				t.Errorf("%s: %+v, %v", text, r.Look(), err)
			}
		}
		if err := r.takeLook(json.RawMessage(`{"Style":{"y":{"min":"low"}}}`)); err == nil {
			t.Error("a word is a number")
		}
	})
}

func TestWhatChangedInTheStudyIsAWarning(t *testing.T) {
	inStudy(t, func(t *testing.T, r *rig, folder string) {
		path := filepath.Join(folder, "in.semblance")
		r.saves(t, path)
		put(t, filepath.Join(folder, "a", "conv1.npy"), "others")
		put(t, filepath.Join(folder, "new", "conv1.npy"), "values")
		r.OpenSession(path)
		r.settle()
		i := slices.IndexFunc(r.Warnings(), func(w warning.Warning) bool { return w.Code == warning.StudyChanged })
		if i < 0 || !strings.Contains(r.Warnings()[i].Message, "a/conv1.npy has changed; new/conv1.npy is new") {
			t.Errorf("warnings %v", r.Warnings())
		}
		r.saves(t, path)
		r.OpenSession(path)
		r.settle()
		if len(r.sessions.cautions) != 0 {
			t.Errorf("saved again, and yet %v", r.sessions.cautions)
		}
	})
}

func TestASessionOfAStudyThatHasOtherNetworksNow(t *testing.T) {
	inStudy(t, func(t *testing.T, r *rig, folder string) {
		r.SetEndpoint(A, analysis.Endpoint{Network: "c", Step: "step-1"})
		r.settle()
		path := filepath.Join(folder, "in.semblance")
		r.saves(t, path)
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		put(t, path, strings.NewReplacer(`"network": "c"`, `"network": "gone"`, `"textPoints"`, `"x"`, `"DPI": 300`, `"DPI": -1`).Replace(string(text)))
		r.OpenSession(path)
		r.settle()
		if got := r.Choice().A.Network; got != "a" {
			t.Errorf("A is %s", got)
		}
		if r.Export() != DefaultExport() || len(r.sessions.cautions) != 1 || !strings.Contains(r.sessions.cautions[0].Message, "-1 dpi") {
			t.Errorf("export %+v, cautions %v", r.Export(), r.sessions.cautions)
		}
	})
}

// TestWhatTheCommandLineLeavesOutIsNamed opens questions with nothing in them.
func TestWhatTheCommandLineLeavesOutIsNamed(t *testing.T) {
	inStudy(t, func(t *testing.T, r *rig, folder string) {
		path := filepath.Join(filepath.Dir(folder), "bare.semblance")
		s := session.Session{Study: session.Study{Name: "bare", Places: []session.Place{{Absolute: folder}}}, Views: map[string]session.Question{}}
		for _, view := range []string{"compare", "convergence", "groups", "clusters"} {
			s.Views[view] = session.Question{Spec: []byte("{}")}
		}
		if err := session.Write(path, s); err != nil {
			t.Fatal(err)
		}
		r.OpenSession(path)
		r.settle()
		a := r.Analyses()
		for what, got := range map[string][2]analysis.How{
			"compare": {r.Choice().How, firstHow(similarity.First)}, "convergence": {a.Convergence.How(), firstHow(similarity.First)},
			"groups": {a.Groups.How(), firstHow(similarity.Both)}, "clusters": {a.Clusters.How(), firstHow(similarity.Both)},
		} {
			if got[0] != got[1] {
				t.Errorf("%s: %+v, want %+v", what, got[0], got[1])
			}
		}
	})
}

func TestSessionsThatCannotBeOpened(t *testing.T) {
	inStudy(t, func(t *testing.T, r *rig, folder string) {
		dir := filepath.Dir(folder)
		path := filepath.Join(dir, "x.semblance")
		r.saves(t, path)
		before := r.Study()
		put(t, filepath.Join(dir, "cut.semblance"), `{"format": "semblance session", "ver`)
		put(t, filepath.Join(dir, "new.semblance"), `{"format": "semblance session", "version": 99}`)
		if err := os.RemoveAll(folder); err != nil {
			t.Fatal(err)
		}
		for name, says := range map[string]string{
			"cut.semblance": "damaged", "new.semblance": "newer version", "x.semblance": folder, "none.semblance": "There is no file",
		} {
			r.Open(filepath.Join(dir, name))
			r.settle()
			if f := r.Failure(); f == nil || !strings.Contains(f.String(), says) || f.Try == "" {
				t.Errorf("%s: %+v", name, f)
			}
		}
		if r.Study() != before || r.SessionPath() != path {
			t.Error("what was open did not stay")
		}
		r.SaveSession(filepath.Join(dir, "no", "x.semblance"), func(err error) {
			if err == nil || !strings.Contains(err.Error(), "not") {
				t.Errorf("saved to a folder that is not there: %v", err)
			}
		})
		r.settle()
	})
}

// TestASessionIsSavedWhileItsStudyIsAway pulls the drive of a study out before its
// choices are saved for the first time, and plugs it in again.
func TestASessionIsSavedWhileItsStudyIsAway(t *testing.T) {
	inStudy(t, func(t *testing.T, r *rig, folder string) {
		path, away := filepath.Join(t.TempDir(), "x.semblance"), folder+"-away"
		warned := func() (says string) {
			for _, w := range r.Warnings() {
				if w.Code == warning.StudyAway {
					says += w.Message
				}
			}
			return says
		}
		holds := func() session.Contents {
			s, err := session.Read(path)
			if err != nil || len(s.Study.Places) != 1 || s.Study.Places[0].Absolute != folder {
				t.Fatalf("%+v, %v", s.Study, err)
			}
			return s.Study.Places[0].Contents
		}
		if err := os.Rename(folder, away); err != nil {
			t.Fatal(err)
		}
		r.SetLayers(A, []string{"conv1"})
		r.told = nil
		for range 2 {
			r.saves(t, path)
			if r.Unsaved() || r.SessionPath() != path || holds() != nil {
				t.Errorf("unsaved %v, path %s", r.Unsaved(), r.SessionPath())
			}
			if says := warned(); strings.Count(says, "The session was saved without") != 1 || !strings.Contains(says, folder) {
				t.Errorf("the warning is %q", says)
			}
		}
		if !slices.ContainsFunc(r.told, func(c Change) bool { return c.Has(WarningsChanged) }) {
			t.Error("nobody was told of the warning")
		}
		if err := os.Rename(away, folder); err != nil {
			t.Fatal(err)
		}
		r.saves(t, path)
		if len(holds()) != 1 || warned() != "" {
			t.Errorf("once it is back it holds %v, and the warning is %q", holds(), warned())
		}
	})
}

func TestNamesOfSessions(t *testing.T) {
	inStudy(t, func(t *testing.T, r *rig, folder string) {
		if r.SessionFolder() != filepath.Dir(folder) || !strings.HasSuffix(r.SessionName(), "-study.semblance") {
			t.Errorf("%s in %s", r.SessionName(), r.SessionFolder())
		}
		if p, err := r.PathOfSession("/x", "mine"); err != nil || p != filepath.Join("/x", "mine.semblance") {
			t.Errorf("%s, %v", p, err)
		}
		if _, err := r.PathOfSession("/x", " "); err == nil {
			t.Error("no name")
		}
		if err := os.Mkdir(filepath.Join(folder, "dir.semblance"), 0o755); err != nil {
			t.Fatal(err)
		}
		if _, err := r.PathOfSession(folder, "dir"); err == nil {
			t.Error("the name of a folder")
		}
	})
}
