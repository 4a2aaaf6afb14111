package model

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/arrayfile"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/resultcache"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/provenance"
	"github.com/semblance-app/semblance/plotting/recipe"
	"github.com/semblance-app/semblance/plotting/render"
)

// exports writes the figure that is shown, and waits for it.
func (r *rig) exports(t *testing.T, path string) []byte {
	t.Helper()
	done := errors.New("it did not end")
	r.Save(path, func(err error) { done = err })
	r.settle()
	if done != nil {
		t.Fatal(done)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// diskLibrary opens what is really on disk.
type diskLibrary struct {
	fakeLibrary
	results *resultcache.Cache // nil keeps no answers
}

func (l *diskLibrary) Open(ctx context.Context, path string, o study.OpenOptions) (*Opened, error) {
	s, err := study.OpenWith(ctx, path, o)
	if err != nil {
		return nil, err
	}
	opened := &Opened{Study: s, Source: representation.NewStore(s, 0), Catalog: s}
	if l.results != nil {
		opened.Results = func(s *study.Study) recipe.Results { return l.results.For(s) }
	}
	return opened, nil
}

// recorded writes a study of sequences of two groups of networks at two
// checkpoints.
func recorded(t *testing.T) (folder string) {
	t.Helper()
	folder = filepath.Join(t.TempDir(), "recorded")
	rng := rand.New(rand.NewPCG(1, 2))
	for _, network := range []string{"a", "b", "c", "d"} {
		for _, step := range []string{"step-1", "step-2"} {
			for _, layer := range []string{"lstm1", "lstm2"} {
				values := make([]float64, 30*4*3)
				for i := range values {
					values[i] = rng.NormFloat64()
				}
				var b bytes.Buffer
				if err := arrayfile.WriteNPY(&b, []int{30, 4, 3}, values); err != nil {
					t.Fatal(err)
				}
				put(t, filepath.Join(folder, network, step, layer+".npy"), b.String())
			}
		}
	}
	put(t, filepath.Join(folder, "metadata.csv"), "network,group\na,x\nb,x\nc,y\nd,y\n")
	return folder
}

// choices are of each view one that is not the first.
func (r *rig) choices() {
	a := r.Analyses()
	r.SetShow(figure.Distance)
	r.OpenPair(1)
	a.Convergence.EditOptions(func(o *figure.ConvergenceOptions) { o.Form = figure.Heat })
	a.Timesteps.Edit(func(s *analysis.TimestepsSpec) { s.Networks = []string{"b"} })
	a.Groups.EditHow(func(h *analysis.How) { h.Datapoints, h.Seed = 20, 5 })
	a.Clusters.EditOptions(func(d *recipe.ClustersDrawing) { d.Form, d.Cut.Clusters = recipe.ClustersMap, 2 })
	SetBars(a.Clusters, []string{"group"})
	a.Noise.Edit(func(s *recipe.NoiseSpec) { s.Stability.Layer = "lstm1" })
	r.SetLook(Look{Theme: r.Look().Theme, Style: render.Style{FontSize: 11, Ramp: render.Greys, Legend: render.LegendBelow}})
	r.RewordAll(figure.Words{"a": "Net A", "layer": "Layer"}, false)
	r.SetSize(render.Size{WidthMM: 90, HeightMM: 90})
	r.SetDPI(72)
	r.Select([]string{"a", "c"})
	r.SetExportSelection(true)
}

// TestAnExportedFigureOpensItself exports each view in each format that carries a
// record, and opens it in a window where another study is.
func TestAnExportedFigureOpensItself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig()
		defer r.Close()
		r.Model.library = &diskLibrary{}
		folder, other := recorded(t), recorded(t)
		for v := CompareView; v <= NoiseView; v++ {
			for _, f := range []render.Format{render.PNG, render.SVG, render.PDF} {
				if v == StudyView {
					continue
				}
				r.Open(folder)
				r.settle()
				r.choices()
				r.SetFormat(f)
				r.SetView(v)
				r.settle()
				r.Zoom(figure.Window{X: figure.Range{Min: 0, Max: 1.5}})
				path := filepath.Join(filepath.Dir(folder), v.key()+"."+string(f))
				want, look, chosen := r.drawn(t), r.look, r.chosenIn(v)
				written := r.exports(t, path)

				r.Open(other)
				r.settle()
				r.SetLook(DefaultLook())
				r.SetView(StudyView)
				r.Open(path)
				r.settle()
				if r.Failure() != nil {
					t.Fatal(r.Failure())
				}
				if r.View() != v || r.look != look || !reflect.DeepEqual(r.chosenIn(v), chosen) {
					t.Errorf("%s: view %v, look %+v, chosen\n%+v\nwant\n%+v", path, r.View(), r.look, r.chosenIn(v), chosen)
				}
				if got := r.drawn(t); !reflect.DeepEqual(got, want) {
					t.Errorf("%s: the figure is another one: %+v", path, got)
				}
				if r.SessionPath() != "" || r.Unsaved() || len(r.sessions.cautions) != 0 {
					t.Errorf("session %q, unsaved %v, cautions %v", r.SessionPath(), r.Unsaved(), r.sessions.cautions)
				}
				if again := r.exports(t, path); !bytes.Equal(again, written) {
					t.Errorf("%s: exported again it has other bytes", path)
				}
			}
		}
	})
}

