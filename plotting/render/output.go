package render

import (
	"fmt"
	"math"

	"github.com/semblance-app/semblance/plotting/figure"
	"gonum.org/v1/plot/vg"
)

// Size is a physical size in millimetres. The zero value is 89 × 60 mm, one
// column of Nature; a single zero side takes that side's default.
type Size struct {
	WidthMM  float64 `json:"widthMM,omitempty"`
	HeightMM float64 `json:"heightMM,omitempty"`
}

func (s Size) width() float64  { return orDefault(s.WidthMM, 89) }
func (s Size) height() float64 { return orDefault(s.HeightMM, 60) }

func orDefault(v, otherwise float64) float64 {
	if v == 0 {
		return otherwise
	}
	return v
}

const (
	mmPerInch = 25.4
	// A sheet of 5 m, and a picture of 200 million pixels (800 MB), are beyond
	// any use and near the end of memory.
	maxSideMM = 5000
	maxPixels = 200e6
)

// points is the size in points.
func (s Size) points() (w, h vg.Length) {
	return vg.Length(s.width() / mmPerInch * 72), vg.Length(s.height() / mmPerInch * 72)
}

// pixels is the size in whole pixels.
func (s Size) pixels(dpi float64) (wide, high int) {
	side := func(mm float64) int { return max(1, int(math.Round(mm/mmPerInch*dpi))) }
	return side(s.width()), side(s.height())
}

func (s Size) check() error {
	for _, side := range []float64{s.width(), s.height()} {
		if !(side > 0 && side <= maxSideMM) {
			return fmt.Errorf("a figure of %g × %g mm cannot be drawn; give each side more than 0 and at most %d mm",
				s.width(), s.height(), maxSideMM)
		}
	}
	return nil
}

// Output is what Write makes: a format at a physical size.
type Output struct {
	// Format of the file. For Write the zero value is PNG; File takes it from
	// the extension.
	Format Format
	Size   Size
	// DPI of PNG, in dots per inch; 0 means 300. Other formats ignore it.
	DPI float64
	// Record is what PNG, SVG and PDF carry of how the figure was made, as
	// provenance.Record encodes it; nil is nothing. Other formats ignore it.
	Record []byte
}

// Custom is the preset of an Export whose size was given by hand.
const Custom = "Custom"

// Export is how a figure is written to files, as sessions keep it.
type Export struct {
	Preset   string // title of one of Presets, or Custom
	WidthMM  float64
	HeightMM float64 // 0: NaturalHeight
	DPI      float64
	Format   Format
}

// Output is what Write is asked for, for that figure.
func (e Export) Output(fig figure.Figure, style Style) Output {
	o := Output{Format: e.Format, Size: Size{WidthMM: e.WidthMM, HeightMM: e.HeightMM}, DPI: e.DPI}
	if o.Size.HeightMM == 0 {
		o.Size.HeightMM = NaturalHeight(fig, style, o.Size.width())
	}
	return o
}

func (o Output) dpi() float64 { return orDefault(o.DPI, 300) }

func (o Output) check() error {
	if err := o.Size.check(); err != nil {
		return err
	}
	if !(o.dpi() >= 1 && o.dpi() <= 10000) {
		return fmt.Errorf("%g dpi is not a resolution; choose between 1 and 10000", o.DPI)
	}
	return nil
}
