package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Names of colours that Fyne's themes do not have.
const (
	ColorRail  fyne.ThemeColorName = "semblance.rail"  // behind the rail and the status line
	ColorPanel fyne.ThemeColorName = "semblance.panel" // behind the inspector
	ColorSheet fyne.ThemeColorName = "semblance.sheet" // the sheet of a figure on screen
	ColorPaper fyne.ThemeColorName = "semblance.paper" // the sheet of an exported figure
	// Those of figures from before, over either sheet.
	ColorSheetVeil fyne.ThemeColorName = "semblance.sheetVeil"
	ColorPaperVeil fyne.ThemeColorName = "semblance.paperVeil"

	ColorKnob fyne.ThemeColorName = "semblance.knob" // the chosen part of a switch
	// ColorKnobDisabled is that of a switch where there is nothing to choose.
	ColorKnobDisabled fyne.ThemeColorName = "semblance.knobDisabled"
	ColorTip          fyne.ThemeColorName = "semblance.tip"    // behind the read-out of hover
	ColorTipInk       fyne.ThemeColorName = "semblance.tipInk" // its text
)

// Widths and gaps of the window, in Fyne's units.
const (
	RailWidth       = 92
	RailNarrow      = 52  // without words
	FigureRoom      = 600 // what is left to the figure beside a rail with words, at least
	InspectorWidth  = 312
	InspectorMargin = 14 // left and right of its controls
	LabelWidth      = 82
	SheetMargin     = 18
)

// Theme is the window's theme.
type Theme struct {
	fyne.Theme
	colors  map[fyne.ThemeColorName]pair // read-only
	variant fyne.ThemeVariant
	forced  bool
}

// System follows the desktop between light and dark.
func System() *Theme { return &Theme{Theme: theme.DefaultTheme(), colors: colors()} }

// Light is always light.
func Light() *Theme {
	return &Theme{Theme: theme.DefaultTheme(), colors: colors(), variant: theme.VariantLight, forced: true}
}

// Dark is always dark.
func Dark() *Theme {
	return &Theme{Theme: theme.DefaultTheme(), colors: colors(), variant: theme.VariantDark, forced: true}
}

// Variant is light or dark, where the desktop asks for system.
func (t *Theme) Variant(system fyne.ThemeVariant) fyne.ThemeVariant {
	if t.forced {
		return t.variant
	}
	return system
}

// Color is Fyne's colour of that name, unless the window has its own.
func (t *Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	variant = t.Variant(variant)
	if pair, ok := t.colors[name]; ok {
		if variant == theme.VariantDark {
			return pair.dark
		}
		return pair.light
	}
	return t.Theme.Color(name, variant)
}

// Size is Fyne's size of that name, unless the window has its own.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return 13
	case theme.SizeNameCaptionText:
		return 11
	case theme.SizeNameSubHeadingText:
		return 15
	case theme.SizeNameHeadingText:
		return 19
	case theme.SizeNamePadding:
		return 4
	case theme.SizeNameInnerPadding:
		return 5
	case theme.SizeNameInlineIcon:
		return 16
	case theme.SizeNameLineSpacing:
		return 3
	case theme.SizeNameInputRadius, theme.SizeNameSelectionRadius, theme.SizeNameButtonRadius:
		return 5
	case theme.SizeNameScrollBar:
		return 10
	case theme.SizeNameModalBlurRadius:
		return 0
	}
	return t.Theme.Size(name)
}

type pair struct{ light, dark color.NRGBA }

func colors() map[fyne.ThemeColorName]pair {
	return map[fyne.ThemeColorName]pair{
		ColorRail:         {rgb(0xe1e3e8), rgb(0x191a1d)},
		ColorPanel:        {rgb(0xf1f2f4), rgb(0x222327)},
		ColorSheet:        {rgb(0xffffff), rgb(0x1c1d20)},
		ColorPaper:        {rgb(0xffffff), rgb(0xffffff)},
		ColorTip:          {rgb(0x24262b), rgb(0xf0f1f4)},
		ColorKnob:         {rgb(0xffffff), rgb(0x4b4e56)},
		ColorKnobDisabled: {rgb(0xfafbfc), rgb(0x3a3c42)},
		ColorTipInk:       {rgb(0xf4f5f7), rgb(0x1a1b1e)},
		ColorSheetVeil:    {alpha(0xffffff, 0x80), alpha(0x1c1d20, 0x80)},
		ColorPaperVeil:    {alpha(0xffffff, 0x80), alpha(0xffffff, 0x80)},

		// The desk behind the sheet: the window is cleared with this colour, which costs
		// nothing where pixels are painted without a graphics card.
		theme.ColorNameBackground:          {rgb(0xe8eaee), rgb(0x131416)},
		theme.ColorNameForeground:          {rgb(0x1d1e22), rgb(0xe3e4e8)},
		theme.ColorNamePlaceHolder:         {rgb(0x5a5d65), rgb(0xa2a5ad)},
		theme.ColorNameDisabled:            {rgb(0x666971), rgb(0x92959d)},
		theme.ColorNamePrimary:             {rgb(0x1f6feb), rgb(0x4c8dff)},
		theme.ColorNameHyperlink:           {rgb(0x1558c0), rgb(0x6ba1ff)},
		theme.ColorNameForegroundOnPrimary: {rgb(0xffffff), rgb(0x0d1420)},
		theme.ColorNameFocus:               {alpha(0x1f6feb, 0x70), alpha(0x4c8dff, 0x80)},
		theme.ColorNameSelection:           {alpha(0x1f6feb, 0x2a), alpha(0x4c8dff, 0x3a)},
		theme.ColorNameButton:              {rgb(0xe0e2e7), rgb(0x32343a)},
		theme.ColorNameDisabledButton:      {rgb(0xe9eaee), rgb(0x2a2b2f)},
		theme.ColorNameInputBackground:     {rgb(0xffffff), rgb(0x2c2e33)},
		theme.ColorNameInputBorder:         {rgb(0xcbcdd4), rgb(0x4e5159)},
		theme.ColorNameHover:               {alpha(0x000000, 0x0f), alpha(0xffffff, 0x12)},
		theme.ColorNamePressed:             {alpha(0x000000, 0x1c), alpha(0xffffff, 0x20)},
		theme.ColorNameSeparator:           {rgb(0xd5d7dd), rgb(0x34363b)},
		theme.ColorNameHeaderBackground:    {rgb(0xf1f2f4), rgb(0x222327)},
		theme.ColorNameMenuBackground:      {rgb(0xffffff), rgb(0x2a2c30)},
		theme.ColorNameOverlayBackground:   {rgb(0xfcfcfd), rgb(0x26282c)},
		theme.ColorNameWarning:             {rgb(0x9c5205), rgb(0xf0a63c)},
		theme.ColorNameError:               {rgb(0xbd2323), rgb(0xff6b63)},
		theme.ColorNameScrollBar:           {alpha(0x000000, 0x55), alpha(0xffffff, 0x55)},
		theme.ColorNameShadow:              {alpha(0x000000, 0x30), alpha(0x000000, 0x66)},
	}
}

func rgb(hex uint32) color.NRGBA { return alpha(hex, 0xff) }

func alpha(hex uint32, a uint8) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: a}
}
