package analysis

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/spelling"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
)

// AllRuns in TimestepsSpec.By makes all networks runs of one condition.
const AllRuns = "*"

// TimestepsSpec asks how the states of a sequence model approach those at a
// reference timestep.
type TimestepsSpec struct {
	How
	// Measures are drawn side by side; none means How.Measure alone.
	Measures []similarity.Measure `json:"measures,omitempty"`
	Networks []string             `json:"networks,omitempty"` // none: all
	Layers   []string             `json:"layers,omitempty"`   // none: all sequences; with Modulo all others
	Step     string               `json:"step,omitempty"`     // checkpoint; "" is the last
	// Reference is the timestep that the others are compared with; none is the
	// last of each sequence.
	Reference study.Timestep `json:"reference"`
	// Modulo, when positive, reads arrays without a sequence axis as one long
	// sequence: timestep t is the rows t, t + Modulo, t + 2·Modulo, …
	Modulo int `json:"modulo,omitempty"`
	// Matrix adds all timesteps against all.
	Matrix bool `json:"matrix,omitempty"`
	// By is a metadata column: networks with the same value are runs of one
	// condition. AllRuns makes one condition of all; "" makes none.
	By string `json:"by,omitempty"`
}

// TimestepsResult is the answer of Timesteps.
type TimestepsResult struct {
	Analysis string               `json:"analysis"` // "timesteps"
	Measure  similarity.Measure   `json:"measure"`  // the first of Measures
	Measures []similarity.Measure `json:"measures"`
	Side     similarity.Side      `json:"side"`
	Kept
	// Reference is the timestep that all series are compared with; none where
	// sequences of different length end at different ones.
	Reference  study.Timestep      `json:"reference"`
	Modulo     int                 `json:"modulo,omitempty"`
	Series     []TimestepSeries    `json:"series"` // by measure, network, layer
	By         string              `json:"by,omitempty"`
	Conditions []TimestepCondition `json:"conditions"`
	MatrixSide similarity.Side     `json:"matrixSide,omitempty"`
	Matrices   []TimestepMatrix    `json:"matrices"` // as Series, where they were asked for
	Warnings   []warning.Warning   `json:"warnings"`
}

// TimestepSeries is one sequence against its reference timestep.
type TimestepSeries struct {
	Measure   similarity.Measure `json:"measure"`
	Network   string             `json:"network"`
	Layer     string             `json:"layer"`
	Reference study.Ref          `json:"reference"`
	N         int                `json:"n"` // datapoints of a timestep
	X         []float64          `json:"x"` // timesteps, from 0
	Distance  Values             `json:"distance"`
	Null      Values             `json:"null"` // distance of independent data, which few datapoints bring down to near 0
}

// TimestepCondition is the mean over networks that are runs of one condition.
type TimestepCondition struct {
	Name     string             `json:"name"` // value of the metadata column
	Measure  similarity.Measure `json:"measure"`
	Layer    string             `json:"layer"`
	Networks []string           `json:"networks"`
	X        []float64          `json:"x"`
	Mean     Values             `json:"mean"`
	Std      Values             `json:"std"`  // sample standard deviation over networks; null for one
	Null     Values             `json:"null"` // mean over networks
}

// TimestepMatrix is every timestep of a sequence against every other; row and
// column i are timestep X[i], the row giving the first layer.
type TimestepMatrix struct {
	Measure  similarity.Measure `json:"measure"`
	Network  string             `json:"network"`
	Layer    string             `json:"layer"`
	N        int                `json:"n"`
	X        []float64          `json:"x"`
	Distance []Values           `json:"distance"`
	Null     []Values           `json:"null"`
}

