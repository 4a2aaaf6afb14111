package study

import (
	"bytes"
	"testing"
	"testing/fstest"

	"github.com/semblance-app/semblance/core/warning"
)

// whole is an array of that shape whose type is int32.
func whole(t *testing.T, shape ...int) *fstest.MapFile {
	t.Helper()
	file := npy(t, shape...)
	if !bytes.Contains(file.Data, []byte("<f4")) {
		t.Fatalf("the header is %q", file.Data[:80])
	}
	file.Data = bytes.Replace(file.Data, []byte("<f4"), []byte("<i4"), 1)
	return file
}

func TestLabelsAreNoLayer(t *testing.T) {
	s := open(t, fstest.MapFS{
		"a/conv1.npy": npy(t, 8, 3), "a/targets.npy": whole(t, 8),
		"b/conv1.npy": npy(t, 8, 3), "b/targets.npy": whole(t, 8), "b/counts.npy": whole(t, 8, 2), "b/logit.npy": npy(t, 8),
		"labels/labels.npy": whole(t, 8),
	})
	wantShape(t, s, "a/: conv1\nb/: conv1 counts logit\n")
	if len(s.Warnings) != 2 {
		t.Fatalf("warnings are %v", s.Warnings)
	}
	wantWarning(t, s.Warnings[:1], warning.LeftOut, "Left out: labels, whole numbers")
	wantWarning(t, s.Warnings[1:], warning.LeftOut, "targets of 2 networks", "8×1")
	if _, err := s.Load(t.Context(), Ref{Network: "a", Layer: "targets"}, LoadOptions{}); err == nil {
		t.Error("what is left out can be read")
	}
}

// Whole numbers are layers where nothing says that they label any.
func TestWholeNumbersAlone(t *testing.T) {
	s := open(t, fstest.MapFS{"a/spikes.npy": whole(t, 8), "b/spikes.npy": whole(t, 8)})
	wantShape(t, s, "a/: spikes\nb/: spikes\n")
}

func TestLabelsInACheckpoint(t *testing.T) {
	s := open(t, fstest.MapFS{
		"a/100/fc.npy": npy(t, 8, 3), "a/200/fc.npy": npy(t, 8, 3), "a/300/y.npy": whole(t, 8),
		"b/100/fc.npy": npy(t, 8, 3), "b/200/fc.npy": npy(t, 8, 3),
	})
	wantShape(t, s, "a/100: fc\na/200: fc\nb/100: fc\nb/200: fc\n")
}
