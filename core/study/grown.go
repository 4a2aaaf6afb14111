package study

import (
	"cmp"
	"context"
	"slices"
)

// recorded is the array files that were in a folder when it was opened.
type recorded struct {
	place
	arrays []string // relative to the folder, sorted
}

// recorded is the folder with what was found in it; none for an embedded one, which
// stays as it is.
func (p place) recorded(found listing) []recorded {
	if p.path == "" {
		return nil
	}
	return []recorded{{p, slices.Clone(found.arrays)}}
}

// NewArrays tells of the array files that are in the study's folders now and were not
// when it was opened, such as checkpoints of a training that goes on; nil for none. Of
// several splits those of the one that is read count. What was opened stays as good as
// it was. A file that was opened by itself and an embedded sample have none, nor has a
// folder that can no longer be read. The error is ctx's.
func (s *Study) NewArrays(ctx context.Context) (*ChangedError, error) {
	grown := &ChangedError{Folder: s.Path}
	for _, folder := range s.folders {
		now, err := list(ctx, folder.fsys)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			continue
		}
		files, real, _ := folder.within(now.arrays) // none where nothing is of the split
		for _, file := range files {
			file = cmp.Or(real[file], file)
			if _, known := slices.BinarySearch(folder.arrays, file); !known {
				grown.Files = append(grown.Files, folder.show(file))
			}
		}
	}
	if len(grown.Files) == 0 {
		return nil, nil
	}
	slices.SortFunc(grown.Files, CompareNames)
	grown.Files = slices.Compact(grown.Files)
	grown.New = len(grown.Files)
	return grown, nil
}
