package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/semblance-app/semblance/assets"
	"github.com/semblance-app/semblance/core/atomicfile"
)

func newRecorder() *cobra.Command {
	var output string
	cmd := command(cobra.Command{
		Use:   "recorder [flags]",
		Short: "Write the Python module that records activations while a network trains",
		Long: `Write semblance_record.py, one Python file that needs only numpy. In a PyTorch
training script, import its Recorder, make one with the model, the layers and
the data to record on, and call checkpoint in the loop; with JAX, TensorFlow or
anything else, call record for each layer. The file explains itself. A file that is
there already is replaced only if it is the recorder.`,
		Example: "  " + program + " recorder -o semblance_record.py",
		Args:    arguments(0, 0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if output == "" {
				_, err := cmd.OutOrStdout().Write(assets.Recorder())
				return err
			}
			err := saveRecorder(output)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintln(cmd.OutOrStdout(), output, "written; put it beside your training script")
			return err
		},
	})
	cmd.Flags().StringVarP(&output, "output", "o", "", "write it to `FILE` instead of showing it")
	return cmd
}

// saveRecorder writes the recorder, in place of an earlier one but of nothing else.
func saveRecorder(path string) error {
	if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
		// One that cannot be read is not known to be the recorder.
		if old, err := os.ReadFile(path); err != nil || !assets.IsRecorder(old) {
			return fmt.Errorf("%s is there already and is not the recorder; give -o another name, such as semblance_record.py", path)
		}
	}
	return atPath(path, atomicfile.Write(path, assets.Recorder()))
}
