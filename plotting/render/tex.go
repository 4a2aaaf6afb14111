package render

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"math"

	"github.com/semblance-app/semblance/plotting/plotters"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// tex is a canvas that writes a pgfpicture for LaTeX documents: text in the
// document's fonts at the figure's sizes, anchored so that it keeps its place
// in them, lengths in big points, which are PostScript's. It writes no second
// file: images are in the text.
type tex struct {
	pen
	size   Size
	body   bytes.Buffer
	set    texState // what the picture has set
	images bool     // whether it has any
}

type texState struct{ fill, stroke, fillOpacity, strokeOpacity, width, dash string }

var (
	_ vg.CanvasSizer    = (*tex)(nil)
	_ plotters.Anchored = (*tex)(nil)
)

func texWords() pathWords {
	return pathWords{
		move: "\\smbM{%s}{%s}", line: "\\smbL{%s}{%s}", curve: "\\smbV{%s}{%s}{%s}{%s}{%s}{%s}",
		close: "\\smbH", box: "\\smbB{%s}{%s}{%s}{%s}",
	}
}

// texProlog defines the words of the picture, inside a group, in which signs
// that babel makes active for some languages are themselves. smbC is a cell:
// its rectangle and its colour. It goes past pgf's layer for people, which
// takes ten times as long, to the one for drivers. smbW is text no wider than
// there is room for, which it may be in fonts as wide as LaTeX's own at small
// sizes.
const texProlog = `\begingroup%
\makeatletter%
\@makeother\!\@makeother\"\@makeother\'\@makeother\-\@makeother\.\@makeother\/\@makeother\:\@makeother\;%
\@makeother\<\@makeother\=\@makeother\>\@makeother\?\@makeother\` + "`" + `\@makeother\|%
\def\smbM#1#2{\pgfpathmoveto{\pgfqpoint{#1bp}{#2bp}}}%
\def\smbL#1#2{\pgfpathlineto{\pgfqpoint{#1bp}{#2bp}}}%
\def\smbV#1#2#3#4#5#6{\pgfpathcurveto{\pgfqpoint{#1bp}{#2bp}}{\pgfqpoint{#3bp}{#4bp}}{\pgfqpoint{#5bp}{#6bp}}}%
\def\smbH{\pgfpathclose}%
\def\smbB#1#2#3#4{\pgfpathrectangle{\pgfqpoint{#1bp}{#2bp}}{\pgfqpoint{#3bp}{#4bp}}}%
\def\smbF{\pgfusepath{fill}}%
\def\smbS{\pgfusepath{stroke}}%
\def\smbC#1#2#3#4#5{\pgfsys@color@rgb@fill#5\pgfsys@rect{#1bp}{#2bp}{#3bp}{#4bp}\pgfsys@fill}%
\def\smbT#1#2#3#4#5#6#7#8{\pgftext[x=#1bp,y=#2bp,rotate=#3,#4base]{\fontsize{#5}{#5}\selectfont\color[rgb]{#6}\smbW{#7}{#8}}}%
\def\smbW#1#2{\setbox\z@\hbox{#2}\ifdim\wd\z@>#1bp\resizebox{#1bp}{\height}{\box\z@}\else\box\z@\fi}%
\ifdefined\Umathcode\def\smbU#1{#1}\else\def\smbU#1{?}\fi%
`

// texImages defines smbI, an image: its rectangle, number of pixels each way,
// colour space, range of the numbers, how to undo the filters of its rows, and
// behind these its data, in which every sign is itself. PDF and PostScript say
// all of them alike; what differs is around them. PDF has the image within the
// page, which asks of the drivers of TeX's engines no more than lines do.
const texImages = `\def\smbI#1#2#3#4#5#6{\def\smb@these{{#1}{#2}{#3}{#4}{#5}{#6}}\begingroup\count@33 %
\loop\catcode\count@12 \advance\count@1 \ifnum\count@<127 \repeat\smb@data}%
\begingroup\@makeother\~\gdef\smb@data#1~>{\expandafter\smb@image\smb@these{#1~>}\endgroup}\endgroup%
\def\smb@cm#1#2#3#4{#3 0 0 #4 #1 #2}%
\def\smb@pdf#1#2#3#4#5#6#7{\pgfsys@invoke{q \smb@cm#1 cm BI /W #2 /H #3 /BPC 8 /CS #4 /D #5 /F [/A85 /Fl] /DP [null #6] ID #7 EI Q}}%
\def\smb@ps#1#2#3#4#5#6#7{\pgfsys@invoke{gsave [\smb@cm#1] concat #4 setcolorspace
  <</ImageType 1 /Width #2 /Height #3 /BitsPerComponent 8 /Decode #5 /ImageMatrix [#2 0 0 -#3 0 #3]
  /DataSource currentfile /ASCII85Decode filter #6 /FlateDecode filter>> image #7 grestore}}%
