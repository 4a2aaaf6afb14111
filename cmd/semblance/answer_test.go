//go:build linux

package main

import (
	"encoding/binary"
	"flag"
	"image"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

var heavyStudy = flag.String("study", "", "a `folder` to compute while the window's answers are timed; by default one is made")

// glass reads single pixels off the screen, quickly.
type glass struct {
	*testing.T
	f              *os.File
	pixels, stride int
}

func (s *screen) glass() *glass {
	s.Helper()
	f, err := os.Open(s.memory)
	must(s.T, err)
	s.Cleanup(func() { f.Close() })
	head := make([]byte, 100)
	_, err = f.ReadAt(head, 0)
	must(s.T, err)
	word := func(i int) int { return int(binary.BigEndian.Uint32(head[4*i:])) }
	return &glass{T: s.T, f: f, pixels: word(0) + 12*word(19), stride: word(12)}
}

func (g *glass) at(p image.Point) (pixel [4]byte) {
	g.Helper()
	_, err := g.f.ReadAt(pixel[:], int64(g.pixels+p.Y*g.stride+4*p.X))
	must(g.T, err)
	return pixel
}

// changes is how long after do a pixel changes.
func (g *glass) changes(p image.Point, do func()) time.Duration {
	g.Helper()
	before, begun := g.at(p), time.Now()
	do()
	for g.at(p) == before {
		if time.Since(begun) > patience {
			g.Fatalf("nothing happened at %v", p)
		}
		time.Sleep(200 * time.Microsecond)
	}
	return time.Since(begun)
}

// spot is what to click, and where one sees that it was heard.
type spot struct{ click, seen image.Point }

// Places of a window of 1280 × 800.
func rail(i int) spot {
	y := 24 + 6 + 58*i + 29
	return spot{image.Pt(46, y), image.Pt(1, y)}
}

func weights(i int) spot {
	x := 1097 + 67*i
	return spot{image.Pt(x, 331), image.Pt(x-20, 324)}
}

// times clicks on spots in turn, and returns the times to their answers in order.
func (g *glass) times(x *client, n int, spots ...spot) []time.Duration {
	var list []time.Duration
	for i := range n {
		s := spots[i%len(spots)]
		x.point(s.click.X, s.click.Y)
		time.Sleep(60 * time.Millisecond) // a person's pace; hover is drawn
		list = append(list, g.changes(s.seen, x.click))
		time.Sleep(40 * time.Millisecond)
	}
	slices.Sort(list)
	return list
}

func report(t *testing.T, what string, list []time.Duration) {
	at := func(share int) time.Duration { return list[(len(list)-1)*share/100].Round(time.Millisecond) }
	within, _ := slices.BinarySearch(list, 100*time.Millisecond)
	t.Logf("%s: median %v, 90 %% %v, slowest %v; %d of %d within 100 ms", what, at(50), at(90), at(100), within, len(list))
}

func TestAnswersWhileComputing(t *testing.T) {
	s := newScreen(t)
	folder := *heavyStudy
	if folder == "" {
		folder = filepath.Join(t.TempDir(), "heavy")
		writeStudy(t, folder, 10, 3000, 256)
	}
	s.app(folder)
	x, g := s.connect(), s.glass()
	s.until("the figure", drawn)
	report(t, "rail, nothing computed", g.times(x, 20, rail(0), rail(1)))
	g.changes(image.Pt(1077, 356), func() { // the Measure section moves down
		x.point(1164, 163) // all × all
		x.click()
	})
	for _, c := range []struct {
		what  string
		spots []spot
	}{
		{"rail", []spot{rail(0), rail(1)}},
		{"weights", []spot{weights(1), weights(2), weights(0)}},
		{"every view", []spot{rail(2), rail(3), rail(4), rail(5), rail(6), rail(1)}},
	} {
		report(t, c.what, g.times(x, 24, c.spots...))
	}
}
