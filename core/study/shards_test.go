package study

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/semblance-app/semblance/core/warning"
)

// inPieces are files of two networks with two layers, each in pieces of these sizes
// under the names that make gives, and the whole layers.
func inPieces(t *testing.T, width int, sizes []int, name func(layer string, piece int) string) (pieces, whole fstest.MapFS) {
	t.Helper()
	pieces, whole = fstest.MapFS{}, fstest.MapFS{}
	total := 0
	for _, n := range sizes {
		total += n
	}
	for k, network := range []string{"a", "b"} {
		for j, layer := range []string{"conv1", "conv2"} {
			values := counts(total, width+j)
			for i := range values {
				values[i] += float32(100 * k)
			}
			whole[network+"/final/"+layer+".npy"] = npyOf(t, values, total, width+j)
			at := 0
			for i, n := range sizes {
				pieces[network+"/final/"+name(layer, i)+".npy"] = npyOf(t, values[at*(width+j):(at+n)*(width+j)], n, width+j)
				at += n
			}
		}
	}
	return pieces, whole
}

func numbered(layer string, i int) string { return layer + "_0" + string(rune('1'+i)) }

// Layers in pieces are read as if they were whole, in whatever part of them is asked
// for.
func TestLayersInPieces(t *testing.T) {
	files, whole := inPieces(t, 3, []int{50, 50, 20}, numbered)
	s, want := open(t, files), open(t, whole)
	if s.Layout.Name != "network/checkpoint/layer_shard.npy" || s.Layout.Holds != want.Layout.Holds || len(s.Warnings) > 0 {
		t.Errorf("read as %+v, %v", s.Layout, s.Warnings)
	}
	wantWords(t, s.Layout.Reason, "so they are networks, and conv1_01 to conv1_03 are pieces of one layer", "every layer has 3 with the same numbers of datapoints, numbered without gaps")
	if got := shape(s); got != shape(want) {
		t.Fatalf("holds\n%s", got)
	}
	for _, ref := range []Ref{{Network: "a", Layer: "conv1"}, {Network: "b", Layer: "conv2", Timestep: Every(1, 4)}} {
		l, err := s.Find(ref)
		if err != nil || l.Shape[0] != 120 || !slices.Equal(l.Pieces, []int{50, 50, 20}) || len(s.Files(Ref{Network: ref.Network, Step: "final", Layer: ref.Layer})) != 3 {
			t.Errorf("%+v, %v", l, err)
		}
		if w, _ := want.Find(ref); w.Bytes != l.Bytes || s.Datapoints().Usual != 120 {
			t.Errorf("%d bytes of %d datapoints", l.Bytes, s.Datapoints().Usual)
		}
		for _, o := range []LoadOptions{{}, {Datapoints: 7, Seed: 4}, {Datapoints: 1, Seed: 9}} {
			a, errA := s.Load(t.Context(), ref, o)
			b, errB := want.Load(t.Context(), ref, o)
			if errA != nil || errB != nil || a.N != b.N || a.Datapoints != b.Datapoints || !slices.Equal(a.Float32, b.Float32) {
				t.Errorf("%s with %+v: %d×%d, %v", ref, o, a.N, a.P, errA)
			}
		}
	}
}

// What the pieces are is in the layout, and can be chosen otherwise.
func TestPiecesAreChosen(t *testing.T) {
	files, _ := inPieces(t, 3, []int{50, 50, 50}, numbered)
	root := onDisk(t, files)
	s, err := Open(t.Context(), root)
	if err != nil {
		t.Fatal(err)
	}
	all := s.Layouts()
	if len(all) < 2 || all[0] != s.Layout || all[1].Name != "network/checkpoint/layer.npy" || all[1].Holds != "2 networks (a and b) at 1 checkpoint (final) of 6 layers (conv1_01 to conv2_03)" {
		t.Errorf("the layouts are %+v", all)
	}
	for _, l := range all[:2] {
		if err := (&Study{Path: root}).SaveLayout(l.Name); err != nil {
			t.Fatal(err)
		}
		again, err := Open(t.Context(), root)
		if err != nil || again.Layout.Name != l.Name || again.Layout.Holds != l.Holds || len(again.Warnings) > 0 {
			t.Errorf("%s is read as %+v, %v, %v", l.Name, again.Layout, again.Warnings, err)
		}
	}
	if err := os.Remove(filepath.Join(root, "a", "final", "conv1_02.npy")); err != nil {
		t.Fatal(err)
	}
	s, err = Open(t.Context(), root)
	if err != nil || len(s.Layers()) != 6 {
		t.Errorf("with a piece gone: %v, %v", s.Layers(), err)
	}
	_, err = OpenWith(t.Context(), root, OpenOptions{Layout: "network/checkpoint/layer_shard.npy"})
	var unfit *LayoutError
	if !errors.As(err, &unfit) {
		t.Errorf("%v", err)
	}
}

