package render_test

import (
	"fmt"
	"maps"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/plotting/figure"
	"github.com/semblance-app/semblance/plotting/render"
)

func TestTeXIsReadByPDFLaTeX(t *testing.T) { typesets(t, exhibits(), "pdflatex") }

// The other engines have other drivers for text, lines, opacity and images.
func TestTeXIsReadByOtherEngines(t *testing.T) {
	only := func(names ...string) map[string]exhibit {
		all := exhibits()
		maps.DeleteFunc(all, func(name string, _ exhibit) bool { return !slices.Contains(names, name) })
		return all
	}
	some := only("many-cells", "groups-pairs", "rich-clusters", "spectrum")
	t.Run("lualatex", func(t *testing.T) { typesets(t, some, "lualatex") })
	t.Run("xelatex", func(t *testing.T) { typesets(t, some, "xelatex") })
	// All pages of dvips have one size.
	t.Run("dvips", func(t *testing.T) { typesets(t, only("many-cells"), "latex", "dvips", "-q", "all.dvi") })
}

// typesets puts figures on pages of their size with an engine of LaTeX, and with
// a program that converts what it writes, and looks at the pages.
func typesets(t *testing.T, figs map[string]exhibit, engine string, convert ...string) {
	have(t, engine)
	dir, names := writeAll(t, figs, render.TeX)
	log := typeset(t, dir, names, engine)
	if strings.Contains(log, "Missing character") || strings.Contains(log, "Package semblance Warning") {
		t.Error(log)
	}
	for _, name := range names {
		m := regexp.MustCompile(`SIZE ` + name + ` ([\d.]+)pt([\d.]+)pt([\d.]+)pt`).FindStringSubmatch(strings.ReplaceAll(log, "pt ", "pt"))
		if m == nil {
			t.Fatalf("%s is not in the log: %s", name, log)
		}
		out := figs[name].output(render.TeX)
		for i, mm := range []float64{out.Size.WidthMM, out.Size.HeightMM, 0} {
			// TeX's own points are 72.27 to the inch.
			if got, _ := strconv.ParseFloat(m[i+1], 64); math.Abs(got-mm*72.27/25.4) > 0.01 {
				t.Errorf("%s: side %d is %g TeX points, want %g mm", name, i, got, mm)
			}
		}
	}
	for i, page := range pages(t, dir, convert) {
		looksLikePNG(t, page, figs[names[i]])
	}
}

// typeset runs an engine over a page for each of the figures in a folder, and
// gives its log. Signs are active, as babel makes them for some languages.
func typeset(t *testing.T, dir string, names []string, engine string) string {
	t.Helper()
	var doc strings.Builder
	doc.WriteString(`\documentclass{article}
\usepackage{pgf}
\def\active#1{\catcode` + "`" + `#1 13 \begingroup\lccode` + "`" + `\~` + "`" + `#1 \lowercase{\endgroup\def~}{\errmessage{an active sign}}}
\ifdefined\pagewidth\let\pdfpagewidth\pagewidth\let\pdfpageheight\pageheight\fi
\begin{document}
`)
	for _, name := range names {
		fmt.Fprintf(&doc, `\setbox0\hbox{\active\!\active\"\active\'\active\:\active\;\active\<\active\>\active\?\active\|\input{%[1]s.tex}}`+"\n"+
			`\typeout{SIZE %[1]s \the\wd0 \the\ht0 \the\dp0}`+"\n", name)
		if engine == "latex" {
			doc.WriteString(`\setbox0\hbox{\special{papersize=\the\wd0,\the\ht0}\box0}` + "\n")
		} else {
			doc.WriteString(`\pdfpagewidth\wd0\pdfpageheight\ht0` + "\n")
		}
		doc.WriteString(`\hoffset-1in\voffset-1in\shipout\box0` + "\n")
	}
	doc.WriteString("\\end{document}\n")
	if err := os.WriteFile(filepath.Join(dir, "all.tex"), []byte(doc.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return run(t, dir, engine, "-interaction=nonstopmode", "-halt-on-error", "all.tex")
}

// pages are pictures of what was typeset, none without the programs to make them.
func pages(t *testing.T, dir string, convert []string) []string {
	t.Helper()
	painter := []string{"pdftoppm", "-r", strconv.Itoa(outsideDPI), "-png", "all.pdf", "page"}
	if convert != nil {
		painter = []string{
			"gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=png16m", fmt.Sprintf("-r%d", outsideDPI),
			"-dTextAlphaBits=4", "-dGraphicsAlphaBits=4", "-sOutputFile=page-%02d.png", "all.ps",
		}
	}
	for _, command := range [][]string{convert, painter} {
		if command == nil {
			continue
		}
		if _, err := exec.LookPath(command[0]); err != nil {
			return nil
		}
		run(t, dir, command[0], command[1:]...)
	}
	files, err := filepath.Glob(filepath.Join(dir, "page-*.png"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	slices.Sort(files)
	return files
}

// With a driver that has no image, LaTeX says what is missing and why.
func TestTeXWithoutImages(t *testing.T) {
	have(t, "latex")
	dir, _ := writeAll(t, map[string]exhibit{
		"cells": {figure.Clusters(clustersResult(60), figure.ClustersOptions{}), render.Style{}},
	}, render.TeX)
	doc := "\\documentclass{article}\n\\def\\pgfsysdriver{pgfsys-dvisvgm.def}\n\\usepackage{pgf}\n\\begin{document}\n\\input{cells.tex}\n\\end{document}\n"
	if err := os.WriteFile(filepath.Join(dir, "all.tex"), []byte(doc), 0o600); err != nil {
		t.Fatal(err)
	}
	log := run(t, dir, "latex", "-interaction=nonstopmode", "-halt-on-error", "all.tex")
	for _, text := range []string{"Package semblance Warning: The cells of a matrix are missing", "XeLaTeX", "pgfsys-dvisvgm.def"} {
		if !strings.Contains(log, text) {
			t.Errorf("%q is not in the log: %s", text, log)
		}
	}
}
