package ui

import (
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// inLabel is a shortcut whose keys stand in the label of its item. Fyne writes
// those that it knows the keys of, in a fifth of the text's ink, which nobody can
// read on a light menu.
type inLabel struct{ keys fyne.KeyboardShortcut }

// ShortcutName implements fyne.Shortcut.
func (s inLabel) ShortcutName() string { return s.keys.ShortcutName() }

// writeKeys writes the keys of a menu's shortcuts into its labels, one below the
// other.
func writeKeys(m *fyne.Menu) {
	if runtime.GOOS == "darwin" {
		return // the system writes them
	}
	column := float32(0)
	for _, i := range m.Items {
		column = max(column, wide(i.Label+"\t"))
	}
	for _, i := range m.Items {
		keys, ok := i.Shortcut.(fyne.KeyboardShortcut)
		if !ok {
			continue
		}
		label := i.Label + "\t"
		for wide(label) < column {
			label += "\t"
		}
		i.Label, i.Shortcut = label+keyNames(keys), inLabel{keys}
	}
}

func wide(s string) float32 { return fyne.MeasureText(s, theme.TextSize(), fyne.TextStyle{}).Width }

// keyNames is what the keys of a shortcut are called.
func keyNames(s fyne.KeyboardShortcut) string {
	var names []string
	for _, m := range []struct {
		modifier fyne.KeyModifier
		name     string
	}{{fyne.KeyModifierControl, "Ctrl"}, {fyne.KeyModifierAlt, "Alt"}, {fyne.KeyModifierShift, "Shift"}, {fyne.KeyModifierSuper, "Super"}} {
		if s.Mod()&m.modifier != 0 {
			names = append(names, m.name)
		}
	}
	key, ok := map[fyne.KeyName]string{
		fyne.KeyPageDown: "Page Down", fyne.KeyPageUp: "Page Up",
		fyne.KeyDown: "↓", fyne.KeyUp: "↑", fyne.KeyRight: "→", fyne.KeyLeft: "←",
	}[s.Key()]
	if !ok {
		key = string(s.Key())
	}
	return strings.Join(append(names, key), "+")
}
