package model

import (
	"testing"

	"github.com/semblance-app/semblance/plotting/render"
)

// On the screen a figure suits the window; as exported, it is on the background
// that the file has, which is a sheet there even where the file has none.
func TestStyleOnScreen(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		l := r.Look()
		l.Style.Background = render.Background{Sheet: render.Dark, Transparent: true}
		l.Style.Palette = render.Grey
		for _, c := range []struct {
			exported, dark bool
			want           render.Sheet
		}{{false, false, render.Light}, {false, true, render.Dark}, {true, false, render.Dark}, {true, true, render.Dark}} {
			l.AsExported = c.exported
			r.SetLook(l)
			if s := r.ScreenStyle(c.dark); s.Sheet != c.want || s.Transparent || s.Palette != render.Grey {
				t.Errorf("%+v: %+v", c, s)
			}
		}
		if s := r.ExportStyle(); !s.Transparent || s.Sheet != render.Dark {
			t.Errorf("the file has %+v", s)
		}
	})
}

func TestLooksAreBounded(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		l := r.Look()
		l.Style.FontSize, l.Style.LineWidth, l.Style.X.Decimals = 1, 99, render.Give(-3)
		r.SetLook(l)
		want := render.Style{FontSize: MinTextPoints, LineWidth: MaxLinePoints, X: render.AxisStyle{Decimals: render.Give(0)}}
		if got := r.Look().Style; got != want {
			t.Errorf("%+v, want %+v", got, want)
		}
	})
}
