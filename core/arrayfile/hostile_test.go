package arrayfile_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/semblance-app/semblance/core/arrayfile"
)

const (
	again     = "; copy or save it again"
	asNumpy   = "; save the array with numpy.save or numpy.savez"
	asFloat32 = "; save it in numpy as float32"
)

// notUnderstood is the message about a malformed dictionary.
func notUnderstood(why string) string {
	return "its header cannot be understood (" + why + ")" + asNumpy
}

type refusal struct {
	name   string
	reason error
	text   string // after the path
}

func refusedNPY() []refusal {
	return []refusal{
		{"empty.npy", arrayfile.ErrEmpty, "the file is empty" + again},
		{"half-magic.npy", arrayfile.ErrTruncated, "it ends inside its header" + again},
		{"magic-only.npy", arrayfile.ErrTruncated, "it ends inside its header" + again},
		{"no-length.npy", arrayfile.ErrTruncated, "it ends inside its header" + again},
		{"truncated-header.npy", arrayfile.ErrTruncated, "it ends inside its header" + again},
		{"length-past-end.npy", arrayfile.ErrTruncated, "it ends inside its header" + again},
		{"truncated-data.npy", arrayfile.ErrTruncated, "its header promises 48 bytes of values (3 × 4 float32), but only 43 are there" + again},
		{"no-data.npy", arrayfile.ErrTruncated, "its header promises 48 bytes of values (3 × 4 float32), but only 0 are there" + again},
		{"huge.npy", arrayfile.ErrTruncated, "its header promises 4398046511104 bytes of values (1099511627776 float32), but only 24 are there" + again},
		{"huge-product.npy", arrayfile.ErrTruncated, "its header promises 4398046511104 bytes of values (1048576 × 1048576 float32), but only 24 are there" + again},
		{"trailing.npy", arrayfile.ErrTrailing, "4 bytes follow the values its header describes (3 × 4 float32); save one array per file"},
		{"version9.npy", arrayfile.ErrUnsupported, "version 9.0 of the npy format is unknown" + asNumpy},
		{"version1.1.npy", arrayfile.ErrUnsupported, "version 1.1 of the npy format is unknown" + asNumpy},
		{"length-4g.npy", arrayfile.ErrUnsupported, "its header claims 4294967295 bytes, more than a plain array needs" + asFloat32},
		{"overflow.npy", arrayfile.ErrFormat, "its header claims an impossibly large shape, 4294967296 × 4294967296" + again},
		{"overflow-to-small.npy", arrayfile.ErrFormat, "its header claims an impossibly large shape, 4611686018427387905 × 4" + again},
		{"overflow-dimension.npy", arrayfile.ErrFormat, "its header claims an impossibly large dimension, 99999999999999999999" + again},
		{"zero-times-overflow.npy", arrayfile.ErrFormat, "its header claims an impossibly large shape, 4294967296 × 4294967296 × 0" + again},
		{"negative.npy", arrayfile.ErrFormat, "its header has a negative dimension, -2" + again},
		{"zero-rows.npy", arrayfile.ErrEmpty, "the array holds no values, its shape is 0 × 512; save it again with at least one value"},
		{"rank0.npy", arrayfile.ErrUnsupported, "it is a single number, not an array; save an array with at least one dimension"},
		{"rank5.npy", arrayfile.ErrUnsupported, "it has 5 dimensions, and at most 4 can be read; reshape it before saving"},
		{"rank9000.npy", arrayfile.ErrUnsupported, "it has 9000 dimensions, and at most 4 can be read; reshape it before saving"},
		{"object.npy", arrayfile.ErrUnsupported, "object arrays cannot be read" + asFloat32},
		{"structured.npy", arrayfile.ErrUnsupported, "structured arrays (with named fields) cannot be read; save one field as float32"},
		{"subarray.npy", arrayfile.ErrUnsupported, "structured arrays (with named fields) cannot be read; save one field as float32"},
		{"text.npy", arrayfile.ErrUnsupported, "it holds text, not numbers; keep names apart from activations"},
		{"bytes.npy", arrayfile.ErrUnsupported, "it holds text, not numbers; keep names apart from activations"},
		{"complex.npy", arrayfile.ErrUnsupported, "complex numbers cannot be read; save real and imaginary parts as float32"},
		{"void.npy", arrayfile.ErrUnsupported, "raw bytes (such as bfloat16) cannot be read" + asFloat32},
		{"date.npy", arrayfile.ErrUnsupported, "dates and durations cannot be read; save them as numbers"},
		{"float128.npy", arrayfile.ErrUnsupported, `the type "<f16" cannot be read` + asFloat32},
		{"unknown-type.npy", arrayfile.ErrUnsupported, `the type "` + strings.Repeat("q", 40) + `…" cannot be read` + asFloat32},
		{"empty-type.npy", arrayfile.ErrUnsupported, `the type "" cannot be read` + asFloat32},
	}
}

