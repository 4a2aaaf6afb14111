package model

import (
	"os"
	"path/filepath"
	"strings"
)

// Origin are the paths that the open study is from, absolute; none for a sample.
func (m *Model) Origin() []string {
	if m.opened == nil {
		return nil
	}
	var list []string
	for _, path := range m.opened.origin.paths {
		if absolute, err := filepath.Abs(path); err == nil {
			path = absolute
		}
		list = append(list, path)
	}
	return list
}

// Place is a path as people read it: from the root or, in their home folder, from ~.
func Place(path string) string {
	if absolute, err := filepath.Abs(path); err == nil {
		path = absolute
	}
	const separator = string(filepath.Separator)
	home, err := os.UserHomeDir()
	if err != nil || home == filepath.Dir(home) { // the root is nobody's
		return path
	}
	if inside, ok := strings.CutPrefix(path, filepath.Clean(home)); ok && (inside == "" || strings.HasPrefix(inside, separator)) {
		return "~" + inside
	}
	return path
}

// PathOf is a path that people wrote, in which ~ is their home folder.
func PathOf(written string) string {
	inside, ok := strings.CutPrefix(written, "~")
	if !ok || inside != "" && !os.IsPathSeparator(inside[0]) {
		return written
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return written
	}
	return filepath.Clean(home) + inside
}
