package analysis

import (
	"bytes"
	"encoding/json"
)

// JSON is a result as files and programs have it: indented, numbers at full
// precision, with a newline at its end.
func JSON(result any) ([]byte, error) {
	var buf bytes.Buffer
	e := json.NewEncoder(&buf)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(result)
	return buf.Bytes(), err
}
