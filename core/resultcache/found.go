package resultcache

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/study"
)

// finder is a source that tells what it found in the layers it has prepared, by
// layers without timesteps. *representation.Store is one.
type finder interface {
	Findings() map[study.Ref]representation.Findings
}

// found is the entry of a network: its arrays in which something was found when
// they were prepared. Whoever has an answer from the cache prepares nothing, and
// is to know of it all the same.
type found struct {
	Arrays []finding `json:"arrays"`
}

type finding struct {
	read
	Found representation.Findings `json:"found"`
}

// Found is what was found in the layers of the study, in this run or earlier,
// however they were prepared. Arrays that have changed since are left out.
func (a *Answers) Found(ctx context.Context) map[study.Ref]representation.Findings {
	all := map[study.Ref]representation.Findings{}
	for i := range a.study.Networks {
		maps.Copy(all, a.foundIn(ctx, &a.study.Networks[i]))
	}
	return all
}

// foundIn is Found for one network.
func (a *Answers) foundIn(ctx context.Context, n *study.Network) map[study.Ref]representation.Findings {
	list := map[study.Ref]representation.Findings{}
	key := foundKey(n)
	data, ok := a.cache.get(key)
	if !ok {
		return list
	}
	var f found
	if err := json.Unmarshal(data, &f); err != nil {
		a.cache.drop(key)
		return list
	}
	now := a.recognizer()
	for _, array := range f.Arrays {
		if r, ok := now.recognize(ctx, array.Ref); ok && r.anywhere() == array.read {
			list[array.Ref] = array.Found
		}
	}
	return list
}

// keepFound adds what a source found in the layers that were read to what is kept
// of their networks.
func (a *Answers) keepFound(ctx context.Context, src analysis.Source, refs []study.Ref) error {
	f, ok := src.(finder)
	if !ok {
		return nil
	}
	all := f.Findings()
	byNetwork := map[string][]study.Ref{}
	for _, ref := range refs {
		if len(all[ref]) > 0 {
			byNetwork[ref.Network] = append(byNetwork[ref.Network], ref)
		}
	}
	for i := range a.study.Networks {
		n := &a.study.Networks[i]
		if err := a.addFound(ctx, n, byNetwork[n.Name], all); err != nil {
			return err
		}
	}
	return nil
}

func (a *Answers) addFound(ctx context.Context, n *study.Network, refs []study.Ref, all map[study.Ref]representation.Findings) error {
	list := a.foundIn(ctx, n)
	before := maps.Clone(list)
	for _, ref := range refs {
		for _, f := range all[ref] {
			list[ref] = list[ref].With(f)
		}
	}
	if reflect.DeepEqual(list, before) {
		return nil // nothing is new
	}
	var f found
	now := a.recognizer()
	for _, ref := range slices.SortedFunc(maps.Keys(list), compareRefs) {
		if r, ok := now.recognize(ctx, ref); ok {
			f.Arrays = append(f.Arrays, finding{r.anywhere(), list[ref]})
		}
	}
	data, err := json.Marshal(f)
	if err != nil {
		return err
	}
	return a.cache.put(foundKey(n), data)
}

// foundKey names the entry of a network: by its name and what it is made of.
func foundKey(n *study.Network) string {
	sum := sha256.New()
	fmt.Fprintf(sum, "findings %d %d %q\n", format, analysis.Version, n.Name)
	for _, c := range n.Checkpoints {
		fmt.Fprintf(sum, "%q\n", c.Name)
		for _, l := range c.Layers {
			fmt.Fprintf(sum, "%q %v\n", l.Name, l.Shape)
		}
	}
	return hex.EncodeToString(sum.Sum(nil)[:16])
}
