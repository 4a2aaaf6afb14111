package recipe_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/recipe"
)

// Choices in files are names; the numbers of earlier files are read as well.
func TestChoicesHaveNames(t *testing.T) {
	for _, c := range []struct {
		first any // a pointer to the first value
		names string
	}{
		{new(figure.Quantity), "similarity distance"},
		{new(figure.CellNumbers), "few never"},
		{new(figure.Scale), "linear log"},
		{new(figure.ConvergenceForm), "curves map"},
		{new(figure.Training), "beneath hidden"},
		{new(figure.TimestepsForm), "curves matrix"},
		{new(figure.GroupsForm), "layers numbers scatter"},
		{new(figure.GroupSpread), "std interval none"},
		{new(figure.SinglePairs), "hidden shown"},
		{new(figure.LetterChoice), "shown hidden"},
		{new(figure.StripChoice), "shown hidden"},
		{new(recipe.ClustersForm), "tree map scatter"},
		{new(recipe.NoiseShow), "spectra stability synthetic toy-rnn chance"},
	} {
		kind := reflect.TypeOf(c.first).Elem()
		names := strings.Fields(c.names)
		for i, name := range names {
			value := reflect.New(kind)
			value.Elem().SetInt(int64(i))
			text, err := json.Marshal(value.Interface())
			if err != nil || string(text) != `"`+name+`"` {
				t.Errorf("%v %d is %s, %v; want %q", kind, i, text, err, name)
			}
			for _, written := range []any{name, i} {
				text, err := json.Marshal(written)
				if err != nil {
					t.Fatal(err)
				}
				read := reflect.New(kind)
				if err := json.Unmarshal(text, read.Interface()); err != nil || read.Elem().Int() != int64(i) {
					t.Errorf("%v: %s is read as %d, %v", kind, text, read.Elem().Int(), err)
				}
			}
		}
		for _, text := range []string{`"no such"`, `-1`, `99`, `1.5`, `{}`} {
			if err := json.Unmarshal([]byte(text), reflect.New(kind).Interface()); err == nil {
				t.Errorf("%v: %s is read", kind, text)
			}
		}
		beyond := reflect.New(kind)
		beyond.Elem().SetInt(int64(len(names)))
		if text, err := json.Marshal(beyond.Interface()); err == nil {
			t.Errorf("%v has a value %s behind its last", kind, text)
		}
		kept := reflect.New(kind)
		kept.Elem().SetInt(1)
		if err := json.Unmarshal([]byte("null"), kept.Interface()); err != nil || kept.Elem().Int() != 1 {
			t.Errorf("%v: null makes %d of 1, %v", kind, kept.Elem().Int(), err)
		}
	}
}
