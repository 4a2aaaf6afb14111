package model

import (
	"path/filepath"
	"testing"
)

// Networks that come while a study is open are told of, and keep nobody from anything.
func TestNetworksThatCome(t *testing.T) {
	onRecorded(t, func(t *testing.T, r *rig, on *recording) {
		looks := func(want string) {
			t.Helper()
			r.LookAtFiles() // as when a person comes back to the window
			r.settle()
			wantsUnchanged(t, r)
			if what := r.NewArrays(); what != want {
				t.Errorf("new arrays: %q, want %q", what, want)
			}
		}
		looks("")
		on.record("gen-3", "mem-3")
		what := filepath.Join("gen-3", "final.npz") + " and 1 more file are new"
		looks(what)
		var saved error
		r.Save(filepath.Join(t.TempDir(), "figure.svg"), func(err error) { saved = err })
		r.settle()
		if saved != nil {
			t.Errorf("saving it says %v", saved)
		}

		r.GoOnWithout()
		looks("")
		on.record("gen-4")
		looks("")

		r.OpenAgain()
		r.settle()
		if n, want := len(r.NetworkNames()), 9; n != want {
			t.Errorf("opened again it has %d networks, want %d", n, want)
		}
		looks("")
		on.record("gen-5")
		looks(filepath.Join("gen-5", "final.npz") + " is new")
		r.OpenAgain()
		r.settle()
		if note, want := r.Note(), "Opened again: "+filepath.Join("gen-5", "final.npz")+" is new."; note != want {
			t.Errorf("it says %q, want %q", note, want)
		}
	})
}
