package resultcache

import (
	"fmt"
	"io"
	"reflect"
)

// writeShape writes what a type is made of, so that an answer of another program
// version, whose results have other fields, is not taken for one of this.
func writeShape(w io.Writer, t reflect.Type) { shaper{w, map[reflect.Type]bool{}}.write(t) }

type shaper struct {
	w    io.Writer
	seen map[reflect.Type]bool
}

func (s shaper) write(t reflect.Type) {
	fmt.Fprintf(s.w, "%v ", t)
	if s.seen[t] {
		return
	}
	s.seen[t] = true
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array:
		s.write(t.Elem())
	case reflect.Map:
		s.write(t.Key())
		s.write(t.Elem())
	case reflect.Struct:
		for i := range t.NumField() {
			f := t.Field(i)
			fmt.Fprintf(s.w, "%s %q ", f.Name, f.Tag)
			s.write(f.Type)
		}
	}
}
