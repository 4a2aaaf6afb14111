package representation

import (
	"container/list"
	"context"
	"fmt"
	"runtime/debug"
	"sync"

	"github.com/semblance-app/semblance/core/background"
)

// cache keeps values within a bound in bytes, least recently used out first,
// and runs one computation per key: later callers wait for the first one's. A
// computation is cancelled when the last of its callers has gone.
type cache[K comparable, V any] struct {
	limit int64
	size  func(V) int64

	mu      sync.Mutex
	used    int64
	values  map[K]*list.Element // of *kept[K, V]
	recent  *list.List          // front = most recent
	running map[K]*flight[V]
}

type kept[K comparable, V any] struct {
	key   K
	value V
	bytes int64
}

type flight[V any] struct {
	done    chan struct{}
	cancel  context.CancelFunc
	waiters int
	value   V
	err     error
}

func newCache[K comparable, V any](limit int64, size func(V) int64) *cache[K, V] {
	return &cache[K, V]{
		limit: limit, size: size,
		values: map[K]*list.Element{}, recent: list.New(), running: map[K]*flight[V]{},
	}
}

// get returns the value of key, computing it at most once at a time.
func (c *cache[K, V]) get(ctx context.Context, key K, compute func(context.Context) (V, error)) (V, error) {
	c.mu.Lock()
	if e, ok := c.values[key]; ok {
		c.recent.MoveToFront(e)
		c.mu.Unlock()
		return e.Value.(*kept[K, V]).value, nil
	}
	f, ok := c.running[key]
	if !ok {
		f = c.start(context.WithoutCancel(ctx), key, compute)
	}
	f.waiters++
	c.mu.Unlock()

	select {
	case <-f.done:
		return f.value, f.err
	case <-ctx.Done():
		c.leave(key, f)
		var none V
		return none, ctx.Err()
	}
}

func (c *cache[K, V]) start(ctx context.Context, key K, compute func(context.Context) (V, error)) *flight[V] {
	ctx, cancel := context.WithCancel(ctx)
	f := &flight[V]{done: make(chan struct{}), cancel: cancel}
	c.running[key] = f
	background.Go(func() {
		defer cancel()
		f.value, f.err = guarded(ctx, compute)
		c.mu.Lock()
		if c.running[key] == f {
			delete(c.running, key)
		}
		if f.err == nil {
			c.keep(key, f.value)
		}
		c.mu.Unlock()
		close(f.done)
	})
	return f
}

// guarded turns a panic, which on this goroutine would end the program, into an
// error for those who wait.
func guarded[V any](ctx context.Context, compute func(context.Context) (V, error)) (v V, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("internal error: %v\n%s", p, debug.Stack())
		}
	}()
	return compute(ctx)
}

func (c *cache[K, V]) leave(key K, f *flight[V]) {
	c.mu.Lock()
	defer c.mu.Unlock()
	f.waiters--
	if f.waiters > 0 {
		return
	}
	f.cancel()
	// A caller who comes now must not wait for a cancelled computation.
	if c.running[key] == f {
		delete(c.running, key)
	}
}

func (c *cache[K, V]) keep(key K, value V) {
	if _, ok := c.values[key]; ok {
		return
	}
	k := &kept[K, V]{key: key, value: value, bytes: c.size(value)}
	c.values[key] = c.recent.PushFront(k)
	c.used += k.bytes
	c.makeRoom()
}

func (c *cache[K, V]) setLimit(limit int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.limit = limit
	c.makeRoom()
}

// clear drops all values.
func (c *cache[K, V]) clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	clear(c.values)
	c.recent.Init()
	c.used = 0
}

// makeRoom drops values until the rest is within the bound; the caller holds mu.
func (c *cache[K, V]) makeRoom() {
	for c.used > c.limit && c.recent.Len() > 0 {
		last := c.recent.Remove(c.recent.Back()).(*kept[K, V])
		delete(c.values, last.key)
		c.used -= last.bytes
	}
}
