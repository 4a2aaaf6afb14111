package preferences

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"
)

// writeLoop names the file that this binary, run as a child of the test, changes
// for ever.
const writeLoop = "SEMBLANCE_TEST_WRITE_LOOP"

func TestMain(m *testing.M) {
	if path := os.Getenv(writeLoop); path != "" {
		s := Open(path, "")
		s.OnError = func(err error) { fmt.Println(err) }
		for i := s.Int("count") + 1; ; i++ {
			s.SetInt("count", i)
			fmt.Println(i)
		}
	}
	os.Exit(m.Run())
}

func TestAKillLosesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "preferences.json")
	long := make([]string, 2000) // so that a kill may fall into a write
	for i := range long {
		long[i] = fmt.Sprintf("/some/where/study-%d", i)
	}
	first := Open(path, "")
	first.SetStringList("recent", long)
	for round := range 12 {
		done := changeUntilKilled(t, path, time.Duration(rand.IntN(80))*time.Millisecond)
		b, err := os.ReadFile(path)
		if err != nil || !json.Valid(b) {
			t.Fatalf("round %d: the file is damaged: %v", round, err)
		}
		s := Open(path, "")
		if got := s.Int("count"); got < done || got > done+1 || len(s.StringList("recent")) != len(long) {
			t.Errorf("round %d: %d after %d were reported", round, got, done)
		}
	}
}

// changeUntilKilled returns the last change that a child reported that is killed
// some time after its first.
func changeUntilKilled(t *testing.T, path string, after time.Duration) int {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), writeLoop+"="+path)
	out, err := c.StdoutPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	last := 0
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if last == 0 {
			time.AfterFunc(after, func() { c.Process.Kill() })
		}
		if last, err = strconv.Atoi(strings.TrimSpace(lines.Text())); err != nil {
			t.Error(err)
		}
	}
	c.Wait() // says that it was killed
	return last
}

func TestValuesComeBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "preferences.json")
	s := Open(path, "")
	if s.Int("x") != 0 || s.IntWithFallback("x", 7) != 7 || s.StringWithFallback("x", "dark") != "dark" || len(s.StringList("x")) != 0 {
		t.Error("an empty store has values")
	}
	told := 0
	s.AddChangeListener(func() { told++ })
	s.SetBool("bool", true)
	s.SetInt("int", 3)
	s.SetFloat("float", 0.5)
	s.SetString("string", "π")
	s.SetStringList("list", []string{"a", "b"})
	s.SetIntList("ints", []int{1, 2})
	s.SetInt("gone", 1)
	s.RemoveValue("gone")
	if told != 8 {
		t.Errorf("told of %d changes", told)
	}
	for _, s := range []*Store{s, Open(path, "")} {
		got := []any{s.Bool("bool"), s.Int("int"), s.Float("float"), s.String("string"), s.StringList("list"), s.IntList("ints"), s.IntWithFallback("gone", -1), s.Int("string")}
		if want := []any{true, 3, 0.5, "π", []string{"a", "b"}, []int{1, 2}, -1, 0}; !reflect.DeepEqual(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	}
}

func TestTwoWindowsKeepEachOthersChanges(t *testing.T) {
	path := filepath.Join(t.TempDir(), "preferences.json")
	a, b := Open(path, ""), Open(path, "")
	a.SetString("theme", "dark")
	b.SetInt("threads", 2)
	if b.String("theme") != "dark" || a.Int("threads") != 2 {
		t.Errorf("a has %d threads, b the theme %q", a.Int("threads"), b.String("theme"))
	}
}

func TestADamagedFileCountsAsNone(t *testing.T) {
	for _, text := range []string{"", "{", "null", "[1]", "{\"theme\": "} {
		path := filepath.Join(t.TempDir(), "preferences.json")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		s := Open(path, "")
		s.OnError = func(err error) { t.Errorf("%q: %v", text, err) }
		if got := s.StringWithFallback("theme", "light"); got != "light" {
			t.Errorf("%q: %s", text, got)
		}
		s.SetString("theme", "dark")
		if got := Open(path, "").String("theme"); got != "dark" {
			t.Errorf("%q: %s", text, got)
		}
	}
}

func TestWhatFyneKeptIsTakenOver(t *testing.T) {
	for _, c := range []struct{ text, theme string }{
		{`{"theme":"dark","scale":125,"recent":["[\"/a\"]"]}` + "\n", "dark"},
		{"", ""}, // as a kill left it
	} {
		folder := t.TempDir()
		path, earlier := filepath.Join(folder, "preferences.json"), filepath.Join(folder, "fyne.json")
		if err := os.WriteFile(earlier, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		s := Open(path, earlier)
		if s.String("theme") != c.theme || c.theme != "" && (s.Int("scale") != 125 || len(s.StringList("recent")) != 1) {
			t.Errorf("%q: %v", c.text, s.values)
		}
		if _, err := os.Stat(earlier); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%q: Fyne would read its file again: %v", c.text, err)
		}
		if got := Open(path, earlier).String("theme"); got != c.theme {
			t.Errorf("%q: the next start has %q", c.text, got)
		}
	}
}

func TestAFileThatCannotBeWrittenIsSaid(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "a file")
	if err := os.WriteFile(folder, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s := Open(filepath.Join(folder, "preferences.json"), "")
	var said error
	s.OnError = func(err error) { said = err }
	s.SetInt("threads", 2)
	if said == nil || s.Int("threads") != 2 {
		t.Errorf("said %v, and %d threads count", said, s.Int("threads"))
	}
}
