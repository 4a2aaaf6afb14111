//go:build linux

package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
	"github.com/jezek/xgb/xtest"
)

// client is another program on the screen: it clicks, and drags files.
type client struct {
	*testing.T
	c    *xgb.Conn
	root xproto.Window
	own  xproto.Window
}

// connect makes a client of the screen.
func (s *screen) connect() *client {
	s.Helper()
	xgb.Logger.SetOutput(io.Discard) // it tells of every display without a password
	c, err := xgb.NewConnDisplay(s.display)
	if err != nil {
		s.Fatal(err)
	}
	s.Cleanup(c.Close)
	if err := xtest.Init(c); err != nil {
		s.Fatal(err)
	}
	x := &client{T: s.T, c: c, root: xproto.Setup(c).DefaultScreen(c).Root}
	if x.own, err = xproto.NewWindowId(c); err != nil {
		s.Fatal(err)
	}
	must(s.T, xproto.CreateWindowChecked(c, 0, x.own, x.root, 0, 0, 1, 1, 0, xproto.WindowClassInputOnly, 0, 0, nil).Check())
	return x
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// point moves the pointer.
func (x *client) point(at, to int) {
	xtest.FakeInput(x.c, xproto.MotionNotify, 0, 0, x.root, int16(at), int16(to), 0)
	x.c.Sync()
}

// click presses the first button and lets it go.
func (x *client) click() {
	xtest.FakeInput(x.c, xproto.ButtonPress, 1, 0, x.root, 0, 0, 0)
	xtest.FakeInput(x.c, xproto.ButtonRelease, 1, 0, x.root, 0, 0, 0)
	x.c.Sync()
}

func (x *client) atom(name string) xproto.Atom {
	x.Helper()
	r, err := xproto.InternAtom(x.c, false, uint16(len(name)), name).Reply()
	must(x.T, err)
	return r.Atom
}

// target is the window that takes drops.
func (x *client) target() xproto.Window {
	x.Helper()
	tree, err := xproto.QueryTree(x.c, x.root).Reply()
	must(x.T, err)
	aware := x.atom("XdndAware")
	for _, w := range tree.Children {
		p, err := xproto.GetProperty(x.c, false, w, aware, xproto.GetPropertyTypeAny, 0, 1).Reply()
		if err == nil && p.ValueLen > 0 {
			return w
		}
	}
	x.Fatal("no window takes drops")
	return 0
}

// drop drags files to a place of the screen and lets them go there, by version
// 5 of the XDND protocol (freedesktop.org/wiki/Specifications/XDND).
func (x *client) drop(at, to int, paths ...string) {
	x.Helper()
	const version, copyAction = 5, "XdndActionCopy"
	target, list := x.target(), x.atom("text/uri-list")
	must(x.T, xproto.SetSelectionOwnerChecked(x.c, x.own, x.atom("XdndSelection"), 0).Check())
	x.point(at, to)
	x.send(target, "XdndEnter", version<<24, uint32(list), 0, 0)
	x.send(target, "XdndPosition", 0, uint32(at)<<16|uint32(to), 0, uint32(x.atom(copyAction)))
	if status := x.hear("XdndStatus", nil); status[1]&1 == 0 {
		x.Fatal("the window does not take the files")
	}
	x.send(target, "XdndDrop", 0, 0, 0, 0)
	uris := ""
	for _, p := range paths {
		uris += "file://" + p + "\r\n"
	}
	// Bit 0 should say whether they were taken; GLFW puts how many bytes it read.
	if finished := x.hear("XdndFinished", []byte(uris)); finished[1] == 0 {
		x.Fatal("the window refused the files")
	}
}

// send sends a message whose first word is the sender.
func (x *client) send(to xproto.Window, kind string, words ...uint32) {
	x.Helper()
	e := xproto.ClientMessageEvent{
		Format: 32, Window: to, Type: x.atom(kind),
		Data: xproto.ClientMessageDataUnionData32New(append([]uint32{uint32(x.own)}, words...)),
	}
	must(x.T, xproto.SendEventChecked(x.c, false, to, 0, string(e.Bytes())).Check())
}

// hear waits for a message, and hands over data to who asks meanwhile.
func (x *client) hear(kind string, data []byte) []uint32 {
	x.Helper()
	want, end := x.atom(kind), time.Now().Add(patience)
	for time.Now().Before(end) {
		event, xerr := x.c.PollForEvent()
		if xerr != nil {
			x.Fatal(errors.New(xerr.Error()))
		}
		switch e := event.(type) {
		case nil:
			time.Sleep(time.Millisecond)
		case xproto.ClientMessageEvent:
			if e.Type == want {
				return e.Data.Data32
			}
		case xproto.SelectionRequestEvent:
			x.hand(e, data)
		}
	}
	x.Fatalf("no %s came", kind)
	return nil
}

func (x *client) hand(e xproto.SelectionRequestEvent, data []byte) {
	x.Helper()
	must(x.T, xproto.ChangePropertyChecked(x.c, xproto.PropModeReplace, e.Requestor, e.Property, e.Target, 8, uint32(len(data)), data).Check())
	answer := xproto.SelectionNotifyEvent{
		Time: e.Time, Requestor: e.Requestor, Selection: e.Selection, Target: e.Target, Property: e.Property,
	}
	must(x.T, xproto.SendEventChecked(x.c, false, e.Requestor, 0, string(answer.Bytes())).Check())
}

// title is the title of the app's window.
func (x *client) title() string {
	p, err := xproto.GetProperty(x.c, false, x.target(), x.atom("_NET_WM_NAME"), xproto.GetPropertyTypeAny, 0, 1000).Reply()
	must(x.T, err)
	return string(p.Value)
}

func (x *client) untilTitled(part string) {
	x.Helper()
	end := time.Now().Add(patience)
	for !strings.Contains(x.title(), part) {
		if time.Now().After(end) {
			x.Fatal(fmt.Errorf("the window is %q, not about %s", x.title(), part))
		}
		time.Sleep(10 * time.Millisecond)
	}
}
