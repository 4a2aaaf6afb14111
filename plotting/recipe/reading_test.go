package recipe_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/plotting/recipe"
)

// What other versions wrote is passed over, and what a person wrote is not.
func TestUnknownKeys(t *testing.T) {
	r := recipe.Recipe{
		View:    recipe.NoiseView,
		Spec:    json.RawMessage(`{"Show": "synthetic", "Later": 1}`),
		Drawing: json.RawMessage(`{"Steps": "log", "later": 1}`),
	}
	if err := r.Check(); err == nil || !strings.Contains(err.Error(), `the spec of noise cannot be read: there is no key "Later"`) {
		t.Errorf("the spec: %v", err)
	}
	r.Spec = nil
	if err := r.Check(); err == nil || !strings.Contains(err.Error(), `the drawing of noise cannot be read: there is no key "later"`) {
		t.Errorf("the drawing: %v", err)
	}
	for _, earlier := range []string{`"log"`, `1`, `{"Steps": 1}`} {
		r.Drawing = json.RawMessage(earlier)
		if err := r.Check(); err != nil {
			t.Errorf("%s: %v", earlier, err)
		}
	}
	made := recipe.Recipe{View: recipe.NoiseView, Spec: json.RawMessage(`{"Show": 2, "Later": 1, "Synthetic": {"neurons": 6, "datapoints": 60, "signals": [2, 4], "repeats": 2}}`), Drawing: json.RawMessage(`{"later": 1}`)}
	if m, err := made.Make(t.Context(), recipe.Data{}, recipe.Options{}); err != nil || m.Figure.Empty() {
		t.Errorf("of another version: %v", err)
	}
}

// Errors about what a person wrote have no names of types.
func TestErrorsOfReading(t *testing.T) {
	for text, want := range map[string]string{
		``:                        "it is empty",
		`{"by": "a"`:              "it ends too early: a bracket or a quotation mark is not closed",
		"{\n\"by\": }":            "line 2 is no JSON: ",
		`{"by": 3}`:               `"by" is a number where text belongs`,
		`{"seed": true}`:          `"seed" is true or false where a whole number belongs`,
		`{"seed": 1.5}`:           `"seed" is 1.5 where a whole number belongs`,
		`{"networks": "a"}`:       `"networks" is text where a list belongs`,
		`{"timestep": 1, "x": 2}`: `there is no key "x"`,
		`[]`:                      "it is a list where an object belongs",
	} {
		var s analysis.GroupsSpec
		if err := recipe.Read([]byte(text), &s); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}
