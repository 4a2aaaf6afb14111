package resultcache

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/semblance-app/semblance/assets"
	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/arrayfile"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/session"
	"github.com/semblance-app/semblance/core/study"
)

// array writes 60 × 3 numbers drawn by seed.
func array(t *testing.T, path string, seed uint64) {
	t.Helper()
	drawn(t, path, seed, 60, 3)
}

func drawn(t *testing.T, path string, seed uint64, shape ...int) {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 1))
	values := make([]float64, shape[0]*shape[1])
	for i := range values {
		values[i] = rng.NormFloat64()
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(arrayfile.WriteNPY(f, shape, values), f.Close()); err != nil {
		t.Fatal(err)
	}
}

// trained is a folder with two networks at three checkpoints, and metadata.
func trained(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "study")
	for i, network := range []string{"a", "b"} {
		for j, step := range []string{"step-1", "step-2", "step-3"} {
			for k, layer := range []string{"conv1", "fc"} {
				array(t, filepath.Join(dir, network, step, layer+".npy"), uint64(100*i+10*j+k))
			}
		}
	}
	file(t, filepath.Join(dir, "metadata.csv"), "network,kind\na,x\nb,y\n")
	return dir
}

func file(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T, dir string) *study.Study {
	t.Helper()
	s, err := study.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func layers() analysis.LayersSpec {
	return analysis.LayersSpec{A: analysis.Endpoint{Network: "a"}, B: analysis.Endpoint{Network: "b"}}
}

// ask answers a layers spec by the cache, and reports whether it was computed.
func ask(t *testing.T, c *Cache, s *study.Study, spec analysis.LayersSpec) (r analysis.LayersResult, computed bool) {
	t.Helper()
	c.OnError = func(err error) { t.Error(err) }
	err := c.For(s).Answer(t.Context(), spec, &r, representation.NewStore(s, 0), func(src analysis.Source) error {
		computed = true
		got, err := analysis.Layers(t.Context(), src, s, spec, nil)
		if err == nil {
			r = *got
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return r, computed
}

func wants(t *testing.T, what string, computed, want bool) {
	t.Helper()
	if computed != want {
		t.Errorf("%s: computed %v, want %v", what, computed, want)
	}
}

func TestAnAnswerIsKept(t *testing.T) {
	dir, c := trained(t), New(t.TempDir(), DefaultMaxBytes)
	first, computed := ask(t, c, open(t, dir), layers())
	wants(t, "at first", computed, true)
	again, computed := ask(t, c, open(t, dir), layers())
	wants(t, "again", computed, false)
	if !reflect.DeepEqual(first, again) {
		t.Errorf("%+v\nbecame\n%+v", first, again)
	}
	spec := layers()
	spec.Workers = 1
	_, computed = ask(t, c, open(t, dir), spec)
	wants(t, "with one worker", computed, false)
	spec.Datapoints = 50
	_, computed = ask(t, c, open(t, dir), spec)
	wants(t, "of fewer datapoints", computed, true)
	none := New(t.TempDir(), 0)
	ask(t, none, open(t, dir), layers())
	_, computed = ask(t, none, open(t, dir), layers())
	wants(t, "where nothing is kept", computed, true)
}

// TestAnAnswerFollowsTheData changes what an answer was made from, and what it
// was not.
func TestAnAnswerFollowsTheData(t *testing.T) {
	dir, c := trained(t), New(t.TempDir(), DefaultMaxBytes)
	ask(t, c, open(t, dir), layers())
	for _, change := range []struct {
		what string
		do   func()
		want bool
	}{
		{"another network's array", func() { array(t, filepath.Join(dir, "c/step-1/conv1.npy"), 7) }, false},
		{"metadata", func() { file(t, filepath.Join(dir, "metadata.csv"), "network,kind,width\na,x,3\n") }, false},
		{"another checkpoint's array", func() { array(t, filepath.Join(dir, "a/step-1/fc.npy"), 8) }, false},
		{"which datapoints they are", func() { file(t, filepath.Join(dir, "study.json"), `{"datapoints": {"number": 60, "inputs": "12ab"}}`) }, true},
		{"their name", func() {
			file(t, filepath.Join(dir, "study.json"), `{"name": "Mine", "datapoints": {"number": 60, "inputs": "12ab"}}`)
		}, false},
		{"an array that was read", func() { array(t, filepath.Join(dir, "a/step-3/fc.npy"), 9) }, true},
		{"a later checkpoint", func() { array(t, filepath.Join(dir, "b/step-4/fc.npy"), 10) }, true},
	} {
		change.do()
		fresh := representation.NewStore(open(t, dir), 0)
		want, err := analysis.Layers(t.Context(), fresh, open(t, dir), layers(), nil)
		if err != nil {
			t.Fatal(err)
		}
		got, computed := ask(t, c, open(t, dir), layers())
		wants(t, change.what, computed, change.want)
		if !reflect.DeepEqual(got, *want) {
			t.Errorf("%s: the answer is not today's", change.what)
		}
		_, computed = ask(t, c, open(t, dir), layers())
		wants(t, "after "+change.what, computed, false)
	}
}

// TestAChangeWhileAStudyIsOpen replaces an array between reading and keeping.
func TestAChangeWhileAStudyIsOpen(t *testing.T) {
	dir, c := trained(t), New(t.TempDir(), DefaultMaxBytes)
	s := open(t, dir)
	spec, r := layers(), analysis.LayersResult{}
	err := c.For(s).Answer(t.Context(), spec, &r, representation.NewStore(s, 0), func(src analysis.Source) error {
		got, err := analysis.Layers(t.Context(), src, s, spec, nil)
		r = *got
		array(t, filepath.Join(dir, "a/step-3/fc.npy"), 9)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if n := c.Bytes(); n != 0 {
		t.Errorf("%d bytes were kept of what is no longer there", n)
	}
}

// archive writes the arrays conv1 and fc of 60 × 3 numbers; damaged changes a
// number of fc behind the archive's back.
func archive(t *testing.T, path string, damaged bool) {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range []string{"conv1", "fc"} {
		source := filepath.Join(t.TempDir(), name)
		array(t, source, uint64(len(path)+len(name)))
		raw, err := os.ReadFile(source)
		if err != nil {
			t.Fatal(err)
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: name + ".npy", Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(raw); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if damaged {
		last := bytes.LastIndex(out.Bytes(), []byte("PK\x01\x02"))
		at := bytes.LastIndex(out.Bytes()[:last], []byte("NUMPY"))
		out.Bytes()[at+200] ^= 1
	}
	file(t, path, out.String())
}

// TestAMovedStudy keeps its answers, but for one that names where it lay.
func TestAMovedStudy(t *testing.T) {
	dir, c := filepath.Join(t.TempDir(), "study"), New(t.TempDir(), DefaultMaxBytes)
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	archive(t, filepath.Join(dir, "a.npz"), true)
	archive(t, filepath.Join(dir, "b.npz"), false)
	names := func(r analysis.LayersResult, where string) bool {
		return slices.ContainsFunc(r.Pairs, func(p analysis.Pair) bool { return strings.Contains(p.Refused, where+"/a.npz") })
	}
	whole, some := layers(), layers()
	some.LayersA = []string{"conv1"}
	if before, _ := ask(t, c, open(t, dir), whole); !names(before, dir) {
		t.Fatalf("no refusal names the file: %+v", before)
	}
	ask(t, c, open(t, dir), some)
	_, computed := ask(t, c, open(t, dir), whole)
	wants(t, "in its place", computed, false)

	moved := dir + "-moved"
	if err := os.Rename(dir, moved); err != nil {
		t.Fatal(err)
	}
	_, computed = ask(t, c, open(t, moved), some)
	wants(t, "moved", computed, false)
	after, computed := ask(t, c, open(t, moved), whole)
	wants(t, "moved, with a refusal", computed, true)
	if !names(after, moved) {
		t.Errorf("the refusal names another place: %+v", after)
	}
}

func TestErrorsAndCancelledWorkAreNotKept(t *testing.T) {
	s, c := open(t, trained(t)), New(t.TempDir(), DefaultMaxBytes)
	failure := errors.New("no")
	var r analysis.LayersResult
	if err := c.For(s).Answer(t.Context(), layers(), &r, nil, func(analysis.Source) error { return failure }); err != failure {
		t.Errorf("%v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	store := representation.NewStore(s, 0)
	err := c.For(s).Answer(ctx, layers(), &r, store, func(src analysis.Source) error {
		_, err := src.Layer(ctx, study.Ref{Network: "a", Layer: "fc"}, representation.Recipe{}, 1)
		cancel()
		return err
	})
	if err != nil || c.Bytes() != 0 {
		t.Errorf("%v; %d bytes are kept", err, c.Bytes())
	}
}

// TestSamplesAreKept answers about a study that is part of the program.
func TestSamplesAreKept(t *testing.T) {
	c := New(t.TempDir(), DefaultMaxBytes)
	for i := range 2 {
		name := assets.Samples()[0].Name
		fsys, err := assets.OpenSample(name)
		if err != nil {
			t.Fatal(err)
		}
		s, err := study.OpenFS(t.Context(), fsys, name)
		if err != nil {
			t.Fatal(err)
		}
		names := s.NetworkNames()
		_, computed := ask(t, c, s, analysis.LayersSpec{A: analysis.Endpoint{Network: names[0]}, B: analysis.Endpoint{Network: names[1]}})
		wants(t, "the sample", computed, i == 0)
	}
}

// TestAnAnswerIsOfWhatWasOpened writes over an array while its study is open: with
// what there is an answer to as well, which is not one about the study as it is open.
func TestAnAnswerIsOfWhatWasOpened(t *testing.T) {
	dir, c := trained(t), New(t.TempDir(), DefaultMaxBytes)
	path := filepath.Join(dir, "a/step-3/fc.npy")
	touch := func(seed uint64, at time.Time) {
		array(t, path, seed)
		if err := os.Chtimes(path, time.Time{}, at); err != nil {
			t.Fatal(err)
		}
	}
	before, after := time.Now().Add(-time.Hour), time.Now()
	touch(8, before)
	open1 := open(t, dir)
	first, _ := ask(t, c, open1, layers())
	touch(9, after)
	second, computed := ask(t, c, open(t, dir), layers())
	wants(t, "of the new array", computed, true)
	if reflect.DeepEqual(first, second) {
		t.Fatal("the arrays are alike")
	}
	var r analysis.LayersResult
	err := c.For(open1).Answer(t.Context(), layers(), &r, representation.NewStore(open1, 0), func(src analysis.Source) error {
		_, err := analysis.Layers(t.Context(), src, open1, layers(), nil)
		return err
	})
	var changed *study.ChangedError
	if !errors.As(err, &changed) || len(r.Pairs) > 0 {
		t.Errorf("the study that was open before the change gets %v, %v", r.Pairs, err)
	}
	again, computed := ask(t, c, open(t, dir), layers())
	wants(t, "of the new array again", computed, false)
	if !reflect.DeepEqual(second, again) {
		t.Error("the answer is another")
	}
}

// TestAnAnswerFollowsPieces changes one of the arrays that a layer is stacked from.
func TestAnAnswerFollowsPieces(t *testing.T) {
	dir, c := filepath.Join(t.TempDir(), "study"), New(t.TempDir(), DefaultMaxBytes)
	for i, network := range []string{"a", "b"} {
		for j := range 3 {
			array(t, filepath.Join(dir, network, fmt.Sprintf("conv1_%02d.npy", j)), uint64(10*i+j))
		}
	}
	first, computed := ask(t, c, open(t, dir), layers())
	wants(t, "at first", computed, true)
	if len(first.Pairs) != 1 || first.Pairs[0].N != 180 {
		t.Errorf("%+v", first.Pairs)
	}
	_, computed = ask(t, c, open(t, dir), layers())
	wants(t, "again", computed, false)
	array(t, filepath.Join(dir, "b", "conv1_02.npy"), 99)
	_, computed = ask(t, c, open(t, dir), layers())
	wants(t, "with another last piece", computed, true)
}

// TestPiecesThatSwapTheirTimes are others than before, though their times have one sum.
func TestPiecesThatSwapTheirTimes(t *testing.T) {
	was := []session.Item{{Size: 3, Hash: "a", Changed: 1}, {Size: 3, Hash: "a", Changed: 2}}
	now := []session.Item{was[0], was[1]}
	now[0].Changed, now[1].Changed = 2, 1
	if joined(was) == joined(now) {
		t.Error("they are taken for what they were")
	}
	if joined(was) != joined(slices.Clone(was)) || joined(was[:1]) != was[0] {
		t.Errorf("%+v, %+v", joined(was), joined(was[:1]))
	}
}

// TestAnEditThatKeepsTheTime changes a number within an array.
func TestAnEditThatKeepsTheTime(t *testing.T) {
	dir, c := filepath.Join(t.TempDir(), "study"), New(t.TempDir(), DefaultMaxBytes)
	for i, network := range []string{"a", "b"} {
		drawn(t, filepath.Join(dir, network, "small.npy"), uint64(i), 800, 3)
		drawn(t, filepath.Join(dir, network, "wide.npy"), uint64(i), 800, 12) // more than is read to know it again
	}
	for i, layer := range []string{"small", "wide"} {
		if i > 0 && runtime.GOOS == "windows" {
			continue // which keeps no such time
		}
		spec := layers()
		spec.LayersA = []string{layer}
		ask(t, c, open(t, dir), spec)
		_, computed := ask(t, c, open(t, dir), spec)
		wants(t, layer, computed, false)
		path := filepath.Join(dir, "a", layer+".npy")
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		data[info.Size()/3] ^= 1
		file(t, path, string(data))
		if err := os.Chtimes(path, info.ModTime(), info.ModTime()); err != nil {
			t.Fatal(err)
		}
		_, computed = ask(t, c, open(t, dir), spec)
		wants(t, layer+", edited", computed, true)
	}
}
