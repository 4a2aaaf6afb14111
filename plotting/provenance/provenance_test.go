package provenance_test

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/provenance"
	"github.com/semblance-app/semblance/plotting/render"
)

// line is a figure of one curve with n points.
func line(n int) figure.Figure {
	s := figure.Series{Name: "ρ < 1 & \"so on\""}
	for i := range n {
		s.Points = append(s.Points, figure.Point{X: float64(i), Y: 1 / (float64(i) + 3.7)})
	}
	return figure.Figure{Kind: figure.KindLayers, Title: "A line: ρ < 1 & so on", Panels: []figure.Panel{{Series: []figure.Series{s}}}}
}

func record(t *testing.T, fig figure.Figure) provenance.Record {
	t.Helper()
	r := provenance.Record{
		Program: provenance.Program{Version: "1.2 <β> & \"co\"", Engine: "OpenBLAS"},
		Session: json.RawMessage(`{"a":"<metadata> ]]> & 'ρ₁'\u0001","seed":18446744073709551615}`),
	}
	var err error
	if r.Numbers, err = provenance.NumbersOf(table(t, fig)); err != nil {
		t.Fatal(err)
	}
	return r
}

func table(t *testing.T, fig figure.Figure) []byte {
	t.Helper()
	var csv bytes.Buffer
	if err := figure.CSV(&csv, fig); err != nil {
		t.Fatal(err)
	}
	return csv.Bytes()
}

