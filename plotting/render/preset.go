package render

import (
	"fmt"
	"strings"
)

// Preset is a size that a publisher asks for, with the text that suits it; lines
// and markers go with the text.
type Preset struct {
	Name       string // as it is typed
	Title      string // as menus show it
	WidthMM    float64
	HeightMM   float64 // 0 where NaturalHeight decides
	PageMM     float64 // height that a page has for figures; 0 where there are none
	TextPoints float64
}

// Presets lists the sizes that are offered, the first one the default of a
// fresh start.
func Presets() []Preset {
	const inch = mmPerInch
	return []Preset{
		{Name: "neurips", Title: "NeurIPS · 5.5 in", WidthMM: 5.5 * inch, PageMM: 9 * inch, TextPoints: 8},
		{Name: "iclr", Title: "ICLR · 5.5 in", WidthMM: 5.5 * inch, PageMM: 9 * inch, TextPoints: 8},
		{Name: "icml", Title: "ICML column · 3.25 in", WidthMM: 3.25 * inch, PageMM: 9 * inch, TextPoints: 7},
		{Name: "icml-page", Title: "ICML page · 6.75 in", WidthMM: 6.75 * inch, PageMM: 9 * inch, TextPoints: 8},
		{Name: "nature", Title: "Nature column · 89 mm", WidthMM: 89, PageMM: 247, TextPoints: 7},
		{Name: "nature-page", Title: "Nature page · 183 mm", WidthMM: 183, PageMM: 247, TextPoints: 7},
		{Name: "ieee", Title: "IEEE column · 3.5 in", WidthMM: 3.5 * inch, PageMM: 9 * inch, TextPoints: 8},
		{Name: "ieee-page", Title: "IEEE page · 7.16 in", WidthMM: 7.16 * inch, PageMM: 9 * inch, TextPoints: 8},
		{Name: "slide", Title: "Slide · 16:9", WidthMM: 40.0 / 3 * inch, HeightMM: 7.5 * inch, TextPoints: 18},
	}
}

// ParsePreset finds a preset by its name; the error lists those there are.
func ParsePreset(name string) (Preset, error) {
	var names []string
	for _, p := range Presets() {
		if p.Name == strings.ToLower(name) {
			return p, nil
		}
		names = append(names, p.Name)
	}
	return Preset{}, fmt.Errorf("there is no preset %q; choose one of %s", name, strings.Join(names, ", "))
}
