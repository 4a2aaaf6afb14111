package view

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/widgets"
)

// trackModel is what players read and move.
type trackModel interface {
	Place(model.Track) (i, n int)
	GoTo(model.Track, int)
	Play(model.Track)
	Playing(model.Track) bool
}

// player is a slider over a track with a button that plays it.
type player struct {
	whole  *fyne.Container
	m      trackModel
	track  model.Track
	slider *widgets.Slider
	label  *widgets.Text // the timestep; checkpoints have names elsewhere
	button *widgets.Button
}

func newPlayer(m trackModel, t model.Track) *player {
	p := &player{m: m, track: t, slider: widgets.NewSlider(0, 1), label: widgets.NewText("", widgets.TextStyle{})}
	p.slider.OnChanged = func(v float64) { m.GoTo(t, int(v)) }
	p.button = widgets.NewButton("", theme.MediaPlayIcon(), func() { m.Play(t) })
	p.button.Kind = widgets.Bare
	hint := "Step through the checkpoints"
	if t.Timesteps {
		hint = "Step through the timesteps"
	}
	p.button.SetToolTip(hint)
	p.slider.SetToolTip(hint)
	showRow(p.label, t.Timesteps)
	p.whole = container.NewBorder(nil, nil, nil, container.NewHBox(p.label, p.button), p.slider)
	return p
}

// refresh shows the place, and returns the track's length.
func (p *player) refresh() int {
	i, n := p.m.Place(p.track)
	p.label.SetText(fmt.Sprint(i))
	p.slider.Set(0, float64(max(1, n-1)), 1, float64(i))
	icon := theme.MediaPlayIcon()
	if p.m.Playing(p.track) {
		icon = theme.MediaPauseIcon()
	}
	p.button.SetIcon(icon)
	return n
}

// offer lets it be used, or says why that would change nothing.
func (p *player) offer(why string) {
	widgets.Offer(p.slider, why)
	widgets.Offer(p.button, why)
}

// timeField is a row with a player; a player is no canvas object by itself.
type timeField struct {
	row     *fyne.Container
	control *player
}

// newTimeField is a row that chooses a timestep.
func newTimeField(label, hint string, m trackModel, t model.Track) timeField {
	p := newPlayer(m, t)
	return timeField{widgets.NewRow(label, hint, p.whole), p}
}

// showTime shows the timestep, in studies that have some.
func showTime(f timeField) { showRow(f.row, f.control.refresh() > 1) }

// stepRow chooses a checkpoint by its name or on a slider.
type stepRow struct {
	*picker[string]
	player *player
}

// newStepRow makes one; chosen hears the name.
func newStepRow(hint string, m trackModel, t model.Track, chosen func(string)) stepRow {
	p := &picker[string]{}
	choice := widgets.NewChoice(func(i int) { chosen(p.values[i]) })
	s := stepRow{p, newPlayer(m, t)}
	rows := widgets.NewRows(widgets.NewRow("Checkpoint", hint, choice), widgets.NewRow("", "", s.player.whole))
	p.field = field[*widgets.Choice]{rows, choice}
	return s
}

// show shows the checkpoints and which is chosen; a lone one leaves no choice.
func (s stepRow) show(steps []string, title func(string) string, chosen string) {
	s.set(steps, title, chosen)
	showRow(s.row, s.player.refresh() > 1)
}
