package session

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
)

func example(places ...Place) Session {
	return Session{
		Study: Study{Name: "study", Places: places},
		View:  "groups", Selected: []string{"net"},
		Views: map[string]Question{
			"groups":  {Spec: json.RawMessage(`{"by":"width"}`), Drawing: json.RawMessage(`{"Form":1}`), Range: &[2]float64{1, 4}, Rows: &[2]float64{0, 2}, Axis: "groups: layer"},
			"compare": {Spec: json.RawMessage(`{"measure":"cka"}`)},
		},
		Look: json.RawMessage(`{"TextPoints":9}`), Export: json.RawMessage(`{"DPI":600}`),
	}
}

// compact takes the white space out of what is carried as it is.
func compact(t *testing.T, s Session) string {
	t.Helper()
	b, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestASessionMovesWithItsStudy(t *testing.T) {
	here, there := filepath.Join(t.TempDir(), "here"), filepath.Join(t.TempDir(), "there")
	write(t, filepath.Join(here, "data", "a.npy"), "a")
	write(t, filepath.Join(there, "other"), "")
	place, err := At(filepath.Join(here, "data", "a.npy"))
	if err != nil {
		t.Fatal(err)
	}
	saved := example(place)
	if err := Write(filepath.Join(here, "saved", "x.semblance"), saved); err == nil {
		t.Error("a folder that is not there was written to")
	}
	path := filepath.Join(here, "x.semblance")
	if err := Write(path, saved); err != nil {
		t.Fatal(err)
	}
	read, err := Read(path)
	if err != nil {
		t.Fatal(err)
	}
	if got := read.Study.Places[0].Relative; got != "data/a.npy" {
		t.Errorf("relative path %q", got)
	}
	want := saved
	want.Study.Places = []Place{{Relative: "data/a.npy", Absolute: place.Absolute}}
	if compact(t, read) != compact(t, want) {
		t.Errorf("read %s\nwant %s", compact(t, read), compact(t, want))
	}
	if err := os.Rename(here, filepath.Join(there, "moved")); err != nil {
		t.Fatal(err)
	}
	found, err := read.Study.Places[0].Find(filepath.Join(there, "moved"))
	if err != nil || found != filepath.Join(there, "moved", "data", "a.npy") {
		t.Errorf("found %s, %v", found, err)
	}
	_, err = read.Study.Places[0].Find(there)
	var e *Error
	if !errors.As(err, &e) || e.Kind != StudyGone || !strings.Contains(err.Error(), place.Absolute) {
		t.Errorf("a study that is gone: %v", err)
	}
}

func TestTheAbsolutePathIsTheFallback(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.npz"), "a")
	p := Place{Relative: "gone/a.npz:conv1", Absolute: filepath.Join(dir, "a.npz:conv1")}
	if got, err := p.Find(filepath.Join(dir, "elsewhere")); err != nil || got != p.Absolute {
		t.Errorf("found %s, %v", got, err)
	}
}

func TestRefusals(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "good.semblance")
	place, _ := At(dir)
	if err := Write(path, example(place)); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, text, says string
		kind             Kind
	}{
		{"newer", strings.Replace(string(good), `"version": 3`, `"version": 7`, 1), "newer version of Semblance", Newer},
		{"older", strings.Replace(string(good), `"version": 3`, `"version": -1`, 1), "never a format -1", Damaged},
		{"cut", string(good[:len(good)/2]), "damaged", Damaged},
		{"empty", "", "it is empty", Damaged},
		{"text", "network,width\n", "not a session", NotSession},
		{"json", `{"name": "a study"}`, "not a session", NotSession},
		{"list", `[1, 2]`, "not a session", NotSession},
		{"kinds", strings.Replace(string(good), `"view": "groups"`, `"view": 3`, 1), `damaged: "view" is a number where text belongs; open its study`, Damaged},
		{"studyless", `{"format": "semblance session", "version": 1}`, "it names no study", Damaged},
	} {
		p := filepath.Join(dir, c.name+Extension)
		write(t, p, c.text)
		_, err := Read(p)
		var e *Error
		if !errors.As(err, &e) || e.Kind != c.kind || !strings.Contains(err.Error(), c.says) || !strings.HasPrefix(err.Error(), p) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	_, err = Read(filepath.Join(dir, "nothing"))
	var e *Error
	if !errors.As(err, &e) || e.Kind != Unreadable || !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
	if _, err = Read(dir); !errors.As(err, &e) || e.Kind != Unreadable {
		t.Errorf("a folder: %v", err)
	}
}

