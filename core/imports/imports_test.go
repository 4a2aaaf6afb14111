package imports

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const module = "github.com/semblance-app/semblance/"

// pkg is what `go list -json` says of a package, as far as it matters here.
type pkg struct {
	ImportPath string
	Dir        string
	GoFiles    []string
	Deps       []string
	Imports    []string
}

// rules say what a package, and all below it, must never depend on.
var rules = []struct {
	from  string
	never []string
}{
	{"core", []string{"fyne.io", "gonum.org/v1/plot", module + "plotting", module + "ui"}},
	{"plotting", []string{"fyne.io", module + "ui", module + "core/job", module + "core/session"}},
	{"plotting/figure", []string{"gonum.org/v1/plot"}},
	{"ui/model", []string{"fyne.io"}},
	{"cmd/semblance-cli", []string{"fyne.io", "github.com/go-gl", module + "ui", module + "core/resultcache"}},
	{"core/analysis", []string{module + "core/job", module + "core/resultcache"}},
	{"core/arrayfile", []string{module + "core/study", module + "core/representation", module + "core/similarity"}},
	{"core/study", []string{module + "core/representation", module + "core/similarity", module + "core/analysis"}},
	{"core/representation", []string{module + "core/similarity", module + "core/analysis"}},
	{"core/similarity", []string{module + "core/analysis"}},
	{"assets", []string{module}},
	// The views are tested with no display, so only the program may bring the driver and
	// the clipboard.
	{"ui", []string{"fyne.io/fyne/v2/app", "github.com/go-gl", module + "ui/clipboard"}},
	{"ui/clipboard", []string{module, "fyne.io"}},
}

func list(t *testing.T) []pkg {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Dir,GoFiles,Deps,Imports", "-tags", "x11,gles", module+"...")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, stderr.String())
	}
	var all []pkg
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p pkg
		switch err := d.Decode(&p); {
		case errors.Is(err, io.EOF):
			return all
		case err != nil:
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

// under reports whether path is prefix or below it.
func under(path, prefix string) bool {
	prefix = strings.TrimSuffix(prefix, "/")
	return path == prefix || strings.HasPrefix(path, prefix+"/")
}

func TestImportsGoOneWay(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range list(t) {
		for _, rule := range rules {
			if !under(p.ImportPath, module+rule.from) {
				continue
			}
			seen[rule.from] = true
			for _, dep := range p.Deps {
				for _, never := range rule.never {
					if under(dep, never) {
						t.Errorf("%s must not depend on %s", strings.TrimPrefix(p.ImportPath, module), dep)
					}
				}
			}
		}
	}
	for _, rule := range rules {
		if !seen[rule.from] {
			t.Errorf("no package under %s: the rule for it guards nothing", rule.from)
		}
	}
}

func TestOnlyTheAppImportsUI(t *testing.T) {
	for _, p := range list(t) {
		from := strings.TrimPrefix(p.ImportPath, module)
		if from == "cmd/semblance" || under(from, "ui") {
			continue
		}
		for _, dep := range p.Imports {
			if under(dep, module+"ui") {
				t.Errorf("%s imports %s; only cmd/semblance may", from, dep)
			}
		}
	}
}

// TestFilesAreWrittenInOneWay keeps other ways to write a file than core/atomicfile
// out of what people use.
func TestFilesAreWrittenInOneWay(t *testing.T) {
	others := regexp.MustCompile(`\bos\.(Create|CreateTemp|OpenFile|Rename|WriteFile)\(`)
	may := map[string]string{
		"core/atomicfile": "is the way", "core/filelock": "opens what is there",
		"core/session/recovery.go": "makes locks",
	}
	seen := map[string]bool{}
	for _, p := range list(t) {
		from := strings.TrimPrefix(p.ImportPath, module)
		for _, name := range p.GoFiles {
			text, err := os.ReadFile(filepath.Join(p.Dir, name))
			if err != nil {
				t.Fatal(err)
			}
			found := others.Find(text)
			if found == nil {
				continue
			}
			file := path.Join(from, name)
			seen[from], seen[file] = true, true
			if may[from] == "" && may[file] == "" {
				t.Errorf("%s has %s; write with core/atomicfile", file, found)
			}
		}
	}
	for name := range may {
		if !seen[name] {
			t.Errorf("%s writes nothing: its exception is for nothing", name)
		}
	}
}
