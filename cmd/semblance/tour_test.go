//go:build linux

package main

import (
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"
)

var shots = flag.String("shots", "", "a `folder` for pictures of all views, of every study in every size, scale and theme")

// glance is a size of the screen, in pixels, a scale and a theme to look at views
// in.
type glance struct {
	wide, high, scale int
	light             bool
}

func (g glance) String() string {
	theme := "dark"
	if g.light {
		theme = "light"
	}
	return fmt.Sprintf("%dx%d-at-%d-%s", g.wide, g.high, g.scale, theme)
}

func glances() []glance {
	var list []glance
	for _, size := range [][3]int{{1280, 800, 1}, {1920, 1200, 1}, {2560, 1600, 2}, {3840, 2400, 2}} {
		for _, light := range []bool{false, true} {
			list = append(list, glance{size[0], size[1], size[2], light})
		}
	}
	return list
}

// toured is a study with the views that have something to show of it, by their
// keys.
type toured struct {
	name  string
	args  []string
	views []string
}

func touredStudies() []toured {
	sample := func(name, views string) toured {
		t := toured{name: name, args: []string{"--sample", name}}
		for _, v := range views {
			t.views = append(t.views, string(v))
		}
		return t
	}
	list := []toured{
		sample("gen-mem", "12567"), sample("convergence", "1237"), sample("lr-clusters", "12567"),
		sample("widths", "123567"), sample("char-lstm", "1237"), sample("lstm-repeats", "12467"), sample("toy-rnn", "12467"),
	}
	for name, views := range map[string]string{"cifar-genmem": "12567", "wt2-lstm": "1237"} {
		folder := filepath.Join("..", "..", "..", "shared", "data", name)
		if _, err := os.Stat(folder); err == nil {
			t := sample(name, views)
			t.args = []string{folder}
			list = append(list, t)
		}
	}
	return list
}

// TestTour goes through the views by their keys and sees that each shows
// something. With -shots it goes through all studies in all sizes, and leaves
// pictures to look at.
func TestTour(t *testing.T) {
	studies, ways := touredStudies()[:1], glances()[:1]
	if *shots != "" {
		studies, ways = touredStudies(), glances()
		must(t, os.MkdirAll(*shots, 0o755))
	}
	for _, way := range ways {
		for _, study := range studies {
			t.Run(way.String()+"/"+study.name, func(t *testing.T) { tour(t, way, study) })
		}
	}
}

func tour(t *testing.T, way glance, study toured) {
	s := newScreenOf(t, way.wide, way.high, way.scale)
	s.app(study.args...)
	img := s.settled()
	s.fills(way)
	s.does("mousemove", "4", fmt.Sprint(way.high-4))
	if way.light {
		s.does("key", "ctrl+d")
		img = s.changed(img)
	}
	for i, view := range study.views {
		s.does("key", "ctrl+"+view)
		if i > 0 || view != "2" { // it opens with Compare
			s.changed(img)
		}
		s.until("a figure or a table in view "+view, func(img *image.RGBA) bool { return shades(img, centre(img)) >= 20 })
		img = s.settled()
		if *shots != "" {
			save(t, filepath.Join(*shots, fmt.Sprintf("%s-%s-%s.png", study.name, view, way)), img)
		}
	}
}

// fills makes the window as large as the screen.
func (s *screen) fills(way glance) {
	s.Helper()
	s.does("search", "--onlyvisible", "--name", "Semblance", "windowsize", "--sync", fmt.Sprint(way.wide), fmt.Sprint(way.high))
}

// changed is the screen once it is another than before and still.
func (s *screen) changed(before *image.RGBA) *image.RGBA {
	s.Helper()
	s.until("another picture", func(img *image.RGBA) bool {
		return img.Bounds() != before.Bounds() || !sameArea(img, before, img.Bounds())
	})
	return s.settled()
}

// settled is the screen once it has stayed the same for a while, and is not
// empty.
func (s *screen) settled() *image.RGBA {
	s.Helper()
	var last *image.RGBA
	same := 0
	return s.until("a still picture", func(img *image.RGBA) bool {
		if last != nil && sameArea(img, last, img.Bounds()) {
			same++
		} else {
			same = 0
		}
		last = img
		time.Sleep(80 * time.Millisecond)
		return same >= 5 && shades(img, img.Bounds()) > 20
	})
}

// centre is where views are, between the rail and the inspector.
func centre(img *image.RGBA) image.Rectangle {
	r := img.Bounds()
	return image.Rect(r.Dx()/10, r.Dy()/10, r.Dx()*7/10, r.Dy()*9/10)
}

// shades counts the colours of a part of the screen.
func shades(img *image.RGBA, r image.Rectangle) int {
	seen := map[color.RGBA]bool{}
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			seen[img.RGBAAt(x, y)] = true
		}
	}
	return len(seen)
}

func save(t *testing.T, path string, img *image.RGBA) {
	t.Helper()
	f, err := os.Create(path)
	must(t, err)
	must(t, png.Encode(f, img))
	must(t, f.Close())
}