// TestMigration reads a version 0 that never was: it had one path and one view.
func TestMigration(t *testing.T) {
	old := `{"format": "semblance session", "version": 0, "path": "/studies/old", "groups": {"by": "width"}}`
	made := steps()
	made[0] = func(doc document) (document, error) {
		var path string
		if err := json.Unmarshal(doc["path"], &path); err != nil {
			return nil, err
		}
		study, err := json.Marshal(Study{Name: "old", Places: []Place{{Absolute: path}}})
		if err != nil {
			return nil, err
		}
		return document{
			"study": study, "view": json.RawMessage(`"groups"`),
			"views": json.RawMessage(`{"groups": {"spec": ` + string(doc["groups"]) + `}}`),
		}, nil
	}
	s, err := decode([]byte(old), made)
	if err != nil {
		t.Fatal(err)
	}
	if s.Study.Places[0].Absolute != "/studies/old" || string(s.Views["groups"].Spec) != `{"by":"width"}` {
		t.Errorf("migrated to %+v", s)
	}
	var e *Error
	if _, err := decode([]byte(strings.Replace(old, `"/studies/old"`, "5", 1)), made); !errors.As(err, &e) || e.Kind != Damaged {
		t.Errorf("a step that fails: %v", err)
	}
}

// TestVersion1 keeps the first format readable.
func TestVersion1(t *testing.T) {
	s, err := Read(filepath.Join("testdata", "version1.semblance"))
	if err != nil {
		t.Fatal(err)
	}
	if s.Study.Sample != "cifar-genmem" || s.View != "clusters" || len(s.Views) != 2 {
		t.Errorf("read %+v", s)
	}
	if got := *s.Views["convergence"].Range; got != [2]float64{0, 1000} {
		t.Errorf("range %v", got)
	}
	if err := Write(filepath.Join(t.TempDir(), "x.semblance"), s); err != nil {
		t.Error(err)
	}
}

// TestVersion2 keeps the second one readable, which names what version 1 numbers.
func TestVersion2(t *testing.T) {
	s, err := Read(filepath.Join("testdata", "version2.semblance"))
	if err != nil {
		t.Fatal(err)
	}
	if got := string(s.Views["clusters"].Drawing); s.View != "clusters" || got != `{"Cut":{"clusters":2},"Form":"map"}` {
		t.Errorf("view %s, drawing %s", s.View, got)
	}
}

// TestAPairInNoise reads a view of its own that version 2 had for one pair.
func TestAPairInNoise(t *testing.T) {
	old := `{"format": "semblance session", "version": 2, "study": {"name": "x", "sample": "gen-mem"}, "view": "uncertainty", "views": {
		"uncertainty": {"spec": {"measure": "cka", "seed": 5, "refA": {"network": "a", "layer": "fc", "timestep": null}, "refB": {"network": "b"}, "subsamples": 100},
			"drawing": {"Show": "distance"}, "range": [0, 1]}}}`
	s, err := Decode([]byte(old))
	if err != nil {
		t.Fatal(err)
	}
	q, ok := s.Views["noise"]
	want := `{"Chance":{"A":{"network":"a","layer":"fc","timestep":null},"B":{"network":"b"},"Subsamples":100},"Show":"chance","Stability":{"measure":"cka","seed":5}}`
	if !ok || len(s.Views) != 1 || s.View != "noise" || string(q.Spec) != want || q.Range == nil {
		t.Errorf("view %s, %s, range %v", s.View, q.Spec, q.Range)
	}
	_, err = Decode([]byte(strings.Replace(old, `"views": {`, `"views": 7, "x": {`, 1)))
	var e *Error
	if !errors.As(err, &e) || e.Kind != Damaged || !strings.Contains(e.What, "is a number where an object belongs") {
		t.Errorf("views that are none: %v", err)
	}
}

