package ui

import (
	"os"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"

	"github.com/semblance-app/semblance/core/linalg"
	"github.com/semblance-app/semblance/core/resultcache"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// Keys of what is remembered between runs.
const (
	keyRecent  = "recent"
	keyFolder  = "folder" // of what was opened last
	keyTheme   = "theme"
	keyScale   = "scale"   // of the window, in percent
	keyFigures = "figures" // their scale in the window, in percent
	keyThreads = "threads"
	keyMemory  = "memory" // in megabytes
	keyDisk    = "disk"   // in megabytes

	keyRail      = "rail" // whether it is shown
	keyInspector = "inspector"
)

// megabyte is the unit of memory and of the disk.
const megabyte = 1e6

// defaultZoom is the scale of figures that nobody chose, in percent.
const defaultZoom = 100 * widgets.MostZoom

// recents keeps the studies opened last in the app's preferences.
type recents struct{ p fyne.Preferences }

func (r recents) Load() []string { return r.p.StringList(keyRecent) }

func (r recents) Save(lines []string) { r.p.SetStringList(keyRecent, lines) }

// lastFolder is the folder of what was opened last, or else the home folder.
func lastFolder(p fyne.Preferences) string {
	if folder := p.String(keyFolder); folder != "" {
		return folder
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return string(filepath.Separator)
	}
	return home
}

// noteFolder remembers the folder of what is about to be opened.
func noteFolder(p fyne.Preferences, opened ...string) {
	if len(opened) == 0 {
		return
	}
	if path, err := filepath.Abs(opened[0]); err == nil {
		p.SetString(keyFolder, filepath.Dir(path))
	}
}

// savedTheme is the theme chosen last.
func savedTheme(p fyne.Preferences) model.Theme {
	switch t := model.Theme(p.StringWithFallback(keyTheme, string(model.SystemTheme))); t {
	case model.LightTheme, model.DarkTheme:
		return t
	}
	return model.SystemTheme
}

// windowScales and figureZooms are the percentages to choose from.
func windowScales() []int { return []int{80, 90, 100, 110, 125, 150, 175, 200} }

func figureZooms() []int { return []int{100, 125, 160, 200, 250, defaultZoom, 400} }

// figureZoom is how much larger than life figures are drawn in the window at most.
func figureZoom(p fyne.Preferences) float64 {
	percent := p.Int(keyFigures)
	if !slices.Contains(figureZooms(), percent) {
		percent = defaultZoom
	}
	return float64(percent) / 100
}

// threads is how many processors computations may use; 0 is all.
func threads(p fyne.Preferences) int { return min(max(p.Int(keyThreads), 0), linalg.Threads()) }

// memory is how many bytes of prepared layers are kept; 0 is the default.
func memory(p fyne.Preferences) int64 { return int64(max(p.Int(keyMemory), 0)) * megabyte }

// disk is how many bytes of results are kept on disk; 0 is none.
func disk(p fyne.Preferences) int64 {
	return int64(max(p.IntWithFallback(keyDisk, resultcache.DefaultMaxBytes/megabyte), 0)) * megabyte
}
