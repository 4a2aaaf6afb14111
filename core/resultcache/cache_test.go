package resultcache

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"sync"
	"testing"
	"time"

	"github.com/semblance-app/semblance/core/analysis"
)

// TestDamagedEntriesAreComputedAnew cuts an entry short and changes its bytes.
func TestDamagedEntriesAreComputedAnew(t *testing.T) {
	dir, c := trained(t), New(t.TempDir(), DefaultMaxBytes)
	want, _ := ask(t, c, open(t, dir), layers())
	path := c.entries()[0].path
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	damages := [][]byte{nil, good[:len(good)/2], good[:len(good)-1], []byte("nothing of ours")}
	for i := 0; i < len(good); i += 37 {
		bad := append([]byte(nil), good...)
		bad[i] ^= 0x41
		damages = append(damages, bad)
	}
	for i, bad := range damages {
		file(t, path, string(bad))
		got, computed := ask(t, c, open(t, dir), layers())
		wants(t, fmt.Sprintf("damage %d", i), computed, true)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("damage %d: another answer", i)
		}
		_, computed = ask(t, c, open(t, dir), layers())
		wants(t, fmt.Sprintf("after damage %d", i), computed, false)
	}
}

// TestWindowsShareAFolder has several caches ask and delete in one folder at once.
func TestWindowsShareAFolder(t *testing.T) {
	dir, folder := trained(t), t.TempDir()
	s := open(t, dir)
	want, _ := ask(t, New(t.TempDir(), DefaultMaxBytes), s, layers())
	var all sync.WaitGroup
	for range 6 {
		all.Go(func() {
			c := New(folder, DefaultMaxBytes)
			c.OnError = func(err error) { t.Error(err) }
			for i := range 15 {
				r := analysis.LayersResult{}
				if err := c.For(s).Answer(t.Context(), layers(), &r, nil, func(analysis.Source) error {
					r = want
					return nil
				}); err != nil || !reflect.DeepEqual(r, want) {
					t.Errorf("%v, %+v", err, r)
				}
				if i%5 == 4 {
					if err := c.Clear(); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	all.Wait()
}

// TestTheFolderMayGo deletes it between an answer and the next.
func TestTheFolderMayGo(t *testing.T) {
	dir, folder := trained(t), filepath.Join(t.TempDir(), "results")
	c := New(folder, DefaultMaxBytes)
	for range 2 {
		_, computed := ask(t, c, open(t, dir), layers())
		wants(t, "without the folder", computed, true)
		if err := os.RemoveAll(folder); err != nil {
			t.Fatal(err)
		}
	}
}

func TestTheOldestGoFirst(t *testing.T) {
	folder := t.TempDir()
	c := New(folder, DefaultMaxBytes)
	rng := rand.New(rand.NewPCG(1, 2))
	data := make([]byte, 1000)
	at := time.Now().Add(-time.Hour)
	killed := filepath.Join(folder, ".semblance-new-0123456789abcdef")
	file(t, killed, "half")
	if err := os.Chtimes(killed, at, at); err != nil {
		t.Fatal(err)
	}
	for i := range 10 {
		for j := range data {
			data[j] = byte(rng.IntN(256))
		}
		if err := c.put(fmt.Sprint(i), data); err != nil {
			t.Fatal(err)
		}
		at = at.Add(time.Minute)
		if err := os.Chtimes(c.path(fmt.Sprint(i)), at, at); err != nil {
			t.Fatal(err)
		}
	}
	if _, ok := c.get("0"); !ok { // which makes it the one used last
		t.Fatal("0 is not there")
	}
	c.SetMaxBytes(4200)
	left := ""
	for i := range 10 {
		if _, ok := c.get(fmt.Sprint(i)); ok {
			left += fmt.Sprint(i)
		}
	}
	if left != "0789" {
		t.Errorf("left are %s", left)
	}
	if files, err := os.ReadDir(folder); err != nil || len(files) != 4 || c.Bytes() > 4200 {
		t.Errorf("%d files, %d bytes (%v)", len(files), c.Bytes(), err)
	}
	if err := c.Clear(); err != nil || c.Bytes() != 0 {
		t.Errorf("%v; %d bytes", err, c.Bytes())
	}
}

func TestWhatIsLargerThanTheBoundIsNotKept(t *testing.T) {
	c := New(t.TempDir(), 100)
	data := make([]byte, 1000)
	for i := range data {
		data[i] = byte(i * i * 7)
	}
	if err := c.put("large", data); err != nil || c.Bytes() != 0 {
		t.Errorf("%v; %d bytes", err, c.Bytes())
	}
}
