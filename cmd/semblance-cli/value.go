package main

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/plotting/render"
)

// value is a flag whose text is checked when it is parsed.
type value[T any] struct {
	to    *T
	parse func(string) (T, error)
	kind  string // what --help calls it
	text  string // as given; at first the default for --help
}

func (v *value[T]) String() string { return v.text }

func (v *value[T]) Type() string { return v.kind }

func (v *value[T]) Set(s string) error {
	parsed, err := v.parse(s)
	if err != nil {
		return err
	}
	*v.to, v.text = parsed, s
	return nil
}

func parseConv(s string) (study.Conv, error) {
	return oneOf(study.Conv(s), "way to take convolutional layers", study.ConvMean, study.ConvPositions, study.ConvFlatten)
}

// parseAxes reads one or several axes, for arrays of several ranks.
func parseAxes(s string) ([]study.Axes, error) {
	var list []study.Axes
	for part := range strings.SplitSeq(s, ",") {
		a, err := study.ParseAxes(part)
		if err != nil {
			return nil, err
		}
		list = append(list, a)
	}
	return list, nil
}

func oneOf[T ~string](s T, kind string, all ...T) (T, error) {
	if slices.Contains(all, s) {
		return s, nil
	}
	return "", fmt.Errorf("there is no %s %q; choose one of %s", kind, string(s), joined(all))
}

func parseTimestep(s string) (study.Timestep, error) {
	i, err := strconv.Atoi(s)
	if err != nil || i < 0 {
		return study.Timestep{}, fmt.Errorf("%q is no timestep; give a whole number, counted from 0", s)
	}
	return study.At(i), nil
}

func parseCount(s string) (int, error) {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 {
		return 0, fmt.Errorf("%q is no count; give a whole number above 0", s)
	}
	return n, nil
}

func parseSeed(s string) (uint64, error) {
	n, err := strconv.ParseUint(s, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%q is no seed; give a whole number, 0 or above", s)
	}
	return n, nil
}

func parseRtol(s string) (float64, error) {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return 0, fmt.Errorf("%q is no number; the default is %g", s, representation.DefaultRtol)
	}
	return v, representation.CheckRtol(v)
}

// parseVariance reads the share of the variance that SVCCA keeps.
func parseVariance(s string) (float64, error) {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || v == 0 {
		return 0, fmt.Errorf("%q is no share of the variance; give one above 0 and up to 1, such as %g", s, similarity.DefaultSVCCAVariance)
	}
	return v, similarity.CheckSVCCAVariance(v)
}

// parsePositive reads a finite number above 0.
func parsePositive(s string) (float64, error) {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || !(v > 0) || math.IsInf(v, 1) {
		return 0, fmt.Errorf("%q is no number above 0", s)
	}
	return v, nil
}

// parseShare reads a number between 0 and 1.
func parseShare(s string) (float64, error) {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || !(v > 0 && v < 1) {
		return 0, fmt.Errorf("%q is no number between 0 and 1", s)
	}
	return v, nil
}

// listOf reads values with commas between them, and adds them to those that
// were given before.
func listOf[T any](to *[]T, parse func(string) (T, error)) func(string) ([]T, error) {
	return func(s string) ([]T, error) {
		all := slices.Clone(*to)
		for part := range strings.SplitSeq(s, ",") {
			v, err := parse(strings.TrimSpace(part))
			if err != nil {
				return nil, err
			}
			all = append(all, v)
		}
		return all, nil
	}
}

// choice is a value and the name a flag gives it.
type choice[T any] struct {
	name  string
	value T
}

// choose reads one of some names.
func choose[T any](kind string, all ...choice[T]) func(string) (T, error) {
	return func(s string) (T, error) {
		var names []string
		for _, c := range all {
			if c.name == s {
				return c.value, nil
			}
			names = append(names, c.name)
		}
		var none T
		return none, fmt.Errorf("there is no %s %q; choose one of %s", kind, s, strings.Join(names, ", "))
	}
}

func parseDPI(s string) (float64, error) {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || !(v >= 1 && v <= 10000) {
		return 0, fmt.Errorf("%q is no resolution; give dots per inch between 1 and 10000", s)
	}
	return v, nil
}

// Lengths of the sides of figures, in mm: below the least nothing can be read.
const leastLength, mostLength = 20, 5000

// parseLength reads a physical length into millimetres.
func parseLength(s string) (float64, error) {
	if mm, ok := render.Length(s); ok && mm >= leastLength && mm <= mostLength {
		return mm, nil
	}
	return 0, fmt.Errorf("%q is no length for a figure; give a number from 20 mm to 5 m with its unit, such as 89mm, 8.9cm, 3.5in or 252pt", s)
}
