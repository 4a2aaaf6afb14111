package view

import (
	"fmt"
	"slices"
	"testing"

	"github.com/semblance-app/semblance/core/warning"
)

func TestDigestOfWarnings(t *testing.T) {
	var list []warning.Warning
	for i := range 13 {
		list = append(list, warning.Warning{Code: warning.FewDatapoints, Message: fmt.Sprint("few ", i)})
	}
	list = append(list, warning.Warning{Code: warning.Metadata, Message: "metadata"}, warning.Warning{Code: warning.Refused, Message: "refused"})
	want := []string{"refused", "few 0", "few 1", "… and 11 more like this.", "metadata"}
	if got := digest(list); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}
