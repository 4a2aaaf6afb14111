package study

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/semblance-app/semblance/core/spelling"
	"github.com/semblance-app/semblance/core/warning"
)

// Identity says which datapoints the rows of arrays are, as a study.json tells and the
// recorder writes it. It is not changed once made; nil says nothing.
type Identity struct {
	path   string        // of the study.json, as people know it
	number int           // how many datapoints there are; 0 where it does not say
	ids    []datapointID // their names in order, nil for none
	inputs string        // a digest of what the networks were fed, "" for none
	digest [sha256.Size]byte
	sorted func() []datapointID
}

// datapointID is the name or the number of a datapoint. "7", 7 and 7.0 are the same:
// which of them is written is up to the library that the data came from.
type datapointID string

// UnmarshalJSON takes texts and numbers; of anything else, how it is spelled.
func (d *datapointID) UnmarshalJSON(b []byte) error {
	if b[0] == '"' {
		return json.Unmarshal(b, (*string)(d))
	}
	*d = datapointID(strings.TrimSuffix(string(b), ".0"))
	return nil
}

// identityFrom reads the field "datapoints" of a study.json; nil where it says nothing
// that Semblance knows.
func identityFrom(path string, field json.RawMessage) (*Identity, error) {
	if len(field) == 0 || bytes.Equal(field, []byte("null")) {
		return nil, nil
	}
	var in struct {
		Number int           `json:"number"`
		IDs    []datapointID `json:"ids"`
		Inputs string        `json:"inputs"`
	}
	if err := json.Unmarshal(field, &in); err != nil {
		return nil, err
	}
	if in.Number < 0 {
		return nil, fmt.Errorf("their number is %d", in.Number)
	}
	if in.Number == 0 && len(in.IDs) == 0 && in.Inputs == "" {
		return nil, nil
	}
	d := &Identity{path: path, number: in.Number, ids: in.IDs, inputs: in.Inputs}
	d.digest = d.sum()
	d.sorted = sync.OnceValue(func() []datapointID { return slices.Sorted(slices.Values(d.ids)) })
	return d, nil
}

func (d *Identity) sum() (sum [sha256.Size]byte) {
	h := sha256.New()
	fmt.Fprintf(h, "%d %q %d\n", d.number, d.inputs, len(d.ids))
	var line []byte
	for _, id := range d.ids {
		line = strconv.AppendQuote(line[:0], string(id))
		h.Write(line)
	}
	h.Sum(sum[:0])
	return sum
}

// Digest is the same for identities that say the same; "" for nil.
func (d *Identity) Digest() string {
	if d == nil {
		return ""
	}
	return hex.EncodeToString(d.digest[:])
}

// Identity says which datapoints a layer was recorded on; nil where nothing tells. ref
// is as [Study.Resolve] returns it; its timestep does not matter.
func (s *Study) Identity(ref Ref) *Identity {
	return s.files[Ref{Network: ref.Network, Step: ref.Step, Layer: ref.Layer}].identity
}

// Unlike warns of two layers that were recorded on different datapoints, or in a
// different order, as far as their identities tell; none where they do not. It is the
// same for all layers of two networks.
func Unlike(a Ref, x *Identity, b Ref, y *Identity) []warning.Warning {
	if x == nil || y == nil || x.digest == y.digest {
		return nil
	}
	nameA, nameB := a.Network, b.Network
	if nameA == nameB {
		nameA, nameB = join(a.Network, a.Step), join(b.Network, b.Step)
	}
	of := fmt.Sprintf("of %s and %s", nameA, nameB)
	what := ""
	switch {
	case x.ids != nil && y.ids != nil:
		what = x.unlikeIDs(y, of)
	case x.inputs != "" && y.inputs != "" && x.inputs != y.inputs:
		what = fmt.Sprintf("The inputs %s are different, or in a different order; record both on the same ones, or give the recorder ids where only their preprocessing differs.", of)
	}
	if what == "" {
		return nil
	}
	return []warning.Warning{{Code: warning.DatapointIDs, Message: oneLine(what)}}
}

// unlikeIDs says how the ids of two networks differ, "" where they do not.
func (d *Identity) unlikeIDs(o *Identity, of string) string {
	const meaning = "rows that are not the same input say nothing about the networks, so record both on the same datapoints in the same order."
	if slices.Equal(d.ids, o.ids) {
		return ""
	}
	if slices.Equal(d.sorted(), o.sorted()) {
		i := firstUnlike(d.ids, o.ids)
		return fmt.Sprintf("The datapoints %s are the same in different orders (datapoint %d, counted from 0, is %s in the one and %s in the other); %s",
			of, i, short(string(d.ids[i])), short(string(o.ids[i])), meaning)
	}
	counts := spelling.Count(len(d.ids), "id")
	if len(d.ids) != len(o.ids) {
		counts = fmt.Sprintf("%d and %s", len(d.ids), spelling.Count(len(o.ids), "id"))
	}
	shared := "none are"
	switch n := common(d.sorted(), o.sorted()); n {
	case 0:
	case 1:
		shared = "only 1 is"
	default:
		shared = fmt.Sprintf("only %d are", n)
	}
	return fmt.Sprintf("The datapoints %s are different (of their %s %s in common); %s", of, counts, shared, meaning)
}

func firstUnlike(a, b []datapointID) int {
	for i := range a {
		if a[i] != b[i] {
			return i
		}
	}
	return len(a)
}

// common counts what two sorted lists have in common.
func common(a, b []datapointID) int {
	n := 0
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			n++
			a, b = a[1:], b[1:]
		}
	}
	return n
}