func malformedNPY() []refusal {
	return []refusal{
		{"not-a-tuple.npy", arrayfile.ErrFormat, notUnderstood("the shape is not a tuple")},
		{"shape-list.npy", arrayfile.ErrFormat, notUnderstood("the shape is not a tuple")},
		{"shape-float.npy", arrayfile.ErrFormat, notUnderstood("the shape is malformed")},
		{"shape-empty-part.npy", arrayfile.ErrFormat, notUnderstood("the shape is malformed")},
		{"shape-open.npy", arrayfile.ErrFormat, notUnderstood("the shape is malformed")},
		{"type-number.npy", arrayfile.ErrFormat, notUnderstood("the type is malformed")},
		{"fortran-maybe.npy", arrayfile.ErrFormat, notUnderstood("fortran_order is neither True nor False")},
		{"not-a-dict.npy", arrayfile.ErrFormat, notUnderstood("it does not start with a dictionary")},
		{"empty-header.npy", arrayfile.ErrFormat, notUnderstood("it does not start with a dictionary")},
		{"missing-key.npy", arrayfile.ErrFormat, notUnderstood(`the key "fortran_order" is missing`)},
		{"unknown-key.npy", arrayfile.ErrFormat, notUnderstood(`the key "x" is unknown`)},
		{"twice-key.npy", arrayfile.ErrFormat, notUnderstood(`the key "descr" appears twice`)},
		{"no-comma.npy", arrayfile.ErrFormat, notUnderstood("a comma or the closing brace is missing")},
		{"open-quote.npy", arrayfile.ErrFormat, notUnderstood("a key is malformed")},
		{"after-dict.npy", arrayfile.ErrFormat, notUnderstood("something follows the dictionary")},
		{"nul-after-dict.npy", arrayfile.ErrFormat, notUnderstood("something follows the dictionary")},
		{"words.npy", arrayfile.ErrFormat, "it is damaged, or another kind of file under that name: its first bytes are not those of a .npy file" + again},
		{"hdf5.npy", arrayfile.ErrFormat, "it is an HDF5 file, not a .npy or .npz file" + asNumpy},
		{"matlab.npy", arrayfile.ErrFormat, "it is a MATLAB file, not a .npy or .npz file" + asNumpy},
		{"pickle.npy", arrayfile.ErrFormat, "it is a Python pickle, not a .npy or .npz file" + asNumpy},
		{"gzip.npy", arrayfile.ErrFormat, "it is compressed with gzip; unpack it first"},
	}
}

func refusedNPZ() []refusal {
	const incomplete = "its zip directory is missing or damaged, so the file is incomplete"
	return []refusal{
		{"no-members.npz", arrayfile.ErrEmpty, "it is a zip archive without numpy arrays; save the activations with numpy.savez"},
		{"no-arrays.npz", arrayfile.ErrEmpty, "it is a zip archive without numpy arrays; save the activations with numpy.savez"},
		{"pytorch.npz", arrayfile.ErrEmpty, "it is a PyTorch file and holds no numpy arrays; save the activations with numpy.savez"},
		{"only-object.npz", arrayfile.ErrUnsupported, "key conv1: object arrays cannot be read" + asFloat32},
		{"duplicate-suffix.npz", arrayfile.ErrDuplicate, "key conv1: 2 arrays have this name; save the file again with different names"},
		{"control-name.npz", arrayfile.ErrTruncated, `key "a\n\x1b[31m\xff": its header promises 48 bytes of values (3 × 4 float32), but only 47 are there` + again},
		{"impossible-ratio.npz", arrayfile.ErrTruncated, "key conv1: the archive claims 268435536 bytes for it, but what is stored cannot hold more than 78432" + again},
		{"stored-two-sizes.npz", arrayfile.ErrDamaged, "key conv1: the archive gives two sizes for a stored array" + again},
		{"stored-trailing.npz", arrayfile.ErrTrailing, "key conv1: 4 bytes follow the values its header describes (3 × 4 float32); save one array per file"},
		{"stored-short.npz", arrayfile.ErrTruncated, "key conv1: its header promises 48 bytes of values (3 × 4 float32), but only 44 are there" + again},
		{"encrypted.npz", arrayfile.ErrUnsupported, "key conv1: it is encrypted; save it without a password"},
		{"method12.npz", arrayfile.ErrUnsupported, "key conv1: compression method 12 is unknown; save it with numpy.savez_compressed"},
		{"truncated.npz", arrayfile.ErrTruncated, incomplete + again},
		{"header-only.npz", arrayfile.ErrTruncated, incomplete + again},
		{"directory-offset.npz", arrayfile.ErrDamaged, "key conv1: the archive has no entry where its directory says" + again},
		{"entry-past-end.npz", arrayfile.ErrTruncated, "key conv1: the archive ends before the array does" + again},
	}
}

