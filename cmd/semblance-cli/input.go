package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/semblance-app/semblance/assets"
	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/study"
)

// sides is what a command compares: two endpoints of one catalog.
type sides struct {
	study *study.Study
	a, b  analysis.Endpoint
	notes []string // what was chosen for the user
}

// read says how the study is to be read.
func (o *options) read() study.OpenOptions {
	return study.OpenOptions{Layout: o.layout, Axes: o.axes, Split: o.split}
}

// open opens the sample or the one path of args.
func (o *options) open(ctx context.Context, args []string) (*study.Study, error) {
	how := o.read()
	var s *study.Study
	var err error
	if o.sample != "" {
		s, err = openSample(ctx, o.sample, how)
	} else {
		s, err = study.OpenEndpointWith(ctx, args[0], how)
	}
	if err != nil {
		return nil, err
	}
	return s, o.opened(s.Name, args...)
}

func openSample(ctx context.Context, name string, how study.OpenOptions) (*study.Study, error) {
	folder, err := assets.OpenSample(name)
	if err != nil {
		return nil, err
	}
	return study.OpenFSWith(ctx, folder, name, how)
}

// splitNote says which of several splits was taken where none was asked for.
func (o *options) splitNote(s *study.Study) []string {
	if o.split != "" || s.Split == "" {
		return nil
	}
	return []string{fmt.Sprintf("on the inputs of %s; choose another of %s with --split", s.Split, list(s.Splits))}
}

// checkPath refuses arguments that do not say what to read; ask is the sentence
// for none.
func (o *options) checkPath(args []string, ask string) error {
	switch {
	case o.sample != "" && len(args) > 0:
		return misuse("--sample %s stands in place of a path, but %s was given too; leave one out", o.sample, strings.Join(args, " and "))
	case o.sample == "" && len(args) == 0:
		return misuse("%s, or --sample gen-mem", ask)
	case o.split != "" && len(args) > 1:
		return misuse("--split chooses within one study; leave it out, or give one folder")
	case o.layout != "" && (o.sample != "" || len(args) > 1):
		return misuse("--layout says how one study on disk is read; leave it out, or give one folder")
	case slices.Contains(args, ""):
		return misuse("an empty path was given; check the variable or the pattern it came from")
	}
	return nil
}

// checkInput refuses arguments that do not say what to compare.
func (o *options) checkInput(args []string) error {
	if err := o.checkPath(args, "say what to compare: two files or folders, a study with two --network NAME"); err != nil {
		return err
	}
	switch {
	case len(args) == 2 && len(o.networks) > 0:
		return misuse("--network chooses from one study, but two paths were given; leave one of them out, or --network")
	case len(o.networks) > 2:
		return misuse("%d networks were chosen; a comparison takes two --network NAME", len(o.networks))
	}
	return nil
}

// oneStep refuses several checkpoints where a pair has one.
func (o *options) oneStep() error {
	if len(o.steps) > 1 {
		return misuse("%d checkpoints were chosen; a pair takes one --step, and --step-b for the second side", len(o.steps))
	}
	return nil
}

// sides opens what args and flags name. A network may be compared with itself
// at one checkpoint only if that is said to be apart; else the complaint names
// the flag that would make it so.
func (o *options) sides(ctx context.Context, args []string, apart bool, flag string) (*sides, error) {
	a := analysis.Endpoint{Timestep: o.timestep}
	if len(o.steps) > 0 {
		a.Step = o.steps[0]
	}
	b := a
	if o.stepB != "" {
		b.Step = o.stepB
	}
	if o.timestepB != (study.Timestep{}) {
		b.Timestep = o.timestepB
	}
	s := &sides{a: a, b: b}
	var err error
	if len(args) == 2 {
		if s.study, err = study.OpenPairWith(ctx, args[0], args[1], study.OpenOptions{Axes: o.axes}); err != nil {
			return nil, err
		}
		s.a.Network, s.b.Network = s.study.Networks[0].Name, s.study.Networks[1].Name
		return s, o.opened(s.study.Name, args...)
	}
	if s.study, err = o.open(ctx, args); err != nil {
		return nil, err
	}
	s.notes = o.splitNote(s.study)
	s.choose(o.networks)
	if s.a == s.b && !apart && len(o.networks) < 2 {
		return nil, s.oneNetwork(flag)
	}
	return s, nil
}

