package resultcache

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/linalg"
	"github.com/semblance-app/semblance/core/study"
)

// Answers are those about one study that is open. They are safe for use by
// several goroutines.
type Answers struct {
	cache *Cache
	study *study.Study
}

// For are the answers about a study.
func (c *Cache) For(s *study.Study) *Answers { return &Answers{cache: c, study: s} }

// kept is an entry.
type kept struct {
	Read   []read          `json:"read"`
	Result json.RawMessage `json:"result"`
}

// Answer fills result, a pointer, with the answer to spec, one of core/analysis by
// value: with the one that was kept, or else by compute, which is to read layers
// from the source it is given, and whose answer is then kept. The error is
// compute's.
func (a *Answers) Answer(ctx context.Context, spec, result any, src analysis.Source, compute func(analysis.Source) error) error {
	key, err := a.key(spec, result)
	if err != nil || a.cache.limit() <= 0 {
		return compute(src) // which says what is wrong with the spec
	}
	if a.find(ctx, key, result) {
		return nil
	}
	watched := analysis.Watch(src, a.study)
	if err := compute(watched); err != nil {
		return err
	}
	if err := a.keep(ctx, key, result, watched); err != nil {
		a.cache.complain(fmt.Errorf("keep result: %w", err))
	}
	return nil
}

// find reads the entry of a key into result, if it still holds.
func (a *Answers) find(ctx context.Context, key string, result any) bool {
	data, ok := a.cache.get(key)
	if !ok {
		return false
	}
	var k kept
	err := json.Unmarshal(data, &k)
	if err == nil && !a.unchanged(ctx, k.Read) {
		return false
	}
	if err == nil {
		err = json.Unmarshal(k.Result, result)
	}
	if err != nil {
		a.cache.drop(key)
	}
	return err == nil
}

// keep keeps a result. It is not kept where an array that was read cannot be
// recognized again, or has changed since the study was opened.
func (a *Answers) keep(ctx context.Context, key string, result any, from *analysis.Watched) error {
	var k kept
	var ok bool
	refs := from.Refs()
	if k.Read, ok = a.recognize(ctx, refs); !ok || !a.asOpened(ctx, refs) {
		return nil
	}
	var err error
	if k.Result, err = json.Marshal(result); err != nil {
		return err
	}
	for i := range k.Read {
		if path := k.Read[i].Path; !bytes.Contains(k.Result, quoted(path)) {
			k.Read[i] = k.Read[i].anywhere()
		}
	}
	data, err := json.Marshal(k)
	if err != nil {
		return err
	}
	return errors.Join(a.cache.put(key, data), a.keepFound(ctx, from.Source, refs))
}

// quoted is a path as it stands inside a text in JSON.
func quoted(path string) []byte {
	b, err := json.Marshal(path)
	if err != nil {
		return []byte(path)
	}
	return bytes.Trim(b, `"`)
}

// format is that of entries.
const format = 3

// key is what an answer follows from beside the arrays, as the name of its entry.
func (a *Answers) key(spec, result any) (string, error) {
	sum := sha256.New()
	fmt.Fprintf(sum, "%d %d %s\n%T ", format, analysis.Version, linalg.Describe(), spec)
	writeShape(sum, reflect.TypeOf(result))
	for _, part := range []any{spec, see(a.study, spec)} {
		if err := json.NewEncoder(sum).Encode(part); err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(sum.Sum(nil)[:16]), nil
}
