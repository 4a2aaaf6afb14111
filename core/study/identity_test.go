package study

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/semblance-app/semblance/core/warning"
)

// ids are study.json with the datapoints of the eight rows that npz arrays have.
func ids(t *testing.T, list ...any) *fstest.MapFile {
	t.Helper()
	b, err := json.Marshal(map[string]any{"datapoints": map[string]any{"number": len(list), "ids": list}})
	if err != nil {
		t.Fatal(err)
	}
	return &fstest.MapFile{Data: b}
}

func abc() []any { return []any{"a", "b", "c", "d", "e", "f", "g", "h"} }

func about(list []warning.Warning, code warning.Code) []warning.Warning {
	return slices.DeleteFunc(slices.Clone(list), func(w warning.Warning) bool { return w.Code != code })
}

func TestPairsOfDifferentDatapoints(t *testing.T) {
	turned := abc()
	slices.Reverse(turned)
	inputs := func(digest string) *fstest.MapFile {
		return text(fmt.Sprintf(`{"datapoints": {"number": 8, "inputs": %q}}`, digest))
	}
	for _, test := range []struct {
		name string
		x, y *fstest.MapFile
		want []string // words of the only warning; none for none
	}{
		{"the same", ids(t, abc()...), ids(t, abc()...), nil},
		{"numbers, however they are written", ids(t, 1, 2, 3), text(`{"datapoints": {"ids": ["1", 2.0, 3]}}`), nil},
		{"disjoint", ids(t, abc()...), ids(t, 1, 2, 3, 4, 5, 6, 7, 8), []string{"The datapoints of a and b are different (of their 8 ids none are in common)", "; rows that are not the same input"}},
		{"some in common", ids(t, abc()...), ids(t, "x", "h", "y", "a", "z", 1, 2, 3), []string{"only 2 are in common"}},
		{"another order", ids(t, abc()...), ids(t, turned...), []string{"are the same in different orders (datapoint 0, counted from 0, is a in the one and h in the other)"}},
		{"other inputs", inputs("12"), inputs("34"), []string{"The inputs of a and b are different, or in a different order; ", "give the recorder ids"}},
		{"the same inputs", inputs("12"), inputs("12"), nil},
		{"one side silent", ids(t, abc()...), text(`{}`), nil},
		{"ids on one side, inputs on the other", ids(t, abc()...), inputs("12"), nil},
		{"the same ids of other inputs", text(`{"datapoints": {"ids": [1, 2], "inputs": "12"}}`), text(`{"datapoints": {"ids": [1, 2], "inputs": "34"}}`), nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			root := onDisk(t, fstest.MapFS{
				"x/study.json": test.x, "x/a/final.npz": npz(t, "conv1", "fc"),
				"y/study.json": test.y, "y/b/final/conv1.npy": npy(t, 8, 3),
			})
			for _, sides := range [][2]string{{"x", "y"}, {"x/a", "y/b"}, {"x/a/final.npz:conv1", "y/b/final"}, {"x/a/final.npz:fc", "y/b/final/conv1.npy"}} {
				s, err := OpenPair(t.Context(), inside(root, sides[0]), inside(root, sides[1]))
				if err != nil {
					t.Fatal(err)
				}
				found := about(s.Warnings, warning.DatapointIDs)
				found = slices.DeleteFunc(found, func(w warning.Warning) bool { return strings.Contains(w.Message, "says that there are") })
				if test.want == nil {
					if len(found) > 0 {
						t.Errorf("%v: warned of %v", sides, found)
					}
					continue
				}
				var words []string
				for _, w := range test.want {
					words = append(words, strings.Replace(w, "a and b", s.Networks[0].Name+" and "+s.Networks[1].Name, 1))
				}
				wantWarning(t, found, warning.DatapointIDs, words...)
			}
		})
	}
}

// A folder of two studies is one study of networks that cannot be compared.
func TestDatapointsWithinAStudy(t *testing.T) {
	s := open(t, fstest.MapFS{
		"x/study.json": ids(t, abc()...), "x/final.npz": npz(t, "conv1"),
		"y/study.json": ids(t, 1, 2, 3, 4, 5, 6, 7, 8), "y/final.npz": npz(t, "conv1"),
		"z/study.json": ids(t, abc()...), "z/final.npz": npz(t, "conv1"),
		"w/final.npz": npz(t, "conv1"),
	})
	wantWarning(t, s.Warnings, warning.DatapointIDs, "The datapoints of x and y are different")
	x, w := Ref{Network: "x", Step: "final", Layer: "conv1"}, Ref{Network: "w", Step: "final", Layer: "conv1"}
	if s.Identity(w) != nil || s.Identity(x).Digest() == "" {
		t.Error("what is said of one network holds for another")
	}
	a, err := s.Load(t.Context(), x, LoadOptions{})
	if err != nil || a.Identity != s.Identity(x) {
		t.Errorf("activations do not say which datapoints they are of, %v", err)
	}
}

