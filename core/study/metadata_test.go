package study

import (
	"context"
	"io/fs"
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/semblance-app/semblance/core/warning"
)

func nets(t *testing.T, more ...string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{"a.npz": npz(t, "fc"), "b.npz": npz(t, "fc")}
	for i := 0; i < len(more); i += 2 {
		files[more[i]] = text(more[i+1])
	}
	return files
}

func TestMetadata(t *testing.T) {
	for name, content := range map[string]string{
		"plain":         "network,group,accuracy\na,memorize,0.5\nb,generalize,\n",
		"spreadsheet":   "\ufeffnetwork;group;accuracy\r\na;memorize;0.5\r\nb;generalize;\r\n",
		"decimal comma": "network;group;accuracy\na;memorize;0,5\nb;generalize;\n",
		"tabs":          "network\tgroup\taccuracy\na\tmemorize\t0.5\nb\tgeneralize\n",
		"spaces":        "network , group , accuracy\n a , memorize , 0.5 \n\n b, \"generalize\"\n",
		"blank rows":    "network,group,accuracy,\na,memorize,0.5,\nb,generalize,,\n,,,\n",
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t, nets(t, "metadata.csv", content))
			if len(s.Warnings) != 0 || strings.Join(s.Columns, " ") != "group accuracy" {
				t.Fatalf("columns %q, warnings %v", s.Columns, s.Warnings)
			}
			a, b := s.Networks[0], s.Networks[1]
			if a.Metadata["group"] != "memorize" || a.Metadata["accuracy"] != "0.5" || b.Metadata["group"] != "generalize" {
				t.Errorf("metadata are %v and %v", a.Metadata, b.Metadata)
			}
			if _, ok := b.Metadata["accuracy"]; ok {
				t.Error("an empty cell is a value")
			}
		})
	}
}

// TestDecimalCommas has columns of numbers, of lists and of words.
func TestDecimalCommas(t *testing.T) {
	s := open(t, nets(t, "metadata.csv", "network;x;list;word;mixed;point\na;0,5;1,2,3;1,5;1;0.25\nb;-1e-3;4;u,v;2,5;1\n"))
	want := []map[string]string{
		{"x": "0.5", "list": "1,2,3", "word": "1,5", "mixed": "1", "point": "0.25"},
		{"x": "-1e-3", "list": "4", "word": "u,v", "mixed": "2.5", "point": "1"},
	}
	for i, n := range s.Networks {
		if !maps.Equal(n.Metadata, want[i]) {
			t.Errorf("%s has %v", n.Name, n.Metadata)
		}
	}
}

func TestMetadataMismatch(t *testing.T) {
	for content, words := range map[string][]string{
		"network,x\na,1\n":           {"b has no row in metadata.csv"},
		"network,x\na,1\nb,2\nc,3\n": {"row for c", "no such network"},
		"network,x\na,1\nb,2\na,3\n": {"metadata.csv", "line 4", "second row for a"},
		"network,x\na,1,2\nb,2\n":    {"line 2", "more cells"},
		"network,x,x\na,1,2\n":       {"two of its columns are called x"},
		"network,x\na,\"1\nb,2\n":    {"metadata.csv: line 3 cannot be read", "quote"},
		"":                           {"metadata.csv", "empty"},
		"network,x\nA,1\na,1\nb,2\nc,3\nd,4\ne,5\nf,6\ng,7\n": {"rows for A, c, d, e, f and 1 more"},
	} {
		s := open(t, nets(t, "metadata.csv", content))
		wantWarning(t, s.Warnings, warning.Metadata, words...)
	}
	s := open(t, refusing{nets(t, "metadata.csv", "network,x\na,1\n"), "metadata.csv", fs.ErrPermission})
	wantWarning(t, s.Warnings, warning.Metadata, "my-study/metadata.csv", "permission")
}

func TestDescription(t *testing.T) {
	s := open(t, nets(t,
		"study.json", `{"name": "Two", "metadata": {"a": {"lr": 1e-3, "deep": true, "group": "old", "none": null}, "gone": {"lr": 1}}}`,
		"metadata.csv", "network,group\na,new\nb,new\n"))
	m := s.Networks[0].Metadata
	if s.Name != "Two" || m["lr"] != "1e-3" || m["deep"] != "true" || m["group"] != "new" || len(m) != 3 {
		t.Errorf("%s has metadata %v", s.Name, m)
	}
	if strings.Join(s.Columns, " ") != "group deep lr" {
		t.Errorf("columns are %v", s.Columns)
	}
	if v, ok := s.Networks[0].Number("lr"); !ok || v != 1e-3 {
		t.Errorf("lr is %g (%t)", v, ok)
	}
}

func TestDescriptionInvalid(t *testing.T) {
	for content, words := range map[string][]string{
		"{\n\"name\": \"x\",\n}":     {"line 3", "not valid JSON"},
		"":                           {"line 1", "not valid JSON"},
		"{\"a\": 1,\n\"name\": [1]}": {"line 2", "array", `"name"`},
		"{\"axes\": \"sideways\"}":   {"axes", "sideways", "n×C×H×W"},
	} {
		_, err := OpenFS(context.Background(), nets(t, "study.json", content), "my-study")
		wantError(t, err, append(words, "my-study/study.json", "; ")...)
	}
	_, err := OpenFS(context.Background(), refusing{nets(t, "study.json", "{}"), "study.json", fs.ErrPermission}, "my-study")
	wantError(t, err, "study.json", "permission")
}

func TestNumber(t *testing.T) {
	n := Network{Metadata: map[string]string{"a": " 0.25 ", "b": "1e-3", "c": "NaN", "d": "inf", "e": "many", "f": "-3"}}
	for column, want := range map[string]float64{"a": 0.25, "b": 1e-3, "f": -3} {
		if got, ok := n.Number(column); !ok || got != want {
			t.Errorf("%s is %g (%t), want %g", column, got, ok, want)
		}
	}
	for _, column := range []string{"c", "d", "e", "absent"} {
		if got, ok := n.Number(column); ok {
			t.Errorf("%s is %g, want no number", column, got)
		}
	}
}
