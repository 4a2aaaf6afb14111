package model

import (
	"path/filepath"
	"testing"
)

func TestPlace(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	t.Chdir(t.TempDir())
	here, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		home: "~", filepath.Join(home, "runs", "a"): filepath.Join("~", "runs", "a"),
		home + "x": home + "x", "runs": filepath.Join(here, "runs"),
	} {
		if got := Place(path); got != want {
			t.Errorf("%s is read as %s, want %s", path, got, want)
		}
	}
}

func TestPathOf(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	for written, want := range map[string]string{
		"~": home, filepath.Join("~", "runs", "a"): filepath.Join(home, "runs", "a"),
		"~other": "~other", "runs": "runs", filepath.Join(home, "~"): filepath.Join(home, "~"), "": "",
	} {
		if got := PathOf(written); got != want {
			t.Errorf("%s is read as %s, want %s", written, got, want)
		}
	}
}

func TestOrigin(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		for _, paths := range [][]string{{"relative"}, {"one", "/two"}} {
			r.Open(paths...)
			r.settle()
			got := r.Origin()
			if len(got) != len(paths) || !filepath.IsAbs(got[0]) || filepath.Base(got[0]) != paths[0] {
				t.Errorf("%q is from %q", paths, got)
			}
		}
		r.OpenSample("gen-mem")
		r.settle()
		if got := r.Origin(); got != nil {
			t.Errorf("a sample is from %q", got)
		}
	})
}
