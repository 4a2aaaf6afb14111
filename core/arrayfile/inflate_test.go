package arrayfile

import (
	"bytes"
	"compress/flate"
	"errors"
	"io"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	fast "github.com/klauspost/compress/flate"
)

// samples are data with many kinds of blocks: noise, repeats near and far,
// text, floats, nothing.
func samples() map[string][]byte {
	r := rand.New(rand.NewPCG(1, 2))
	noise := make([]byte, 600_000)
	few := make([]byte, 300_000)
	floats := make([]byte, 0, 400_000)
	for i := range noise {
		noise[i] = byte(r.Uint32())
	}
	for i := range few {
		few[i] = byte(r.ExpFloat64() * 3)
	}
	for range 100_000 {
		u := math.Float32bits(float32(r.NormFloat64()))
		floats = append(floats, byte(u), byte(u>>8), byte(u>>16), byte(u>>24))
	}
	return map[string][]byte{
		"nothing": nil,
		"one":     {7},
		"noise":   noise,
		"few":     few,
		"floats":  floats,
		"zeros":   make([]byte, 700_000),
		"text":    []byte(strings.Repeat("the layer and the network and the layer ", 20_000)),
		"far":     bytes.Repeat(noise[:32768], 12),
		"periods": append(append(bytes.Repeat([]byte("ab"), 5000), bytes.Repeat([]byte("abc"), 5000)...), bytes.Repeat([]byte("abcdefg"), 5000)...),
	}
}

func deflate(t testing.TB, data []byte, level int) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, level)
	if err != nil {
		t.Fatal(err)
	}
	for len(data) > 0 { // a flush makes empty stored blocks between others
		n := min(len(data), 150_000)
		if _, err := w.Write(data[:n]); err != nil {
			t.Fatal(err)
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		data = data[n:]
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestInflate(t *testing.T) {
	for name, data := range samples() {
		for _, level := range []int{flate.HuffmanOnly, flate.NoCompression, flate.BestSpeed, flate.DefaultCompression, flate.BestCompression} {
			packed := deflate(t, data, level)
			readers := map[string]io.Reader{
				"whole": bytes.NewReader(packed),
				"half":  iotest.HalfReader(bytes.NewReader(packed)),
				"eof":   iotest.DataErrReader(bytes.NewReader(packed)),
			}
			for how, r := range readers {
				got, err := io.ReadAll(newInflater(r, 0, 0))
				if err != nil || !bytes.Equal(got, data) {
					t.Errorf("%s, level %d, %s: %d bytes of %d, %v", name, level, how, len(got), len(data), err)
				}
			}
			got, err := io.ReadAll(newInflater(bytes.NewReader(packed), int64(len(packed)), int64(len(data))))
			if err != nil || !bytes.Equal(got, data) {
				t.Errorf("%s, level %d: %d bytes of %d, %v", name, level, len(got), len(data), err)
			}
		}
	}
}

// Every shorter stream is an error, and none is a panic.
func TestInflateTruncated(t *testing.T) {
	data := samples()["few"][:3000]
	for _, level := range []int{flate.NoCompression, flate.DefaultCompression, flate.HuffmanOnly} {
		packed := deflate(t, data, level)
		for n := range packed {
			got, err := io.ReadAll(newInflater(bytes.NewReader(packed[:n]), 0, 0))
			if !errors.Is(err, io.ErrUnexpectedEOF) {
				t.Fatalf("level %d cut at %d of %d: %d bytes, %v", level, n, len(packed), len(got), err)
			}
		}
	}
}

// Streams that break a rule of RFC 1951, by name of the rule.
func TestInflateRefuses(t *testing.T) {
	tests := map[string][]byte{
		"block type 3":              {0x07, 0, 0, 0},
		"stored length check":       {0x01, 5, 0, 0, 0, 1, 2, 3, 4, 5},
		"too many lengths":          {0xfd, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff},
		"over-subscribed code":      {0x05, 0xe0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff},
		"distance before the start": {0x03, 0x02, 0, 0, 0, 0},
	}
	for rule, stream := range tests {
		_, err := io.ReadAll(newInflater(bytes.NewReader(stream), 0, 0))
		if !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", rule, err)
		}
		if _, err := io.ReadAll(flate.NewReader(bytes.NewReader(stream))); err == nil {
			t.Errorf("%s: the library takes it", rule)
		}
	}
}

func TestInflateReadError(t *testing.T) {
	packed := deflate(t, samples()["noise"], 6)
	broken := errors.New("disk")
	r := io.MultiReader(bytes.NewReader(packed[:100_000]), iotest.ErrReader(broken))
	if _, err := io.ReadAll(newInflater(r, 0, 0)); err != broken {
		t.Errorf("error %v, want %v", err, broken)
	}
}

// FuzzInflate compares with two libraries: what one of them inflates, all do.
func FuzzInflate(f *testing.F) {
	for _, data := range samples() {
		f.Add(deflate(f, data[:min(len(data), 2000)], 6))
		f.Add(deflate(f, data[:min(len(data), 300)], flate.HuffmanOnly))
	}
	f.Fuzz(func(t *testing.T, stream []byte) {
		const most = 1 << 22
		got, err := io.ReadAll(io.LimitReader(newInflater(bytes.NewReader(stream), 0, 0), most))
		want, wantErr := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(stream)), most))
		if (err == nil) != (wantErr == nil) {
			_, third := io.ReadAll(io.LimitReader(fast.NewReader(bytes.NewReader(stream)), most))
			t.Fatalf("%d bytes, %v; the libraries: %d bytes, %v, %v", len(got), err, len(want), wantErr, third)
		}
		if err == nil && !bytes.Equal(got, want) {
			t.Fatal("other bytes than the library's")
		}
	})
}
