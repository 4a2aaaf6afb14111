package main

import (
	"cmp"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/semblance-app/semblance/core/linalg"
)

// build is what is known of this program.
type build struct {
	Version string `json:"version"`
	Go      string `json:"go"`
	System  string `json:"system"`
	Engine  string `json:"engine"`
	Threads int    `json:"threads"`
}

func newVersion() *cobra.Command {
	var o options
	cmd := command(cobra.Command{
		Use:     "version",
		Short:   "Show the version, the numerical engine and the number of threads",
		Example: "  " + program + " version --json",
		Args:    arguments(0, 0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			b := thisBuild()
			return o.writeResult(cmd.OutOrStdout(), b, nil, func(w io.Writer) error {
				_, err := fmt.Fprintf(w, "%s %s\nGo       %s %s\nengine   %s\nthreads  %d\n",
					program, b.Version, b.Go, b.System, b.Engine, b.Threads)
				return err
			})
		},
	})
	cmd.Flags().BoolVar(&o.json, "json", false, "write it as JSON")
	return cmd
}

func thisBuild() build {
	b := build{
		Version: version,
		Go:      runtime.Version(),
		System:  runtime.GOOS + "/" + runtime.GOARCH,
		Engine:  linalg.Describe(),
		Threads: linalg.Threads(),
	}
	if info, ok := debug.ReadBuildInfo(); ok && b.Version == "" {
		b.Version = info.Main.Version
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && b.Version == "(devel)" {
				b.Version += " " + s.Value[:min(12, len(s.Value))]
			}
		}
	}
	b.Version = cmp.Or(b.Version, "(devel)")
	return b
}