\def\smb@none#1#2#3#4#5#6#7{\smbC#1{{.8}{.8}{.8}}\PackageWarning{semblance}{The cells of a matrix are missing: they need\MessageBreak
  pdfLaTeX, LuaLaTeX, XeLaTeX, dvipdfmx or dvips,\MessageBreak but pgf has loaded \pgfsysdriver}}%
\def\smb@driver#1#2{\expandafter\let\csname smb@pgfsys-#1.def\endcsname#2}%
\smb@driver{pdftex}\smb@pdf\smb@driver{luatex}\smb@pdf\smb@driver{xetex}\smb@pdf\smb@driver{dvipdfmx}\smb@pdf\smb@driver{dvips}\smb@ps%
\expandafter\let\expandafter\smb@image\csname smb@\ifcsname smb@\pgfsysdriver\endcsname\pgfsysdriver\else none\fi\endcsname%
`

func newTeX(size Size) *tex {
	t := &tex{pen: newPen(), size: size}
	vg.Initialize(t)
	return t
}

// Size is the size of the sheet in points.
func (t *tex) Size() (w, h vg.Length) { return t.size.points() }

// use sets a part of the state where it is not set already.
func (t *tex) use(part *string, command string) {
	if *part != command {
		*part = command
		t.body.WriteString(command)
	}
}

// opacity sets what kind, fill or stroke, is opaque to; full is the start.
func (t *tex) opacity(part *string, kind string) {
	if a := t.paint().A; a != 255 || *part != "" {
		t.use(part, fmt.Sprintf("\\pgfset%sopacity{%s}%%\n", kind, num(float64(a)/255)))
	}
}

// Stroke implements vg.Canvas.
func (t *tex) Stroke(path vg.Path) {
	if !t.draws(path) {
		return
	}
	top := t.top()
	t.opacity(&t.set.strokeOpacity, "stroke")
	t.use(&t.set.stroke, fmt.Sprintf("\\pgfsetstrokecolor{%s}%%\n", t.xcolor()))
	t.use(&t.set.width, fmt.Sprintf("\\pgfsetlinewidth{%sbp}%%\n", num(top.width.Points())))
	t.use(&t.set.dash, fmt.Sprintf("\\pgfsetdash{%s}{%sbp}%%\n", t.dashes("{%sbp}", ""), num(top.offset.Points())))
	t.body.WriteString(t.trace(path, texWords()) + "\\smbS%\n")
}

// Fill implements vg.Canvas.
func (t *tex) Fill(path vg.Path) {
	if len(path) == 0 {
		return
	}
	t.opacity(&t.set.fillOpacity, "fill")
	if x, y, w, h, ok := t.box(path); ok {
		t.cell(x, y, w, h)
		return
	}
	t.use(&t.set.fill, fmt.Sprintf("\\pgfsetfillcolor{%s}%%\n", t.xcolor()))
	t.body.WriteString(t.trace(path, texWords()) + "\\smbF%\n")
}

// cell fills a rectangle.
func (t *tex) cell(x, y, w, h float64) {
	fmt.Fprintf(&t.body, "\\smbC{%s}{%s}{%s}{%s}{%s}%%\n", num(x), num(y), num(w), num(h), t.parts("{%s}{%s}{%s}"))
	t.set.fill = ""
}

// parts are red, green and blue from 0 to 1 in a format.
func (t *tex) parts(format string) string {
	c := t.paint()
	part := func(v uint8) string { return num(float64(v) / 255) }
	return fmt.Sprintf(format, part(c.R), part(c.G), part(c.B))
}

// xcolor is the colour as xcolor reads it.
func (t *tex) xcolor() string {
	c := t.paint()
	return fmt.Sprintf("rgb,255:red,%d;green,%d;blue,%d", c.R, c.G, c.B)
}

// FillString writes text that starts at a point.
func (t *tex) FillString(face font.Face, at vg.Point, str string) {
	t.FillAnchored(face, at, str, draw.XLeft)
}

// FillAnchored writes text that starts at a point, ends there or has its
// middle there, in the font of the document.
func (t *tex) FillAnchored(face font.Face, at vg.Point, str string, anchor draw.XAlignment) {
	if str == "" || face.Font.Size <= 0 {
		return
	}
	t.opacity(&t.set.fillOpacity, "fill")
	side := "left,"
	switch anchor {
	case draw.XCenter:
		side = ""
	case draw.XRight:
		side = "right,"
	}
	text := texText(str)
	if heavy(face) {
		text = `\bfseries ` + text
	}
	m := t.top().m
	x, y := m.apply(at)
	angle := math.Atan2(m.b, m.a) * 180 / math.Pi
	const stretch = 1.06 // what the room for text allows
	fmt.Fprintf(&t.body, "\\smbT{%s}{%s}{%s}{%s}{%sbp}{%s}{%s}{%s}%%\n", num(x), num(y), num(angle), side,
		num(face.Font.Size.Points()), t.parts("%s,%s,%s"), num(stretch*plotters.TextWidth(face, str).Points()), text)
	t.set.fill, t.set.stroke = "", "" // LaTeX sets its own colour back after the text
}

// DrawImage draws an opaque image with hard pixels.
func (t *tex) DrawImage(box vg.Rectangle, img image.Image) {
	t.Push()
	t.SetColor(color.Black)
	t.opacity(&t.set.fillOpacity, "fill")
	t.Pop()
	x, y := t.top().m.apply(box.Min)
	size := box.Size()
	p := pack(img)
	space, decode := "/DeviceRGB", "[0 1 0 1 0 1]"
	if p.palette != nil {
		space = fmt.Sprintf("[/Indexed /DeviceRGB %d <%x>]", p.lastIndex(), p.palette)
		decode = "[0 255]"
	}
	fmt.Fprintf(&t.body, "\\smbI{{%s}{%s}{%s}{%s}}{%d}{%d}{%s}{%s}{%s}%s%%\n",
		num(x), num(y), num(size.X.Points()), num(size.Y.Points()), p.wide, p.high, space, decode, p.predictor(), ascii85Text(p.data, ""))
	t.images = true
}

// document is the whole file.
func (t *tex) document(title string, family Family) []byte {
	w, h := t.Size()
	var out bytes.Buffer
	fmt.Fprintf(&out, "%% %s\n", comment(title))
	out.WriteString("% Needs \\usepackage{pgf} in the preamble; put it in place with \\input.\n" +
		"% Where pdfLaTeX has no such character there is a question mark; LuaLaTeX and\n% XeLaTeX show it if the font has it.\n")
	out.WriteString(texProlog)
	if t.images {
		out.WriteString(texImages)
	}
	out.WriteString("\\makeatother%\n")
	fmt.Fprintf(&out, "\\begin{pgfpicture}%%\n\\smbB{0}{0}{%s}{%s}\\pgfusepath{use as bounding box}%%\n\\pgfsetroundjoin%%\n",
		num(w.Points()), num(h.Points()))
	if family == Serif {
		out.WriteString("\\rmfamily%\n")
	} else {
		out.WriteString("\\sffamily%\n")
	}
	out.Write(t.body.Bytes())
	out.WriteString("\\end{pgfpicture}%\n\\endgroup%\n")
	return out.Bytes()
}
