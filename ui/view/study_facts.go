package view

import (
	"cmp"
	"fmt"
	"slices"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// describe shows where the study is from, what it holds, and how it was read.
func (v *Study) describe(s *study.Study) {
	sum := v.m.Summary()
	v.facts.Objects = nil
	fact := func(label, value string) {
		v.facts.Add(widgets.NewRow(label, "", widgets.NewText(value, widgets.TextStyle{WrapAnywhere: true})))
	}
	fact("Study", s.Name)
	v.addOrigin()
	fact("Networks", fmt.Sprint(sum.Networks))
	checkpoints := fmt.Sprint(sum.Checkpoints)
	if sum.Checkpoints == 0 {
		checkpoints = "1 each"
	}
	fact("Checkpoints", checkpoints)
	fact("Arrays", fmt.Sprintf("%d, %s", sum.Arrays, model.Bytes(sum.Bytes)))
	if len(s.Splits) > 0 {
		split := newPicker("Split", "The inputs to compare on; with all, splits count as networks, checkpoints or layers", v.m.ReadSplit)
		split.set(append(slices.Clone(s.Splits), study.AllSplits), orWord(""), cmp.Or(s.Split, study.AllSplits))
		v.facts.Add(split.row)
	}
	v.addLayout(s)
	for _, a := range s.Axes {
		v.addAxes(s, a)
	}
	if refusal := v.m.NotNoted(); refusal != nil {
		v.facts.Add(widgets.NewText(refusal.String(), widgets.TextStyle{Color: theme.ColorNameWarning, Size: theme.SizeNameCaptionText, Wrap: true}))
	}
	v.facts.Refresh()
	v.column.relayout()
}

// addLayout shows how names were understood, and asks where that is doubtful.
func (v *Study) addLayout(s *study.Study) {
	read := newPicker("Read as", "How names of folders and files were understood; another choice is noted in the folder", v.m.ReadAs)
	set := func(list []study.Layout) {
		read.set(titles(list, func(l study.Layout) string { return l.Name }), orWord("natural"), s.Layout.Name)
		why := ""
		if len(list) < 2 {
			why = "Its names cannot be read in another way"
		}
		widgets.Offer(read.control, why)
		v.ask(list)
	}
	set([]study.Layout{s.Layout})
	v.m.Layouts(set)
	v.facts.Add(read.row)
	v.facts.Add(widgets.NewText(model.AsSentence(s.Layout.Reason), widgets.Small()))
}

// ask asks how the study is meant, where that is doubtful.
func (v *Study) ask(list []study.Layout) {
	high := v.head.MinSize().Height
	v.question.ask(list)
	if v.head.MinSize().Height != high {
		v.Centre.Refresh() // which has the table lower or higher
	}
}

// addAxes shows what the dimensions of arrays were taken for, where it could be
// something else.
func (v *Study) addAxes(s *study.Study, a study.RankAxes) {
	label := "Axes"
	if len(s.Axes) > 1 {
		label = fmt.Sprintf("Axes, %d-d", a.Rank)
	}
	axes := newPicker(label, "What the dimensions of arrays are: n datapoints, p neurons, T timesteps, C channels, H and W positions; another choice is noted in the folder", v.m.ReadAxes)
	choices := a.Choices()
	if a.Axes == "" {
		choices = append([]study.Axes{""}, choices...)
	}
	axes.set(choices, func(a study.Axes) string { return orWord("differing")(string(a)) }, a.Axes)
	v.facts.Add(axes.row)
	v.facts.Add(widgets.NewText(model.AsSentence(a.Reason), widgets.Small()))
}

// addOrigin shows the places that the study is from, a row for each.
func (v *Study) addOrigin() {
	paths := v.m.Origin()
	if len(paths) == 0 {
		v.facts.Add(widgets.NewRow("From", "", widgets.NewText("embedded sample", widgets.TextStyle{})))
	}
	label := "From"
	for _, path := range paths {
		inner := theme.InnerPadding() // which texts have beside this
		line := container.New(layout.NewCustomPaddedLayout(0, 0, inner, inner), widgets.NewShortened(model.Place(path), path))
		v.facts.Add(widgets.NewRow(label, "", line))
		label = ""
	}
}

func (v *Study) warn() {
	list := v.m.Warnings()
	if slices.Equal(list, v.told) {
		return
	}
	v.told = list
	v.warnings.Objects = nil
	lines, folded := digest(list)
	for _, line := range lines {
		v.warnings.Add(widgets.NewText(line, widgets.Small()))
	}
	if folded {
		v.warnings.Add(newShowAll(list, v.host.ShowWarnings))
	}
	v.warnings.Refresh()
	showRow(v.cautions, len(lines) > 0)
	v.column.relayout()
}
