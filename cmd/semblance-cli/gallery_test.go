package main

import (
	"bytes"
	_ "embed"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"text/template"
)

var regen = flag.Bool("regen", false, "write the gallery anew")

// exhibit is a section of docs/gallery.md: some figures that belong together,
// the commands that draw them, and what one sees.
type exhibit struct {
	Title, Sees string
	Panels      []panel
}

// panel is a figure by its name and its command but for the program and -o. A command
// that reads a file finds it in docs/gallery.
type panel struct{ Name, Command string }

// Line is the whole command.
func (p panel) Line() string { return program + " " + p.Command + " -o " + p.File() }

// Reads is the file that the command reads, "" for none.
func (p panel) Reads() string {
	if name, ok := strings.CutPrefix(p.Command, "figure "); ok {
		return name
	}
	return ""
}

// Read is what stands in that file, for the page to show.
func (p panel) Read() (string, error) {
	text, err := os.ReadFile(filepath.Join(galleryFolder(), p.Reads()))
	return strings.TrimSpace(string(text)), err
}

// args is the command as the program takes it, from the folder of this test.
func (p panel) args() []string {
	args := strings.Fields(p.Command)
	for i := range args {
		if args[i] == p.Reads() {
			args[i] = filepath.Join(galleryFolder(), args[i])
		}
	}
	return args
}

func galleryFolder() string { return filepath.Join("..", "..", "docs", "gallery") }

// File is where the figure is, from docs/gallery on.
func (p panel) File() string { return p.Name + ".svg" }

// Width of one picture on the page: up to three stand in a row, and those of a
// page's width have it to themselves.
func (e exhibit) Width() string {
	if strings.Contains(e.Panels[0].Command, "-page") || e.Panels[0].Reads() != "" {
		return "100%"
	}
	return []string{"", "420", "49%", "32%"}[len(e.Panels)]
}

//go:embed testdata/gallery.md.tmpl
var galleryPage string

// Every command of the gallery runs and draws what the gallery shows.
func TestGallery(t *testing.T) {
	shown := galleryFolder()
	var files []string
	for _, e := range exhibits() {
		for _, p := range e.Panels {
			files = append(files, p.File())
			if p.Reads() != "" {
				files = append(files, p.Reads())
			}
			t.Run(p.Name, func(t *testing.T) { checkPanel(t, p, shown) })
		}
	}
	slices.Sort(files)
	if kept := folderNames(t, shown); !slices.Equal(kept, files) {
		t.Errorf("docs/gallery holds %q, want %q", kept, files)
	}
}

func checkPanel(t *testing.T, p panel, shown string) {
	drawn := filepath.Join(t.TempDir(), p.File())
	var errs bytes.Buffer
	if code := run(t.Context(), nil, io.Discard, &errs, append(p.args(), "-o", drawn)); code != exitDone {
		t.Fatalf("%s: exit code %d: %s", p.Line(), code, &errs)
	}
	kept := filepath.Join(shown, p.File())
	got := readFile(t, drawn)
	if *regen {
		writeFile(t, kept, got)
	}
	if err := sameDrawing(got, readFile(t, kept)); err != nil {
		t.Errorf("%s draws another figure than the gallery shows: %v; look at it, then run make gallery", p.Line(), err)
	}
}

// The page is what the list of exhibits makes, and pictures stay light.
func TestGalleryPage(t *testing.T) {
	var page bytes.Buffer
	if err := template.Must(template.New("page").Parse(galleryPage)).Execute(&page, exhibits()); err != nil {
		t.Fatal(err)
	}
	docs := filepath.Join("..", "..", "docs")
	kept := filepath.Join(docs, "gallery.md")
	if *regen {
		writeFile(t, kept, page.Bytes())
	}
	if !bytes.Equal(page.Bytes(), readFile(t, kept)) {
		t.Error("docs/gallery.md is not what exhibits make; run make gallery")
	}
	size := 0
	for _, name := range folderNames(t, filepath.Join(docs, "gallery")) {
		size += len(readFile(t, filepath.Join(docs, "gallery", name)))
	}
	if size > 2_000_000 {
		t.Errorf("the gallery's pictures are %d bytes together, want 2 MB at most", size)
	}
}

func folderNames(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func writeFile(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
