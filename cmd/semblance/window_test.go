//go:build linux

package main

import (
	"bufio"
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// screen is an X server of the test's own, with the app in it.
type screen struct {
	*testing.T
	env []string
}

// newScreen starts an X server on a free display, or skips the test where the
// tools for it are not installed.
func newScreen(t *testing.T) *screen {
	t.Helper()
	for _, tool := range []string{"Xvfb", "xdotool", "import"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed", tool)
		}
	}
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	server := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1400x900x24", "-nolisten", "tcp")
	server.ExtraFiles = []*os.File{write}
	start(t, server)
	write.Close()
	number, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		t.Fatalf("Xvfb did not start: %v", err)
	}
	home := t.TempDir()
	return &screen{T: t, env: append(os.Environ(),
		"DISPLAY=:"+strings.TrimSpace(number), "WAYLAND_DISPLAY=", "HOME="+home, "XDG_CONFIG_HOME="+home,
		"XDG_CACHE_HOME="+home, "FYNE_SCALE=1")}
}

func start(t *testing.T, c *exec.Cmd) {
	t.Helper()
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		c.Process.Kill() // it may have ended already
		c.Wait()
	})
}

// app starts the app.
func (s *screen) app(args ...string) {
	c := exec.Command(os.Args[0], args...)
	c.Env = append(s.env, "SEMBLANCE_TEST_RUN=1")
	start(s.T, c)
}

// tool runs a program on the screen.
func (s *screen) tool(name string, args ...string) []byte {
	s.Helper()
	c := exec.Command(name, args...)
	c.Env = s.env
	out, err := c.Output()
	if err != nil {
		s.Fatalf("%s %v: %v", name, args, err)
	}
	return out
}

func (s *screen) shot() image.Image {
	s.Helper()
	img, err := png.Decode(bytes.NewReader(s.tool("import", "-window", "root", "-define", "png:compression-level=1", "png:-")))
	if err != nil {
		s.Fatal(err)
	}
	return img
}

func (s *screen) click(x, y int) {
	s.Helper()
	s.tool("xdotool", "mousemove", fmt.Sprint(x), fmt.Sprint(y), "sleep", "0.05", "click", "1")
}

// until takes pictures until one is as it should be.
func (s *screen) until(what string, ok func(image.Image) bool) image.Image {
	s.Helper()
	end := time.Now().Add(20 * time.Second)
	for time.Now().Before(end) {
		if img := s.shot(); ok(img) {
			return img
		}
		time.Sleep(30 * time.Millisecond)
	}
	s.Fatalf("%s did not happen", what)
	return nil
}

// figureArea is where the figure is in a window of 1280 × 800.
func figureArea() image.Rectangle { return image.Rect(90, 70, 940, 700) }

// curve counts pixels of the curve's blue, light or dark.
func curve(img image.Image) int {
	blues := []color.RGBA{{0x00, 0x72, 0xb2, 0xff}, {0x56, 0xb4, 0xe9, 0xff}}
	n := 0
	r := figureArea()
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			c := color.RGBAModel.Convert(img.At(x, y))
			if c == blues[0] || c == blues[1] {
				n++
			}
		}
	}
	return n
}

func sameArea(a, b image.Image, r image.Rectangle) bool {
	for y := r.Min.Y; y < r.Max.Y; y += 3 {
		for x := r.Min.X; x < r.Max.X; x += 3 {
			if a.At(x, y) != b.At(x, y) {
				return false
			}
		}
	}
	return true
}

func TestWindow(t *testing.T) {
	s := newScreen(t)
	begun := time.Now()
	s.app()
	first := s.until("the sample's figure", func(img image.Image) bool { return curve(img) > 100 })
	t.Logf("from start to the sample's figure on the screen: %v", time.Since(begun).Round(10*time.Millisecond))

	s.click(34, 60) // Study
	s.until("the Study view", func(img image.Image) bool { return !sameArea(img, first, figureArea()) && curve(img) == 0 })
	s.click(34, 118) // Compare
	s.until("the Compare view", func(img image.Image) bool { return curve(img) > 100 })

	s.tool("xdotool", "key", "ctrl+d")
	s.until("the other theme", func(img image.Image) bool {
		return curve(img) > 100 && img.At(1100, 730) != first.At(1100, 730)
	})
}
