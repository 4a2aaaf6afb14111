package session

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/semblance-app/semblance/core/study"
)

// mostLooks bounds how many folders Search looks into.
const mostLooks = 50

// Search looks for a place that Find does not find, where it may have gone to: near
// a file in a folder, near where it was, or in other folders; under its name, or for a
// folder another one. What holds just what the place held is found; otherwise the
// first that holds some of it is near.
func (p Place) Search(ctx context.Context, folder string, others ...string) (found, near string) {
	if len(p.Contents) == 0 {
		return "", "" // there is nothing to know it by
	}
	folders := append([]string{folder, filepath.Dir(inHome(p.Absolute))}, others...)
	looked := map[string]bool{}
	for _, candidate := range p.candidates(folders) {
		if len(looked) == mostLooks || ctx.Err() != nil {
			break
		}
		if looked[candidate] || !p.mayBe(candidate) {
			continue
		}
		looked[candidate] = true
		switch now, err := Look(ctx, candidate); {
		case err != nil:
		case now.Since(p.Contents).None():
			return candidate, ""
		case near == "" && now.Shares(p.Contents):
			near = candidate
		}
	}
	return "", near
}

// IsFile reports whether the place is a file, or an array in one.
func (p Place) IsFile() bool {
	name, _ := p.fileName()
	return study.IsArrayFile(name)
}

// Was is where the place was last, in this user's home where it was in another's.
func (p Place) Was() string { return inHome(p.Absolute) }

// At is a path in the place of this one: of the same array, where the place is one
// in an archive.
func (p Place) At(path string) string {
	if _, key := p.fileName(); key != "" && exists(path) {
		return path + key
	}
	return path
}

// fileName is the last part of the path, and the key of an array in it.
func (p Place) fileName() (name, key string) {
	name = filepath.Base(filepath.FromSlash(p.Absolute))
	if i := strings.LastIndex(name, ".npz:"); i >= 0 {
		return name[:i+len(".npz")], name[i+len(".npz"):]
	}
	return name, ""
}

// candidates are, nearest first, what has the name of the place in a folder, above
// or below it, and then for a folder all others there.
func (p Place) candidates(folders []string) []string {
	name, key := p.fileName()
	var named, renamed []string
	for _, folder := range folders {
		above := filepath.Dir(folder)
		named = append(named, filepath.Join(folder, name)+key, filepath.Join(above, name)+key, filepath.Join(filepath.Dir(above), name)+key)
		for i, root := range []string{folder, above} {
			for _, child := range foldersIn(root) {
				if i == 0 {
					named = append(named, filepath.Join(child, name)+key)
				}
				if !p.IsFile() {
					renamed = append(renamed, child)
				}
			}
		}
	}
	return append(named, renamed...)
}

func foldersIn(folder string) []string {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil
	}
	var list []string
	for _, e := range entries {
		if e.IsDir() && !strings.HasPrefix(e.Name(), ".") {
			list = append(list, filepath.Join(folder, e.Name()))
		}
	}
	return list
}

// mayBe reports, without reading much, whether a path may be the place: it holds
// the first thing that the place held.
func (p Place) mayBe(path string) bool {
	if p.IsFile() || p.Contents[0].Path == whole {
		return Exists(path)
	}
	return exists(filepath.Join(path, strings.TrimSuffix(top(p.Contents[0].Path), "/")))
}

// Shares reports whether anything is in both.
func (c Contents) Shares(before Contents) bool {
	c = c.like(before)
	have := map[string]Item{}
	for _, item := range c {
		have[item.Path] = item
	}
	return slices.ContainsFunc(before, func(item Item) bool {
		now, ok := have[item.Path]
		return ok && now.was(item)
	})
}
