package study

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

func pairTree(t *testing.T) string {
	t.Helper()
	return onDisk(t, fstest.MapFS{
		"x/gen-0/final.npz":      npz(t, "conv1", "logits"),
		"x/gen-0/step-100.npz":   npz(t, "conv1", "logits"),
		"x/mem-3/final.npz":      npz(t, "conv1", "fc1", "logits"),
		"x/mem-3/final/fc2.npy":  npy(t, 8, 3),
		"x/metadata.csv":         text("network,group\ngen-0,g\nmem-3,m\n"),
		"y/gen-0/final.npz":      npz(t, "conv1", "logits"),
		"y/solo/gen-0/conv1.npy": npy(t, 8, 3),
		"x/arrays/conv1.npy":     npy(t, 8, 3),
		"y/arrays/conv1.npy":     npy(t, 8, 4),
		"y/arrays/conv2.npy":     npy(t, 8, 4),
		"y/unnamed.npz":          npz(t, "arr_0"),
		"x/acts.npz":             npz(t, "conv1", "logits"),
		"y/acts.npz":             npz(t, "conv1", "model:conv2"),
		"y/acts.npy":             npy(t, 8, 3),
		"y/odd:name.npz":         npz(t, "conv1"),
		"y/odd.npz:conv1":        npz(t, "whole"),
	})
}

func TestOpenPair(t *testing.T) {
	root := pairTree(t)
	for _, test := range []struct{ a, b, want string }{
		{"x/gen-0/final.npz", "x/mem-3/final.npz", "gen-0/final: conv1 logits\nmem-3/final: conv1 fc1 logits\n"},
		{"x/mem-3/final.npz", "x/gen-0/final.npz", "mem-3/final: conv1 fc1 logits\ngen-0/final: conv1 logits\n"},
		{"x/gen-0", "x/mem-3", "gen-0/step-100: conv1 logits\ngen-0/final: conv1 logits\nmem-3/final: conv1 fc1 fc2 logits\n"},
		// Two checkpoints of one network.
		{"x/gen-0/step-100.npz", "x/gen-0/final.npz", "gen-0/step-100/: conv1 logits\ngen-0/final/: conv1 logits\n"},
		{"x/gen-0", "x/gen-0/final.npz", "gen-0/step-100: conv1 logits\ngen-0/final: conv1 logits\ngen-0/final/: conv1 logits\n"},
		// Equal names from different folders.
		{"x/gen-0/step-100.npz", "y/gen-0/final.npz", "x/gen-0/step-100: conv1 logits\ny/gen-0/final: conv1 logits\n"},
		{"x/gen-0", "y/gen-0/final.npz", "x/gen-0/step-100: conv1 logits\nx/gen-0/final: conv1 logits\ny/gen-0/final: conv1 logits\n"},
		{"y/solo", "y/gen-0", "solo/: conv1\ngen-0/final: conv1 logits\n"},
		{"y/acts.npz", "y/acts.npy", "acts.npz/: conv1 model:conv2\nacts.npy/: acts\n"},
		{"x/gen-0/final.npz", "y/gen-0/final.npz", "x/gen-0/final: conv1 logits\ny/gen-0/final: conv1 logits\n"},
		{"x/acts.npz", "y/acts.npz", "x/acts/: conv1 logits\ny/acts/: conv1 model:conv2\n"},
		// Bare arrays.
		{"y/arrays/conv1.npy", "y/arrays/conv2.npy", "conv1/: activations\nconv2/: activations\n"},
		{"x/arrays/conv1.npy", "y/arrays/conv1.npy", "x/: conv1\ny/: conv1\n"},
		{"x/arrays/conv1.npy", "y/unnamed.npz", "conv1/: activations\nunnamed/: activations\n"},
		{"x/arrays/conv1.npy", "x/gen-0/final.npz:logits", "conv1/: logits\ngen-0/final: logits\n"},
		// Named layers keep their names, and one file may be both sides.
		{"x/gen-0/final.npz:conv1", "x/mem-3/final.npz:logits", "gen-0/final: conv1\nmem-3/final: logits\n"},
		{"x/acts.npz:conv1", "x/acts.npz:logits", "acts:conv1/: conv1\nacts:logits/: logits\n"},
		{"x/acts.npz", "x/acts.npz", "acts/: conv1 logits\nacts (2)/: conv1 logits\n"},
		// A study of one network stands for it.
		{"y/solo", "x/mem-3", "gen-0/: conv1\nmem-3/final: conv1 fc1 fc2 logits\n"},
	} {
		t.Run(test.a+" "+test.b, func(t *testing.T) {
			s, err := OpenPair(context.Background(), inside(root, test.a), inside(root, test.b))
			if err != nil {
				t.Fatal(err)
			}
			wantShape(t, s, test.want)
			if len(s.Networks) != 2 || s.Name != s.Networks[0].Name+" and "+s.Networks[1].Name || s.Path != "" {
				t.Errorf("the study is called %q, at %q", s.Name, s.Path)
			}
			for _, n := range s.Networks {
				for _, c := range n.Checkpoints {
					for _, l := range c.Layers {
						if _, err := s.Load(context.Background(), Ref{Network: n.Name, Step: c.Name, Layer: l.Name}, LoadOptions{}); err != nil {
							t.Error(err)
						}
					}
				}
			}
		})
	}
}

