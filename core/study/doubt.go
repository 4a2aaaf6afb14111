package study

import "slices"

// doubtful reports whether files lie as the natural layout has it while nothing in
// their names says that it is meant, and whether others say more: folders in
// folders that are not named as checkpoints are, or names in one folder that are
// made of parts which vary by themselves.
func doubtful(r reading, files []opened) (doubt, against bool) {
	if len(r.left) > 0 {
		return false, false
	}
	if r.own {
		return composed(files) || few(files), false
	}
	v := newVocabulary()
	layers := map[string]bool{}
	said := false             // whether layers are named
	of := map[string]string{} // a checkpoint of each network
	several := false
	for _, f := range files {
		if f.err != nil || f.step == "" {
			continue
		}
		if isCheckpointName(f.step) || slices.ContainsFunc(v.parts(f.step, true), func(p part) bool { return p.kind == stepKind }) {
			return false, false
		}
		several = several || of[f.network] != "" && of[f.network] != f.step
		of[f.network] = f.step
		for _, h := range f.file.Headers() {
			ref, _ := f.ref(h)
			layers[ref.Layer] = true
			said = said || slices.ContainsFunc(v.parts(ref.Layer, false), func(p part) bool { return p.kind == layerKind })
		}
	}
	return several, several && len(layers) == 1 && !said
}

// few reports whether folders or archives that are checkpoints, as they have numbers
// for names, may as well be networks: the numbers are small and have no zeros before.
func few(files []opened) bool {
	c := newColumn(spot{}, false, len(files))
	for i, f := range files {
		if f.step == "" {
			return false
		}
		c.set(i, f.step, [2]int{})
	}
	numbers, steps := c.counts()
	return numbers && !steps && c.varies()
}

// composed reports whether the names of a folder that would be one network are all
// that can be made of a few parts, such as x_u, x_v, y_u and y_v.
func composed(files []opened) bool {
	t, ok := columnsOf(entriesOf(files))
	if !ok || len(t.left) > 0 {
		return false
	}
	product, varying := 1, 0
	for _, c := range t.list {
		if c.varies() && !c.key {
			product *= len(c.values)
			varying++
		}
	}
	return varying > 1 && product == len(t.entries)
}
