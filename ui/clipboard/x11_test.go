//go:build unix && !darwin

package clipboard

import (
	"bufio"
	"bytes"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// newDisplay starts an X server and makes it the display of this test, which is skipped
// where there is none to start.
func newDisplay(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("Xvfb"); err != nil {
		t.Skip("Xvfb is not installed")
	}
	read, write, err := os.Pipe()
	must(t, err)
	server := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "100x100x24", "-nolisten", "tcp", "-noreset")
	server.ExtraFiles = []*os.File{write}
	must(t, server.Start())
	t.Cleanup(func() {
		_ = server.Process.Kill() // it may have ended already
		_ = server.Wait()
	})
	write.Close()
	number, err := bufio.NewReader(read).ReadString('\n')
	must(t, err)
	t.Setenv("DISPLAY", ":"+strings.TrimSpace(number))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// taker is another program, that pastes and copies.
type taker struct {
	*testing.T
	c      *xgb.Conn
	window xproto.Window
}

func newTaker(t *testing.T) *taker {
	t.Helper()
	c, err := xgb.NewConn()
	must(t, err)
	t.Cleanup(c.Close)
	x := &taker{T: t, c: c}
	x.window, err = xproto.NewWindowId(c)
	must(t, err)
	must(t, xproto.CreateWindowChecked(c, 0, x.window, xproto.Setup(c).DefaultScreen(c).Root, 0, 0, 1, 1, 0,
		xproto.WindowClassInputOnly, 0, xproto.CwEventMask, []uint32{xproto.EventMaskPropertyChange}).Check())
	return x
}

func (x *taker) atom(name string) xproto.Atom {
	x.Helper()
	r, err := xproto.InternAtom(x.c, false, uint16(len(name)), name).Reply()
	must(x.T, err)
	return r.Atom
}

// owner is the window that has the clipboard.
func (x *taker) owner() xproto.Window {
	x.Helper()
	r, err := xproto.GetSelectionOwner(x.c, x.atom("CLIPBOARD")).Reply()
	must(x.T, err)
	return r.Owner
}

// ask asks for what is on the clipboard and returns what kind of answer there is; None
// is a refusal.
func (x *taker) ask(target string) xproto.Atom {
	x.Helper()
	xproto.ConvertSelection(x.c, x.window, x.atom("CLIPBOARD"), x.atom(target), x.atom("PASTED"), xproto.TimeCurrentTime)
	for {
		if e, ok := x.event().(xproto.SelectionNotifyEvent); ok {
			return e.Property
		}
	}
}

func (x *taker) event() xgb.Event {
	x.Helper()
	event, err := x.c.WaitForEvent()
	if event == nil {
		x.Fatalf("the display is gone, or %v", err)
	}
	return event
}

// take takes away what was handed over.
func (x *taker) take() *xproto.GetPropertyReply {
	x.Helper()
	r, err := xproto.GetProperty(x.c, true, x.window, x.atom("PASTED"), xproto.GetPropertyTypeAny, 0, 1<<20).Reply()
	must(x.T, err)
	return r
}

// paste is what is on the clipboard of some kind, in pieces where it comes so.
func (x *taker) paste(target string) []byte {
	x.Helper()
	if x.ask(target) == xproto.AtomNone {
		return nil
	}
	first := x.take()
	if first.Type != x.atom("INCR") {
		return first.Value
	}
	return x.pieces()
}

// pieces are what comes after the announcement of pieces, up to the empty one.
func (x *taker) pieces() (all []byte) {
	x.Helper()
	for {
		if e, ok := x.event().(xproto.PropertyNotifyEvent); !ok || e.State != xproto.PropertyNewValue {
			continue
		}
		switch r := x.take(); {
		case r.Type == xproto.AtomNone: // taken before this event was read
		case len(r.Value) == 0:
			return all
		default:
			all = append(all, r.Value...)
		}
	}
}

func picture(size int) []byte {
	random, data := rand.New(rand.NewPCG(1, uint64(size))), make([]byte, size)
	for i := range data {
		data[i] = byte(random.Uint32())
	}
	return data
}

func TestOthersTakeAPicture(t *testing.T) {
	newDisplay(t)
	x := newTaker(t)
	for _, size := range []int{1, piece, piece + 1, 4*piece + 123, 8 * piece} {
		png := picture(size)
		must(t, Pictures{}.PutPNG(png))
		for range 2 { // as often as they like
			if got := x.paste("image/png"); !bytes.Equal(got, png) {
				t.Errorf("of %d bytes came %d", size, len(got))
			}
		}
	}
	kinds := x.paste("TARGETS")
	for _, name := range []string{"TARGETS", "TIMESTAMP", "image/png"} {
		if !bytes.Contains(kinds, words(uint32(x.atom(name)))) {
			t.Errorf("%s is not among what can be had", name)
		}
	}
	if since := x.paste("TIMESTAMP"); len(since) != 4 || xgb.Get32(since) == 0 {
		t.Errorf("it is there since %v", since)
	}
	if x.ask("UTF8_STRING") != xproto.AtomNone {
		t.Error("a picture was handed over as a text")
	}
}

// A program that asks and goes leaves the picture to the next one.
func TestATakerThatGoes(t *testing.T) {
	newDisplay(t)
	png := picture(5 * piece)
	must(t, Pictures{}.PutPNG(png))
	gone := newTaker(t)
	gone.ask("image/png")
	gone.take() // and nothing after it
	gone.c.Close()
	if got := newTaker(t).paste("image/png"); !bytes.Equal(got, png) {
		t.Errorf("of %d bytes came %d", len(png), len(got))
	}
}

// Whoever copies next has the clipboard; what is being taken is taken to its end.
func TestAnotherProgramCopies(t *testing.T) {
	newDisplay(t)
	png := picture(3*piece + 7)
	must(t, Pictures{}.PutPNG(png))
	x, other := newTaker(t), newTaker(t)
	x.ask("image/png")
	must(t, xproto.SetSelectionOwnerChecked(other.c, other.window, other.atom("CLIPBOARD"), xproto.TimeCurrentTime).Check())
	x.take()
	if got := x.pieces(); !bytes.Equal(got, png) {
		t.Errorf("of %d bytes came %d", len(png), len(got))
	}
	if x.owner() != other.window {
		t.Error("the clipboard was taken back")
	}
}

func TestWithoutADisplay(t *testing.T) {
	t.Setenv("DISPLAY", "")
	if err := (Pictures{}).PutPNG([]byte{1}); err != errNoDisplay {
		t.Errorf("got %v", err)
	}
	t.Setenv("DISPLAY", ":987")
	if err := (Pictures{}).PutPNG([]byte{1}); err == nil || !strings.Contains(err.Error(), "display :987 does not answer") || !strings.Contains(err.Error(), "; save the figure") {
		t.Errorf("got %v", err)
	}
}
