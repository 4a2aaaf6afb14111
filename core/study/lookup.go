package study

import (
	"fmt"
	"slices"

	"github.com/semblance-app/semblance/core/arrayfile"
	"github.com/semblance-app/semblance/core/spelling"
)

// NetworkNames are the names of all networks, in the order of Networks.
func (s *Study) NetworkNames() []string {
	names := make([]string, len(s.Networks))
	for i, n := range s.Networks {
		names[i] = n.Name
	}
	return names
}

// Network is the network of that name.
func (s *Study) Network(name string) (Network, bool) {
	for _, n := range s.Networks {
		if n.Name == name {
			return n, true
		}
	}
	return Network{}, false
}

// Layers are the names of all layers, in depth order. Not every checkpoint has
// every one.
func (s *Study) Layers() []string { return slices.Clone(s.order) }

// LayerNames are the layers of a network at a checkpoint, in depth order; step
// is as in [Study.Resolve]. The error is a *NotFoundError.
func (s *Study) LayerNames(network, step string) ([]string, error) {
	c, err := s.checkpoint(network, step)
	if err != nil {
		return nil, err
	}
	return c.layerNames(), nil
}

// Common are the names of the layers that two checkpoints have in common, in
// depth order; the layers of a and b are not looked at.
func (s *Study) Common(a, b Ref) []string {
	x, errX := s.checkpoint(a.Network, a.Step)
	y, errY := s.checkpoint(b.Network, b.Step)
	if errX != nil || errY != nil {
		return nil
	}
	other := y.layerNames()
	return slices.DeleteFunc(x.layerNames(), func(name string) bool { return !slices.Contains(other, name) })
}

// Find is the layer that ref names, as [Study.Resolve] understands it. The
// error is a *NotFoundError.
func (s *Study) Find(ref Ref) (Layer, error) {
	_, l, err := s.find(ref)
	return l, err
}

// File is where an array of a layer is.
type File struct {
	*arrayfile.File
	Key  string // in an archive; "" in a .npy file
	Path string // as sentences name it
}

// Files are where the array of a layer is, or the arrays that it is stacked from, in
// their order; nil for no layer. ref is as [Study.Resolve] returns it; its timestep
// does not matter.
func (s *Study) Files(ref Ref) []File {
	src, ok := s.files[Ref{Network: ref.Network, Step: ref.Step, Layer: ref.Layer}]
	if !ok {
		return nil
	}
	var list []File
	for _, p := range src.pieces() {
		list = append(list, File{File: p.file, Key: p.key, Path: p.path})
	}
	return list
}

// Resolve names the checkpoint as it is on disk: the last one for "", and the
// one with that training step for a number ("100" or "0.1k" for step-000100).
// The timestep is checked but not filled in, so that Load can say which it
// chose. The error is a *NotFoundError, or says why the timestep or the step
// cannot be.
func (s *Study) Resolve(ref Ref) (Ref, error) {
	ref, l, err := s.find(ref)
	if err != nil {
		return ref, err
	}
	return ref, l.checkTimestep(ref)
}

func (s *Study) find(ref Ref) (Ref, Layer, error) {
	c, err := s.checkpoint(ref.Network, ref.Step)
	if err != nil {
		return ref, Layer{}, err
	}
	ref.Step = c.Name
	for _, l := range c.Layers {
		if l.Name == ref.Layer {
			return ref, l, nil
		}
	}
	return ref, Layer{}, notFound("layer", ref.Layer, join(ref.Network, c.Name), c.layerNames())
}

func (s *Study) checkpoint(network, name string) (Checkpoint, error) {
	n, ok := s.Network(network)
	if !ok {
		return Checkpoint{}, notFound("network", network, s.Name, s.NetworkNames())
	}
	return n.checkpoint(name)
}

func (n Network) checkpoint(name string) (Checkpoint, error) {
	var names []string
	for _, c := range n.Checkpoints {
		if c.Name == name {
			return c, nil
		}
		names = append(names, c.Name)
	}
	if name == "" {
		return n.Checkpoints[len(n.Checkpoints)-1], nil
	}
	var found []Checkpoint
	if isNumber(name) {
		step, ok := parseStep(name).number()
		for _, c := range n.Checkpoints {
			if ok && c.HasStep && c.Step == step {
				found = append(found, c)
			}
		}
	}
	switch len(found) {
	case 0:
		return Checkpoint{}, notFound("checkpoint", name, n.Name, names)
	case 1:
		return found[0], nil
	}
	return Checkpoint{}, fmt.Errorf("%s has more than one checkpoint at step %s; choose %s or %s", n.Name, name, found[0].Name, found[1].Name)
}

func (c Checkpoint) layerNames() []string {
	names := make([]string, len(c.Layers))
	for i, l := range c.Layers {
		names[i] = l.Name
	}
	return names
}

func (l Layer) checkTimestep(ref Ref) error {
	t, ok := ref.Timestep.Index()
	period, split := ref.Timestep.Period()
	switch {
	case !ok:
		return nil
	case split:
		return l.checkPeriod(ref, period)
	case !l.Axes.Sequential():
		ref.Timestep = Timestep{}
		return fmt.Errorf("%s is no sequence (its axes are %s), so it has no timestep %d; leave the timestep out", ref, l.Axes, t)
	case t >= l.Timesteps:
		ref.Timestep = Timestep{}
		return fmt.Errorf("%s has %s, so there is no timestep %d; choose one from 0 to %d", ref, spelling.Count(l.Timesteps, "timestep"), t, l.Timesteps-1)
	}
	return nil
}

func (l Layer) checkPeriod(ref Ref, period int) error {
	ref.Timestep = Timestep{}
	switch {
	case l.Axes.Sequential():
		return fmt.Errorf("%s has a sequence axis of %s; compare those, or record it as one long sequence to split it", ref, spelling.Count(l.Timesteps, "timestep"))
	case period > l.Datapoints():
		return fmt.Errorf("%s has %s, too few for one sequence of %s; choose a shorter period", ref, spelling.Count(l.Datapoints(), "datapoint"), spelling.Count(period, "timestep"))
	}
	return nil
}

// CheckRows refuses two layers whose datapoints cannot be the same ones, with a
// *RowMismatchError.
func CheckRows(a, b Activations) error {
	e := &RowMismatchError{A: a.Ref, B: b.Ref, Unit: "datapoint", Hint: "record both networks on the same inputs"}
	if a.Datapoints != b.Datapoints && a.Datapoints > 0 && b.Datapoints > 0 {
		e.RowsA, e.RowsB = a.Datapoints, b.Datapoints
		if a.Axes == Flat && b.Axes == Flat && a.P == b.P && a.P > max(a.Datapoints, b.Datapoints) {
			e.Axes = Transposed // else there would be fewer datapoints than neurons
		}
		return e
	}
	if a.N == b.N {
		return nil
	}
	e.RowsA, e.RowsB = a.N, b.N
	if a.Datapoints == b.Datapoints && a.Datapoints > 0 {
		e.Unit, e.Each, e.Hint = "row", ", one for each position,", "compare layers of equal height and width, or take the mean over positions"
	}
	return e
}

func join(network, step string) string {
	if step == "" {
		return network
	}
	return network + "/" + step
}
