package resultcache

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/core/arrayfile"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
)

// dead writes 60 × 3 numbers of which the last column never changes.
func dead(t *testing.T, path string, of int) {
	t.Helper()
	values := make([]float64, 60*3)
	for i := range values {
		if i%3 < 2 {
			values[i] = float64((i*i*7919 + of*i) % 1009)
		}
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(arrayfile.WriteNPY(f, []int{60, 3}, values), f.Close()); err != nil {
		t.Fatal(err)
	}
}

// finds are the arrays of a study in which something was found on all datapoints.
func finds(t *testing.T, c *Cache, s *study.Study) string {
	t.Helper()
	return findsBy(t, c, s, representation.Recipe{}, "1 neuron (2) never changes and so adds nothing")
}

// findsBy are those in which it was found as a recipe has them, in these words.
func findsBy(t *testing.T, c *Cache, s *study.Study, by representation.Recipe, words string) string {
	t.Helper()
	var names []string
	found := c.For(s).Found(t.Context())
	for _, n := range s.Networks {
		for _, k := range n.Checkpoints {
			for _, l := range k.Layers {
				ref := study.Ref{Network: n.Name, Step: k.Name, Layer: l.Name}
				if w := found[ref].By(by, l); len(w) > 0 {
					names = append(names, ref.String())
					if w[0].Code != warning.DeadNeurons || !strings.Contains(w[0].Message, words) {
						t.Errorf("%v: %+v", ref, w)
					}
				}
			}
		}
	}
	return strings.Join(names, " ")
}

func TestWhatWasFoundIsKept(t *testing.T) {
	dir, c := trained(t), New(t.TempDir(), DefaultMaxBytes)
	conv, fc := filepath.Join(dir, "a", "step-3", "conv1.npy"), filepath.Join(dir, "b", "step-3", "fc.npy")
	dead(t, conv, 1)
	dead(t, fc, 2)
	if got := finds(t, c, open(t, dir)); got != "" {
		t.Errorf("before any answer: %s", got)
	}
	ask(t, c, open(t, dir), layers())
	const both = "a/step-3/conv1 b/step-3/fc"
	if got := finds(t, c, open(t, dir)); got != both {
		t.Errorf("found %q", got)
	}
	_, computed := ask(t, c, open(t, dir), layers()) // and prepares nothing
	wants(t, "again", computed, false)
	if got := finds(t, c, open(t, dir)); got != both {
		t.Errorf("after an answer from the cache: %q", got)
	}
	moved := filepath.Join(t.TempDir(), "moved")
	if err := os.Rename(dir, moved); err != nil {
		t.Fatal(err)
	}
	array(t, filepath.Join(moved, "c", "step-3", "fc.npy"), 77)
	if got := finds(t, c, open(t, moved)); got != both {
		t.Errorf("moved, beside another network: %q", got)
	}
	array(t, filepath.Join(moved, "a", "step-3", "conv1.npy"), 78)
	if got := finds(t, c, open(t, moved)); got != "b/step-3/fc" {
		t.Errorf("after an array has changed: %q", got)
	}
}

// TestDamagedFindingsCountAsNone damages what is kept.
func TestDamagedFindingsCountAsNone(t *testing.T) {
	dir, c := trained(t), New(t.TempDir(), DefaultMaxBytes)
	dead(t, filepath.Join(dir, "a", "step-3", "conv1.npy"), 1)
	s := open(t, dir)
	ask(t, c, s, layers())
	key := foundKey(&s.Networks[0])
	if err := c.put(key, []byte(`{"arrays": 7}`)); err != nil {
		t.Fatal(err)
	}
	if got := finds(t, c, s); got != "" {
		t.Errorf("found %q", got)
	}
	if _, ok := c.get(key); ok {
		t.Error("it is still there")
	}
}

// TestWhatWasFoundOnASubsetStaysWithIt compares on few datapoints, and then on all.
func TestWhatWasFoundOnASubsetStaysWithIt(t *testing.T) {
	dir, c := trained(t), New(t.TempDir(), DefaultMaxBytes)
	dead(t, filepath.Join(dir, "a", "step-3", "conv1.npy"), 1)
	few := layers()
	few.Datapoints, few.Seed = 8, 5
	ask(t, c, open(t, dir), few)
	const array, words = "a/step-3/conv1", "on 8 of its 60 datapoints, 1 neuron (2) never changes"
	if got := findsBy(t, c, open(t, dir), few.Recipe(), words); got != array {
		t.Errorf("on the subset: %q", got)
	}
	if got := finds(t, c, open(t, dir)); got != "" {
		t.Errorf("on all, which nobody asked for: %q", got)
	}
	ask(t, c, open(t, dir), layers())
	if got := finds(t, c, open(t, dir)); got != array {
		t.Errorf("on all: %q", got)
	}
	few.Seed = 6
	if got := findsBy(t, c, open(t, dir), few.Recipe(), ""); got != "" {
		t.Errorf("on another subset: %q", got)
	}
}