// Timesteps compares every timestep of sequences with a reference timestep, or
// with every other (Morcos et al. 2018, figures A2–A4).
// Timesteps that a measure refuses are in the result without a value; the error
// is for comparisons of which nothing is left.
func Timesteps(ctx context.Context, src Source, catalog Training, spec TimestepsSpec, report Progress) (*TimestepsResult, error) {
	res, err := spec.begin()
	if err != nil {
		return nil, err
	}
	sequences, err := spec.sequences(catalog)
	if err != nil {
		return nil, err
	}
	comparisons := res.plan(spec, sequences)
	if files, ok := catalog.(together); ok {
		defer files.Together(refsOf(sequences))()
	}
	if err := prepareTimesteps(ctx, src, comparisons, report); err != nil {
		return nil, err
	}
	t := tasks{n: len(comparisons), workers: spec.workers(), what: "comparing timesteps", report: report}
	err = t.run(ctx, func(ctx context.Context, i, workers int) (err error) {
		c := &comparisons[i]
		c.pair, err = comparePair(ctx, src, c.refs, c.how.by(workers))
		return err
	})
	if err != nil {
		return nil, err
	}
	if err := res.fill(comparisons); err != nil {
		return nil, err
	}
	res.Kept = spec.kept(res.Measures...)
	return res, res.gather(catalog, spec.By)
}

func (s TimestepsSpec) begin() (*TimestepsResult, error) {
	how, err := s.normalized(similarity.First)
	if err != nil {
		return nil, err
	}
	if s.Modulo < 0 || s.Modulo == 1 {
		return nil, fmt.Errorf("sequences of %d timesteps were asked for; give a period of at least 2", s.Modulo)
	}
	res := &TimestepsResult{
		Analysis: "timesteps", Measure: how.Measure, Measures: []similarity.Measure{how.Measure}, Side: how.Side, Modulo: s.Modulo,
		Series: []TimestepSeries{}, By: s.By, Conditions: []TimestepCondition{}, Matrices: []TimestepMatrix{}, Warnings: []warning.Warning{},
	}
	if len(s.Measures) == 0 {
		return res, nil
	}
	res.Measures = nil
	for _, name := range s.Measures {
		m, err := similarity.ParseMeasure(string(name))
		if err != nil {
			return nil, err
		}
		if !slices.Contains(res.Measures, m) {
			res.Measures = append(res.Measures, m)
		}
	}
	res.Measure = res.Measures[0]
	return res, nil
}

// sequence is one layer's timesteps.
type sequence struct {
	refs      []study.Ref
	reference int
}

// together is a catalog whose files hold several timesteps each, which it would
// rather read once. *study.Study is one.
type together interface {
	Together(refs []study.Ref) (done func())
}

func refsOf(sequences []sequence) []study.Ref {
	var refs []study.Ref
	for _, s := range sequences {
		refs = append(refs, s.refs...)
	}
	return refs
}

// sequences finds the layers that have timesteps, and their references.
func (s TimestepsSpec) sequences(catalog Training) ([]sequence, error) {
	var out []sequence
	var skipped error
	for _, network := range orAll(s.Networks, catalog.NetworkNames()) {
		layers := s.Layers
		if len(layers) == 0 {
			var err error
			if layers, err = catalog.LayerNames(network, s.Step); err != nil {
				return nil, err
			}
		}
		for _, layer := range layers {
			one, err := s.sequence(catalog, study.Ref{Network: network, Step: s.Step, Layer: layer})
			var none *NoSequenceError
			if errors.As(err, &none) && len(s.Layers) == 0 {
				skipped = err
				continue
			}
			if err != nil {
				return nil, err
			}
			out = append(out, one)
		}
	}
	if len(out) == 0 {
		return nil, skipped
	}
	return out, nil
}

// NoSequenceError says that a layer cannot be read as timesteps.
type NoSequenceError struct {
	why string
	// Splits reports whether TimestepsSpec.Modulo would make a sequence of it.
	Splits bool
}

func (e *NoSequenceError) Error() string { return e.why }

