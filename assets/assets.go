package assets

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

//go:embed samples
var samples embed.FS

// Sample is an embedded study.
type Sample struct {
	Name  string // its folder, and what --sample takes
	Title string // one line for menus
}

// Samples lists the embedded studies; the first is what the app opens with.
func Samples() []Sample {
	return []Sample{
		{Name: "gen-mem", Title: "CNNs that learned digits, and CNNs that memorized them"},
		{Name: "convergence", Title: "A CNN through its training"},
		{Name: "lr-clusters", Title: "CNNs trained with five learning rates"},
		{Name: "widths", Title: "CNNs of four widths, before and after training"},
		{Name: "char-lstm", Title: "A character LSTM through its training"},
		{Name: "lstm-repeats", Title: "A character LSTM along its text, and where the text sticks"},
		{Name: "toy-rnn", Title: "Recurrences that are known: rotations"},
	}
}

// SampleNames are the names of the embedded studies.
func SampleNames() []string {
	var names []string
	for _, s := range Samples() {
		names = append(names, s.Name)
	}
	return names
}

// OpenSample is the folder of the named sample. The error names those there are.
func OpenSample(name string) (fs.FS, error) {
	names := SampleNames()
	if slices.Contains(names, name) {
		return fs.Sub(samples, "samples/"+name)
	}
	return nil, fmt.Errorf("there is no sample %q; choose one of %s", name, strings.Join(names, ", "))
}
