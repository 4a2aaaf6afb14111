package view

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/semblance-app/semblance/ui/look"
	"github.com/semblance-app/semblance/ui/widgets"
)

// Host is what views ask of the window round them.
type Host interface {
	OpenFolder() // asks for a study
	FindLost()   // asks again where a study is that was not found
	OpenAgain()  // reads the study that is open anew
	OpenSample(name string)
	OpenTwo()        // asks for two files or folders
	AddColumn()      // asks for the name of a column of metadata
	ImportMetadata() // asks for a file of metadata
	ExportFigure()   // asks where to save the figure
	OpenPanel(i int) // goes to the view of a panel, to change it there
	ShowWarnings()   // lists all warnings
	EditTexts()      // lists the texts of the figure, to be worded otherwise
	Dark() bool      // whether the window is dark now
	Focus(fyne.Focusable)
	ShowInspector() // where it is hidden
	// ShowMenu shows commands at a place; those of the window are written as its menus
	// have them.
	ShowMenu(at widgets.MenuPlace, items ...*fyne.MenuItem)
	CopyText(text, said string) // puts it on the clipboard and says so
	// FigureZoom is how much larger than life figures are drawn at most.
	FigureZoom() float64
}

// column is an inspector: sections one below the other, which scroll, and a foot
// that does not.
type column struct {
	whole  fyne.CanvasObject
	scroll *container.Scroll
	rows   *fyne.Container
	high   float32 // what the rows need
}

// newColumn makes an inspector; foot may be nil.
func newColumn(foot fyne.CanvasObject, sections ...*widgets.Section) *column {
	c := &column{rows: container.NewVBox()}
	for _, s := range sections {
		s.OnFolded = c.relayout
		c.rows.Add(s)
	}
	c.scroll = container.NewVScroll(container.New(fixedWidth(look.InspectorWidth), c.rows)) // no row widens it
	c.scroll.OnScrolled = func(fyne.Position) { widgets.DismissTooltip(c.scroll) }
	c.whole = container.New(fixedWidth(look.InspectorWidth), container.NewBorder(nil, foot, nil, nil, c.scroll))
	widgets.Place(c.rows, c.scroll)
	return c
}

// relayout makes room for rows that came or went.
func (c *column) relayout() {
	widgets.Arrange(c.rows)
	widgets.Place(c.rows, c.scroll) // of those that came
	if high := c.rows.MinSize().Height; high != c.high {
		c.high = high
		c.scroll.Base.Refresh() // of its bars alone: its own refreshes every row
		if most := max(0, high-c.scroll.Size().Height); c.scroll.Offset.Y > most {
			c.scroll.ScrollToOffset(fyne.NewPos(0, most))
		}
	}
}

// fixedWidth gives its only object that width.
type fixedWidth float32

func (w fixedWidth) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

func (w fixedWidth) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(float32(w), objects[0].MinSize().Height)
}

// showRow shows or hides a row of the inspector.
func showRow(row fyne.CanvasObject, show bool) {
	if show {
		row.Show()
	} else {
		row.Hide()
	}
}

func enable(c fyne.Disableable, on bool) {
	if on == !c.Disabled() {
		return
	}
	if on {
		c.Enable()
	} else {
		c.Disable()
	}
}

// titles are the texts of a list of values.
func titles[T any](values []T, title func(T) string) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = title(v)
	}
	return out
}
