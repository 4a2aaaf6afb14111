package study

import (
	"context"
	"os"
	"slices"
	"strings"
)

// OpenEndpointWith opens one side of a comparison as OpenWith does: a folder, a
// file, or FILE.npz:KEY (also FOLDER:LAYER), which leaves only that layer. A file
// whose name has a colon goes before a key. The error is as of OpenWith, or a
// *NotFoundError for the key.
func OpenEndpointWith(ctx context.Context, s string, o OpenOptions) (*Study, error) {
	path, layer := splitEndpoint(s)
	st, err := OpenWith(ctx, path, o)
	if err != nil || layer == "" {
		return st, err
	}
	if !slices.Contains(st.order, layer) {
		return nil, notFound("layer", layer, path, st.order)
	}
	st.keepLayer(layer)
	return st, nil
}

// splitEndpoint finds the colon that ends the path. Names and keys may have
// colons too, and C:\a.npz has one, so what exists decides.
func splitEndpoint(s string) (path, layer string) {
	if exists(s) {
		return s, ""
	}
	for i := len(s) - 2; i > 0; i-- {
		if s[i] == ':' && !os.IsPathSeparator(s[i+1]) && exists(s[:i]) {
			return s[:i], s[i+1:]
		}
	}
	// Nothing exists: the complaint should name the file without the key.
	const archive = ".npz:"
	if i := strings.LastIndex(strings.ToLower(s), archive); i >= 0 {
		return s[:i+len(archive)-1], s[i+len(archive):]
	}
	return s, ""
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// keepLayer drops every other layer, and what then holds none.
func (s *Study) keepLayer(name string) {
	s.order = []string{name}
	for i := range s.Networks {
		n := &s.Networks[i]
		for j := range n.Checkpoints {
			c := &n.Checkpoints[j]
			c.Layers = slices.DeleteFunc(c.Layers, func(l Layer) bool { return l.Name != name })
		}
		n.Checkpoints = slices.DeleteFunc(n.Checkpoints, func(c Checkpoint) bool { return len(c.Layers) == 0 })
	}
	s.Networks = slices.DeleteFunc(s.Networks, func(n Network) bool { return len(n.Checkpoints) == 0 })
	for ref := range s.files {
		if ref.Layer != name {
			delete(s.files, ref)
		}
	}
}
