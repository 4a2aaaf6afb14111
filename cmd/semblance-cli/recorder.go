package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/semblance-app/semblance/assets"
)

func newRecorder() *cobra.Command {
	var output string
	cmd := command(cobra.Command{
		Use:   "recorder [flags]",
		Short: "Write the Python module that records activations while a network trains",
		Long: `Write semblance_record.py, one Python file that needs only numpy. In a PyTorch
training script, import its Recorder, make one with the model, the layers and
the data to record on, and call checkpoint in the loop; with JAX, TensorFlow or
anything else, call record for each layer. The file explains itself.`,
		Example: "  " + program + " recorder -o semblance_record.py",
		Args:    arguments(0, 0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if output == "" {
				_, err := cmd.OutOrStdout().Write(assets.Recorder())
				return err
			}
			if err := os.WriteFile(output, assets.Recorder(), 0o644); err != nil {
				return fmt.Errorf("the recorder cannot be written: %w; choose another place with -o", err)
			}
			_, err := fmt.Fprintln(cmd.OutOrStdout(), output, "written; put it beside your training script")
			return err
		},
	})
	cmd.Flags().StringVarP(&output, "output", "o", "", "write it to `FILE` instead of showing it")
	return cmd
}
