package session

import (
	"fmt"
	"path/filepath"
	"reflect"
	"testing"
)

func TestWhatIsSharedNamesNoHome(t *testing.T) {
	root := t.TempDir()
	user := filepath.Join(root, "people", "someone")
	t.Setenv("HOME", user)
	t.Setenv("USERPROFILE", user)
	inside, outside := filepath.Join(user, "data", "study"), filepath.Join(root, "data", "study")
	for _, c := range []struct{ study, folder, relative, absolute string }{
		{inside, filepath.Join(user, "figures"), "../data/study", "~/data/study"},
		{inside, filepath.Join(root, "tmp"), "", "~/data/study"},
		{outside, filepath.Join(root, "tmp"), "../data/study", outside},
		{outside, filepath.Join(user, "figures"), "../../../data/study", outside},
	} {
		s := example(Place{Absolute: c.study}).Shared(c.folder)
		if got := s.Study.Places[0]; got.Relative != c.relative || got.Absolute != c.absolute {
			t.Errorf("%s as seen from %s: %+v", c.study, c.folder, got)
		}
		// What was shared leads back, and on to another file.
		write(t, filepath.Join(c.study, "a.npy"), "a")
		if path, err := s.Study.Places[0].Find(c.folder); err != nil || path != c.study {
			t.Errorf("from %s it leads to %s, %v", c.folder, path, err)
		}
	}
}

func TestLongContentsAreSummedUp(t *testing.T) {
	contents := func(networks, layers int) Contents {
		var c Contents
		for i := range networks {
			for j := range layers {
				c = append(c, Item{Path: fmt.Sprintf("net-%03d/final/conv%d.npy", i, j), Size: 100, Hash: fmt.Sprint(i, j)})
			}
		}
		return append(c, Item{Path: "study.json", Size: 10, Hash: "s"})
	}
	few, many, most := contents(2, 3), contents(50, 10), contents(500, 1)
	if got := few.Short(); !reflect.DeepEqual(got, few) {
		t.Errorf("few items became %v", got)
	}
	if got := many.Short(); len(got) != 51 || got[0].Path != "net-000/" || got[0].Size != 1000 || got[50] != many[500] {
		t.Errorf("%d items, %v", len(got), got)
	}
	if got := most.Short(); len(got) != 1 || got[0].Path != "/" {
		t.Errorf("%v", got)
	}
	for _, c := range []Contents{few, many, most} {
		if d := c.Since(c.Short()); !d.None() {
			t.Errorf("nothing has changed, but %s", d)
		}
	}
	changed := contents(50, 10)
	changed[25].Hash = "other"
	if got := changed.Since(many.Short()).String(); got != "net-002/ has changed" {
		t.Errorf("got %s", got)
	}
	if got := most[1:].Since(most.Short()).String(); got != "what it holds has changed" {
		t.Errorf("got %s", got)
	}
}
