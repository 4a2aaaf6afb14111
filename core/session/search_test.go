package session

import (
	"os"
	"path/filepath"
	"testing"
)

// moved is a study, as a session in a folder of its own knew it, that went to
// another path; all are below one folder.
func moved(t *testing.T, to string) (p Place, folder, now string) {
	t.Helper()
	root := t.TempDir()
	was := filepath.Join(root, "old", "resnets")
	write(t, filepath.Join(was, "net-0", "final", "conv.npy"), "some numbers")
	write(t, filepath.Join(was, "net-1", "final", "conv.npy"), "other numbers")
	write(t, filepath.Join(was, "metadata.csv"), "network,width\nnet-0,1\n")
	folder = filepath.Join(root, "paper", "figures")
	write(t, filepath.Join(folder, "fig.svg"), "")
	p, err := At(was)
	if err != nil {
		t.Fatal(err)
	}
	if p.Contents, err = Look(t.Context(), was); err != nil {
		t.Fatal(err)
	}
	p = p.from(folder)
	now = filepath.Join(root, filepath.FromSlash(to))
	if err := os.MkdirAll(filepath.Dir(now), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(was, now); err != nil {
		t.Fatal(err)
	}
	return p, folder, now
}

func TestAMovedStudyIsFoundNearby(t *testing.T) {
	for _, to := range []string{
		"paper/figures/resnets", "paper/resnets", "resnets", "paper/figures/data/resnets", "paper/figures/renamed", "paper/renamed",
	} {
		p, folder, now := moved(t, to)
		if _, err := p.Find(folder); err == nil {
			t.Fatalf("%s: it is where it was", to)
		}
		if found, near := p.Search(t.Context(), folder); found != now || near != "" {
			t.Errorf("%s: found %q, near %q", to, found, near)
		}
	}
	p, folder, now := moved(t, "elsewhere/deep/down/renamed")
	if found, near := p.Search(t.Context(), folder); found != "" || near != "" {
		t.Errorf("found %q, near %q", found, near)
	}
	if found, _ := p.Search(t.Context(), folder, filepath.Dir(now)); found != now {
		t.Errorf("with its folder named: %q", found)
	}
}

func TestOnlyTheSameIsFound(t *testing.T) {
	p, folder, now := moved(t, "paper/figures/resnets")
	write(t, filepath.Join(now, "metadata.csv"), "network,width\nnet-0,2\n")
	if found, near := p.Search(t.Context(), folder); found != "" || near != now {
		t.Errorf("with other metadata: found %q, near %q", found, near)
	}
	for _, network := range []string{"net-0", "net-1"} {
		write(t, filepath.Join(now, network, "final", "conv.npy"), "trained anew")
	}
	if found, near := p.Search(t.Context(), folder); found != "" || near != "" {
		t.Errorf("another one of the name: found %q, near %q", found, near)
	}
	p.Contents = nil
	if found, near := p.Search(t.Context(), folder); found != "" || near != "" {
		t.Errorf("with nothing to know it by: found %q, near %q", found, near)
	}
}

func TestAMovedArchiveIsFound(t *testing.T) {
	root := t.TempDir()
	was := filepath.Join(root, "old", "net.npz")
	if err := os.MkdirAll(filepath.Dir(was), 0o755); err != nil {
		t.Fatal(err)
	}
	npz(t, was, map[string][]float32{"conv1": {1, 2}, "conv2": {3, 4}})
	p, err := At(was + ":conv1")
	if err != nil {
		t.Fatal(err)
	}
	if p.Contents, err = Look(t.Context(), p.Absolute); err != nil {
		t.Fatal(err)
	}
	now := filepath.Join(root, "figures", "net.npz")
	if err := os.MkdirAll(filepath.Dir(now), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(was, now); err != nil {
		t.Fatal(err)
	}
	if found, _ := p.Search(t.Context(), filepath.Dir(now)); found != now+":conv1" || !p.IsFile() {
		t.Errorf("found %q", found)
	}
}
