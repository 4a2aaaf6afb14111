package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"github.com/semblance-app/semblance/core/job"
	"github.com/semblance-app/semblance/core/warning"
)

// terminal is where a command writes: results to out, everything else to err.
type terminal struct {
	out, err io.Writer
	quiet    bool // only errors on err
}

func newTerminal(cmd *cobra.Command, o *options) *terminal {
	return &terminal{out: cmd.OutOrStdout(), err: cmd.ErrOrStderr(), quiet: o.quiet}
}

// note tells what was decided or done, one line.
func (t *terminal) note(format string, args ...any) {
	if !t.quiet {
		fmt.Fprintf(t.err, program+": "+format+"\n", args...)
	}
}

// sameKind is how many warnings of a kind are written out.
const sameKind = 3

// warn writes warnings, the first few of each kind.
func (t *terminal) warn(list []warning.Warning) {
	for _, kind := range warning.Alike(list) {
		for _, w := range kind[:min(sameKind, len(kind))] {
			t.note("warning: %s", w.Message)
		}
		if more := len(kind) - sameKind; more > 0 {
			t.note("warning: %d more of the kind %s; --json lists all", more, kind[0].Code)
		}
	}
}

const (
	patience = 500 * time.Millisecond // before a progress line appears
	redraw   = 100 * time.Millisecond
)

// await runs work until it ends or ctx does, with a progress line. After ctx
// it does not wait for the work, which may be inside a long product.
func (t *terminal) await(ctx context.Context, work job.Work) error {
	var latest atomic.Pointer[progress]
	ended := make(chan error, 1)
	job.Start(ctx, work, job.Options{
		Progress: func(s job.Status) { latest.Store(&progress{s, time.Now()}) },
		Ended:    func(err error) { ended <- err },
	})
	var tick <-chan time.Time
	if !t.quiet && isTerminal(t.err) {
		ticker := time.NewTicker(redraw)
		defer ticker.Stop()
		defer fmt.Fprint(t.err, "\r\x1b[K")
		tick = ticker.C
	}
	started := time.Now()
	for {
		select {
		case err := <-ended:
			return err
		case <-ctx.Done():
			return ctx.Err()
		case <-tick:
			if p := latest.Load(); p != nil && time.Since(started) >= patience {
				fmt.Fprint(t.err, "\r\x1b[K"+p.line(time.Now()))
			}
		}
	}
}

// progress is a status and when it was told.
type progress struct {
	job.Status
	told time.Time
}

// line says what runs, how far it is and how long it will take.
func (p progress) line(now time.Time) string {
	line := fmt.Sprintf("%s, %d of %d", p.What, p.Done, p.Total)
	if left := p.Left - now.Sub(p.told); p.HasLeft && left >= time.Second {
		line += fmt.Sprintf(", %s left", left.Round(time.Second))
	}
	return line
}

// isTerminal reports whether somebody reads w as it is written. The null device
// is a character device too, so the kind of file does not say.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && isConsole(f.Fd())
}
