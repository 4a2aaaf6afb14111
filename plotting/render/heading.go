package render

import (
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/plotters"
)

// of is the look of a figure on a sheet of a width.
func (s Style) of(fig figure.Figure, width vg.Length) look {
	l := s.on(width)
	l.letters = s.Letters && len(fig.Panels) > 1 && fig.Grid == nil // which has its own
	if !fig.Empty() {
		l.mainY = fig.Panels[0].Y.Label
	}
	return l
}

// headingLines are the lines of a figure's title for a width. Where three are not
// enough its names are shortened, and then it is cut.
func (l *look) headingLines(title string, width vg.Length) []string {
	const most = 3
	sty := l.bold(l.font)
	title = l.say(title)
	lines := wrap(whole(title, most, width, sty.Width), width, sty.Width)
	if len(lines) > most {
		lines = append(lines[:most-1], elide(strings.Join(lines[most-1:], " "), width, sty.Width))
	}
	return lines
}

// headingHeight is the height of so many lines with the gap below them.
func (l *look) headingHeight(lines int) vg.Length {
	if lines == 0 {
		return 0
	}
	return vg.Length(lines)*1.3*l.font + 0.4*l.font
}

// heading writes a figure's title at the top of an area, and gives what is left.
func (p *picture) heading(area vg.Rectangle, title string) vg.Rectangle {
	lines := p.headingLines(title, area.Size().X)
	sty := p.bold(p.font)
	sty.XAlign, sty.YAlign = draw.XCenter, draw.YTop
	at := vg.Point{X: (area.Min.X + area.Max.X) / 2, Y: area.Max.Y}
	for _, line := range lines {
		p.write(sty, at, line, p.phrase(title))
		at.Y -= 1.3 * p.font
	}
	area.Max.Y -= p.headingHeight(len(lines))
	return area
}

// letterSize is the size of panel letters, a little larger than text.
func (l *look) letterSize() vg.Length { return 1.2 * l.font }

// letterRow is the height of a row with a letter.
func (l *look) letterRow() vg.Length { return 1.6 * l.font }

// letter writes the letter of a panel, its upper left corner there: a, b … z, aa.
func (p *picture) letter(index int, corner vg.Point) {
	if p.letters {
		p.writeLetter(index, corner)
	}
}

func (p *picture) writeLetter(index int, corner vg.Point) {
	sty := p.bold(p.letterSize())
	sty.YAlign = draw.YTop
	plotters.Write(p.c, sty, corner, figure.Letter(index))
}
