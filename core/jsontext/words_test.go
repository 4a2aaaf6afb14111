package jsontext

import (
	"encoding/json"
	"errors"
	"testing"
)

func TestInWords(t *testing.T) {
	for text, want := range map[string]string{
		`{"name": 3}`:          `"name" is a number where text belongs`,
		`{"size": "x"}`:        `"size" is text where a whole number belongs`,
		`{"size": 2.5}`:        `"size" is 2.5 where a whole number belongs`,
		`{"inner": {"on": 1}}`: `"on" is a number where true or false belongs`,
		`{"inner": []}`:        `"inner" is a list where an object belongs`,
		`{"list": {}}`:         `"list" is an object where a list belongs`,
		`{"share": true}`:      `"share" is true or false where a number belongs`,
		`7`:                    `it is a number where an object belongs`,
		"{\n\"name\": oops}":   "line 2 is no JSON: invalid character 'o' looking for beginning of value",
		`{"name": "cut`:        "it ends too early: a bracket or a quotation mark is not closed",
	} {
		var into struct {
			Name  string   `json:"name"`
			Size  int      `json:"size"`
			Share float64  `json:"share"`
			List  []string `json:"list"`
			Inner struct {
				On bool `json:"on"`
			} `json:"inner"`
		}
		err := InWords(json.Unmarshal([]byte(text), &into), []byte(text))
		if err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
	own := errors.New("its own sentence")
	if err := InWords(own, nil); err != own {
		t.Errorf("%v is not left as it is", err)
	}
	if InWords(nil, nil) != nil {
		t.Error("nothing is wrong")
	}
}