// What may be layers that are counted is not stacked, but can be where it fits.
func TestWhatIsNotInPieces(t *testing.T) {
	for _, test := range []struct {
		files   []string
		offered bool // as pieces
	}{
		{[]string{"{a,b}/final/conv{1,2}_{1,2}.npy"}, true},             // VGG
		{[]string{"{a,b}/final/layer_{00,01,02}.npy"}, true},            // counted
		{[]string{"{a,b}/final/{attn,mlp}_{00,01}.npy"}, true},          // of blocks that are counted
		{[]string{"{a,b}/final/conv1_{01,03}.npy"}, false},              // a gap
		{[]string{"{a,b}/final/conv1_{02,03}.npy"}, false},              // from 2
		{[]string{"{a,b}/final/{conv1_01,conv1_02,fc}.npy"}, false},     // one without a number
		{[]string{"{a,b}/final/{conv1_01,conv1_02,fc1_01}.npy"}, false}, // fewer of one
	} {
		s := open(t, treeOf(t, test.files...))
		offered := slices.ContainsFunc(s.Layouts(), func(l Layout) bool { return strings.Contains(l.Name, "layer_shard") })
		if strings.Contains(s.Layout.Name, "shard") || offered != test.offered {
			t.Errorf("%s is read as %s of %+v", test.files[0], s.Layout.Name, s.Layouts())
		}
	}
	files := treeOf(t, "{a,b}/final/conv1_{01,02}.npy")
	files["a/final/conv1_02.npy"] = npy(t, 8, 4)
	if s := open(t, files); len(s.Layers()) != 2 {
		t.Errorf("of other widths: %s", s.Layout.Name)
	}
	files["a/final/conv1_02.npy"] = npy(t, 9, 3)
	if s := open(t, files); len(s.Layers()) != 2 {
		t.Errorf("of other sizes in one network: %s", s.Layout.Name)
	}
}

func TestPiecesByAWord(t *testing.T) {
	for _, name := range []string{"net{0,1}_step{1,2}_fc_part{0,1}.npy", "net{0,1}/step{1,2}/fc-{1,2}-of-2.npy", "net{0,1}/step{1,2}/fc.shard.{0,1,2}.npy", "net{0,1}/step{1,2}.npz:fc_shard{0,1}"} {
		s := open(t, treeOf(t, name))
		if !strings.Contains(s.Layout.Name, "layer_shard") || !slices.Equal(s.Layers(), []string{"fc"}) || len(s.Networks) != 2 || len(s.Warnings) > 0 {
			t.Errorf("%s: %+v with %v, %v", name, s.Layout, s.Layers(), s.Warnings)
		}
	}
}

// An error in a piece names its file, and its datapoints are counted through all.
func TestErrorsInPieces(t *testing.T) {
	files, _ := inPieces(t, 3, []int{4, 4}, numbered)
	values := counts(4, 3)
	values[2*3+1] = float32(math.NaN())
	files["a/final/conv1_02.npy"] = npyOf(t, values, 4, 3)
	s := open(t, files)
	_, err := s.Load(t.Context(), Ref{Network: "a", Layer: "conv1"}, LoadOptions{})
	var bad *NonFiniteError
	if !errors.As(err, &bad) || bad.Datapoint != 6 || bad.Neuron != 1 {
		t.Errorf("%v", err)
	}
	root := onDisk(t, func() fstest.MapFS { f, _ := inPieces(t, 3, []int{4, 4}, numbered); return f }())
	s, err = Open(t.Context(), root)
	if err != nil {
		t.Fatal(err)
	}
	gone := filepath.Join(root, "a", "final", "conv1_02.npy")
	if err := os.Remove(gone); err != nil {
		t.Fatal(err)
	}
	_, err = s.Load(t.Context(), Ref{Network: "a", Layer: "conv1"}, LoadOptions{})
	var changed *ChangedError
	if !errors.As(err, &changed) || changed.Gone != 1 || !strings.Contains(err.Error(), gone) {
		t.Errorf("%v", err)
	}
	err = s.CheckFiles(t.Context(), []Ref{{Network: "a", Layer: "conv1"}})
	if !errors.As(err, &changed) || !slices.Equal(changed.Files, []string{gone}) {
		t.Errorf("%v", err)
	}
}