// refusedOnRead open, because only the values show that they are wrong.
func refusedOnRead() []refusal {
	return []refusal{
		{"lying-size.npz", arrayfile.ErrTruncated, "key conv1: the data end too early" + again},
		{"lying-ratio.npz", arrayfile.ErrTruncated, "key conv1: the data end too early" + again},
		{"deflated-short.npz", arrayfile.ErrTruncated, "key conv1: the data end too early" + again},
		{"deflated-longer.npz", arrayfile.ErrTrailing, "key conv1: more values follow than its header describes" + again},
		{"deflated-garbage.npz", arrayfile.ErrDamaged, "key conv1: the compressed data are damaged" + again},
		{"wrong-crc.npz", arrayfile.ErrDamaged, "key conv1: the checksum of the values is wrong" + again},
		{"wrong-crc-deflated.npz", arrayfile.ErrDamaged, "key conv1: the checksum of the values is wrong" + again},
	}
}

func TestOpenRefuses(t *testing.T) {
	for _, r := range slices.Concat(refusedNPY(), malformedNPY(), refusedNPZ()) {
		t.Run(r.name, func(t *testing.T) {
			path := filepath.Join(hostileDir, r.name)
			_, err := arrayfile.Open(path)
			checkRefusal(t, err, r, path)
		})
	}
}

func TestReadRefuses(t *testing.T) {
	for _, r := range refusedOnRead() {
		t.Run(r.name, func(t *testing.T) {
			path := filepath.Join(hostileDir, r.name)
			f := open(t, path)
			_, err := f.Read("conv1")
			checkRefusal(t, err, r, path)
			s, err := f.Stream("conv1")
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			for err == nil {
				_, err = s.ReadFloat64(make([]float64, 7))
			}
			checkRefusal(t, err, r, path)
		})
	}
}

func checkRefusal(t *testing.T, err error, r refusal, path string) {
	t.Helper()
	if !errors.Is(err, r.reason) {
		t.Errorf("error %v is not %q", err, r.reason)
	}
	var e *arrayfile.Error
	if !errors.As(err, &e) || e.Path != path {
		t.Fatalf("error %#v does not name %s", err, path)
	}
	if want := path + ": " + r.text; err.Error() != want {
		t.Errorf("message\n%s\nwant\n%s", err, want)
	}
}

// Every committed hostile file is in a table here, so that none is forgotten.
func TestHostileFilesAreTested(t *testing.T) {
	known := map[string]bool{"mixed.npz": true, "duplicate.npz": true, "traversal.npz": true, "bomb.npz": true}
	for _, r := range slices.Concat(refusedNPY(), malformedNPY(), refusedNPZ(), refusedOnRead()) {
		known[r.name] = true
	}
	entries, err := os.ReadDir(hostileDir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !known[e.Name()] {
			t.Errorf("%s is not tested", e.Name())
		}
		delete(known, e.Name())
	}
	for name := range known {
		t.Errorf("%s does not exist", name)
	}
}

