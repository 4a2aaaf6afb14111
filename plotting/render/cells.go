package render

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"image"
	"image/color"
)

// packed is an image deflated as PDF and PostScript read it: rows from the top,
// each behind the number of its PNG filter, of indices into the palette or,
// without one, of red, green and blue. Opacity is left out: the images in
// figures, which stand for the cells of a matrix, have no translucent pixel.
type packed struct {
	wide, high int
	palette    []byte // three bytes to a colour; nil without
	data       []byte
}

// channels is the number of bytes to a pixel.
func (p packed) channels() int {
	if p.palette != nil {
		return 1
	}
	return 3
}

// lastIndex is the highest index into the palette.
func (p packed) lastIndex() int { return len(p.palette)/3 - 1 }

// predictor is the dictionary that undoes the filters.
func (p packed) predictor() string {
	return fmt.Sprintf("<< /Predictor 15 /Colors %d /BitsPerComponent 8 /Columns %d >>", p.channels(), p.wide)
}

// The PNG filters used: rows as they are, and rows as what differs from above.
const (
	filterNone = 0
	filterUp   = 2
)

func pack(img image.Image) packed {
	size := img.Bounds().Size()
	p := packed{wide: size.X, high: size.Y}
	row := rgbRow
	if paletted, ok := img.(*image.Paletted); ok {
		p.palette = rgbPalette(paletted.Palette)
		row = indexRow
	}
	var out bytes.Buffer
	z := zlib.NewWriter(&out)
	var above []byte
	zeros := make([]byte, size.X*p.channels())
	for y := range size.Y {
		line := row(img, y)
		if bytes.Equal(line, above) {
			z.Write([]byte{filterUp}) // writing to memory never fails
			z.Write(zeros)
		} else {
			z.Write([]byte{filterNone})
			z.Write(line)
		}
		above = line
	}
	z.Close()
	p.data = out.Bytes()
	return p
}

func rgbPalette(palette color.Palette) []byte {
	var out []byte
	for _, c := range palette {
		n := color.NRGBAModel.Convert(c).(color.NRGBA)
		out = append(out, n.R, n.G, n.B)
	}
	return out
}

// indexRow is a row of a paletted image.
func indexRow(img image.Image, y int) []byte {
	p := img.(*image.Paletted)
	return p.Pix[y*p.Stride:][:p.Rect.Dx()]
}

// rgbRow is a row of any image. Asking an image for each pixel by itself takes
// half a second for a large matrix.
func rgbRow(img image.Image, y int) []byte {
	b := img.Bounds()
	out := make([]byte, 0, 3*b.Dx())
	switch img := img.(type) {
	case *image.Paletted:
		colours := rgbPalette(img.Palette)
		for _, index := range indexRow(img, y) {
			out = append(out, colours[3*int(index):][:3]...)
		}
	case *image.RGBA:
		line := img.Pix[y*img.Stride:][:4*b.Dx()]
		for x := 0; x < len(line); x += 4 {
			out = append(out, line[x:x+3]...)
		}
	default:
		for x := b.Min.X; x < b.Max.X; x++ {
			c := color.NRGBAModel.Convert(img.At(x, b.Min.Y+y)).(color.NRGBA)
			out = append(out, c.R, c.G, c.B)
		}
	}
	return out
}
