// Command semblance-cli tells from recorded activations how similar the
// representations inside neural networks are, by projection weighted CCA and
// its relatives, and draws the figures. It is the command-line twin of
// Semblance and needs no display to build or to run.
//
// Results go to standard output; notes, warnings and progress to standard
// error. The exit code is 0 when the work is done, 1 when it failed and 2 when
// the command line was wrong.
//
// Read next: run.go for how a command line becomes work, input.go for what is
// compared with what, answer.go for what all commands give, and stability.go for
// a whole command.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
)

// version is set in releases by -ldflags "-X main.version=…".
var version string

// memoryShare is how much garbage may pile up, in percent of what is in use.
// Matrices are large and few: collecting them early costs next to nothing.
const memoryShare = 50

func main() {
	debug.SetGCPercent(memoryShare)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Stdin, os.Stdout, os.Stderr, os.Args[1:])
	stop()
	os.Exit(code)
}
