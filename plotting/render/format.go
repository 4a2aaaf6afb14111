package render

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/semblance-app/semblance/core/atomicfile"
	"github.com/semblance-app/semblance/plotting/figure"
)

// Format is a file format, named by its extension without the dot.
type Format string

// The formats. PDF and EPS embed the fonts; TeX is PGF code in the fonts of the
// document that reads it.
const (
	PNG Format = "png"
	SVG Format = "svg"
	PDF Format = "pdf"
	EPS Format = "eps"
	TeX Format = "tex"
	CSV Format = "csv"
)

// ErrFormat means that a format is unknown; the error that wraps it names those
// that are known.
var ErrFormat = errors.New("format not available")

// job is one figure to be written.
type job struct {
	fig   figure.Figure
	style Style
	out   Output
}

// title is what the file is called in itself.
func (j job) title() string {
	said, _ := j.style.Texts.Words().Of(j.fig.Title)
	return said
}

// encoding is an entry of the table of formats.
type encoding struct {
	format Format
	title  string
	write  func(w io.Writer, j job) error
}

// encodings is the table, in the order menus show it.
func encodings() []encoding {
	return []encoding{
		{PNG, "PNG image", writePNG},
		{SVG, "SVG drawing", writeSVG},
		{PDF, "PDF document", writePDF},
		{EPS, "EPS drawing", writeEPS},
		{TeX, "TeX drawing (PGF)", writeTeX},
		{CSV, "CSV table", writeCSV},
	}
}

// Formats lists the formats that can be written, in the order menus show them.
func Formats() []Format {
	var list []Format
	for _, e := range encodings() {
		list = append(list, e.format)
	}
	return list
}

// Title is the format's name in menus.
func (f Format) Title() string {
	for _, e := range encodings() {
		if e.format == f {
			return e.title
		}
	}
	return string(f)
}

// ParseFormat reads a format's name or file extension, with or without the
// dot. A name that is no format's gives an error that wraps ErrFormat.
func ParseFormat(s string) (Format, error) {
	f := Format(strings.ToLower(strings.TrimPrefix(s, ".")))
	_, err := lookUp(f)
	return f, err
}

// FormatOf is the format of a file name's extension.
func FormatOf(path string) (Format, error) {
	ext := filepath.Ext(path)
	if ext == "" {
		return "", fmt.Errorf("%w: %q has no extension; end it with one of %s", ErrFormat, filepath.Base(path), available())
	}
	return ParseFormat(ext)
}

func lookUp(f Format) (encoding, error) {
	for _, e := range encodings() {
		if e.format == f {
			return e, nil
		}
	}
	return encoding{}, fmt.Errorf("%w: %q is no figure format; choose one of %s", ErrFormat, string(f), available())
}

func available() string {
	names := make([]string, 0, len(encodings()))
	for _, f := range Formats() {
		names = append(names, string(f))
	}
	return strings.Join(names, ", ")
}

// Write writes the figure in out.Format at its exact physical size. It returns
// figure.ErrEmpty for a figure with nothing to draw, ErrFormat for a format it
// cannot write, a *RoomError for a picture on too small a sheet, and nothing is
// written to w on any.
func Write(w io.Writer, fig figure.Figure, style Style, out Output) error {
	if out.Format == "" {
		out.Format = PNG
	}
	e, err := lookUp(out.Format)
	if err != nil {
		return err
	}
	if fig.Empty() {
		return fmt.Errorf("%w: %s", figure.ErrEmpty, fig.Note)
	}
	if err := out.check(); err != nil {
		return err
	}
	if out.Format != CSV {
		if err := Room(fig, style, out.Size); err != nil {
			return err
		}
	}
	if err := e.write(w, job{fig, style, out}); err != nil {
		return fmt.Errorf("write figure as %s: %w", e.format, err)
	}
	return nil
}

// File writes the figure to a file, in the format of its extension unless
// out.Format says otherwise. The file appears whole or not at all.
func File(path string, fig figure.Figure, style Style, out Output) error {
	if out.Format == "" {
		f, err := FormatOf(path)
		if err != nil {
			return err
		}
		out.Format = f
	}
	var buf bytes.Buffer
	if err := Write(&buf, fig, style, out); err != nil {
		return err
	}
	if err := atomicfile.Write(path, buf.Bytes()); err != nil {
		return fmt.Errorf("save figure: %w", err)
	}
	return nil
}

func writePNG(w io.Writer, j job) error {
	wide, high := j.out.Size.pixels(j.out.dpi())
	if float64(wide)*float64(high) > maxPixels {
		return fmt.Errorf("%d × %d pixels are too many; lower the size or the dpi", wide, high)
	}
	c := newPixels(wide, high, j.out.dpi(), j.style.background())
	// The exact size, not that of the rounded number of pixels: the layout is
	// then the same in every format.
	w72, h72 := j.out.Size.points()
	drawFigure(draw.NewCanvas(c, w72, h72), j.fig, j.style, onPaper)
	return encodePNG(w, c.Pixels(), j.out)
}

// paint draws the figure on a canvas, over its sheet.
func (j job) paint(c vg.CanvasSizer) {
	sheet := draw.New(c)
	if !j.style.Transparent {
		sheet.SetColor(j.style.background())
		sheet.Fill(sheet.Rectangle.Path())
	}
	drawFigure(sheet, j.fig, j.style, onPaper)
}

func writeSVG(w io.Writer, j job) error {
	c := newSVG(j.out.Size)
	j.paint(c)
	_, err := w.Write(c.document(j))
	return err
}

func writePDF(w io.Writer, j job) error {
	c := newPDF(j.out.Size)
	j.paint(c)
	data, err := c.document(j)
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

func writeEPS(w io.Writer, j job) error {
	c := newEPS(j.out.Size, j.style.look().sheet)
	j.paint(c)
	data, err := c.document(j.title())
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

func writeTeX(w io.Writer, j job) error {
	c := newTeX(j.out.Size)
	j.paint(c)
	_, err := w.Write(c.document(j.title(), j.style.Family))
	return err
}

func writeCSV(w io.Writer, j job) error { return figure.CSV(w, j.style.seen(j.fig)) }
