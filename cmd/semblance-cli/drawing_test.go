package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// sameDrawing tells how two SVG differ beyond what another processor's rounding
// does: marks apart by more than a twentieth of a point, a number in a text by
// more than its last digit, a colour by more than one step of a ramp. What
// <metadata> says of how the figure came about is not drawn. Filled rectangles are
// compared by what they cover: neighbouring cells of one colour are drawn as one.
func sameDrawing(a, b []byte) error {
	marksA, areasA, err := marks(a)
	if err != nil {
		return err
	}
	marksB, areasB, err := marks(b)
	if err != nil {
		return err
	}
	for i := range min(len(marksA), len(marksB)) {
		if a, b := marksA[i], marksB[i]; a.text != b.text || !alike(a.value, b.value, a.text) {
			return fmt.Errorf("mark %d is %q and %q", i+1, a.value, b.value)
		}
	}
	if len(marksA) != len(marksB) {
		return fmt.Errorf("there are %d and %d marks", len(marksA), len(marksB))
	}
	return sameAreas(areasA, areasB)
}

// mark is an element with its attributes, or a text.
type mark struct {
	value string
	text  bool
}

// marks lists what is drawn, in its order, and the filled rectangles apart.
func marks(svg []byte) (all []mark, areas []area, err error) {
	in := xml.NewDecoder(bytes.NewReader(svg))
	for {
		token, err := in.Token()
		switch {
		case errors.Is(err, io.EOF):
			return all, areas, nil
		case err != nil:
			return nil, nil, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			if token.Name.Local == "metadata" {
				if err := in.Skip(); err != nil {
					return nil, nil, err
				}
				continue
			}
			if area, ok := areaOf(token); ok {
				areas = append(areas, area)
				continue
			}
			value := token.Name.Local
			for _, a := range token.Attr {
				value += " " + a.Name.Local + "=" + a.Value
			}
			all = append(all, mark{value: value})
		case xml.CharData:
			if text := strings.TrimSpace(string(token)); text != "" {
				all = append(all, mark{text, true})
			}
		}
	}
}

// area is a rectangle of one colour.
type area struct {
	x, y [2]float64
	fill string
}

var rectangle = regexp.MustCompile(`^M([0-9.]+) ([0-9.]+)H([0-9.]+)V([0-9.]+)H[0-9.]+Z$`)

func areaOf(e xml.StartElement) (area, bool) {
	if e.Name.Local != "path" || len(e.Attr) != 2 || e.Attr[1].Name.Local != "fill" {
		return area{}, false
	}
	corners := rectangle.FindStringSubmatch(e.Attr[0].Value)
	if corners == nil {
		return area{}, false
	}
	var at [4]float64
	for i := range at {
		at[i], _ = strconv.ParseFloat(corners[i+1], 64)
	}
	x, y := [2]float64{at[0], at[2]}, [2]float64{at[1], at[3]}
	slices.Sort(x[:])
	slices.Sort(y[:])
	return area{x, y, e.Attr[1].Value}, true
}

// sameAreas compares the colours in the middle between all edges.
func sameAreas(a, b []area) error {
	var xs, ys []float64
	for _, r := range slices.Concat(a, b) {
		xs, ys = append(xs, r.x[:]...), append(ys, r.y[:]...)
	}
	for _, x := range middles(xs) {
		for _, y := range middles(ys) {
			if inA, inB := colourAt(a, x, y), colourAt(b, x, y); inA != inB && (inA == "" || inB == "" || !nearColours(inA, inB)) {
				return fmt.Errorf("at %.2f, %.2f the colour is %q and %q", x, y, inA, inB)
			}
		}
	}
	return nil
}

// middles lies between neighbouring edges; those a rounding apart are one.
func middles(edges []float64) (all []float64) {
	slices.Sort(edges)
	for i := 1; i < len(edges); i++ {
		if edges[i]-edges[i-1] > 0.1 {
			all = append(all, (edges[i]+edges[i-1])/2)
		}
	}
	return all
}

