package study

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/semblance-app/semblance/core/arrayfile"
	"github.com/semblance-app/semblance/core/warning"
)

func TestOpenMixture(t *testing.T) {
	s := open(t, fstest.MapFS{
		"net10/final/conv10.npy":  npy(t, 8, 3),
		"net10/final/conv2.npy":   npy(t, 8, 3),
		"net10/step-20/conv2.npy": npy(t, 8, 3),
		"net10/step-3.npz":        npz(t, "conv2", "conv10", "logits"),
		"net2/init.npz":           npz(t, "conv2"),
		"net1.npz":                npz(t, "conv2", "fc"),
		"net3/conv2.npy":          npy(t, 8, 3),
		"README.md":               text("about"),
	})
	wantShape(t, s, `
		net1/: conv2 fc
		net2/init: conv2
		net3/: conv2
		net10/step-3: conv2 conv10 logits
		net10/step-20: conv2
		net10/final: conv2 conv10
	`)
	if len(s.Warnings) != 0 {
		t.Errorf("warnings: %v", s.Warnings)
	}
	if s.Name != "my-study" || s.Layout.Reason == "" || !strings.Contains(s.Layout.Name, "network/checkpoint.npz") {
		t.Errorf("name %q, layout %+v", s.Name, s.Layout)
	}
	c := s.Networks[3].Checkpoints
	if c[1].Step != 20 || !c[1].HasStep || c[2].HasStep {
		t.Errorf("steps are %+v", c)
	}
}

