package render

import (
	"slices"
	"strings"
	"testing"
)

func TestLetters(t *testing.T) {
	for _, c := range []struct {
		names   []string
		missing string // "" for no warning
	}{
		{[]string{"resnet-18", "Ünï cödé étude", "сеть", "δίκτυο", "a · b → c × d"}, ""},
		{[]string{"网络-1", "网络-2"}, "(络网)"},
		{[]string{"一二三四五六七八九十"}, "…"},
	} {
		got := Letters(slices.Values(c.names))
		if len(got) != min(1, len(c.missing)) || len(got) == 1 && !strings.Contains(got[0].Message, c.missing) {
			t.Errorf("%q: %v", c.names, got)
		}
	}
}
