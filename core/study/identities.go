package study

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"github.com/semblance-app/semblance/core/warning"
)

// foldersAbove is how far above what is opened its study.json may lie: above a
// checkpoint's folder are its network's, that of a split, and the study's.
const foldersAbove = 3

// identities are what is said of the datapoints in and above the folder of a study.
type identities struct {
	all      *Identity            // of the study's own study.json, or of the nearest above
	in       map[string]*Identity // of folders inside it that have a study.json of their own
	read     []besideFile         // the files that say so, but for the study's own
	warnings []warning.Warning
}

// of is what holds for a file of the study.
func (l identities) of(file string) *Identity {
	for folder := path.Dir(file); folder != "." && len(l.in) > 0; folder = path.Dir(folder) {
		if d := l.in[folder]; d != nil {
			return d
		}
	}
	return l.all
}

// inside reads the study.json files of folders inside that of the study.
func (l *identities) inside(p place, names []string) {
	l.in = make(map[string]*Identity, len(names))
	for _, name := range names {
		if d := l.readFile(besideFile{fsys: p.fsys, name: name, path: p.show(name)}); d != nil {
			l.in[path.Dir(name)] = d
		}
	}
}

// above looks for a study.json above the study, unless its own says enough.
func (l *identities) above(p place) {
	folder := p.path
	for range foldersAbove {
		if l.all != nil || p.path == "" {
			return
		}
		folder = filepath.Join(folder, "..")
		l.all = l.readFile(besideFile{fsys: os.DirFS(folder), name: descriptionFile, path: filepath.Join(folder, descriptionFile)})
	}
}

// readFile is what a study.json says that is not the study's own, nil for none.
func (l *identities) readFile(f besideFile) *Identity {
	f.seen, _ = f.now() // before it is read: one that is written meanwhile is another then
	b, err := fs.ReadFile(f.fsys, f.name)
	var about struct {
		Datapoints json.RawMessage `json:"datapoints"`
	}
	if err == nil {
		err = json.Unmarshal(bytes.TrimPrefix(b, []byte("\ufeff")), &about)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission):
		return nil
	case err != nil:
		l.misread(f.path)
		return nil
	}
	d := l.take(f.path, about.Datapoints)
	if d != nil {
		l.read = append(l.read, f)
	}
	return d
}

// take reads the field of a file. What cannot be read of it changes no number, so it is
// warned of and passed over.
func (l *identities) take(path string, field json.RawMessage) *Identity {
	d, err := identityFrom(path, field)
	if err != nil {
		l.misread(path)
	}
	return d
}

func (l *identities) misread(path string) {
	l.warnings = append(l.warnings, warning.Warning{Code: warning.DatapointIDs, Message: fmt.Sprintf(
		`%s: what it says of the datapoints cannot be read, so whether they are the same everywhere is not checked; write {"datapoints": {"number": 3, "ids": ["a", "b", "c"]}}, with an id for each.`, path)})
}
