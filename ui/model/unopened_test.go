package model

import (
	"strings"
	"testing"
)

func TestFilesThatAreWrittenAndNotOpened(t *testing.T) {
	for name, try := range map[string]string{"fig.eps": "PNG, SVG or PDF", "fig.TEX": "PNG, SVG or PDF", "metadata.csv": "Import CSV…"} {
		s := unopened("/tmp/" + name)
		if s == nil || !strings.HasPrefix(s.What, name) || !strings.Contains(s.Try, try) {
			t.Errorf("%s: %+v", name, s)
		}
	}
	for _, name := range []string{"a.npy", "a.npz", "a.bin", "folder"} {
		if s := unopened(name); s != nil {
			t.Errorf("%s: %+v", name, s)
		}
	}
}
