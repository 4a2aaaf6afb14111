package assets

import (
	"embed"
	"fmt"
	"io/fs"
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
		{Name: "cifar-genmem", Title: "Generalizing and memorizing CNNs on CIFAR-10"},
	}
}

// OpenSample is the folder of the named sample. The error names those there are.
func OpenSample(name string) (fs.FS, error) {
	var names []string
	for _, s := range Samples() {
		if s.Name == name {
			return fs.Sub(samples, "samples/"+name)
		}
		names = append(names, s.Name)
	}
	return nil, fmt.Errorf("there is no sample %q; choose one of %s", name, strings.Join(names, ", "))
}