// choose picks the two networks of one study.
func (s *sides) choose(chosen []string) {
	names := s.study.NetworkNames()
	switch {
	case len(chosen) == 2:
		s.a.Network, s.b.Network = chosen[0], chosen[1]
	case len(chosen) == 1:
		s.a.Network, s.b.Network = chosen[0], chosen[0]
	case len(names) > 1:
		s.a.Network, s.b.Network = names[0], names[1]
		s.notes = append(s.notes, fmt.Sprintf("comparing the first two of %d networks, %s and %s; choose others with --network", len(names), names[0], names[1]))
	default:
		s.a.Network, s.b.Network = names[0], names[0]
	}
}

// oneNetwork asks for what a network's own layers are to be compared with.
func (s *sides) oneNetwork(flag string) error {
	if len(s.study.Networks) > 1 {
		return misuse("one --network was given; give a second, or --step-b for another checkpoint of %s, or %s", s.a.Network, flag)
	}
	only := s.study.Networks[0]
	steps := ""
	if len(only.Checkpoints) > 1 {
		steps = fmt.Sprintf("--step and --step-b (%s), or ", list(checkpointNames(only)))
	}
	return misuse("%s holds one network, %s, to compare with itself; give %sa second path, or %s", s.study.Name, only.Name, steps, flag)
}

// layers are the layers that both endpoints were asked for, for one layer on
// each side. A side that has only one layer needs no choice.
func (s *sides) layers(o *options) (a, b string, err error) {
	switch len(o.layers) {
	case 0:
		if a, err = s.onlyLayer(s.a); err == nil {
			b, err = s.onlyLayer(s.b)
		}
		return a, b, err
	case 1:
		return s.layerOr(s.a, o.layers[0]), s.layerOr(s.b, o.layers[0]), nil
	case 2:
		return o.layers[0], o.layers[1], nil
	}
	return "", "", misuse("%d layers were chosen; a pair takes one --layer NAME, or two for the two sides", len(o.layers))
}

// refs are the one layer of each side that was asked for.
func (s *sides) refs(o *options) (a, b study.Ref, err error) {
	nameA, nameB, err := s.layers(o)
	if err != nil {
		return a, b, err
	}
	if a, err = s.study.Resolve(s.a.Ref(nameA)); err != nil {
		return a, b, err
	}
	b, err = s.study.Resolve(s.b.Ref(nameB))
	return a, b, err
}

// one is the network and the layer of a study that were asked for; where there
// is only one of either, that needs no choice.
func (o *options) one(s *study.Study) (network, layer string, err error) {
	switch names := s.NetworkNames(); {
	case len(o.networks) > 1:
		return "", "", misuse("%d networks were chosen; give one --network NAME", len(o.networks))
	case len(o.networks) == 1:
		network = o.networks[0]
	case len(names) > 1:
		return "", "", misuse("%s has %d networks; choose one with --network: %s", s.Name, len(names), list(names))
	default:
		network = names[0]
	}
	if len(o.layers) > 1 {
		return "", "", misuse("%d layers were chosen; give one --layer NAME", len(o.layers))
	}
	if len(o.layers) == 1 {
		return network, o.layers[0], nil
	}
	side := sides{study: s}
	layer, err = side.onlyLayer(analysis.Endpoint{Network: network})
	return network, layer, err
}

// onlyLayer is the layer of an endpoint that has one.
func (s *sides) onlyLayer(e analysis.Endpoint) (string, error) {
	names, err := s.study.LayerNames(e.Network, e.Step)
	if err != nil {
		return "", err
	}
	if len(names) != 1 {
		return "", misuse("%s has %d layers; choose one with --layer: %s", e.Network, len(names), list(names))
	}
	return names[0], nil
}

// layerOr is the chosen layer; but where the endpoint is a bare array, which
// has one layer, that.
func (s *sides) layerOr(e analysis.Endpoint, chosen string) string {
	names, err := s.study.LayerNames(e.Network, e.Step)
	if err == nil && len(names) == 1 && !s.bothHave(chosen) {
		return names[0]
	}
	return chosen
}

// bothHave reports whether the layer is on both sides, or on neither.
func (s *sides) bothHave(layer string) bool {
	a, _ := s.study.LayerNames(s.a.Network, s.a.Step)
	b, _ := s.study.LayerNames(s.b.Network, s.b.Step)
	return slices.Contains(a, layer) == slices.Contains(b, layer)
}

func checkpointNames(n study.Network) []string {
	names := make([]string, len(n.Checkpoints))
	for i, c := range n.Checkpoints {
		names[i] = c.Name
	}
	return names
}

// list joins names, leaving out the middle of a long list.
func list(names []string) string {
	const most = 12
	if len(names) > most {
		names = append(append(slices.Clone(names[:most-2]), "…"), names[len(names)-1])
	}
	return strings.Join(names, ", ")
}