func (s TimestepsSpec) sequence(catalog Training, ref study.Ref) (sequence, error) {
	none := func(format string, args ...any) (sequence, error) {
		return sequence{}, &NoSequenceError{why: fmt.Sprintf(format, args...)}
	}
	l, err := catalog.Find(ref)
	if err != nil {
		return sequence{}, err
	}
	length := l.Timesteps
	switch {
	case s.Modulo > 0 && l.Axes.Sequential():
		return none("%s has a sequence axis of %d timesteps; leave out the period (modulo)", ref, l.Timesteps)
	case s.Modulo > 0:
		length = s.Modulo
	case !l.Axes.Sequential():
		return sequence{}, &NoSequenceError{
			why:    fmt.Sprintf("%s is no sequence (its axes are %s); give the period (modulo) by which one long sequence is split", ref, l.Axes),
			Splits: true,
		}
	case length < 2:
		return none("%s has only one timestep; there is nothing to compare it with", ref)
	}
	reference, ok := s.Reference.Index()
	if !ok {
		reference = length - 1
	}
	if reference >= length {
		return sequence{}, fmt.Errorf("%s has %s, so there is no timestep %d; choose one from 0 to %d", ref, spelling.Count(length, "timestep"), reference, length-1)
	}
	out := sequence{reference: reference}
	for t := range length {
		ref.Timestep = study.At(t)
		if s.Modulo > 0 {
			ref.Timestep = study.Every(t, s.Modulo)
		}
		resolved, err := catalog.Resolve(ref)
		if err != nil {
			return sequence{}, err
		}
		out.refs = append(out.refs, resolved)
	}
	return out, nil
}

// timestepComparison is one pair, and where its value belongs.
type timestepComparison struct {
	refs [2]study.Ref
	how  How
	pair Pair
	// at is the row of a matrix, or −1 in a series.
	target, at, column int
}

// plan lays out series and matrices and lists their comparisons.
func (r *TimestepsResult) plan(spec TimestepsSpec, sequences []sequence) []timestepComparison {
	how := spec.How
	how.Side = r.Side
	matrix := how
	if matrix.Side = spec.Side; spec.Side == "" {
		matrix.Side = similarity.Both
	}
	var out []timestepComparison
	r.Reference = sequences[0].refs[sequences[0].reference].Timestep
	for _, m := range r.Measures {
		how.Measure, matrix.Measure = m, m
		for _, s := range sequences {
			ref, n := s.refs[s.reference], len(s.refs)
			if ref.Timestep != r.Reference {
				r.Reference = study.Timestep{}
			}
			x := make([]float64, n)
			for i := range n {
				x[i] = float64(i)
				out = append(out, timestepComparison{refs: [2]study.Ref{s.refs[i], ref}, how: how, target: len(r.Series), at: -1, column: i})
			}
			r.Series = append(r.Series, TimestepSeries{Measure: m, Network: ref.Network, Layer: ref.Layer, Reference: ref, X: x, Distance: missing(n), Null: missing(n)})
			if !spec.Matrix {
				continue
			}
			r.MatrixSide = matrix.Side
			one := TimestepMatrix{Measure: m, Network: ref.Network, Layer: ref.Layer, X: x}
			for i := range n {
				one.Distance, one.Null = append(one.Distance, missing(n)), append(one.Null, missing(n))
				from := i
				if m == similarity.PWCCA && matrix.Side != similarity.Both {
					from = 0
				}
				for j := from; j < n; j++ {
					out = append(out, timestepComparison{refs: [2]study.Ref{s.refs[i], s.refs[j]}, how: matrix, target: len(r.Matrices), at: i, column: j})
				}
			}
			r.Matrices = append(r.Matrices, one)
		}
	}
	return out
}

// prepareTimesteps prepares every timestep that a measure needs prepared.
func prepareTimesteps(ctx context.Context, src Source, comparisons []timestepComparison, report Progress) error {
	var pairs [][2]study.Ref
	var how How
	for _, c := range comparisons {
		if !c.how.Measure.RowWise() {
			pairs, how = append(pairs, c.refs), c.how
		}
	}
	return prepareAll(ctx, src, pairs, how, report)
}
