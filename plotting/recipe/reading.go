package recipe

import (
	"bytes"
	"encoding/json"

	"github.com/semblance-app/semblance/core/jsontext"
)

// Read decodes JSON that a person wrote: a key that is not there to be filled is an
// error, as are all that say in plain words what is wrong.
func Read(text []byte, into any) error {
	if own, ok := into.(interface{ readStrictly([]byte) error }); ok {
		return jsontext.InWords(own.readStrictly(text), text)
	}
	return jsontext.InWords(strictly(text, into), text)
}

func strictly(text []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	return d.Decode(into)
}
