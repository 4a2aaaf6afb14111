package view

import (
	"image/color"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"github.com/semblance-app/semblance/core/job"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
	"github.com/semblance-app/semblance/ui/model"
	"github.com/semblance-app/semblance/ui/uitest"
	"github.com/semblance-app/semblance/ui/widgets"
)

// jobModel has a job that runs, and nothing else.
type jobModel struct{ activity model.Activity }

func (m *jobModel) Activity() model.Activity    { return m.activity }
func (m *jobModel) Note() string                { return "" }
func (m *jobModel) Warnings() []warning.Warning { return nil }
func (m *jobModel) Study() *study.Study         { return nil }
func (m *jobModel) Summary() model.Summary      { return model.Summary{} }
func (m *jobModel) Cancel()                     {}
func (m *jobModel) Stale() bool                 { return false }
func (m *jobModel) Again()                      {}
func (m *jobModel) Selected() []string          { return nil }
func (m *jobModel) ClearSelection() bool        { return false }

func TestTheJobLineHasRoomForTheTimeLeft(t *testing.T) {
	uitest.NewApp(t)
	m := &jobModel{}
	s := NewStatus(m, nil)
	w := test.NewTempWindow(t, s.Line)
	w.Resize(fyne.NewSize(1280, 40))
	long := job.Status{What: "comparing networks at conv1", Done: 15233, Total: 40200, Left: 13 * time.Second, HasLeft: true}
	m.activity = model.Activity{Running: true, Status: long}
	s.Refresh(model.ActivityChanged)
	const want = "comparing networks at conv1, 15233 of 40200, about 13 s left"
	size := s.text.Theme().Size(theme.SizeNameCaptionText)
	if needs := fyne.MeasureText(want, size, fyne.TextStyle{}).Width; s.text.Text() != want || s.text.Size().Width < needs {
		t.Errorf("%q has %v of %v", s.text.Text(), s.text.Size().Width, needs)
	}
	if right := s.cancel.Position().X + s.cancel.Size().Width; s.bar.Position().X < s.text.Size().Width || right > 1280 {
		t.Errorf("the bar stands at %v, and the button ends at %v", s.bar.Position(), right)
	}
	bar := s.bar.Position()
	m.activity.Done, m.activity.HasLeft = 7, false
	s.Refresh(model.ActivityChanged)
	if s.bar.Position() != bar {
		t.Error("the bar moves while the job runs")
	}
	w.Resize(fyne.NewSize(480, 40))
	if right := s.cancel.Position().X + s.cancel.Size().Width; right > 480 {
		t.Errorf("in a narrow window the button ends at %v", right)
	}
}

func TestTimeLeft(t *testing.T) {
	for d, want := range map[time.Duration]string{
		1400 * time.Millisecond: "1 s", 89 * time.Second: "89 s", 90 * time.Second: "2 min", 47 * time.Minute: "47 min",
	} {
		if got := roughly(d); got != want {
			t.Errorf("%v is written %q", d, got)
		}
	}
}

// TestTheStatusLineHasRoom lays out a running job beside a selection and warnings.
func TestTheStatusLineHasRoom(t *testing.T) {
	uitest.NewApp(t)
	for _, running := range []bool{true, false} {
		line := &statusLayout{text: widgets.NewText("comparing", widgets.TextStyle{})}
		var parts []fyne.CanvasObject
		for _, wide := range []float32{900, 60, 70, 130, 170, 120} { // text, bar, cancel, again, selected, warnings
			r := canvas.NewRectangle(color.Black)
			r.SetMinSize(fyne.NewSize(wide, 20))
			parts = append(parts, r)
		}
		shown := []fyne.CanvasObject{parts[0], parts[1], parts[2], parts[4], parts[5]}
		parts[3].Hide()
		if !running {
			shown = []fyne.CanvasObject{parts[0], parts[3], parts[4], parts[5]}
			parts[1].Hide()
			parts[2].Hide()
			parts[3].Show()
		}
		for _, wide := range []float32{800, 900, 1280} {
			line.Layout(parts, fyne.NewSize(wide, statusHeight))
			end := float32(0)
			for i, o := range shown {
				if o.Position().X < end {
					t.Errorf("at %v part %d begins at %v, and the one before ends at %v", wide, i, o.Position().X, end)
				}
				end = o.Position().X + o.Size().Width
			}
			if end > wide {
				t.Errorf("the line ends at %v of %v", end, wide)
			}
			if parts[0].Size().Width < 80 {
				t.Errorf("at %v the text has %v", wide, parts[0].Size().Width)
			}
		}
	}
}
