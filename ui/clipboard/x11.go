//go:build unix && !darwin

package clipboard

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

var (
	errNoDisplay = errors.New("pictures are copied through X11, and there is no X11 display (DISPLAY is not set); save the figure in place of copying it")
	errTaken     = errors.New("another program keeps the clipboard to itself; close it, or save the figure")
)

// owner is a window, of which nothing is to be seen, that has the selection CLIPBOARD
// and hands a picture to who asks for it, as the Inter-Client Communication Conventions
// have it (ICCCM, section 2).
type owner struct {
	c      *xgb.Conn
	window xproto.Window
	since  xproto.Timestamp
	png    []byte
	names  names
	// sending are the transfers that go on piece by piece, with what is left of each.
	sending map[transfer][]byte
}

// names are the atoms that the two sides speak in.
type names struct{ clipboard, targets, timestamp, png, incr xproto.Atom }

// transfer is where a picture goes: a property of the window that asked.
type transfer struct {
	to       xproto.Window
	property xproto.Atom
}

// piece is how much goes at once; requests of X11 have 262,140 bytes at most.
const piece = 128 << 10

// put makes an owner that serves until another takes the selection. Each picture has an
// owner with a connection of its own, so that a slow taker of the one before is not left
// halfway.
func put(png []byte) error {
	if os.Getenv("DISPLAY") == "" {
		return errNoDisplay
	}
	xgb.Logger.SetOutput(io.Discard) // it tells of every display without a password
	c, err := xgb.NewConn()
	if err != nil {
		return fmt.Errorf("the X11 display %s does not answer (%w); save the figure in place of copying it", os.Getenv("DISPLAY"), err)
	}
	o := &owner{c: c, png: png, sending: map[transfer][]byte{}}
	if err := o.own(); err != nil {
		c.Close()
		return err
	}
	go o.serve()
	return nil
}

// own takes the selection. It waits for the display as seldom as can be, which may be far
// away.
func (o *owner) own() (err error) {
	if err := o.learn(); err != nil {
		return refused(err)
	}
	if o.window, err = xproto.NewWindowId(o.c); err != nil {
		return refused(err)
	}
	root := xproto.Setup(o.c).DefaultScreen(o.c).Root
	xproto.CreateWindow(o.c, 0, o.window, root, 0, 0, 1, 1, 0, xproto.WindowClassInputOnly, 0,
		xproto.CwEventMask, []uint32{xproto.EventMaskPropertyChange})
	if o.since, err = o.now(); err != nil {
		return err
	}
	xproto.SetSelectionOwner(o.c, o.window, o.names.clipboard, o.since)
	switch r, err := xproto.GetSelectionOwner(o.c, o.names.clipboard).Reply(); {
	case err != nil:
		return refused(err)
	case r.Owner != o.window:
		return errTaken
	}
	return nil
}

// learn asks for all names at once.
func (o *owner) learn() error {
	asked := map[*xproto.Atom]xproto.InternAtomCookie{}
	for name, atom := range map[string]*xproto.Atom{
		"CLIPBOARD": &o.names.clipboard, "TARGETS": &o.names.targets, "TIMESTAMP": &o.names.timestamp,
		"image/png": &o.names.png, "INCR": &o.names.incr,
	} {
		asked[atom] = xproto.InternAtom(o.c, false, uint16(len(name)), name)
	}
	for atom, cookie := range asked {
		r, err := cookie.Reply()
		if err != nil {
			return err
		}
		*atom = r.Atom
	}
	return nil
}

func refused(err error) error {
	return fmt.Errorf("the X11 display did not take the picture (%w); try again, or save the figure", err)
}

// now is the time of the server, which comes with any change of a property: nothing is
// added to one.
func (o *owner) now() (xproto.Timestamp, error) {
	xproto.ChangeProperty(o.c, xproto.PropModeAppend, o.window, o.names.timestamp, xproto.AtomInteger, 32, 0, nil)
	for {
		switch event, err := o.c.WaitForEvent(); e := event.(type) {
		case xproto.PropertyNotifyEvent:
			return e.Time, nil
		case nil:
			if err == nil {
				return 0, refused(io.ErrUnexpectedEOF)
			}
			return 0, refused(err)
		}
	}
}

// serve answers until another program has the selection and has all that it asked for,
// or the display is gone. An error is of a window that asked and went since.
func (o *owner) serve() {
	defer o.c.Close()
	for lost := false; !lost || len(o.sending) > 0; {
		switch event, err := o.c.WaitForEvent(); e := event.(type) {
		case nil:
			if err == nil {
				return
			}
		case xproto.SelectionClearEvent:
			lost = true
		case xproto.SelectionRequestEvent:
			o.answer(e)
		case xproto.PropertyNotifyEvent:
			if e.State == xproto.PropertyDelete {
				o.sendNext(transfer{e.Window, e.Atom})
			}
		case xproto.DestroyNotifyEvent:
			o.forget(e.Window)
		}
	}
}

// answer hands over what is asked for, or says that there is nothing of that kind.
func (o *owner) answer(e xproto.SelectionRequestEvent) {
	to := transfer{e.Requestor, e.Property}
	if to.property == xproto.AtomNone { // as clients from before the conventions ask
		to.property = e.Target
	}
	switch e.Target {
	case o.names.targets:
		o.write(to, xproto.AtomAtom, 32, words(uint32(o.names.targets), uint32(o.names.timestamp), uint32(o.names.png)))
	case o.names.timestamp:
		o.write(to, xproto.AtomInteger, 32, words(uint32(o.since)))
	case o.names.png:
		o.send(to)
	default:
		to.property = xproto.AtomNone
	}
	answer := xproto.SelectionNotifyEvent{Time: e.Time, Requestor: e.Requestor, Selection: e.Selection, Target: e.Target, Property: to.property}
	xproto.SendEvent(o.c, false, e.Requestor, 0, string(answer.Bytes()))
}

// send hands over the picture, or begins to: what is too large for one request goes
// piece by piece, each once the one before was taken away.
func (o *owner) send(to transfer) {
	if len(o.png) <= piece {
		o.write(to, o.names.png, 8, o.png)
		return
	}
	hear := []uint32{xproto.EventMaskPropertyChange | xproto.EventMaskStructureNotify}
	xproto.ChangeWindowAttributes(o.c, to.to, xproto.CwEventMask, hear)
	o.sending[to] = o.png
	o.write(to, o.names.incr, 32, words(uint32(len(o.png))))
}

// sendNext sends the next piece, after the last an empty one.
func (o *owner) sendNext(to transfer) {
	left, ok := o.sending[to]
	if !ok {
		return
	}
	n := min(piece, len(left))
	o.write(to, o.names.png, 8, left[:n])
	o.sending[to] = left[n:]
	if n == 0 {
		delete(o.sending, to)
	}
}

// forget ends what is sent to a window.
func (o *owner) forget(w xproto.Window) {
	for t := range o.sending {
		if t.to == w {
			delete(o.sending, t)
		}
	}
}

// write writes a property, of elements of so many bits.
func (o *owner) write(to transfer, kind xproto.Atom, bits byte, data []byte) {
	elements := uint32(len(data)) * 8 / uint32(bits)
	xproto.ChangeProperty(o.c, xproto.PropModeReplace, to.to, to.property, kind, bits, elements, data)
}

// words are numbers as X11 has them.
func words(list ...uint32) []byte {
	data := make([]byte, 4*len(list))
	for i, w := range list {
		xgb.Put32(data[4*i:], w)
	}
	return data
}
