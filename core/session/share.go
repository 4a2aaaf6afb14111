package session

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// home stands for the home folder in paths that others may see.
const home = "~"

// Shared is the session as a file in a folder carries it to other people. Places
// are as seen from the folder and name the home folder ~; a way from elsewhere
// into the home folder, which would name it, is left out. Long contents are
// summed up.
func (s Session) Shared(folder string) Session {
	user, err := os.UserHomeDir()
	if err != nil || !filepath.IsAbs(user) || user == filepath.Dir(user) {
		user = "" // there is none to hide
	}
	return s.each(func(p Place) Place {
		p = p.from(folder)
		if inside, ok := within(user, p.Absolute); ok {
			p.Absolute = home + "/" + filepath.ToSlash(inside)
			if _, ok := within(user, folder); !ok {
				p.Relative = ""
			}
		}
		p.Contents = p.Contents.Short()
		return p
	})
}

// within is the way from a folder down to a path, if it is in it.
func within(folder, path string) (string, bool) {
	if folder == "" {
		return "", false
	}
	rel, err := filepath.Rel(folder, path)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return "", false
	}
	return rel, true
}

// inHome is a path with the home folder in the place of ~.
func inHome(path string) string {
	inside, ok := strings.CutPrefix(path, home+"/")
	user, err := os.UserHomeDir()
	if !ok || err != nil {
		return path
	}
	return filepath.Join(user, filepath.FromSlash(inside))
}

// whole is the path of the item for all there is.
const whole = "/"

// mostItems is how many items a session has to keep of a study to tell what has
// changed in it; more are summed up.
const mostItems = 250

// Short sums long contents up: an item for each folder or archive at the top,
// such as a network, whose path ends in a slash; or one for all, called whole.
func (c Contents) Short() Contents {
	if len(c) <= mostItems {
		return c
	}
	if short := c.sum(top); len(short) <= mostItems {
		return short
	}
	return c.sum(all)
}

func all(string) string { return whole }

// top is the folder or archive at the top that an item is in; files there stand
// for themselves.
func top(path string) string {
	if i := strings.IndexAny(path, "/:"); i >= 0 {
		return path[:i] + "/"
	}
	return path
}

// sum joins the items, which are sorted, of the same group.
func (c Contents) sum(group func(path string) string) Contents {
	var list Contents
	for len(c) > 0 {
		g, n := group(c[0].Path), 1
		for n < len(c) && group(c[n].Path) == g {
			n++
		}
		list = append(list, c[:n].joined(g))
		c = c[n:]
	}
	return list
}

// joined is one item for several; a file that stands for itself stays.
func (c Contents) joined(path string) Item {
	if len(c) == 1 && c[0].Path == path {
		return c[0]
	}
	hash, size := sha256.New(), int64(0)
	for _, item := range c {
		fmt.Fprintf(hash, "%s\x00%d\x00%s\x00", item.Path, item.Size, item.Hash)
		size += item.Size
	}
	return Item{Path: path, Size: size, Hash: hex.EncodeToString(hash.Sum(nil)[:wholeHash])}
}

// like sums c up as other contents are.
func (c Contents) like(other Contents) Contents {
	switch {
	case len(other) == 1 && other[0].Path == whole:
		return c.sum(all)
	case other.summed():
		return c.sum(top)
	}
	return c
}

func (c Contents) summed() bool {
	for _, item := range c {
		if strings.HasSuffix(item.Path, "/") {
			return true
		}
	}
	return false
}
