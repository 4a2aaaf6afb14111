package session

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

// saveLoop names the folder in which this binary, run as a child of the test,
// saves for ever: the session file and the draft, in turns.
const saveLoop = "SEMBLANCE_TEST_SAVE_LOOP"

func TestMain(m *testing.M) {
	if folder := os.Getenv(saveLoop); folder != "" {
		saveForEver(folder)
	}
	os.Exit(m.Run())
}

func saveForEver(folder string) {
	recovery := NewRecovery(filepath.Join(folder, "drafts"))
	for i := 0; ; i++ {
		s := example(Place{Absolute: folder, Contents: many()})
		s.View = strconv.Itoa(i)
		if err := Write(filepath.Join(folder, "x.semblance"), s); err != nil {
			fmt.Println(err)
		}
		if err := recovery.Save(Draft{Session: s, Of: "x.semblance"}); err != nil {
			fmt.Println(err)
		}
		fmt.Println(i)
	}
}

// many makes files of some size, so that a kill may fall into a write.
func many() Contents {
	c := make(Contents, 2000)
	for i := range c {
		c[i] = Item{Path: fmt.Sprintf("net/step-%d/layer.npy", i), Size: int64(i), Hash: "0123456789abcdef"}
	}
	return c
}

func TestAKillNeverLosesASavedFile(t *testing.T) {
	folder := t.TempDir()
	last := 0
	for round := range 15 {
		done := saveUntilKilled(t, folder, time.Duration(rand.IntN(120))*time.Millisecond)
		s, err := Read(filepath.Join(folder, "x.semblance"))
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		n, err := strconv.Atoi(s.View)
		if err != nil || n < done || n > done+1 || len(s.Study.Places[0].Contents) != 2000 {
			t.Errorf("round %d: save %s after %d were reported", round, s.View, done)
		}
		last += n
		drafts := NewRecovery(filepath.Join(folder, "drafts")).Left()
		if len(drafts) != round+1 {
			t.Fatalf("round %d: %d drafts", round, len(drafts))
		}
		if n, err := strconv.Atoi(drafts[0].Session.View); err != nil || n < done || drafts[0].Of != "x.semblance" {
			t.Errorf("round %d: draft %s of %s after %d", round, drafts[0].Session.View, drafts[0].Of, done)
		}
	}
	if last == 0 {
		t.Error("nothing was saved twice")
	}
	tidies(t, folder)
}

// saveUntilKilled kills a child some time after its first saves, and tells the
// last that it reported.
func saveUntilKilled(t *testing.T, folder string, after time.Duration) int {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), saveLoop+"="+folder)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	done := -1
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if done < 0 {
			time.AfterFunc(after, func() { child.Process.Kill() })
		}
		n, err := strconv.Atoi(lines.Text())
		if err != nil {
			t.Errorf("the child says %s", lines.Text())
		}
		done = n
	}
	child.Wait() // it was killed
	return done
}

// tidies checks that a later save takes away what kills have left half written.
func tidies(t *testing.T, folder string) {
	t.Helper()
	long := time.Now().Add(-time.Hour)
	write(t, filepath.Join(folder, ".semblance-new-0123456789abcdef"), "half")
	left := func() []string {
		files, _ := filepath.Glob(filepath.Join(folder, ".*"))
		return files
	}
	for _, path := range left() {
		if err := os.Chtimes(path, long, long); err != nil {
			t.Fatal(err)
		}
	}
	if err := Write(filepath.Join(folder, "x.semblance"), example(Place{Absolute: folder})); err != nil {
		t.Fatal(err)
	}
	if files := left(); len(files) > 0 {
		t.Errorf("left: %v", files)
	}
}