// A layer of which a piece cannot be read is left out as a whole, and says why; the
// others stay whole.
func TestAPieceThatCannotBeRead(t *testing.T) {
	damaged := func(files fstest.MapFS, names ...string) fstest.MapFS {
		for _, name := range names {
			if files[name] == nil {
				t.Fatalf("there is no %s", name)
			}
			files[name] = text("damaged")
		}
		return files
	}
	files, _ := inPieces(t, 3, []int{50, 50, 20}, numbered)
	s := open(t, damaged(files, "a/final/conv1_03.npy"))
	if s.Layout.Name != "network/checkpoint/layer_shard.npy" || len(s.Warnings) != 1 || s.Warnings[0].Code != warning.Unreadable || s.Warnings[0].Cause == "" {
		t.Errorf("read as %+v, %v", s.Layout, s.Warnings)
	}
	wantShape(t, s, "a/final: conv2\nb/final: conv1 conv2\n")
	wantWords(t, s.Warnings[0].Message, "Left out: a/final/conv1, since a piece of it cannot be read: a/final/conv1_03.npy: it is damaged")
	if l, err := s.Find(Ref{Network: "b", Layer: "conv1"}); err != nil || !slices.Equal(l.Pieces, []int{50, 50, 20}) {
		t.Errorf("%+v, %v", l, err)
	}

	files, _ = inPieces(t, 3, []int{50, 50, 20}, numbered)
	s = open(t, damaged(files, "a/final/conv1_01.npy", "a/final/conv1_02.npy", "a/final/conv2_02.npy", "b/final/conv1_03.npy"))
	wantShape(t, s, "b/final: conv2\n")
	if len(s.Warnings) != 3 {
		t.Errorf("it says %v", s.Warnings)
	}

	// Names that are read by their words, and keys of an archive.
	s = open(t, damaged(treeOf(t, "net{0,1}_step{1,2}_{conv1,fc1}_part{0,1}.npy"), "net0_step1_fc1_part1.npy"))
	wantShape(t, s, "net0/step1: conv1\nnet0/step2: conv1 fc1\nnet1/step1: conv1 fc1\nnet1/step2: conv1 fc1\n")
	wantWords(t, s.Warnings[0].Message, "net0/step1/fc1, since", "net0_step1_fc1_part1.npy")

	// Other files that cannot be read are left out as ever, and no layer of what is
	// left is none.
	files = damaged(treeOf(t, "{a,b}/final/conv1_part{0,1}.npy"), "a/final/conv1_part0.npy", "a/final/conv1_part1.npy")
	files["b/final/notes.npy"] = text("damaged")
	s = open(t, files)
	wantShape(t, s, "b/final: conv1\n")
	if len(s.Warnings) != 3 {
		t.Errorf("it says %v", s.Warnings)
	}
	files = damaged(treeOf(t, "a/final/conv1_part{0,1,2}.npy"), "a/final/conv1_part1.npy")
	_, err := OpenFS(t.Context(), files, "my-study")
	wantError(t, err, "my-study", "no layer of it is whole, such as a/final/conv1, since a piece of it cannot be read: a/final/conv1_part1.npy", "; record the piece again")
	if s, err = OpenFSWith(t.Context(), files, "my-study", OpenOptions{Layout: "network/checkpoint/layer.npy"}); err != nil || len(s.Layers()) != 2 {
		t.Errorf("as layers: %v", err)
	}
	if list := s.Layouts(); slices.ContainsFunc(list, func(l Layout) bool { return strings.Contains(l.Name, "shard") }) {
		t.Errorf("a layout without a layer is offered: %+v", list)
	}
}
