package resultcache

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/klauspost/compress/zstd"

	"github.com/semblance-app/semblance/core/atomicfile"
)

// DefaultMaxBytes bounds a Cache where nothing else is asked.
const DefaultMaxBytes = 500e6

// Cache keeps entries in a folder of its own, within a bound in bytes. It is safe
// for use by several goroutines and several programs.
type Cache struct {
	// OnError hears why answers are not kept, on a full disk for instance, from
	// any goroutine; nil hears nothing. Whoever asks has the answer all the same.
	OnError func(error)

	folder string

	mu  sync.Mutex // for one eviction at a time
	max int64
}

// New keeps at most maxBytes in a folder, which is made when it is needed. 0 or
// less keeps nothing.
func New(folder string, maxBytes int64) *Cache { return &Cache{folder: folder, max: maxBytes} }

const (
	extension = ".result"
	// largest is how much an entry may unpack to, a bound for damaged ones.
	largest = 1 << 30
)

func (c *Cache) path(key string) string { return filepath.Join(c.folder, key+extension) }

// get is the entry of a key, which then counts as used. One that is damaged is
// taken away.
func (c *Cache) get(key string) ([]byte, bool) {
	packed, err := os.ReadFile(c.path(key))
	if err != nil {
		return nil, false
	}
	data, err := unpack(packed)
	if err != nil {
		c.drop(key)
		return nil, false
	}
	now := time.Now()
	_ = os.Chtimes(c.path(key), now, now) // it may be gone already; then it is not used
	return data, true
}

// drop takes an entry away, if it is there.
func (c *Cache) drop(key string) { _ = os.Remove(c.path(key)) }

// put keeps an entry in place of the one before, and makes room for it.
func (c *Cache) put(key string, data []byte) error {
	packed, err := pack(data)
	if err != nil {
		return err
	}
	if int64(len(packed)) > c.limit() {
		return nil
	}
	if err := os.MkdirAll(c.folder, 0o700); err != nil {
		return err
	}
	// An entry has a checksum: one that a loss of power damaged counts as none.
	if err := atomicfile.WriteWith(c.path(key), packed, atomicfile.Options{Unsynced: true}); err != nil {
		return err
	}
	c.makeRoom()
	return nil
}

func (c *Cache) complain(err error) {
	if c.OnError != nil {
		c.OnError(err)
	}
}

func (c *Cache) limit() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.max
}

// SetMaxBytes changes the bound and makes room accordingly.
func (c *Cache) SetMaxBytes(n int64) {
	c.mu.Lock()
	c.max = n
	c.mu.Unlock()
	c.makeRoom()
}

// entry is a file of the folder.
type entry struct {
	path  string
	bytes int64
	used  time.Time
}

// entries lists the folder, the one not used for longest first.
func (c *Cache) entries() []entry {
	files, err := os.ReadDir(c.folder)
	if err != nil {
		return nil // nothing was ever kept
	}
	var list []entry
	for _, f := range files {
		info, err := f.Info()
		if err != nil {
			continue // gone meanwhile
		}
		if strings.HasSuffix(f.Name(), extension) {
			list = append(list, entry{filepath.Join(c.folder, f.Name()), info.Size(), info.ModTime()})
		}
	}
	slices.SortFunc(list, func(a, b entry) int { return a.used.Compare(b.used) })
	return list
}

// makeRoom takes entries away until the rest is within the bound.
func (c *Cache) makeRoom() {
	c.mu.Lock()
	defer c.mu.Unlock()
	list, total := c.entries(), int64(0)
	for _, e := range list {
		total += e.bytes
	}
	for _, e := range list {
		if total <= c.max {
			return
		}
		os.Remove(e.path) // another program may have been faster
		total -= e.bytes
	}
}

// Bytes is how much the entries take now.
func (c *Cache) Bytes() int64 {
	total := int64(0)
	for _, e := range c.entries() {
		total += e.bytes
	}
	return total
}

// Clear takes all entries away.
func (c *Cache) Clear() error {
	var failed error
	for _, e := range c.entries() {
		if err := os.Remove(e.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			failed = errors.Join(failed, err)
		}
	}
	if failed != nil {
		return fmt.Errorf("some results stay on disk: %w; delete the folder %s", failed, c.folder)
	}
	return nil
}

// pack compresses an entry and adds a checksum, which unpack compares.
func pack(data []byte) ([]byte, error) {
	w, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderCRC(true), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	return w.EncodeAll(data, nil), w.Close()
}

func unpack(packed []byte) ([]byte, error) {
	r, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(largest))
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return r.DecodeAll(packed, nil)
}
