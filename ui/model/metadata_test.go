package model

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The folder of the fake study is not there, so what is typed counts while it is open.
func TestMetadata(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		value := func(network, column string) string {
			n, _ := r.Study().Network(network)
			return n.Metadata[column]
		}
		before := r.opened
		r.SetMetadata([]string{"a", "b"}, "group", " same ")
		r.settle()
		if value("a", "group") != "same" || value("b", "group") != "same" || r.Catalog().rows[0].Cells[fixedColumns] != "same" {
			t.Errorf("a is in %q, b in %q", value("a", "group"), value("b", "group"))
		}
		if r.opened == before || before.Study.Networks[0].Metadata["group"] == "same" {
			t.Error("the study that computations read was changed")
		}
		if r.NotSaved() == nil || r.NotSaved().Try == "" {
			t.Errorf("said %v of what is not saved", r.NotSaved())
		}
		if r.Unsaved() {
			t.Error("metadata are no choices of a session")
		}
		r.Undo()
		r.settle()
		if r.NotSaved() != nil {
			t.Errorf("with nothing to save it says %v", r.NotSaved())
		}
		if value("a", "group") != "as" {
			t.Errorf("undone it is %q", value("a", "group"))
		}
		if err := r.AddColumn(" width "); err != nil || r.Catalog().Columns[fixedColumns+2].Title != "width" {
			t.Errorf("%v, columns %+v", err, r.Catalog().Columns)
		}
		for _, name := range []string{"", "width"} {
			if r.AddColumn(name) == nil {
				t.Errorf("a column %q is added", name)
			}
		}
	})
}

func TestImportedMetadata(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		path := filepath.Join(t.TempDir(), "m.csv")
		asked, sure := "", false
		imports := func(text string) (said Sentence) {
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			asked = ""
			ask := func(which string, yes func()) {
				if asked = which; sure {
					yes()
				}
			}
			r.ImportMetadata(path, ask, func(s Sentence) { said = s })
			r.loop.run(10 * time.Second)
			return said
		}
		said := imports("name,width,group\na,8,\nz,9,x\n")
		if n, _ := r.Study().Network("a"); n.Metadata["width"] != "8" || n.Metadata["group"] != "as" {
			t.Errorf("a has %v", n.Metadata)
		}
		if asked != "" || said.What != "2 columns were imported for 1 network." || !strings.Contains(said.Try, "no network z") || !strings.Contains(said.Try, "b, c") {
			t.Errorf("said %+v", said)
		}
		if said := imports("name,width\ny,8\nz,9\n"); !strings.Contains(said.What, "y, z") || !strings.Contains(said.Try, "a, b, c") {
			t.Errorf("said %+v of names that do not match", said)
		}
		width := func() string {
			n, _ := r.Study().Network("a")
			return n.Metadata["width"]
		}
		replacing := "name,width,group,seed\na,16,as,1\nb,32,bb,2\n"
		if said := imports(replacing); asked != "The file replaces 1 value of width, 1 value of group." || said.What != "" || width() != "8" {
			t.Errorf("asked %q, said %+v, the width is %s", asked, said, width())
		}
		sure = true
		if said := imports(replacing); said.What != "3 columns were imported for 2 networks, which replaces 1 value of width, 1 value of group." || width() != "16" {
			t.Errorf("said %+v, the width is %s", said, width())
		}
		r.Undo()
		r.settle()
		if width() != "8" {
			t.Errorf("undone it is %s", width())
		}
		if said := imports("name\n"); said.Try == "" {
			t.Errorf("said %+v of one column", said)
		}
	})
}
