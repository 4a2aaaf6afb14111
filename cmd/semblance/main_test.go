package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestMain lets the test binary be the app, for the test of the real window.
func TestMain(m *testing.M) {
	if os.Getenv("SEMBLANCE_TEST_RUN") != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

func TestRun(t *testing.T) {
	t.Setenv("DISPLAY", "")
	t.Setenv("WAYLAND_DISPLAY", "")
	out := filepath.Join(t.TempDir(), "out")
	for _, c := range []struct {
		args           []string
		code           int
		stdout, stderr string
	}{
		{[]string{"--version"}, done, "semblance ", ""},
		{nil, failed, "", "needs a display"},
		{[]string{"a", "b", "c"}, usage, "", "two of them to compare"},
		{[]string{"--nonsense"}, usage, "", "usage: semblance"},
		{[]string{"--out", out}, done, "pwcca-layers-generalizing-0-generalizing-1.svg", ""},
		{[]string{"--out", out, "--sample", "char-lstm"}, done, "pwcca-layers-lstm-", ""},
		{[]string{"--sample", "nonesuch"}, usage, "", "choose one of gen-mem, convergence"},
		{[]string{"--sample", "widths", "a"}, usage, "", "leave one out"},
		{[]string{"--out", out, filepath.Join(out, "nothing")}, failed, "", "nothing"},
	} {
		var stdout, stderr bytes.Buffer
		if code := run(t.Context(), c.args, &stdout, &stderr); code != c.code {
			t.Errorf("%q: exit %d, want %d: %s", c.args, code, c.code, &stderr)
		}
		if !strings.Contains(stdout.String(), c.stdout) || !strings.Contains(stderr.String(), c.stderr) {
			t.Errorf("%q said %q and %q", c.args, &stdout, &stderr)
		}
		if strings.Contains(stderr.String(), "goroutine") {
			t.Errorf("%q shows a stack: %s", c.args, &stderr)
		}
	}
}
