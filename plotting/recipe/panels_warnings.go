package recipe

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/plotting/figure"
)

// ofDrawn are those of the warnings of a panel that are of what it draws: that of a
// correlation is of dots alone.
func (p Panel) ofDrawn(list []warning.Warning) []warning.Warning {
	if p.View != GroupsView {
		return list
	}
	var drawing figure.GroupsOptions
	if p.Drawing != nil && json.Unmarshal(p.Drawing, &drawing) == nil && drawing.Form == figure.AgainstIt {
		return list
	}
	return slices.DeleteFunc(slices.Clone(list), func(w warning.Warning) bool { return w.Code == warning.BetweenParts })
}

// warnings are those of all panels, each with the letters of the panels that it is of.
func (r *PanelsResult) warnings() []warning.Warning {
	var list []warning.Warning
	letters := map[warning.Warning][]string{}
	for i, m := range r.Made {
		for _, w := range warning.Merge(nil, m.Warnings...) {
			said := warning.Warning{Code: w.Code, Message: w.Message}
			letters[said] = append(letters[said], figure.Letter(i))
		}
		list = warning.Merge(list, m.Warnings...)
	}
	for i, w := range list {
		of := letters[warning.Warning{Code: w.Code, Message: w.Message}]
		noun := "Panel"
		if len(of) > 1 {
			noun = "Panels"
		}
		list[i].Message = fmt.Sprintf("%s %s: %s", noun, strings.Join(of, ", "), w.Message)
	}
	return list
}
