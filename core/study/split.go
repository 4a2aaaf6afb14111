package study

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/semblance-app/semblance/core/warning"
)

// AllSplits asks for a study in which the level of the splits counts as any
// other: as networks, checkpoints or layers.
const AllSplits = "all"

// splitOr is the split that was asked for. Where none was and every file lies in
// one, it is the first: the networks of a study are compared on the same inputs.
func splitOr(asked string, files []string) string {
	switch {
	case asked == AllSplits:
		return ""
	case asked != "":
		return asked
	}
	found := splitsIn(files)
	outside := func(f string) bool {
		names := levels(f)
		return !slices.ContainsFunc(names, func(n string) bool { return slices.Contains(found, n) }) || !nameable(f)
	}
	if len(found) == 0 || slices.ContainsFunc(files, outside) {
		return ""
	}
	return found[0]
}

// within keeps the files of the split that was asked for, without its level, and
// tells where each really is.
func (p place) within(files []string) (kept []string, real map[string]string, err error) {
	if p.split == "" {
		return files, nil, nil
	}
	real = map[string]string{}
	for _, f := range files {
		names := levels(f)
		if i := slices.Index(names, p.split); i >= 0 && nameable(f) {
			if names = slices.Delete(names, i, i+1); len(names) == 0 {
				names = []string{p.name()} // of an archive in a network's own folder
			}
			short := strings.Join(names, "/") + path.Ext(f)
			kept, real[short] = append(kept, short), f
		}
	}
	if len(kept) == 0 {
		e := &Error{Path: p.show("."), What: fmt.Sprintf("nothing in it is of a split %s", p.split), Hint: "open it without a split"}
		if found := splitsIn(files); len(found) > 0 {
			e.Hint = "choose one of " + strings.Join(found, ", ")
		}
		return nil, nil, e
	}
	return kept, real, nil
}

// nameable reports whether a file has a name beside that of its split, or is an
// archive, which the network's folder can name.
func nameable(file string) bool { return len(levels(file)) > 1 || path.Ext(file) == ".npz" }

// levels are the names in a path, the last without .npy or .npz.
func levels(file string) []string {
	names := strings.Split(file, "/")
	names[len(names)-1] = stem(file)
	return names
}

// usualSplits are what splits of the inputs are called, in the order in which
// they are listed.
func usualSplits() []string {
	return []string{"train", "training", "val", "valid", "validation", "dev", "test", "eval", "holdout"}
}

// splitsIn are the names of files and folders that are usually splits of the
// inputs, where there are several of them at one level.
func splitsIn(files []string) []string {
	usual := usualSplits()
	at := map[int][]string{}
	for _, f := range files {
		for i, name := range levels(f) {
			if slices.Contains(usual, strings.ToLower(name)) && !slices.Contains(at[i], name) {
				at[i] = append(at[i], name)
			}
		}
	}
	var found []string
	for _, names := range at {
		if len(names) > len(found) {
			found = names
		}
	}
	if len(found) < 2 {
		return nil
	}
	slices.SortFunc(found, func(a, b string) int {
		return cmp.Or(
			cmp.Compare(slices.Index(usual, strings.ToLower(a)), slices.Index(usual, strings.ToLower(b))),
			strings.Compare(a, b),
		)
	})
	return found
}

// warnOfSplits says that splits were taken for something else.
func warnOfSplits(files []string) []warning.Warning {
	found := splitsIn(files)
	if len(found) == 0 {
		return nil
	}
	return []warning.Warning{{Code: warning.GuessedLayout, Message: fmt.Sprintf(
		"%s look like splits of the inputs but were read as networks, checkpoints or layers; choose one split to compare on it alone.", strings.Join(found, ", "))}}
}
