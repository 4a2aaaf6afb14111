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
// the view of noise shows.
func pairInNoise(d document) (document, error) {
	const before, now = "uncertainty", "noise"
	var views map[string]Question
	if err := read(d, "views", &views); err != nil {
		return nil, err
	}
	q, ok := views[before]
	if !ok {
		return d, nil
	}
	var err error
	if q.Spec, err = noiseOfPair(q.Spec); err != nil {
		return nil, fmt.Errorf("the spec of %s: %w", before, err)
	}
	delete(views, before)
	views[now] = q
	var view string
	if err := read(d, "view", &view); err != nil {
		return nil, err
	}
	if view == before {
		view = now
	}
	if d["views"], err = json.Marshal(views); err != nil {
		return nil, err
	}
	d["view"], err = json.Marshal(view)
	return d, err
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