// TestAPairInNoiseOfPanels reads such a view where it is one of several panels.
func TestAPairInNoiseOfPanels(t *testing.T) {
	old := `{"format": "semblance session", "version": 1, "study": {"name": "x", "sample": "gen-mem"}, "view": "panels", "views": {
		"groups": {"spec": {"by": "group"}},
		"panels": {"spec": {"panels": [
			{"study": 0, "view": "groups", "spec": {"by": "group"}, "span": 2},
			{"study": 0, "view": "uncertainty", "spec": {"measure": "cka", "refA": {"network": "a"}, "fraction": 0.4}, "drawing": {"Show": "distance"}, "range": [0, 1]}
		]}, "drawing": {"columns": 1}}}}`
	s, err := Decode([]byte(old))
	if err != nil {
		t.Fatal(err)
	}
	want := `{"panels":[{"span":2,"spec":{"by":"group"},"study":0,"view":"groups"},` +
		`{"drawing":{"Show":"distance"},"range":[0,1],"spec":{"Chance":{"A":{"network":"a"},"Fraction":0.4},"Show":"chance","Stability":{"measure":"cka"}},"study":0,"view":"noise"}]}`
	if q := s.Views["panels"]; s.View != "panels" || string(q.Spec) != want || string(q.Drawing) != `{"columns":1}` || len(s.Views) != 2 {
		t.Errorf("view %s, %s, %s", s.View, q.Spec, q.Drawing)
	}
	for _, broken := range []string{`"panels": 7`, `"panels": [7]`, `"panels": [{"view": 7}]`, `"panels": [{"view": "uncertainty", "spec": 7}]`} {
		_, err = Decode([]byte(`{"format": "semblance session", "version": 2, "study": {"name": "x"}, "view": "panels", "views": {"panels": {"spec": {` + broken + `}}}}`))
		var e *Error
		if !errors.As(err, &e) || e.Kind != Damaged || !strings.Contains(e.What, "is a number where") {
			t.Errorf("%s: %v", broken, err)
		}
	}
}

func TestALinkIsFollowed(t *testing.T) {
	dir := t.TempDir()
	real, link := filepath.Join(dir, "real.semblance"), filepath.Join(dir, "link.semblance")
	place, _ := At(dir)
	if err := Write(real, example(place)); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("real.semblance", link); err != nil {
		t.Skip(err)
	}
	if err := os.Chmod(real, 0o600); err != nil {
		t.Fatal(err)
	}
	again := example(place)
	again.View = "study"
	if err := Write(link, again); err != nil {
		t.Fatal(err)
	}
	if s, err := Read(real); err != nil || s.View != "study" {
		t.Errorf("read %s, %v", s.View, err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is no more: %v", err)
	}
	if info, err := os.Stat(real); err != nil || info.Mode().Perm()&0o077 != 0 && runtime.GOOS != "windows" {
		t.Errorf("everybody may read it: %v, %v", info.Mode(), err)
	}
}

func TestEveryFieldIsKept(t *testing.T) {
	s := example(Place{Absolute: "/a", Contents: Contents{{Path: "x.npy", Size: 3, Hash: "00"}}}, Place{Absolute: "/b"})
	s.Study.Sample, s.Studies = "sample", []Study{s.Study}
	v := reflect.ValueOf(s)
	for i := range v.NumField() {
		if v.Field(i).IsZero() {
			t.Errorf("the test has no %s", v.Type().Field(i).Name)
		}
	}
	b, err := Encode(s)
	if err != nil {
		t.Fatal(err)
	}
	read, err := decode(b, steps())
	if err != nil || compact(t, read) != compact(t, s) {
		t.Errorf("read %+v, %v", read, err)
	}
}
