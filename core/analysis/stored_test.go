package analysis

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/semblance-app/semblance/core/study"
)

// TestResultsSurviveJSON writes results of every analysis, with whatever their
// types allow, and reads them back: sessions, the command line and answers that
// are kept on disk rely on getting the same.
func TestResultsSurviveJSON(t *testing.T) {
	for _, kind := range []any{
		LayersResult{},
		SpectrumResult{},
		SpectraResult{},
		StabilityResult{},
		ConvergenceResult{},
		TimestepsResult{},
		GroupsResult{},
		ClustersResult{},
		SyntheticResult{},
		ToyRNNResult{},
		UncertaintyResult{},
	} {
		typ := reflect.TypeOf(kind)
		t.Run(typ.Name(), func(t *testing.T) {
			for seed := range uint64(200) {
				in := reflect.New(typ)
				filler{rand.New(rand.NewPCG(seed, 1))}.fill(in.Elem(), false)
				text, err := json.Marshal(in.Interface())
				if err != nil {
					t.Fatal(err)
				}
				out := reflect.New(typ)
				if err := json.Unmarshal(text, out.Interface()); err != nil {
					t.Fatalf("%v in %s", err, text)
				}
				if at := differ(in.Elem(), out.Elem(), typ.Name()); at != "" {
					t.Fatalf("seed %d: %s comes back changed from %s", seed, at, text)
				}
			}
		})
	}
}

// filler makes values as analyses may.
type filler struct{ *rand.Rand }

// fill fills v; omitted says that JSON leaves it out where it is empty, so that
// empty cannot be told from nil, and nothing makes it empty.
func (f filler) fill(v reflect.Value, omitted bool) {
	switch v.Interface().(type) {
	case study.Timestep:
		v.Set(reflect.ValueOf([]study.Timestep{{}, study.At(0), study.At(f.IntN(9)), study.Every(2, 3+f.IntN(5))}[f.IntN(4)]))
		return
	case Values:
		v.Set(reflect.ValueOf(f.values(omitted)))
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		f.fields(v)
	case reflect.Pointer:
		if f.IntN(3) > 0 {
			v.Set(reflect.New(v.Type().Elem()))
			f.fill(v.Elem(), false)
		}
	case reflect.Slice:
		if n := f.IntN(4) - 1; n > 0 || n == 0 && !omitted {
			v.Set(reflect.MakeSlice(v.Type(), n, n))
		}
		fallthrough
	case reflect.Array:
		for i := range v.Len() {
			f.fill(v.Index(i), false)
		}
	case reflect.Map:
		if n := f.IntN(4) - 1; n > 0 || n == 0 && !omitted {
			v.Set(reflect.MakeMap(v.Type()))
			for range n {
				key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
				f.fill(key, false)
				f.fill(value, false)
				v.SetMapIndex(key, value)
			}
		}
	case reflect.Float64:
		if x := f.number(); !omitted || x != 0 { // −0 is empty too
			v.SetFloat(x)
		}
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(f.IntN(1 << 40)))
	case reflect.Uint64:
		v.SetUint(f.Uint64())
	case reflect.Bool:
		v.SetBool(f.IntN(2) == 0)
	case reflect.String:
		v.SetString([]string{"", "conv1", "h ← W_rot h", "\u2028<a href=\"x\">\\", "нейрон 日本"}[f.IntN(5)])
	default:
		panic("results have no " + v.Type().String() + " so far; say here how it is filled")
	}
}

func (f filler) fields(v reflect.Value) {
	pair, isPair := v.Addr().Interface().(*Pair)
	for i := range v.NumField() {
		tag := v.Type().Field(i).Tag.Get("json")
		switch {
		case tag == "-": // workers, of which no result depends
		case !v.Type().Field(i).IsExported():
			panic(v.Type().String() + " hides a field from JSON")
		default:
			f.fill(v.Field(i), strings.Contains(tag, "omitempty"))
		}
	}
	if isPair && f.IntN(4) == 0 {
		pair.Similarity, pair.Distance = math.NaN(), math.NaN()
	}
}

func (f filler) values(omitted bool) Values {
	n := f.IntN(5) - 1
	if n < 0 || n == 0 && omitted {
		return nil
	}
	v := missing(n)
	for i := range v {
		if f.IntN(3) > 0 {
			v[i] = f.number()
		}
	}
	return v
}

func (f filler) number() float64 {
	return []float64{
		0, math.Copysign(0, -1), 1, f.Float64(), f.NormFloat64() * 1e-9, math.SmallestNonzeroFloat64, math.MaxFloat64, 1.0 / 3, 0.1,
	}[f.IntN(9)]
}

// differ is where two values are not the same to the bit, "" for nowhere; every
// NaN is as good as another.
func differ(a, b reflect.Value, at string) string {
	switch a.Kind() {
	case reflect.Struct:
		for i := range a.NumField() {
			if d := differ(a.Field(i), b.Field(i), at+"."+a.Type().Field(i).Name); d != "" {
				return d
			}
		}
		return ""
	case reflect.Pointer:
		if a.IsNil() || b.IsNil() {
			return unless(a.IsNil() == b.IsNil(), at)
		}
		return differ(a.Elem(), b.Elem(), at)
	case reflect.Slice:
		if a.IsNil() != b.IsNil() || a.Len() != b.Len() {
			return at
		}
		fallthrough
	case reflect.Array:
		for i := range a.Len() {
			if d := differ(a.Index(i), b.Index(i), at+"[]"); d != "" {
				return d
			}
		}
		return ""
	case reflect.Map:
		if a.IsNil() != b.IsNil() || a.Len() != b.Len() {
			return at
		}
		for _, key := range a.MapKeys() {
			if !b.MapIndex(key).IsValid() {
				return at
			}
			if d := differ(a.MapIndex(key), b.MapIndex(key), at+"[]"); d != "" {
				return d
			}
		}
		return ""
	case reflect.Float64:
		x, y := a.Float(), b.Float()
		return unless(math.Float64bits(x) == math.Float64bits(y) || math.IsNaN(x) && math.IsNaN(y), at)
	}
	return unless(a.Equal(b), at)
}

func unless(same bool, at string) string {
	if same {
		return ""
	}
	return at
}
