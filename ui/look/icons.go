package look

import (
	"embed"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

//go:embed icons
var icons embed.FS

// Icon names an icon of the window.
type Icon string

// The icons.
const (
	IconStudy       Icon = "study"
	IconCompare     Icon = "compare"
	IconConvergence Icon = "convergence"
	IconTimesteps   Icon = "timesteps"
	IconGroups      Icon = "groups"
	IconClusters    Icon = "clusters"
	IconNoise       Icon = "noise"
	IconPanels      Icon = "panels"
	IconSwap        Icon = "swap"
	IconWider       Icon = "wider"
	IconOpen        Icon = "open"
	IconClosed      Icon = "closed"
	IconBack        Icon = "back"
)

// Resource is the icon in the theme's text colour.
func (i Icon) Resource() fyne.Resource { return theme.NewThemedResource(i.plain()) }

// Accent is the icon in the accent colour.
func (i Icon) Accent() fyne.Resource { return theme.NewPrimaryThemedResource(i.plain()) }

// Quiet is the icon in the colour of secondary text.
func (i Icon) Quiet() fyne.Resource {
	return theme.NewColoredResource(i.plain(), theme.ColorNamePlaceHolder)
}

func (i Icon) plain() fyne.Resource {
	name := "icons/" + string(i) + ".svg"
	data, err := icons.ReadFile(name)
	if err != nil {
		panic(err) // the constants above and the embedded files are one thing
	}
	return fyne.NewStaticResource(string(i)+".svg", data)
}
