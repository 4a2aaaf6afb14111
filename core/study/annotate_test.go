package study

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// annotated is a folder of networks a, b and c with that metadata.csv.
func annotated(t *testing.T, csv string) (*Study, string) {
	t.Helper()
	dir := t.TempDir()
	for _, network := range []string{"a", "b", "c"} {
		path := filepath.Join(dir, network, "fc.npy")
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, npy(t, 8, 2).Data, 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(dir, "metadata.csv")
	if csv != "" {
		if err := os.WriteFile(path, []byte(csv), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s, err := Open(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	return s, path
}

func TestSaveMetadataKeepsWhatItDoesNotChange(t *testing.T) {
	for _, c := range []struct {
		name, before, after string
		edits               []Edit
	}{
		{
			"a cell", "model,width,note\nb,64,\"x, y\"\nstray,1,2\na,128,z\n", "model,width,note\nb,32,\"x, y\"\nstray,1,2\na,128,z\n",
			[]Edit{{Network: "b", Column: "width", Value: "32"}},
		},
		{
			"a row", "model;width\nb;64\n", "model;width\nb;64\na;1,5\n",
			[]Edit{{Network: "a", Column: "width", Value: "1,5"}},
		},
		{
			"a column", "model,width\r\nb,64\r\n", "model,width,seed\r\nb,64,7\r\n",
			[]Edit{{Network: "b", Column: "seed", Value: "7"}},
		},
		{
			"decimal commas", "model;width;note\nb;0,5;1\na;2;x\n", "model;width;note\nb;0,5;1\na;1,25;0.5\n",
			[]Edit{{Network: "a", Column: "width", Value: "1.25"}, {Network: "a", Column: "note", Value: "0.5"}},
		},
		{
			"a list where commas part nothing", "model;width\nb;1,2,3\na;1,5\n", "model;width\nb;1,2,3\na;2.5\n",
			[]Edit{{Network: "a", Column: "width", Value: "2.5"}},
		},
		{
			"taken away", "model,width\nb,64\na,8\n", "model,width\nb,\na,8\n",
			[]Edit{{Network: "b", Column: "width"}},
		},
		{
			"the first", "", "network,width\nc,3\n",
			[]Edit{{Network: "c", Column: "width", Value: "3"}},
		},
		{
			"a column with the name of the first", "model,width\na,8\n", "model,width,group\na,8,x\n",
			[]Edit{{Network: "a", Column: "group", Value: "x"}},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, path := annotated(t, c.before)
			before := s.Metadata()
			if err := s.SaveMetadata(before, before.With(c.edits...)); err != nil {
				t.Fatal(err)
			}
			got, err := os.ReadFile(path)
			if err != nil || string(got) != c.after {
				t.Errorf("the file says %q, want %q (%v)", got, c.after, err)
			}
		})
	}
}

func TestMetadataOfACopy(t *testing.T) {
	s, path := annotated(t, "model,width\na,8\n")
	before := s.Metadata()
	after := before.With(Edit{Network: "a", Column: "width", Value: "16"}, Edit{Network: "b", Column: "seed", Value: "1"})
	other := s.WithMetadata(after)
	if n, _ := other.Network("a"); n.Metadata["width"] != "16" {
		t.Errorf("the copy has %v", n.Metadata)
	}
	if n, _ := s.Network("a"); n.Metadata["width"] != "8" || len(s.Columns) != 1 {
		t.Errorf("the study itself has %v in %v", n.Metadata, s.Columns)
	}
	if _, err := other.Load(context.Background(), Ref{Network: "a", Layer: "fc"}, LoadOptions{}); err != nil {
		t.Error(err)
	}
	// There and back leaves the file as it was.
	if err := errors.Join(s.SaveMetadata(before, after), other.SaveMetadata(after, before)); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(path); string(got) != "model,width\na,8\nb,\n" {
		t.Errorf("the file says %q", got)
	}
}

func TestSaveMetadataSaysWhyNot(t *testing.T) {
	s, _ := annotated(t, "")
	edit := Edit{Network: "a", Column: "width", Value: "1"}
	alone, err := Open(context.Background(), filepath.Join(s.Path, "a", "fc.npy"))
	if err != nil {
		t.Fatal(err)
	}
	broken, _ := annotated(t, "model,width\na,8\n")
	if err := os.WriteFile(filepath.Join(broken.Path, "metadata.csv"), []byte("model,width\na,8\na,9\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	gone, _ := annotated(t, "")
	if err := os.RemoveAll(gone.Path); err != nil {
		t.Fatal(err)
	}
	for want, s := range map[string]*Study{
		"no folder on disk":  (&Study{}).WithMetadata(Metadata{}),
		"a single file":      alone,
		"second row for a":   broken,
		"it cannot be saved": gone,
	} {
		if len(s.Networks) == 0 {
			s.Networks = []Network{{Name: "a"}}
		}
		before := s.Metadata()
		err := s.SaveMetadata(before, before.With(edit))
		var e *Error
		if !errors.As(err, &e) || !strings.Contains(err.Error(), want) || e.Hint == "" {
			t.Errorf("%v, want %q and what to try", err, want)
		}
	}
}

// An empty cell does not undo what study.json gives.
func TestSaveMetadataUnderADescription(t *testing.T) {
	s, _ := annotated(t, "")
	if err := os.WriteFile(filepath.Join(s.Path, "study.json"), []byte(`{"metadata": {"a": {"width": 8}}}`), 0o644); err != nil {
		t.Fatal(err)
	}
	s, err := Open(context.Background(), s.Path)
	if err != nil {
		t.Fatal(err)
	}
	before := s.Metadata()
	if err := s.SaveMetadata(before, before.With(Edit{Network: "a", Column: "width"})); err == nil || !strings.Contains(err.Error(), "study.json") {
		t.Errorf("taking it away: %v", err)
	}
	if err := s.SaveMetadata(before, before.With(Edit{Network: "a", Column: "width", Value: "9"})); err != nil {
		t.Error(err)
	}
	if s, err = Open(context.Background(), s.Path); err != nil {
		t.Fatal(err)
	}
	if n, _ := s.Network("a"); n.Metadata["width"] != "9" {
		t.Errorf("opened again it has %v", n.Metadata)
	}
}

func TestReadMetadata(t *testing.T) {
	path := filepath.Join(t.TempDir(), "table.csv")
	if err := os.WriteFile(path, []byte("\ufeffname;acc;seed\na;0,9;1\nelse;0,8;2\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	m, err := ReadMetadata(path)
	if err != nil || !slices.Equal(m.Columns, []string{"acc", "seed"}) || m.Of["a"]["acc"] != "0.9" || len(m.Of) != 2 {
		t.Errorf("%+v, %v", m, err)
	}
	if err := os.WriteFile(path, []byte("name\na\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadMetadata(path); err == nil || !strings.Contains(err.Error(), "one column only") {
		t.Errorf("of one column: %v", err)
	}
}
