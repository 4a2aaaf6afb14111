package study

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// shardName is the name of a piece of a layer: the layer's, perhaps a word, a number,
// perhaps of how many. In it are the four, the word and the count empty where they
// are not there.
var shardName = regexp.MustCompile(`(?i)^(.+?)[-_.](shard|part|piece|chunk|batch)?[-_.]?([0-9]+)(?:[-_.]?of[-_.]?([0-9]+))?$`)

// shard is the name of an array as that of a piece of a layer.
type shard struct {
	layer  string
	number int
	padded bool // with a zero, which layers that are counted have seldom
	worded bool // shard, part, 1-of-4: nothing else is called that
}

func shardOf(name string) (shard, bool) {
	m := shardName.FindStringSubmatch(name)
	if m == nil {
		return shard{}, false
	}
	n, err := strconv.Atoi(m[3])
	return shard{layer: m[1], number: n, padded: len(m[3]) > 1 && m[3][0] == '0', worded: m[2] != "" || m[4] != ""}, err == nil
}

// shards are the layers of a study whose arrays are pieces of them.
type shards struct {
	pieces  map[Ref][]Ref  // by layer, in the order in which they are stacked
	broken  map[Ref]unread // layers of which a piece cannot be read, with that
	sure    bool           // whether the names say so by themselves
	example []string       // the pieces of one layer
	sizes   []int          // datapoints in each piece; -1 where none of that number can be read
}

// shardsOf finds out whether all arrays are pieces of layers: names agree but for a
// number from 0 or 1 without gaps, every layer has as many pieces, with the same
// datapoints in each, and those of one layer differ in nothing else. Whether that is
// meant the names must say: by a word, or by zeros before the numbers of layers that
// have numbers of their own, since layer_01 and conv1_1 count layers.
//
// holes are the pieces that cannot be read, by layer and number.
func shardsOf(layers map[string]map[string][]Layer, holes map[Ref]map[int]unread) (shards, bool) {
	s := shards{pieces: map[Ref][]Ref{}, broken: map[Ref]unread{}, sure: true}
	worded, named := true, false
	for network, steps := range layers {
		for step, list := range steps {
			groups := map[string]map[int]Layer{}
			for _, l := range list {
				p, ok := shardOf(l.Name)
				if !ok || len(l.Shape) == 0 {
					return shards{}, false
				}
				group := groups[p.layer]
				if group == nil {
					group = map[int]Layer{}
					groups[p.layer] = group
				}
				if _, twice := group[p.number]; twice {
					return shards{}, false
				}
				group[p.number] = l
				worded = worded && p.worded
				s.sure = s.sure && (p.worded || p.padded || p.number > 9)
				named = named || strings.ContainsAny(p.layer, "0123456789")
			}
			for _, layer := range slices.Sorted(maps.Keys(groups)) {
				ref := Ref{Network: network, Step: step, Layer: layer}
				if !s.add(ref, groups[layer], holes[ref]) {
					return shards{}, false
				}
			}
		}
	}
	s.sure = s.sure && (worded || named)
	return s, len(s.sizes) > 1
}

// add adds a layer with its pieces by number, if they fit together and to those of
// the others. It is broken where some of them are holes.
func (s *shards) add(ref Ref, pieces map[int]Layer, holes map[int]unread) bool {
	numbers := slices.Sorted(maps.Keys(pieces))
	like := pieces[numbers[0]]
	numbers = append(numbers, slices.Sorted(maps.Keys(holes))...)
	slices.Sort(numbers)
	if first := numbers[0]; first > 1 || numbers[len(numbers)-1] != first+len(numbers)-1 {
		return false
	}
	var refs []Ref
	var names []string
	var sizes []int
	for _, n := range numbers {
		l, ok := pieces[n]
		if !ok {
			sizes = append(sizes, -1)
			continue
		}
		if l.DType != like.DType || !slices.Equal(l.Shape[1:], like.Shape[1:]) {
			return false
		}
		piece := ref
		piece.Layer = l.Name
		refs, names, sizes = append(refs, piece), append(names, l.Name), append(sizes, l.Shape[0])
	}
	if s.example == nil || ref.Layer < s.example[0] {
		s.example = names
	}
	if len(holes) == 0 {
		s.pieces[ref] = refs
	} else {
		s.broken[ref] = holes[slices.Min(slices.Collect(maps.Keys(holes)))]
	}
	return s.agree(sizes)
}

// agree reports whether the pieces of a layer have the sizes that those of others have.
func (s *shards) agree(sizes []int) bool {
	if s.sizes == nil {
		s.sizes = slices.Clone(sizes)
	}
	if len(sizes) != len(s.sizes) {
		return false
	}
	for i, n := range sizes {
		switch {
		case s.sizes[i] < 0:
			s.sizes[i] = n
		case n >= 0 && n != s.sizes[i]:
			return false
		}
	}
	return true
}

// reason says what the pieces were told by.
func (s shards) reason() string {
	same := "with the same numbers of datapoints"
	if slices.Equal(s.sizes[1:], s.sizes[:len(s.sizes)-1]) {
		same = fmt.Sprintf("of %d datapoints", s.sizes[0])
	}
	return fmt.Sprintf("%s are pieces of one layer, since every layer has %d %s, numbered without gaps", span(s.example), len(s.sizes), same)
}

const (
	shardWord = "layer_shard"
	shardKey  = ":" + shardWord
)

// shardedName is the name of a layout by which layers are in pieces.
func shardedName(layout string) string {
	if !strings.Contains(layout, "layer") {
		return layout + shardKey
	}
	return strings.ReplaceAll(layout, "layer", shardWord)
}

// wholeName is the name of the layout without pieces, and whether it is one with them.
func wholeName(layout string) (string, bool) {
	whole := strings.ReplaceAll(strings.TrimSuffix(layout, shardKey), shardWord, "layer")
	return whole, whole != layout
}
