package render_test

import (
	"errors"
	"io"
	"math"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/plotting/render"
)

// A sheet without room for data is refused with the least that has, which is no more
// than a millimetre too large; numbers alone need no sheet.
func TestASheetWithoutRoomIsRefused(t *testing.T) {
	for kind, fig := range everyKind() {
		for _, size := range []render.Size{{WidthMM: 12, HeightMM: 77}, {WidthMM: 100, HeightMM: 10}, {WidthMM: 10, HeightMM: 10}} {
			err := render.Write(io.Discard, fig, render.Style{}, render.Output{Format: render.SVG, Size: size})
			var room *render.RoomError
			if !errors.As(err, &room) {
				t.Errorf("%s on %+v: %v", kind, size, err)
				continue
			}
			if err := render.Room(fig, render.Style{}, room.Least); err != nil {
				t.Errorf("%s on %+v: the least has no room: %v", kind, size, err)
			}
			smaller := room.Least
			smaller.HeightMM-- // the last that was looked for, unless it is as it was
			if smaller.HeightMM < size.HeightMM {
				smaller.WidthMM, smaller.HeightMM = smaller.WidthMM-1, size.HeightMM
			}
			if render.Room(fig, render.Style{}, smaller) == nil || math.Max(room.Least.WidthMM, room.Least.HeightMM) > 200 {
				t.Errorf("%s on %+v: there is less than %+v", kind, size, room.Least)
			}
			if err := render.Write(io.Discard, fig, render.Style{}, render.Output{Format: render.CSV, Size: size}); err != nil {
				t.Errorf("%s: %v", kind, err)
			}
		}
	}
}

func TestWhatARefusalNames(t *testing.T) {
	size := render.Size{WidthMM: 12, HeightMM: 77}
	for want, least := range map[string]render.Size{
		"at least 29 mm wide,": {WidthMM: 29, HeightMM: 77},
		"at least 90 mm high,": {WidthMM: 12, HeightMM: 90},
		"at least 20 × 80 mm,": {WidthMM: 20, HeightMM: 80},
	} {
		if s := (&render.RoomError{Size: size, Least: least}).Error(); !strings.Contains(s, want) || !strings.HasPrefix(s, "a figure of 12 × 77 mm has no room") {
			t.Errorf("%q", s)
		}
	}
}
