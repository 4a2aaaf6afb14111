package render_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/plotting/render"
)

// The README says what each preset sets.
func TestPresetsAreInTheReadme(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range render.Presets() {
		told := false
		for line := range strings.Lines(string(text)) {
			size := false
			for _, width := range []string{
				fmt.Sprintf("%.4g in", p.WidthMM/25.4), fmt.Sprintf("%.4g mm", p.WidthMM), fmt.Sprintf("%.4g × %.3g in", p.WidthMM/25.4, p.HeightMM/25.4),
			} {
				size = size || strings.Contains(line, width)
			}
			told = told || size && strings.Contains(line, "`"+p.Name+"`") && strings.Contains(line, fmt.Sprintf("%g pt", p.TextPoints))
		}
		if !told {
			t.Errorf("the README does not tell what %s sets: %+v", p.Name, p)
		}
	}
}