func (r *rig) drawn(t *testing.T) figure.Figure {
	t.Helper()
	fig, ok := r.Figure()
	if !ok {
		t.Fatalf("no figure: %v", r.Refusal())
	}
	return fig
}

func (r *rig) chosenIn(v View) any {
	if a := r.analysisOf(v); a != nil {
		return a.chosen()
	}
	return r.Choice()
}

func TestWhatAnExportedFigureCannotOpen(t *testing.T) {
	inStudy(t, func(t *testing.T, r *rig, folder string) {
		path := filepath.Join(filepath.Dir(folder), "f.svg")
		r.exports(t, path)
		opens := func(want string) {
			t.Helper()
			r.Open(path)
			r.settle()
			if f := r.Failure(); f == nil || !strings.Contains(f.String(), want) {
				t.Errorf("got %v, want %q", f, want)
			}
			if r.Study() == nil || r.Study().Name != folder {
				t.Error("what was open is not any more")
			}
		}
		put(t, filepath.Join(folder, "a", "conv1.npy"), "others")
		r.Open(path)
		r.settle()
		if c := r.sessions.cautions; len(c) != 1 || c[0].Message != "The study has changed since the figure was made: a/conv1.npy has changed." {
			t.Errorf("cautions %v", c)
		}
		if err := os.Rename(folder, folder+"-2"); err != nil {
			t.Fatal(err)
		}
		opens("f.svg needs " + r.Study().Name + ", which was at " + folder)
		r.SetProvenance(false)
		if b := r.exports(t, path); bytes.Contains(b, []byte("<metadata>")) {
			t.Error("it carries a record against the choice")
		}
		opens("it carries no record of how it was made")
		rec, err := provenance.Record{Session: []byte(`{"format":"semblance session","version":1,"view":"shapes","views":{"shapes":{"spec":{}}}}`)}.Encode()
		if err != nil {
			t.Fatal(err)
		}
		put(t, path, "<svg>"+provenance.Element(rec)+"</svg>")
		opens("shows shapes, for which the window has no view")
	})
}

func TestAFigureThatNeedsNoStudy(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		spec := recipe.NoiseSpec{Show: recipe.NoiseSynthetic}
		spec.Synthetic.Repeats, spec.Synthetic.Neurons, spec.Synthetic.Datapoints = 2, 6, 40
		q, err := recipe.Noise().Recipe(spec, recipe.NoiseDrawing{})
		if err != nil {
			t.Fatal(err)
		}
		rec, err := provenance.Record{Session: []byte(`{"format":"semblance session","version":1,"view":"noise","views":{"noise":{"spec":` + string(q.Spec) + `}}}`)}.Encode()
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "s.svg")
		put(t, path, "<svg>"+provenance.Element(rec)+"</svg>")
		r.Open(path)
		r.settle()
		spec.Stability.How = firstHow(similarity.First) // which is said of what is left out
		if r.View() != NoiseView || !reflect.DeepEqual(r.Analyses().Noise.Spec(), spec) {
			t.Errorf("view %v, %+v, %v", r.View(), r.Analyses().Noise.Spec(), r.Failure())
		}
	})
}

// TestAFigureOfAPairOfEarlier opens a record of when one pair among its resamples had a
// view of its own, and sees it in Signal & noise.
func TestAFigureOfAPairOfEarlier(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig()
		defer r.Close()
		r.Model.library = &diskLibrary{}
		folder := recorded(t)
		rec, err := provenance.Record{Session: []byte(`{"format":"semblance session","version":2,"study":{"name":"recorded","places":[{"relative":"` + folder + `","absolute":"` + folder + `"}]},
			"view":"uncertainty","views":{"uncertainty":{"spec":{"measure":"cka","seed":3,
				"refA":{"network":"a","step":"step-2","layer":"lstm1","timestep":0},"refB":{"network":"b","step":"step-2","layer":"lstm1","timestep":0},
				"permutations":19,"subsamples":40},"drawing":{"Show":"distance"}}}}`)}.Encode()
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "pair.svg")
		put(t, path, "<svg>"+provenance.Element(rec)+"</svg>")
		r.Open(path)
		r.settle()
		if r.View() != NoiseView {
			t.Fatalf("view %v, %v", r.View(), r.Failure())
		}
		noise := r.Analyses().Noise
		spec := noise.Spec()
		if spec.Show != recipe.NoiseChance || spec.Stability.Measure != similarity.CKA || spec.Stability.Seed != 3 || spec.Chance.B.Network != "b" || spec.Chance.Permutations != 19 || noise.Options().Show != figure.Distance {
			t.Errorf("it asks %+v, drawn %+v", spec, noise.Options())
		}
		if res := noise.Result(); res == nil || res.Chance == nil || res.Chance.Pair.A.Network != "a" {
			t.Errorf("it shows %+v, %+v", res, noise.Refusal())
		}
	})
}
