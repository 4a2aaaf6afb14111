package study

import (
	"io"
	"maps"
	"slices"

	"github.com/semblance-app/semblance/core/arrayfile"
)

// stack makes layers of the arrays that are pieces of them, where the layout that is
// wanted says so or, where none is, the names do. It reports false where the layout
// has pieces and the files have not.
func (b *builder) stack(wanted string) (other *Layout, fits bool) {
	_, asked := wholeName(wanted)
	s, ok := shardsOf(b.layers, b.holes())
	if !ok {
		return nil, !asked
	}
	whole := Layout{Name: b.study.Layout.Name, Reason: "every array is a layer", Holds: b.holds()}
	pieces := Layout{Name: shardedName(whole.Name), Reason: s.reason(), Holds: s.holds()}
	if !asked && (wanted != "" || !s.sure) {
		if len(s.pieces) == 0 {
			return nil, true // no layer would be whole
		}
		return &pieces, true
	}
	b.replace(s)
	b.study.Layout.Name = pieces.Name
	if asked {
		b.study.Layout.Reason = "it was chosen"
	} else {
		b.study.Layout.Reason += ", and " + pieces.Reason
	}
	return &whole, true
}

// holes are the arrays that cannot be read, where they are called as pieces of a layer
// are of which others can: by layer and number.
func (b *builder) holes() map[Ref]map[int]unread {
	if len(b.unread) == 0 {
		return nil
	}
	layers := map[string]Ref{} // by what the paths of their pieces begin with
	for ref, path := range b.paths {
		p, isPiece := shardOf(path)
		if l, ok := shardOf(ref.Layer); ok && isPiece && l.number == p.number {
			ref.Layer = l.layer
			layers[p.layer] = ref
		}
	}
	holes := map[Ref]map[int]unread{}
	for _, u := range b.unread {
		p, ok := shardOf(u.path)
		ref, known := layers[p.layer]
		if !ok || !known {
			continue
		}
		if holes[ref] == nil {
			holes[ref] = map[int]unread{}
		}
		holes[ref][p.number] = u
	}
	return holes
}

// holds is what the arrays are as layers.
func (b *builder) holds() string {
	var n names
	for network, steps := range b.layers {
		for step, layers := range steps {
			n.addRef(Ref{Network: network, Step: step})
			for _, l := range layers {
				n.add(ofLayer, l.Name)
			}
		}
	}
	return n.String()
}

// holds is what the arrays are as pieces of layers.
func (s shards) holds() string {
	var n names
	for ref := range s.pieces {
		n.addRef(ref)
	}
	return n.String()
}

// replace puts layers in the place of their pieces.
func (b *builder) replace(s shards) {
	files := map[Ref]source{}
	byRef := map[Ref]Layer{}
	for network, steps := range b.layers {
		for step, layers := range steps {
			for _, l := range layers {
				byRef[Ref{Network: network, Step: step, Layer: l.Name}] = l
			}
			steps[step] = nil
		}
	}
	for _, ref := range slices.SortedFunc(maps.Keys(s.pieces), compareRefs) {
		refs := s.pieces[ref]
		layer, src := byRef[refs[0]], b.study.files[refs[0]]
		layer.Name, layer.Shape, layer.Pieces = ref.Layer, slices.Clone(layer.Shape), s.sizes
		for _, piece := range refs[1:] {
			l := byRef[piece]
			layer.Shape[0] += l.Shape[0]
			layer.Bytes += l.Bytes
			src.rest = append(src.rest, b.study.files[piece])
		}
		files[ref] = src
		steps := b.layers[ref.Network]
		steps[ref.Step] = append(steps[ref.Step], layer)
	}
	b.study.files, b.broken = files, s.broken
	b.dropEmpty()
	for i, keys := range b.orders {
		b.orders[i] = layersOfPieces(keys)
	}
}

func compareRefs(a, b Ref) int { return CompareNames(a.String(), b.String()) }

// dropEmpty takes away checkpoints, and networks, of which no layer is left.
func (b *builder) dropEmpty() {
	for network, steps := range b.layers {
		maps.DeleteFunc(steps, func(_ string, layers []Layer) bool { return len(layers) == 0 })
		if len(steps) == 0 {
			delete(b.layers, network)
		}
	}
}

// layersOfPieces are the layers that keys are pieces of, each once.
func layersOfPieces(keys []string) []string {
	var list []string
	for _, key := range keys {
		if p, ok := shardOf(key); ok && !slices.Contains(list, p.layer) {
			list = append(list, p.layer)
		}
	}
	return list
}

// pieces are the arrays that a layer is stacked from.
func (src source) pieces() []source { return append([]source{src}, src.rest...) }

// stacked reads the values of several arrays as those of one.
type stacked struct {
	left   []source
	stream *arrayfile.Stream
	path   string // of the array that is read
	wide   bool
}

// open begins with the first array. Errors are about the array that they came from.
func (src source) open() (*stacked, error) {
	s := &stacked{left: src.pieces()}
	if err := s.next(); err != nil {
		return nil, err
	}
	s.wide = s.stream.Wide()
	return s, nil
}

// next opens the array that follows; io.EOF at the end.
func (s *stacked) next() error {
	s.Close()
	if len(s.left) == 0 {
		return io.EOF
	}
	src := s.left[0]
	s.left, s.path = s.left[1:], src.path
	stream, err := src.file.Stream(src.key)
	if err != nil {
		return explain(s.path, err)
	}
	s.stream = stream
	return nil
}

func (s *stacked) Close() {
	if s.stream != nil {
		s.stream.Close()
		s.stream = nil
	}
}

func (s *stacked) float32s(dst []float32) (int, error) {
	return readOn(s, dst, func() (int, error) { return s.stream.ReadFloat32(dst) })
}

func (s *stacked) float64s(dst []float64) (int, error) {
	return readOn(s, dst, func() (int, error) { return s.stream.ReadFloat64(dst) })
}

// readOn reads from this array or, where that is at its end, from the next.
func readOn[T number](s *stacked, dst []T, read func() (int, error)) (int, error) {
	for {
		n, err := read()
		if err != io.EOF || len(dst) == 0 {
			return n, explain(s.path, err)
		}
		if err := s.next(); err != nil {
			return 0, err
		}
	}
}
