package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

func main() {
	if err := run(os.Args[1:], os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "trainsamples:", err)
		os.Exit(1)
	}
}

type options struct {
	out     string
	only    []string
	precise string
	verify  bool
	workers int
}

func run(args []string, messages io.Writer) error {
	flags := flag.NewFlagSet("trainsamples", flag.ContinueOnError)
	flags.SetOutput(messages)
	var o options
	flags.StringVar(&o.out, "out", "samples", "the `folder` of the studies")
	flags.StringVar(&o.precise, "float32", "", "also write the studies into this `folder` without rounding, to see that it makes no difference")
	flags.BoolVar(&o.verify, "verify", false, "train again and compare with the manifests in the folder, which stays as it is")
	flags.IntVar(&o.workers, "workers", runtime.NumCPU(), "networks to train at a time")
	only := flags.String("only", "", "`names` of studies, with commas; all if empty")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *only != "" {
		o.only = strings.Split(*only, ",")
	}
	var known []string
	for _, m := range makers() {
		known = append(known, m.name)
	}
	for _, name := range o.only {
		if !slices.Contains(known, name) {
			return fmt.Errorf("there is no study %q; choose from %s", name, strings.Join(known, ", "))
		}
	}
	in, err := loadInputs()
	if err != nil {
		return err
	}
	p := &progress{out: messages, workers: max(1, o.workers), now: time.Now}
	for _, m := range makers() {
		if len(o.only) == 0 || slices.Contains(o.only, m.name) {
			if err := o.study(m, in, p); err != nil {
				return err
			}
		}
	}
	return nil
}

// study trains, then writes what came out or compares it with what is there.
func (o options) study(m maker, in inputs, p *progress) error {
	folders, err := m.make(in, p)
	if err != nil {
		return err
	}
	for _, f := range folders {
		path, got := filepath.Join(o.out, f.name), f.manifest(runtime.Version())
		if o.verify {
			if err = got.verify(filepath.Join(path, "manifest.json")); err == nil {
				fmt.Fprintf(p.out, "%-14s as its manifest says\n", f.name)
			}
		} else {
			err = f.write(path, got, f.precision)
		}
		if err == nil && o.precise != "" {
			err = f.write(filepath.Join(o.precise, f.name), got, full)
		}
		if err != nil {
			return fmt.Errorf("study %s: %w", f.name, err)
		}
	}
	return nil
}

// verify compares with a manifest that was written before.
func (m manifest) verify(path string) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var want manifest
	if err := json.Unmarshal(b, &want); err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	if !slices.Equal(m.Networks, want.Networks) {
		for i, n := range m.Networks {
			if i >= len(want.Networks) || n != want.Networks[i] {
				return fmt.Errorf("%s: the network %s came out differently; it was trained with %s and %v on amd64, this was %s and %v on %s",
					path, n.Name, want.Go, want.Library, m.Go, m.Library, runtime.GOARCH)
			}
		}
		return fmt.Errorf("%s lists %d networks, but there are %d", path, len(want.Networks), len(m.Networks))
	}
	return nil
}
