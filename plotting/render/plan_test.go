package render

import (
	"encoding/xml"
	"image"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/plotting/figure"
	"gonum.org/v1/plot/vg"
)

func length(s string) vg.Length { return vg.Length(len([]rune(s))) }

func TestShorten(t *testing.T) {
	for _, c := range []struct {
		full    []string
		room    vg.Length
		labels  []string
		pattern string
	}{
		{[]string{"conv1", "conv2"}, 5, []string{"conv1", "conv2"}, ""},
		{[]string{"enc.layer.0.out", "enc.layer.11.out"}, 8, []string{"0", "11"}, "enc.layer.*.out"},
		{[]string{"layer1.0.conv1", "layer1.0.conv2", "layer1.1.conv1"}, 8, []string{"0.conv1", "0.conv2", "1.conv1"}, "layer1.*"},
		{[]string{"embeddings", "transformer"}, 5, []string{"em…gs", "tr…er"}, ""},
		{[]string{"averylongname"}, 7, []string{"ave…ame"}, ""},
		{[]string{"same.name.here", "same.name.here"}, 7, []string{"s.n…ere", "s.n…ere"}, ""},
		{[]string{"a.b", "a.b.c.d.e.f"}, 7, []string{"b", "b.c…e.f"}, "a.*"},
	} {
		got := shorten(c.full, c.room, length)
		got.labels = slices.Clone(got.labels)
		for i, s := range got.labels {
			got.labels[i] = fit(s, c.room, length)
		}
		if got.pattern != c.pattern || !fits(got.labels, c.room, length) {
			t.Errorf("%q in %v: %q, pattern %q", c.full, c.room, got.labels, got.pattern)
		}
		if !slices.Equal(got.labels, c.labels) {
			t.Errorf("%q in %v: %q, want %q", c.full, c.room, got.labels, c.labels)
		}
	}
	if got := elide("abc", 0, length); got != "" {
		t.Errorf("no room gives %q", got)
	}
}

func TestFit(t *testing.T) {
	for _, c := range []struct {
		s    string
		room vg.Length
		want string
	}{
		{"encoder.layer.11.attention.output.dense", 50, "encoder.layer.11.attention.output.dense"},
		{"encoder.layer.11.attention.output.dense", 35, "e.layer.11.attention.output.dense"},
		{"encoder.layer.11.attention.output.dense", 22, "e.l.11.a.output.dense"},
		{"encoder.layer.11.attention.output.dense", 8, "e.l.…nse"},
		{"layer4.0.conv2", 12, "l4.0.conv2"},
		{"logits", 4, "lo…s"},
	} {
		if got := fit(c.s, c.room, length); got != c.want {
			t.Errorf("%q in %v: %q, want %q", c.s, c.room, got, c.want)
		}
	}
}

func TestNumericTicks(t *testing.T) {
	for _, c := range []struct {
		r     figure.Range
		most  int
		whole bool
		want  string
	}{
		{figure.Unit(), 7, false, "0.0 0.2 0.4 0.6 0.8 1.0"},
		{figure.Unit(), 3, false, "0.0 0.5 1.0"},
		{figure.Range{Min: -1, Max: 1}, 5, false, "−1.0 −0.5 0.0 0.5 1.0"},
		{figure.Range{Min: 0, Max: 3.5}, 8, true, "0 1 2 3"},
		{figure.Range{Min: 0, Max: 512.5}, 7, true, "0 100 200 300 400 500"},
		{figure.Range{Min: 0, Max: 0.004}, 5, false, "0.000 0.001 0.002 0.003 0.004"},
		{figure.Range{Min: 2, Max: 2}, 5, false, "2"},
		{figure.Range{Min: 0, Max: 0.03}, 2, false, "0.00 0.02"},
		{figure.Range{Min: 0, Max: 1.5}, 2, true, "0 1"},
		{figure.Range{Min: 0, Max: 0.5}, 2, true, "0"},
	} {
		var labels []string
		for _, tick := range numericTicks(c.r, c.most, numbering{whole: c.whole}) {
			labels = append(labels, tick.label)
		}
		if got := strings.Join(labels, " "); got != c.want {
			t.Errorf("%+v: %s, want %s", c.r, got, c.want)
		}
	}
}

// Whatever the names and the spacing, labels keep off one another.
func TestCategoryLabelsNeverOverlap(t *testing.T) {
	l := Style{}.look()
	for _, n := range []int{1, 2, 7, 20, 48, 200, 3000} {
		for _, name := range []string{"", "conv", "block.", "encoder.layer.", strings.Repeat("long", 12)} {
			full := make([]string, n)
			for i := range full {
				full[i] = name + strconv.Itoa(i) + name
			}
			for _, width := range []vg.Length{30, 200, 1200} {
				spacing := width / vg.Length(n)
				c := l.below(full, spacing, 60)
				need := 1.1 * l.font / vg.Length(max(math.Sin(c.angle), 0.5)) * 0.7
				if c.angle == 0 {
					need = l.widest(c.ticks)
				}
				for i := 1; i < len(c.ticks); i++ {
					if apart := vg.Length(c.ticks[i].at-c.ticks[i-1].at) * spacing; apart < need {
						t.Errorf("%d of %q on %v: labels %v apart need %v", n, name, width, apart, need)
						break
					}
				}
				if deep := l.widest(c.ticks) * vg.Length(math.Sin(c.angle)); deep > 60 {
					t.Errorf("%d of %q on %v: labels reach %v down", n, name, width, deep)
				}
			}
		}
	}
}

func TestSVGImagesSayPNG(t *testing.T) {
	s := newSVG(Size{})
	s.DrawImage(vg.Rectangle{Max: vg.Point{X: 10, Y: 10}}, image.NewRGBA(image.Rect(0, 0, 2, 2)))
	doc := s.document(job{fig: figure.Figure{Title: "t"}})
	if !strings.Contains(string(doc), `href="data:image/png;base64,`) {
		t.Error("the image is not labelled image/png")
	}
	if err := xml.Unmarshal(doc, new(struct{})); err != nil {
		t.Error(err)
	}
}

func TestSVGTransforms(t *testing.T) {
	s := newSVG(Size{WidthMM: mmPerInch, HeightMM: mmPerInch}) // 72 × 72 points
	s.Push()
	s.Translate(vg.Point{X: 10, Y: 20})
	s.Rotate(math.Pi / 2)
	s.Scale(2, 2)
	if got := s.pair(vg.Point{X: 3, Y: 1}); got != "8 46" {
		t.Errorf("(3, 1) is at %s, want 8 46", got)
	}
	s.Pop()
	if got := s.pair(vg.Point{X: 3, Y: 1}); got != "3 71" {
		t.Errorf("after Pop (3, 1) is at %s, want 3 71", got)
	}
}
