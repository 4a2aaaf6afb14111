package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/semblance-app/semblance/core/job"
	"github.com/semblance-app/semblance/core/similarity"
)

const program = "semblance-cli"

// Exit codes.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// run is the program: it does what args ask and returns the exit code.
func run(ctx context.Context, stdin io.Reader, stdout, stderr io.Writer, args []string) int {
	root := newRoot()
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	root.SetArgs(append([]string{}, args...))
	cmd, err := root.ExecuteContextC(ctx)
	if err == nil {
		return exitDone
	}
	var usage *usageError
	var crash *job.PanicError
	switch {
	case errors.Is(err, context.Canceled):
		fmt.Fprintf(stderr, "%s: interrupted\n", program)
	case errors.As(err, &usage):
		complain(stderr, err)
		fmt.Fprintf(stderr, "Usage: %s\nRun '%s --help' for more.\n", cmd.UseLine(), cmd.CommandPath())
		return exitUsage
	case errors.As(err, &crash):
		complain(stderr, fmt.Errorf("%w; this is a mistake in the program: please report it with the lines below", err))
		fmt.Fprintf(stderr, "%s", crash.Stack)
	default:
		complain(stderr, err)
	}
	return exitFailed
}

// complain writes each of joined errors on a line of its own, with the flag that is why.
func complain(w io.Writer, err error) {
	text := err.Error()
	var refusal *similarity.RefusalError
	if errors.As(err, &refusal) && refusal.Remedies.Datapoints > 0 {
		what, try := refusal.Clauses()
		text = strings.TrimSuffix(text, refusal.Reason) + what + " (--datapoints); " + try
	}
	for line := range strings.SplitSeq(text, "\n") {
		fmt.Fprintf(w, "%s: %s\n", program, line)
	}
}

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   program + " COMMAND",
		Short: "How similar are the representations inside neural networks?",
		Long: `Semblance compares the representations inside neural networks by projection
weighted CCA (Morcos, Raghu and Bengio, 2018) and its relatives, and draws the
figures.

A study is a folder <network>/<checkpoint>/<layer>.npy, <network>/<checkpoint>.npz
or <network>.npz of activations, datapoints × neurons, recorded on the same
inputs in the same order. --sample gen-mem is one to try.`,
		Example:           "  " + program + " compare --sample gen-mem --all-layers -o layers.png",
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: true},
		Args: func(cmd *cobra.Command, args []string) error {
			return unknownCommand(cmd, args)
		},
		RunE: func(cmd *cobra.Command, _ []string) error {
			return misuse("say which command to run: %s", strings.Join(commandNames(cmd), ", "))
		},
		DisableFlagsInUseLine:      true,
		SuggestionsMinimumDistance: 2,
		// What follows an unknown command is not for the root to judge.
		FParseErrWhitelist: cobra.FParseErrWhitelist{UnknownFlags: true},
	}
	// The root runs only to complain: its usage is that of its commands.
	root.SetUsageTemplate(strings.Replace(root.UsageTemplate(), "{{if .Runnable}}", "{{if and .Runnable .HasParent}}", 1))
	root.SetFlagErrorFunc(explainFlag)
	root.AddCommand(
		newInspect(), newCompare(), newSpectrum(), newConvergence(), newStability(), newTimesteps(),
		newGroups(), newClusters(), newUncertainty(), newSynthetic(), newFigure(), newRecorder(), newVersion(),
	)
	root.SetHelpCommand(newHelp())
	listFigureFlags(root)
	return root
}

// newHelp is cobra's help command, but for topics that do not exist.
func newHelp() *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "Explain a command",
		Example: "  " + program + " help compare",
		RunE: func(cmd *cobra.Command, args []string) error {
			topic, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return unknownCommand(cmd.Root(), args)
			}
			topic.InitDefaultHelpFlag()
			return topic.Help()
		},
		DisableFlagsInUseLine: true,
	}
}

func commandNames(root *cobra.Command) []string {
	var names []string
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() && c.Name() != "help" {
			names = append(names, c.Name())
		}
	}
	return names
}
