package session

import (
	"encoding/json"
	"fmt"

	"github.com/semblance-app/semblance/core/jsontext"
)

// document is a session file as it is on disk, by field.
type document map[string]json.RawMessage

// step turns a document of one version into the next.
type step func(document) (document, error)

// steps are by the version they begin with. Every file that was ever written
// stays readable: who changes the format raises Version and adds a step here.
func steps() map[int]step {
	return map[int]step{
		// Choices in specs and drawings have names since format 2; their types read
		// the numbers of format 1 as well.
		1: func(d document) (document, error) { return d, nil },
		2: pairInNoise,
	}
}

// pairInNoise makes one pair among its resamples, a view of its own in format 2, what
// the view of noise shows, in panels too.
func pairInNoise(d document) (document, error) {
	var views map[string]Question
	if err := read(d, "views", &views); err != nil {
		return nil, err
	}
	before, single := views[pairView]
	panels := views[Panels]
	several := panels.Spec != nil
	if !single && !several {
		return d, nil
	}
	now, spec, err := Today(pairView, before.Spec)
	if single && err == nil {
		before.Spec = spec
		delete(views, pairView)
		views[now] = before
	}
	if several && err == nil {
		panels.Spec, err = panelsInNoise(panels.Spec)
		views[Panels] = panels
	}
	if err != nil {
		return nil, err
	}
	var view string
	if err := read(d, "view", &view); err != nil {
		return nil, err
	}
	if view == pairView {
		view = now
	}
	if d["views"], err = json.Marshal(views); err != nil {
		return nil, err
	}
	d["view"], err = json.Marshal(view)
	return d, err
}

// pairView is one pair among its resamples in formats 1 and 2.
const pairView = "uncertainty"

// panelsInNoise is pairInNoise for the spec of several panels.
func panelsInNoise(spec json.RawMessage) (json.RawMessage, error) {
	var all document
	var panels []document
	if err := jsontext.InWords(json.Unmarshal(spec, &all), spec); err != nil {
		return nil, fmt.Errorf("the spec of %s: %w", Panels, err)
	}
	if err := read(all, "panels", &panels); err != nil {
		return nil, fmt.Errorf("the spec of %s: %w", Panels, err)
	}
	for i, p := range panels {
		var view string
		err := read(p, "view", &view)
		if err == nil && view == pairView {
			view, p["spec"], err = Today(view, p["spec"])
		}
		if err == nil && p != nil {
			p["view"], err = json.Marshal(view)
		}
		if err != nil {
			return nil, fmt.Errorf("panel %d: %w", i+1, err)
		}
	}
	var err error
	if all["panels"], err = json.Marshal(panels); err != nil {
		return nil, err
	}
	return json.Marshal(all)
}

// Today is the name of a view and its spec as this format has them, for text that says
// no format and may be from before: in formats 1 and 2 one pair among its resamples was
// the view "uncertainty". A spec may be nil.
func Today(view string, spec json.RawMessage) (string, json.RawMessage, error) {
	if view != pairView {
		return view, spec, nil
	}
	if spec == nil {
		spec = json.RawMessage("{}")
	}
	spec, err := noiseOfPair(spec)
	if err != nil {
		err = fmt.Errorf("the spec of %s: %w", pairView, err)
	}
	return "noise", spec, err
}

// noiseOfPair is a question after one pair as one after noise, which has the way to
// compare with all else that is recorded.
func noiseOfPair(spec json.RawMessage) (json.RawMessage, error) {
	var how, pair document
	if err := json.Unmarshal(spec, &how); err != nil {
		return nil, jsontext.InWords(err, spec)
	}
	pair = document{}
	for from, to := range map[string]string{
		"refA": "A", "refB": "B", "permutations": "Permutations", "subsamples": "Subsamples", "fraction": "Fraction", "block": "Block",
	} {
		if v, ok := how[from]; ok {
			pair[to] = v
			delete(how, from)
		}
	}
	return json.Marshal(map[string]any{"Show": "chance", "Stability": how, "Chance": pair})
}

// read reads a field, which may be missing.
func read(d document, field string, into any) error {
	text, ok := d[field]
	if !ok {
		return nil
	}
	return jsontext.InWords(json.Unmarshal(text, into), text)
}