func TestOpenPlaces(t *testing.T) {
	root := onDisk(t, fstest.MapFS{
		"study/gen-0/final.npz":            npz(t, "conv1", "fc1"),
		"study/gen-0/step-1.npz":           npz(t, "conv1", "fc1"),
		"study/mem-3/final/conv1.npy":      npy(t, 8, 3),
		"study/mem-3/step-000100/fc1.npy":  npy(t, 8, 3),
		"study/seed-1/conv1.npy":           npy(t, 8, 3),
		"loose/A.npy":                      npy(t, 8, 3),
		"loose/B.npy":                      npy(t, 8, 3),
		"numbers/1000.npz":                 npz(t, "conv1"),
		"numbers/200.npz":                  npz(t, "conv1"),
		"disguised/archive.npy":            npz(t, "conv1"),
		"disguised/array.npz":              npy(t, 8, 3),
		"disguised/net/final/together.npy": npz(t, "a", "b"),
	})
	for _, test := range []struct{ path, name, want string }{
		{"study/gen-0", "gen-0", "gen-0/step-1: conv1 fc1\ngen-0/final: conv1 fc1\n"},
		{"study/gen-0/final.npz", "gen-0/final", "gen-0/final: conv1 fc1\n"},
		{"study/mem-3", "mem-3", "mem-3/step-000100: fc1\nmem-3/final: conv1\n"},
		{"study/mem-3/final", "mem-3/final", "mem-3/final: conv1\n"},
		{"study/seed-1", "seed-1", "seed-1/: conv1\n"},
		{"loose", "loose", "loose/: A B\n"},
		{"loose/A.npy", "A", "A/: A\n"},
		{"numbers", "numbers", "numbers/200: conv1\nnumbers/1000: conv1\n"},
		{"disguised/archive.npy", "archive", "archive/: conv1\n"},
		{"disguised/array.npz", "array", "array/: array\n"},
		// Here archive.npy lies where single arrays do not belong.
		{"disguised", "disguised", "array/: array\nnet/final: together/a together/b\n"},
	} {
		t.Run(test.path, func(t *testing.T) {
			s, err := Open(context.Background(), filepath.Join(root, test.path))
			if err != nil {
				t.Fatal(err)
			}
			if s.Name != test.name || shape(s) != test.want || s.Path != filepath.Join(root, test.path) {
				t.Errorf("%s at %s holds\n%swant\n%s", s.Name, s.Path, shape(s), test.want)
			}
			if test.path == "numbers" {
				wantWarning(t, s.Warnings, warning.GuessedLayout, "numbers", "1000", "choose the layout")
			}
			for _, n := range s.Networks {
				for _, c := range n.Checkpoints {
					if _, err := s.Load(context.Background(), Ref{Network: n.Name, Step: c.Name, Layer: c.Layers[0].Name}, LoadOptions{}); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
}

// The path a person gives may be relative, and "." has no name of its own.
func TestOpenCurrentFolder(t *testing.T) {
	root := onDisk(t, fstest.MapFS{"gen-0/final/conv1.npy": npy(t, 8, 3)})
	t.Chdir(filepath.Join(root, "gen-0", "final"))
	for _, test := range []struct{ path, want string }{
		{".", "gen-0/final: conv1\n"}, {"..", "gen-0/final: conv1\n"}, {"conv1.npy", "conv1/: conv1\n"},
	} {
		s, err := Open(context.Background(), test.path)
		if err != nil {
			t.Fatal(err)
		}
		wantShape(t, s, test.want)
		if s.Path != test.path {
			t.Errorf("path %q, want %q", s.Path, test.path)
		}
	}
}

func TestOpenRefusals(t *testing.T) {
	root := onDisk(t, fstest.MapFS{
		"empty/.DS_Store":        text("x"),
		"text/notes/a.txt":       text("x"),
		"torch/gen-0/acts.pt":    text("x"),
		"deep/a/b/c/d/conv1.npy": npy(t, 8, 3),
		"broken/gen-0.npz":       text("not a zip"),
		"broken/gen-1.npz":       text(""),
		"one/gen-0.npz":          text("PK"),
		"text.csv":               text("a,b"),
	})
	for _, test := range []struct {
		path  string
		words []string
	}{
		{"nowhere", []string{"nowhere", "no such file or folder", "; check the path"}},
		{"empty", []string{"empty", "no .npy or .npz file", "; record"}},
		{"text", []string{"no .npy or .npz file"}},
		{"torch", []string{"only PyTorch files (1 .pt)", "numpy.save"}},
		{"deep", []string{"deeper than network/checkpoint/layer", "a/b/c/d/conv1.npy", "; open a folder inside it, such as", filepath.Join("deep", "a")}},
		{"broken", []string{"broken", "none of its 2 array files can be read", "gen-0.npz"}},
		{"one", []string{filepath.Join("one", "gen-0.npz")}},
		{"text.csv", []string{"text.csv", "not a .npy or .npz file"}},
	} {
		t.Run(test.path, func(t *testing.T) {
			path := filepath.Join(root, test.path)
			_, err := Open(context.Background(), path)
			wantError(t, err, append(test.words, path)...)
			var mine *Error
			var file *arrayfile.Error
			if !errors.As(err, &mine) && !errors.As(err, &file) {
				t.Errorf("%T is not typed", err)
			}
		})
	}
}

func TestOpenDenied(t *testing.T) {
	files := fstest.MapFS{"gen-0/final.npz": npz(t, "conv1"), "gen-1/final.npz": npz(t, "conv1")}
	_, err := OpenFS(context.Background(), refusing{files, ".", fs.ErrPermission}, "my-study")
	wantError(t, err, "my-study", "permission", "; change its permissions")
	if !errors.Is(err, fs.ErrPermission) {
		t.Errorf("%v is no fs.ErrPermission", err)
	}
	var inside *fs.PathError
	if errors.As(err, &inside) {
		t.Errorf("%v gives away a path inside the file system: %v", err, inside)
	}

	for _, denied := range []string{"gen-1", "gen-1/final.npz"} {
		s := open(t, refusing{files, denied, fs.ErrPermission})
		wantShape(t, s, "gen-0/final: conv1\n")
		wantWarning(t, s.Warnings, warning.Unreadable, denied, "permission")
	}

	_, err = OpenFS(context.Background(), refusing{files, "gen-0 gen-1", fs.ErrPermission}, "my-study")
	wantError(t, err, "my-study", "nothing in it can be read", "gen-0", "permission")
}

func TestOpenLeavesOut(t *testing.T) {
	s := open(t, fstest.MapFS{
		"gen-0/final.npz":        npz(t, "conv1"),
		"gen-0/final/conv1.npy":  npy(t, 8, 3), // again
		"gen-1/final.npz":        text("PK\x03\x04 is all there is"),
		"gen-0/labels.npy":       npy(t, 8), // beside the checkpoints
		"order.npy":              npy(t, 8), // beside the networks
		"gen-0/a/b/c/conv9.npy":  npy(t, 8, 3),
		"._gen-0/final.npz":      text("resource fork"),
		"gen-0/._final.npz":      text("resource fork"),
		".DS_Store":              text("x"),
		".cache/gen-9/final.npz": npz(t, "conv1"),
	})
	wantShape(t, s, "gen-0/final: conv1\n")
	if got := codes(s.Warnings); got != "unreadable unreadable unreadable" {
		t.Fatalf("warnings are %s: %v", got, s.Warnings)
	}
	wantWords(t, s.Warnings[0].Message, "3 arrays", "gen-0/labels.npy")
	wantWords(t, s.Warnings[1].Message, "final/conv1.npy", "gen-0/final/conv1", "final.npz")
	wantWords(t, s.Warnings[2].Message, "gen-1/final.npz")
}

// The same unreadable key in each network has one cause.
func TestOpenRepeatedProblem(t *testing.T) {
	file := npz(t, "conv1", "ids", "it2")
	file.Data = bytes.ReplaceAll(file.Data, []byte("it2.npy"), []byte("ids.npy"))
	s := open(t, fstest.MapFS{"a.npz": file, "b.npz": file, "c.npz": file})
	wantShape(t, s, "a/: conv1\nb/: conv1\nc/: conv1\n")
	if len(s.Warnings) != 1 {
		t.Fatalf("warnings are %v", s.Warnings)
	}
	wantWarning(t, s.Warnings, warning.Unreadable, "a.npz: key ids: 2 arrays have this name", "(so in 3 archives)")
}

func TestOpenSymlinks(t *testing.T) {
	root := onDisk(t, fstest.MapFS{
		"elsewhere/final.npz":     npz(t, "conv1"),
		"study/gen-0/final.npz":   npz(t, "conv1"),
		"study/gen-0/step-1.npz":  npz(t, "conv1"),
		"study/gen-0/notes/a.txt": text("x"),
	})
	link := func(target, name string) {
		t.Helper()
		if err := os.Symlink(target, filepath.Join(root, name)); err != nil {
			t.Skipf("no symbolic links here: %v", err)
		}
	}
	link(filepath.Join(root, "elsewhere"), "study/gen-1")
	link("..", "study/gen-0/up")
	link(".", "study/gen-0/notes/self")
	link("nowhere", "study/gone")
	link("study", "linked")
	s, err := Open(context.Background(), filepath.Join(root, "linked"))
	if err != nil {
		t.Fatal(err)
	}
	wantShape(t, s, "gen-0/step-1: conv1\ngen-0/final: conv1\ngen-1/final: conv1\n")
	wantWarning(t, s.Warnings, warning.Unreadable, "gone", "no such file")
}

// TestFoldersThatLeadToEachOther has links from every network to every other: each is
// walked once for each link of the study, and not along all ways through them.
func TestFoldersThatLeadToEachOther(t *testing.T) {
	files := fstest.MapFS{}
	networks := strings.Fields("a b c d e f")
	for _, network := range networks {
		files[network+"/conv1.npy"] = npy(t, 2, 1)
	}
	root := onDisk(t, files)
	for _, from := range networks {
		for _, to := range networks {
			if err := os.Symlink("../"+to, filepath.Join(root, from, "to-"+to)); err != nil {
				t.Skipf("no symbolic links here: %v", err)
			}
		}
	}
	found, err := Files(t.Context(), root)
	if err != nil || len(found) != 6+6*5*5 {
		t.Errorf("%d files, %v", len(found), err)
	}
}

func TestOpenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	root := onDisk(t, fstest.MapFS{"gen-0/final.npz": npz(t, "conv1")})
	for _, path := range []string{root, filepath.Join(root, "gen-0", "final.npz")} {
		if _, err := Open(ctx, path); !errors.Is(err, context.Canceled) {
			t.Errorf("the error is %v", err)
		}
	}
	b := builder{study: &Study{}, place: place{fsys: os.DirFS(root)}}
	if _, err := b.open(ctx, []assignment{{file: "gen-0/final.npz"}}); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
}

// Studies of a thousand files open at the speed of the disk.
func BenchmarkOpen(b *testing.B) {
	file := npy(b, 2, 1)
	files := fstest.MapFS{}
	for _, network := range strings.Fields("a b c d e f g h i j k l m n o p q r s t") {
		for _, step := range strings.Fields("init step-1 step-2 step-3 final") {
			for _, layer := range strings.Fields("conv1 conv2 conv3 conv4 conv5 conv6 conv7 conv8 fc logits") {
				files[network+"/"+step+"/"+layer+".npy"] = file
			}
		}
	}
	root := onDisk(b, files)
	for b.Loop() {
		if _, err := Open(context.Background(), root); err != nil {
			b.Fatal(err)
		}
	}
}

// Ten thousand arrays in one folder, told apart by their names.
func BenchmarkOpenFlat(b *testing.B) {
	file := npy(b, 2, 1)
	files := fstest.MapFS{}
	for _, name := range expand("net{0,1,2,3,4,5,6,7,8,9}{0,1,2,3,4,5,6,7,8,9}_step{1,2}00_{a,b,c,d,e}_{conv,fc}{0,1,2,3,4}.npy") {
		files[name] = file
	}
	root := onDisk(b, files)
	for b.Loop() {
		s, err := Open(context.Background(), root)
		if err != nil {
			b.Fatal(err)
		}
		s.Layouts()
	}
}
