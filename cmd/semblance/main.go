package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"github.com/go-gl/glfw/v3.4/glfw"

	"github.com/semblance-app/semblance/assets"
	"github.com/semblance-app/semblance/ui"
	"github.com/semblance-app/semblance/ui/clipboard"
	"github.com/semblance-app/semblance/ui/preferences"
)

// version is set when a release is built; otherwise the module's own is shown.
var version string

const appID = "app.semblance.Semblance"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// Exit codes.
const (
	done   = 0
	failed = 1
	usage  = 2
)

func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("semblance", flag.ContinueOnError)
	flags.SetOutput(stderr)
	out := flags.String("out", "", "open no window; write the figures into this `folder`")
	sample := flags.String("sample", "", "open the embedded study `NAME` in place of a path: "+strings.Join(assets.SampleNames(), ", "))
	showVersion := flags.Bool("version", false, "say which version this is")
	flags.Usage = func() {
		fmt.Fprintln(stderr, "usage: semblance [flags] [STUDY | FILE | A B]")
		flags.PrintDefaults()
	}
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return done
	case err != nil:
		return usage
	case *showVersion:
		fmt.Fprintln(stdout, "semblance", currentVersion())
		return done
	}
	from := ui.Source{Sample: *sample, Paths: flags.Args()}
	switch wrong := misuse(from); {
	case wrong != "":
		fmt.Fprintln(stderr, "semblance:", wrong)
		return usage
	case *out != "":
		return headless(ctx, *out, from, stdout, stderr)
	case !hasDisplay():
		fmt.Fprintln(stderr, "semblance needs a display, and there is none (neither DISPLAY nor WAYLAND_DISPLAY is set); give --out FOLDER to write the figures instead, or use semblance-cli.")
		return failed
	}
	debug.SetGCPercent(memoryShare)
	log.SetOutput(&busless{w: stderr})
	makeCache()
	window := ui.New(newApp(stderr), ui.Options{
		Version: currentVersion(), Source: from, Recovery: recoveryFolder(), Results: resultsFolder(),
		Pictures: clipboard.Pictures{},
	})
	return show(window.Fyne(), stderr)
}

// show shows the window until it is closed. Where the display refuses it, Fyne goes on
// and ends in a panic.
func show(w fyne.Window, stderr io.Writer) (code int) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case *glfw.Error:
			fmt.Fprintf(stderr, "semblance cannot open a window on the display %q (%v); check DISPLAY, or give --out FOLDER to write the figures instead.\n", os.Getenv("DISPLAY"), r)
			code = failed
		default:
			panic(r)
		}
	}()
	w.ShowAndRun()
	return done
}

// misuse says what is wrong with what is to be opened, "" for nothing.
func misuse(from ui.Source) string {
	samples := assets.SampleNames()
	switch {
	case len(from.Paths) > 2:
		return "it opens one folder or file, or two of them to compare; put more networks into one folder."
	case from.Sample != "" && len(from.Paths) > 0:
		return fmt.Sprintf("--sample %s stands in place of a path, but %s was given too; leave one out.", from.Sample, from.Paths[0])
	case from.Sample != "" && !slices.Contains(samples, from.Sample):
		return fmt.Sprintf("there is no sample %q; choose one of %s.", from.Sample, strings.Join(samples, ", "))
	}
	return ""
}

// newApp is the Fyne app with preferences in a file that nothing can empty. They
// are opened first, for Fyne looks for its own.
func newApp(stderr io.Writer) fyne.App {
	folder, err := os.UserConfigDir()
	if err != nil {
		return app.NewWithID(appID)
	}
	store := preferences.Open(filepath.Join(folder, "semblance", "preferences.json"), filepath.Join(folder, "fyne", appID, "preferences.json"))
	said := false
	store.OnError = func(err error) {
		if !said {
			fmt.Fprintln(stderr, "semblance: preferences are not kept:", err)
		}
		said = true
	}
	a := app.NewWithID(appID)
	a.SetCloudProvider(preferences.Provider{Store: store})
	return a
}

// recoveryFolder is where choices are kept for the case of a crash; "" where the
// user has no folder for such things.
func recoveryFolder() string {
	folder, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return filepath.Join(folder, "semblance", "recovery")
}

// resultsFolder is where answers are kept between runs; "" where the user has no
// folder for such things.
func resultsFolder() string {
	folder, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(folder, "semblance", "results")
}

// memoryShare is how much garbage may pile up, in percent of what is in use.
// Matrices are large and few: collecting them early costs next to nothing.
const memoryShare = 50

// hasDisplay reports whether a window can be opened. Fyne panics where it cannot.
func hasDisplay() bool {
	switch runtime.GOOS {
	case "linux", "freebsd", "netbsd", "openbsd":
		return os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
	}
	return true
}

func currentVersion() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "development"
}