// Two networks whose archives disagree on the order of layers have that of the
// names together, each its own apart.
func TestOpenPairOrder(t *testing.T) {
	root := onDisk(t, fstest.MapFS{
		"a.npz": npz(t, "zeta", "alpha", "fc"), "b.npz": npz(t, "alpha", "zeta", "beta"),
	})
	s, err := OpenPair(context.Background(), inside(root, "a.npz"), inside(root, "b.npz"))
	if err != nil {
		t.Fatal(err)
	}
	wantShape(t, s, "a/: zeta alpha fc\nb/: alpha zeta beta\n")
	if got := strings.Join(s.Layers(), " "); got != "alpha beta zeta fc" {
		t.Errorf("the layers are %s", got)
	}
}

// inside is an endpoint in a folder; only its path is made the system's.
func inside(root, endpoint string) string { return filepath.Join(root, filepath.FromSlash(endpoint)) }

func TestOpenPairRefusals(t *testing.T) {
	root := pairTree(t)
	_, err := OpenPair(context.Background(), inside(root, "x/gen-0"), inside(root, "x"))
	wantError(t, err, filepath.Join(root, "x")+": it holds more than one network: acts", "; choose one of them, such as "+inside(root, "x/acts.npz"))
	_, err = OpenPair(context.Background(), inside(root, "x/gen-0"), inside(root, "gone.npz:conv1"))
	wantError(t, err, inside(root, "gone.npz")+": there is no such file")
	_, err = OpenPair(context.Background(), inside(root, "gone"), inside(root, "x/gen-0"))
	wantError(t, err, "gone", "; check the path")
}

func TestOpenEndpoint(t *testing.T) {
	root := pairTree(t)
	for _, test := range []struct{ endpoint, want string }{
		{"x/gen-0/final.npz", "gen-0/final: conv1 logits\n"},
		{"x/gen-0/final.npz:logits", "gen-0/final: logits\n"},
		{"x/mem-3:fc2", "mem-3/final: fc2\n"},
		{"x/mem-3/final:fc2", "mem-3/final: fc2\n"},
		{"y/acts.npz:model:conv2", "acts/: model:conv2\n"},
		{"y/odd:name.npz", "odd:name/: conv1\n"},
		{"y/odd:name.npz:conv1", "odd:name/: conv1\n"},
		{"y/odd.npz:conv1", "odd.npz:conv1/: whole\n"}, // a file before a key
	} {
		s, err := OpenEndpointWith(context.Background(), inside(root, test.endpoint), OpenOptions{})
		if err != nil {
			t.Error(err)
			continue
		}
		wantShape(t, s, test.want)
		if len(s.files) != strings.Count(strings.ReplaceAll(shape(s), ": ", " "), " ") {
			t.Errorf("%s: %d arrays are kept", test.endpoint, len(s.files))
		}
	}
	_, err := OpenEndpointWith(context.Background(), inside(root, "x/gen-0/final.npz:conv9"), OpenOptions{})
	var missing *NotFoundError
	if !errors.As(err, &missing) {
		t.Errorf("the error is %v", err)
	}
	wantError(t, err, "there is no layer conv9 in "+inside(root, "x/gen-0/final.npz")+"; it has conv1, logits")
	_, err = OpenEndpointWith(context.Background(), inside(root, "x/arrays/conv1.npy:key"), OpenOptions{})
	wantError(t, err, "no layer key", "it has conv1")
}

func TestSplitEndpoint(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("C", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for s, want := range map[string][2]string{
		"nowhere":             {"nowhere", ""},
		"nowhere.npz:conv1":   {"nowhere.npz", "conv1"},
		"C:/data/a.npz":       {"C:/data/a.npz", ""},
		"C:/data/a.npz:conv1": {"C:/data/a.npz", "conv1"},
		"C:/data/A.NPZ:x:y":   {"C:/data/A.NPZ", "x:y"},
		"C":                   {"C", ""},
		"C:":                  {"C:", ""},
		"":                    {"", ""},
	} {
		if path, key := splitEndpoint(s); path != want[0] || key != want[1] {
			t.Errorf("%q is %q and %q, want %q", s, path, key, want)
		}
	}
}
