//go:build linux

package main

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// screen is an X server of the test's own, with the app in it.
type screen struct {
	*testing.T
	env     []string
	display string
	memory  string // the file that is the screen's memory, in the XWD format
	home    string // of whoever sits there
}

// newScreen is a screen with room for the window as it opens.
func newScreen(t *testing.T) *screen {
	t.Helper()
	return newScreenOf(t, 1400, 900, 1)
}

// newScreenOf starts an X server on a free display, or skips the test where the
// tools for it are not installed.
func newScreenOf(t *testing.T, wide, high, scale int) *screen {
	t.Helper()
	for _, tool := range []string{"Xvfb", "xdotool"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed", tool)
		}
	}
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	server := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", fmt.Sprintf("%dx%dx24", wide, high), "-nolisten", "tcp", "-noreset", "-fbdir", home)
	server.ExtraFiles = []*os.File{write}
	start(t, server)
	write.Close()
	number, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		t.Fatalf("Xvfb did not start: %v", err)
	}
	display := ":" + strings.TrimSpace(number)
	return &screen{T: t, display: display, memory: filepath.Join(home, "Xvfb_screen0"), home: home, env: append(os.Environ(),
		"DISPLAY="+display, "WAYLAND_DISPLAY=", "HOME="+home, "XDG_CONFIG_HOME="+home,
		"XDG_CACHE_HOME="+home, fmt.Sprintf("FYNE_SCALE=%d", scale))}
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
func (s *screen) app(args ...string) *exec.Cmd {
	c := exec.Command(os.Args[0], args...)
	c.Env = append(s.env, "SEMBLANCE_TEST_RUN=1")
	// A session of its own, as of whoever starts it from a desktop: what it computes
	// gives way to all other work of its session, which were all other tests.
	c.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	start(s.T, c)
	return c
}

// does has xdotool do something.
func (s *screen) does(args ...string) {
	s.Helper()
	c := exec.Command("xdotool", args...)
	c.Env = s.env
	if out, err := c.CombinedOutput(); err != nil {
		s.Fatalf("xdotool %v: %v: %s", args, err, out)
	}
}

func (s *screen) click(x, y int) {
	s.Helper()
	s.does("mousemove", fmt.Sprint(x), fmt.Sprint(y), "sleep", "0.05", "click", "1")
}

// shot is what is on the screen: X Window Dump's header of big-endian words,
// colours of 12 bytes each, then lines of blue, green, red and a spare byte.
func (s *screen) shot() *image.RGBA {
	s.Helper()
	dump, err := os.ReadFile(s.memory)
	if err != nil {
		s.Fatal(err)
	}
	word := func(i int) int { return int(binary.BigEndian.Uint32(dump[4*i:])) }
	wide, high, stride := word(4), word(5), word(12)
	pixels := dump[word(0)+12*word(19):]
	img := image.NewRGBA(image.Rect(0, 0, wide, high))
	for y := range high {
		for x := range wide {
			from, to := pixels[y*stride+4*x:], img.Pix[img.PixOffset(x, y):]
			to[0], to[1], to[2], to[3] = from[2], from[1], from[0], 0xff
		}
	}
	return img
}

// patience is how long a test waits for what must happen, beside other tests.
const patience = 2 * time.Minute

// until takes pictures until one is as it should be.
func (s *screen) until(what string, ok func(*image.RGBA) bool) *image.RGBA {
	s.Helper()
	end := time.Now().Add(patience)
	for time.Now().Before(end) {
		if img := s.shot(); ok(img) {
			return img
		}
		time.Sleep(10 * time.Millisecond)
	}
	s.Fatalf("%s did not happen", what)
	return nil
}

// waits is until for what is not to be seen.
func (s *screen) waits(what string, ok func() bool) {
	s.Helper()
	s.until(what, func(*image.RGBA) bool { return ok() })
}

// figureArea is where the figure is in a window of 1280 × 800.
func figureArea() image.Rectangle { return image.Rect(90, 70, 940, 700) }

// curve counts pixels of the curve's blue, light or dark.
func curve(img *image.RGBA) int {
	blues := []color.RGBA{{0x00, 0x72, 0xb2, 0xff}, {0x56, 0xb4, 0xe9, 0xff}}
	n := 0
	r := figureArea()
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if c := img.RGBAAt(x, y); c == blues[0] || c == blues[1] {
				n++
			}
		}
	}
	return n
}

// drawn reports whether there is a curve in the figure.
func drawn(img *image.RGBA) bool { return curve(img) > 100 }

func sameArea(a, b *image.RGBA, r image.Rectangle) bool {
	for y := r.Min.Y; y < r.Max.Y; y += 3 {
		for x := r.Min.X; x < r.Max.X; x += 3 {
			if a.RGBAAt(x, y) != b.RGBAAt(x, y) {
				return false
			}
		}
	}
	return true
}

// TestADisplayThatRefuses names a display that nobody serves.
func TestADisplayThatRefuses(t *testing.T) {
	home := t.TempDir()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), "SEMBLANCE_TEST_RUN=1", "DISPLAY=:54321", "WAYLAND_DISPLAY=", "HOME="+home, "XDG_CONFIG_HOME="+home, "XDG_CACHE_HOME="+home)
	out, _ := c.CombinedOutput() // whose error is the exit code
	if c.ProcessState.ExitCode() != failed || !strings.Contains(string(out), `cannot open a window on the display ":54321"`) || strings.Contains(string(out), "goroutine") {
		t.Errorf("exit %d: %s", c.ProcessState.ExitCode(), out)
	}
}

func TestWindow(t *testing.T) {
	s := newScreen(t)
	begun := time.Now()
	s.app()
	first := s.until("the sample's figure", drawn)
	t.Logf("from start to the sample's figure on the screen: %v", time.Since(begun).Round(10*time.Millisecond))

	s.click(34, 60) // Study
	s.until("the Study view", func(img *image.RGBA) bool { return !sameArea(img, first, figureArea()) && curve(img) == 0 })
	s.click(34, 118) // Compare
	s.until("the Compare view", drawn)

	s.does("key", "ctrl+d")
	s.until("the other theme", func(img *image.RGBA) bool {
		return curve(img) > 100 && img.RGBAAt(1100, 730) != first.RGBAAt(1100, 730)
	})
}