// colourAt is the colour drawn last at a point.
func colourAt(areas []area, x, y float64) string {
	for _, r := range slices.Backward(areas) {
		if r.x[0] <= x && x <= r.x[1] && r.y[0] <= y && y <= r.y[1] {
			return r.fill
		}
	}
	return ""
}

// A minus sign may be typographical.
var digits = regexp.MustCompile(`#[0-9a-f]{6}|[-−]?[0-9]+(\.[0-9]+)?`)

func alike(a, b string, text bool) bool {
	if a == b {
		return true
	}
	numbersA, numbersB := digits.FindAllString(a, -1), digits.FindAllString(b, -1)
	if digits.ReplaceAllString(a, "0") != digits.ReplaceAllString(b, "0") {
		return false
	}
	for i := range numbersA {
		if !nearly(numbersA[i], numbersB[i], text) {
			return false
		}
	}
	return true
}

func nearly(a, b string, text bool) bool {
	if a[0] == '#' || b[0] == '#' {
		return len(a) == len(b) && nearColours(a, b)
	}
	tolerance := 0.05
	if text {
		_, decimals, _ := strings.Cut(a, ".")
		tolerance = 1.01 * math.Pow(10, -float64(len(decimals)))
	}
	x, errX := strconv.ParseFloat(strings.Replace(a, "−", "-", 1), 64)
	y, errY := strconv.ParseFloat(strings.Replace(b, "−", "-", 1), 64)
	return errX == nil && errY == nil && math.Abs(x-y) <= tolerance
}

func nearColours(a, b string) bool {
	for i := 1; i < len(a); i += 2 {
		x, errX := strconv.ParseUint(a[i:i+2], 16, 8)
		y, errY := strconv.ParseUint(b[i:i+2], 16, 8)
		if errX != nil || errY != nil || max(x, y)-min(x, y) > 4 {
			return false
		}
	}
	return true
}

func TestSameDrawing(t *testing.T) {
	const kept = `<svg><metadata>spec</metadata><path d="M1.5 -2" fill="#10ff30"/>` +
		`<path d="M0 9H8V5H0Z" fill="#444444"/><path d="M8 9H12V5H8Z" fill="#202020"/><text x="3">r = −0.91</text></svg>`
	for _, c := range []struct {
		old, new string
		same     bool
	}{
		{"spec", "another", true},
		{"M1.5 -2", "M1.54 -2.01", true},
		{"M1.5 -2", "M1.56 -2", false},
		{"M1.5 -2", "M1.5 -2 3", false},
		{"#10ff30", "#14fb30", true},
		{"#10ff30", "#15ff30", false},
		{"−0.91", "−0.92", true},
		{"−0.91", "−0.93", false},
		{"−0.91", "0.91", false},
		{"r =", "ρ =", false},
		{"<text", "<path/><text", false},
		{"</svg>", "", false},
		{`<path d="M0 9H8V5H0Z" fill="#444444"/>`, `<path d="M0 9H4V5H0Z" fill="#444444"/><path d="M4 9H8V5H4Z" fill="#444444"/>`, true},
		{`<path d="M0 9H8V5H0Z" fill="#444444"/>`, `<path d="M0 9H4V5H0Z" fill="#444444"/><path d="M4 9H8V5H4Z" fill="#454444"/>`, true},
		{`<path d="M0 9H8V5H0Z" fill="#444444"/>`, `<path d="M0 9H4V5H0Z" fill="#444444"/><path d="M4 9H8V5H4Z" fill="#494444"/>`, false},
		{"H8V5", "H7V5", false},
		{"H8V5", "H8.02V5", true},
	} {
		err := sameDrawing([]byte(strings.Replace(kept, c.old, c.new, 1)), []byte(kept))
		if (err == nil) != c.same {
			t.Errorf("with %q in place of %q: %v", c.new, c.old, err)
		}
	}
}
