//go:build linux

package main

import (
	"bytes"
	"image/png"
	"strings"
	"testing"

	"github.com/jezek/xgb/xproto"
)

// paste is what is on the clipboard of that kind, nil for nothing.
func (x *client) paste(kind string) []byte {
	x.Helper()
	property := x.atom("PASTED")
	xproto.ConvertSelection(x.c, x.own, x.atom("CLIPBOARD"), x.atom(kind), property, xproto.TimeCurrentTime)
	for {
		event, xerr := x.c.WaitForEvent()
		if event == nil {
			x.Fatalf("the display is gone, or %v", xerr)
		}
		if e, ok := event.(xproto.SelectionNotifyEvent); ok {
			if e.Property == xproto.AtomNone {
				return nil
			}
			break
		}
	}
	r, err := xproto.GetProperty(x.c, true, x.own, property, xproto.GetPropertyTypeAny, 0, 1<<20).Reply()
	must(x.T, err)
	return r.Value
}

// TestCopyingToOtherPrograms takes a figure and its caption from the clipboard, as
// slides or a mail would.
func TestCopyingToOtherPrograms(t *testing.T) {
	s := newScreen(t)
	s.app()
	s.until("the sample's figure", drawn)
	x := s.connect()
	s.does("key", "ctrl+shift+f")
	s.waits("copying the figure", func() bool { return x.paste("image/png") != nil })
	picture := x.paste("image/png")
	img, err := png.Decode(bytes.NewReader(picture))
	must(t, err)
	if b := img.Bounds(); b.Dx() != 1650 || b.Dy() < 600 { // 5.5 inches at 300 dpi
		t.Errorf("the picture is %v", b)
	}
	s.does("key", "ctrl+o", "sleep", "0.5", "key", "ctrl+v", "key", "Escape") // a picture is no text to paste
	s.click(400, 300)
	if !bytes.Equal(x.paste("image/png"), picture) {
		t.Error("a dialog and a click lose the picture")
	}
	s.does("key", "ctrl+shift+c")
	s.waits("copying the caption", func() bool { return strings.HasPrefix(string(x.paste("UTF8_STRING")), "Each point compares") })
	if x.paste("image/png") != nil {
		t.Error("the picture is there beside the text that was copied after it")
	}
	s.does("key", "ctrl+shift+f")
	s.waits("copying the figure again", func() bool { return bytes.Equal(x.paste("image/png"), picture) })
}