// Arrays that cannot be read leave the others of an archive readable.
func TestProblems(t *testing.T) {
	f := open(t, filepath.Join(hostileDir, "mixed.npz"))
	var keys []string
	for _, h := range f.Headers() {
		keys = append(keys, h.Key)
		if _, err := f.Read(h.Key); err != nil {
			t.Error(err)
		}
	}
	if want := []string{"good", "also-good", "without-suffix"}; !slices.Equal(keys, want) {
		t.Errorf("keys %q, want %q", keys, want)
	}
	want := []refusal{
		{"object", arrayfile.ErrUnsupported, "key object: object arrays cannot be read" + asFloat32},
		{"scalar", arrayfile.ErrUnsupported, "key scalar: it is a single number, not an array; save an array with at least one dimension"},
		{"garbage", arrayfile.ErrFormat, "key garbage: it is not in numpy's format" + asNumpy},
		{"huge", arrayfile.ErrTruncated, "key huge: its header promises 4398046511104 bytes of values (1099511627776 float32), but only 24 are there" + again},
		{"zero", arrayfile.ErrEmpty, "key zero: the array holds no values, its shape is 0; save it again with at least one value"},
	}
	problems := f.Problems()
	if len(problems) != len(want) {
		t.Fatalf("problems %v", problems)
	}
	for i, w := range want {
		checkRefusal(t, problems[i], w, f.Path())
		_, err := f.Read(w.name)
		checkRefusal(t, err, w, f.Path())
	}
}

func TestDuplicateKey(t *testing.T) {
	f := open(t, filepath.Join(hostileDir, "duplicate.npz"))
	if hs := f.Headers(); len(hs) != 1 || hs[0].Key != "conv2" {
		t.Errorf("headers %+v", hs)
	}
	if p := f.Problems(); len(p) != 1 || !errors.Is(p[0], arrayfile.ErrDuplicate) {
		t.Errorf("problems %v", p)
	}
}

// Names that would leave the folder if they were unpacked are only keys.
func TestTraversalNames(t *testing.T) {
	f := open(t, filepath.Join(hostileDir, "traversal.npz"))
	for _, key := range []string{"../../etc/passwd", "/root/x", `..\up`} {
		if a, err := f.Read(key); err != nil || len(a.Float32) != 12 {
			t.Errorf("%s: %d values, %v", key, len(a.Float32), err)
		}
	}
}

// A thousandfold ratio is believed once the data were seen to be there.
func TestRealBomb(t *testing.T) {
	a, err := open(t, filepath.Join(hostileDir, "bomb.npz")).Read("zeros")
	if err != nil || len(a.Float32) != 1<<20 {
		t.Errorf("%d values, %v", len(a.Float32), err)
	}
}

func TestMissingKey(t *testing.T) {
	tests := []struct{ name, key, text string }{
		{"stored.npz", "conv9", "key conv9: there is no such array; choose one of conv1, blocks/0/conv2, labels, half"},
		{"version1.npy", "conv1", "key conv1: a .npy file holds one array, without a key; leave out the key"},
	}
	for _, tt := range tests {
		path := filepath.Join(goodDir, tt.name)
		_, err := open(t, path).Read(tt.key)
		checkRefusal(t, err, refusal{tt.name, arrayfile.ErrNoKey, tt.text}, path)
		if _, err := open(t, path).Stream(tt.key); !errors.Is(err, arrayfile.ErrNoKey) {
			t.Errorf("Stream: %v", err)
		}
	}
}

func TestNotAFile(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "none.npy")
	_, err := arrayfile.Open(missing)
	checkRefusal(t, err, refusal{"none.npy", fs.ErrNotExist, "there is no such file; check the path"}, missing)
	_, err = arrayfile.Open(goodDir)
	checkRefusal(t, err, refusal{goodDir, arrayfile.ErrFormat, "it is a folder, not an array file; open it as a study"}, goodDir)
}

func TestClosed(t *testing.T) {
	f := open(t, filepath.Join(goodDir, "version1.npy"))
	if err := f.Close(); err != nil {
		t.Error(err)
	}
	_, err := f.Read("")
	checkRefusal(t, err, refusal{"", fs.ErrClosed, "the file was closed; open it again"}, f.Path())
}

func TestChanged(t *testing.T) {
	b, err := os.ReadFile(filepath.Join(goodDir, "version1.npy"))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "a.npy")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	f := open(t, path)
	if err := os.Chtimes(path, time.Time{}, time.Unix(1, 0)); err != nil {
		t.Fatal(err)
	}
	_, err = f.Read("")
	changed := refusal{"", arrayfile.ErrChanged, "the file changed after it was opened; open it again"}
	checkRefusal(t, err, changed, path)
	checkRefusal(t, f.Check(), changed, path)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	_, err = f.Read("")
	gone := refusal{"", arrayfile.ErrChanged, "the file is gone since it was opened; put it back, or open the study again"}
	checkRefusal(t, err, gone, path)
	checkRefusal(t, f.Check(), gone, path)
	if err := os.Mkdir(path, 0o700); err != nil {
		t.Fatal(err)
	}
	checkRefusal(t, f.Check(), changed, path)
}
