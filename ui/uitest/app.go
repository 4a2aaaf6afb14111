package uitest

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
)

// NewApp makes an app for one test. Fyne forgets how a widget is drawn that has not
// been for a minute, and for its test driver time goes on only at each picture: the
// first picture of a test would otherwise show nothing where the tests before it took
// a minute.
func NewApp(t testing.TB) fyne.App {
	t.Helper()
	app := test.NewTempApp(t)
	software.NewCanvas().Capture()
	return app
}
