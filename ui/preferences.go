package ui

import (
	"fyne.io/fyne/v2"

	"github.com/semblance-app/semblance/ui/model"
)

// Keys of what is remembered between runs.
const (
	keyRecent = "recent"
	keyTheme  = "theme"
)

// recents keeps the studies opened last in the app's preferences.
type recents struct{ p fyne.Preferences }

func (r recents) Load() []string { return r.p.StringList(keyRecent) }

func (r recents) Save(lines []string) { r.p.SetStringList(keyRecent, lines) }

// savedTheme is the theme chosen last.
func savedTheme(p fyne.Preferences) model.Theme {
	switch t := model.Theme(p.StringWithFallback(keyTheme, string(model.SystemTheme))); t {
	case model.LightTheme, model.DarkTheme:
		return t
	}
	return model.SystemTheme
}