func encode(t *testing.T, r provenance.Record) []byte {
	t.Helper()
	b, err := r.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// file writes what a file of that name holds, and reads its record.
func file(t *testing.T, name string, data []byte) (provenance.Record, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return provenance.Read(path)
}

func drawn(t *testing.T, f render.Format, fig figure.Figure, rec []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := render.Write(&out, fig, render.Style{}, render.Output{Format: f, DPI: 72, Record: rec}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestFiguresGiveBackWhatTheyCarry(t *testing.T) {
	for _, n := range []int{2, 500} {
		fig := line(n)
		want := record(t, fig)
		for _, f := range []render.Format{render.PNG, render.SVG, render.PDF} {
			data := drawn(t, f, fig, encode(t, want))
			if again := drawn(t, f, fig, encode(t, record(t, fig))); !bytes.Equal(data, again) {
				t.Errorf("%s: the same figure gives other bytes", f)
			}
			// The name does not count, and what is in a file need not begin or end it.
			got, err := file(t, "figure", data)
			if err != nil {
				t.Errorf("%s: %v", f, err)
				continue
			}
			if string(encode(t, got)) != string(encode(t, want)) {
				t.Errorf("%s of %d points:\n%s\nwant\n%s", f, n, encode(t, got), encode(t, want))
			}
			if !provenance.Carries("x." + strings.ToUpper(string(f))) {
				t.Errorf("%s is said to carry nothing", f)
			}
		}
	}
	if provenance.Carries("x.eps") {
		t.Error("EPS is said to carry a record")
	}
}

func TestNumbersAreTheTable(t *testing.T) {
	for _, n := range []int{2, 500} {
		fig := line(n)
		got, err := record(t, fig).Numbers.Table()
		if err != nil || got != string(table(t, fig)) {
			t.Errorf("%d points: %v\n%s", n, err, got)
		}
	}
	huge := record(t, line(20000))
	if b := encode(t, huge); len(b) > provenance.MostNumbers {
		t.Errorf("the record of a huge figure has %d bytes", len(b))
	}
	_, err := huge.Numbers.Table()
	wantKind(t, "huge", err, provenance.NoNumbers)
}

func wantKind(t *testing.T, what string, err error, kind provenance.Kind) {
	t.Helper()
	var e *provenance.Error
	if !errors.As(err, &e) || e.Kind != kind {
		t.Errorf("%s: %v, want kind %d", what, err, kind)
	}
}

func TestFilesThatOtherProgramsWroteAnew(t *testing.T) {
	fig := line(4)
	want := encode(t, record(t, fig))
	svg := string(drawn(t, render.SVG, fig, want))
	png := drawn(t, render.PNG, fig, want)
	pdf := drawn(t, render.PDF, fig, want)

	var gz bytes.Buffer
	z := gzip.NewWriter(&gz)
	fmt.Fprint(z, svg)
	z.Close()

	var packed bytes.Buffer
	zl := zlib.NewWriter(&packed)
	zl.Write(provenance.Packet(want, "t"))
	zl.Close()

	for name, data := range map[string][]byte{
		// An editor's prefixes, comments, white space and metadata of its own.
		"edited.svg": []byte("\ufeff" + strings.NewReplacer(
			"semblance:figure", "ns0:figure", "xmlns:semblance", "xmlns:ns0",
			"<metadata>", "<!-- made -->\n<metadata\n   id=\"m1\">\n  <rdf:RDF xmlns:rdf=\"r\"/>", "{\"format\"", "\n      {\"format\"",
		).Replace(svg)),
		"entities.svg": []byte(strings.Replace(svg, "<svg ", "<!DOCTYPE svg [<!ENTITY ns \"x\">]>\n<svg a=\"&ns;\" ", 1)),
		"small.svgz":   gz.Bytes(),
		"text.png":     chunks(png, "tEXt", append([]byte("Semblance figure\x00"), want...)),
		"plain.png":    chunks(png, "iTXt", append([]byte("Semblance figure\x00\x00\x00en\x00\x00"), want...)),
		"updated.pdf":  append(pdf, []byte("\n%%EOF\n")...),
		"packed.pdf":   fmt.Appendf(nil, "%%PDF-1.7\n1 0 obj <</Filter/FlateDecode>> stream\r\n%s\nendstream", packed.Bytes()),
		"attribute.pdf": fmt.Appendf(nil, "%%PDF-1.7\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><d xmlns:s=%q s:figure='%s'/></x:xmpmeta>",
			provenance.Namespace, strings.NewReplacer("&", "&amp;", "'", "&apos;").Replace(string(want))),
	} {
		got, err := file(t, name, data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if string(encode(t, got)) != string(want) {
			t.Errorf("%s: got %s", name, encode(t, got))
		}
	}
}

// chunks is a PNG with another text chunk in the place of its own, whose checksum
// nobody checks.
func chunks(png []byte, kind string, text []byte) []byte {
	i := bytes.Index(png, []byte("iTXt"))
	size := int(png[i-4])<<24 | int(png[i-3])<<16 | int(png[i-2])<<8 | int(png[i-1])
	out := append([]byte(nil), png[:i-4]...)
	out = append(out, byte(len(text)>>24), byte(len(text)>>16), byte(len(text)>>8), byte(len(text)))
	out = append(append(out, kind...), text...)
	return append(out, png[i+4+size:]...)
}

func TestFilesWithoutARecord(t *testing.T) {
	fig := line(4)
	png := drawn(t, render.PNG, fig, encode(t, record(t, fig)))
	for _, c := range []struct {
		name string
		data []byte
		kind provenance.Kind
	}{
		{"bare.png", drawn(t, render.PNG, fig, nil), provenance.NoRecord},
		{"bare.svg", drawn(t, render.SVG, fig, nil), provenance.NoRecord},
		{"bare.pdf", drawn(t, render.PDF, fig, nil), provenance.NoRecord},
		{"short.png", png[:60], provenance.NoRecord},
		{"signature.png", png[:8], provenance.NoRecord},
		{"cut.svg", []byte("<svg><metadata>"), provenance.Damaged},
		{"compressed.png", chunks(png, "zTXt", []byte("Semblance figure\x00\x00not deflated")), provenance.Damaged},
		{"half.png", chunks(png, "iTXt", []byte("Semblance figure\x00\x01")), provenance.Damaged},
		{"empty", nil, provenance.NotFigure},
		{"blank", []byte(" \n"), provenance.NotFigure},
		{"table.csv", []byte("a,b\n"), provenance.NotFigure},
		{"gz", []byte{0x1f, 0x8b, 0}, provenance.Damaged},
	} {
		_, err := file(t, c.name, c.data)
		wantKind(t, c.name, err, c.kind)
		if err != nil && !strings.Contains(err.Error(), c.name+": ") {
			t.Errorf("%s is not named in %v", c.name, err)
		}
	}
	_, err := provenance.Read(filepath.Join(t.TempDir(), "none.svg"))
	wantKind(t, "none.svg", err, provenance.Unreadable)
	_, err = provenance.Read(t.TempDir())
	wantKind(t, "a folder", err, provenance.Unreadable)
}

func FuzzRead(f *testing.F) {
	rec := []byte(`{"format":"semblance figure","version":1}`)
	f.Add(provenance.Packet(rec, "t"))
	f.Add([]byte(provenance.Element(rec)))
	f.Add(append([]byte("\x89PNG\r\n\x1a\n"), provenance.Chunk(rec)...))
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := file(t, "f", data); err != nil {
			var e *provenance.Error
			if !errors.As(err, &e) || e.Hint == "" {
				t.Errorf("no sentence: %v", err)
			}
		}
	})
}