func TestNumberOfDatapointsContradicted(t *testing.T) {
	for _, test := range []struct {
		name, said string
		want       []string
	}{
		{"right", `{"number": 8}`, nil},
		{"the arrays", `{"number": 9}`, []string{"study.json says that there are 9 datapoints but 2 of 2 arrays have another number, such as a/conv1 with 8; record"}},
		{"the ids", `{"number": 8, "ids": [1, 2]}`, []string{"says that there are 8 datapoints but gives 2 ids; correct it"}},
		{"other axes", `{"number": 3}`, []string{"says that there are 3 datapoints but", "; choose the axes p×n if the arrays are meant so"}},
		{"no number", `{"number": "many"}`, []string{"study.json: what it says of the datapoints cannot be read"}},
		{"no object", `[1, 2]`, []string{"study.json: what it says of the datapoints cannot be read"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := open(t, fstest.MapFS{"a.npz": npz(t, "conv1", "fc"), "study.json": text(`{"datapoints": ` + test.said + `}`)})
			if test.want == nil {
				if len(s.Warnings) > 0 {
					t.Errorf("warned of %v", s.Warnings)
				}
				return
			}
			wantWarning(t, s.Warnings, warning.DatapointIDs, test.want...)
		})
	}
	s := open(t, fstest.MapFS{"a/x.npy": npy(t, 8, 3), "a/y.npy": npy(t, 7, 3), "a/z.npy": npy(t, 8, 4), "study.json": text(`{"datapoints": {"number": 8}}`)})
	wantWarning(t, about(s.Warnings, warning.DatapointIDs), warning.DatapointIDs, "says that there are 8 datapoints but a/y has 7; record")
}

// What is written into study.json leaves what it says of the datapoints as it was.
func TestSavesKeepDatapoints(t *testing.T) {
	const said = `{"number":8,"ids":["a","é",3,4.50,"<&>","f","g","h"],"inputs":"12ab","more":[1e3]}`
	root := onDisk(t, fstest.MapFS{
		"net0_step1_conv1.npy": npy(t, 8, 3), "net0_step2_conv1.npy": npy(t, 8, 3), "net1_step1_conv1.npy": npy(t, 8, 3), "net1_step2_conv1.npy": npy(t, 8, 3),
		"study.json": text(`{"datapoints": ` + said + `}`),
	})
	s, err := Open(t.Context(), root)
	if err != nil {
		t.Fatal(err)
	}
	noted := s.Noted()
	for _, save := range []func() error{
		func() error { return s.SaveLayout("network_checkpoint_layer.npy") },
		func() error { return s.SaveAxes(Flat) },
		func() error {
			return s.SaveMetadata(s.Metadata(), s.Metadata().With(Edit{Network: "net0", Column: "width", Value: "3"}))
		},
		func() error {
			chosen, err := Open(t.Context(), root)
			return errors.Join(err, chosen.Note(noted))
		},
	} {
		if err := save(); err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(filepath.Join(root, "study.json"))
		if got := strings.Join(strings.Fields(string(b)), ""); err != nil || !strings.Contains(got, `"datapoints":`+said) {
			t.Errorf("study.json became %s, %v", got, err)
		}
	}
}

// A study.json that tells of the datapoints from elsewhere than the study's folder is
// one of its files.
func TestDatapointsAreNamedAnew(t *testing.T) {
	for _, at := range []struct{ file, opened string }{{"x/a/final.npz", "x/a"}, {"x/final.npz", "x/final.npz"}, {"x/final.npz", "."}} {
		root := onDisk(t, fstest.MapFS{"x/study.json": ids(t, abc()...), at.file: npz(t, "conv1")})
		s, err := Open(t.Context(), inside(root, at.opened))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.CheckAllFiles(t.Context()); err != nil {
			t.Errorf("%s: as it was opened, %v", at.opened, err)
		}
		if err := os.WriteFile(inside(root, "x/study.json"), []byte(`{"datapoints": {"number": 8}}`), 0o600); err != nil {
			t.Fatal(err)
		}
		wantError(t, s.CheckAllFiles(t.Context()), "study.json")
	}
}

func BenchmarkOpenWithManyIDs(b *testing.B) {
	list := make([]string, 10_000)
	for i := range list {
		list[i] = fmt.Sprintf(`"n01440764_%d.JPEG"`, i)
	}
	said := text(`{"datapoints": {"ids": [` + strings.Join(list, ",") + `]}}`)
	tree := fstest.MapFS{"a.npz": npz(b, "conv1"), "study.json": said}
	b.ReportAllocs()
	for b.Loop() {
		open(b, tree)
	}
}
