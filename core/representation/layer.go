package representation

import (
	"fmt"
	"math"
	"sync"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"
	"gonum.org/v1/gonum/blas/blas64"

	"github.com/semblance-app/semblance/core/linalg"
	"github.com/semblance-app/semblance/core/spelling"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
)

// Layer is one layer's activations, prepared. It is immutable and safe for use
// by several goroutines.
type Layer struct {
	Ref  study.Ref
	N, P int        // rows, neurons
	Axes study.Axes // that its array was read by
	// Datapoints recorded; fewer than N where convolutional positions are rows,
	// 0 where unknown.
	Datapoints int
	Subset     study.Subset    // of them
	Identity   *study.Identity // of them; nil where nothing tells which they are
	Rank       int             // numerical rank of the centred activations; 0 for a constant layer

	// Basis is N×Rank, orthonormal columns spanning the centred neurons. A layer
	// prepared with Options.Precise has it in Wide instead.
	Basis blas32.General
	Wide  blas64.General
	R     blas64.General // Rank×P, coordinates: centred activations = Basis·R

	Norm     float64 // ‖X‖_F of the centred activations
	GramNorm float64 // ‖XᵀX‖_F

	Dead       []int    // neurons whose value never changes
	Duplicates [][2]int // {neuron, the earlier neuron it repeats exactly}
	Warnings   []warning.Warning

	principal func() (Principal, error)
}

// Principal is the singular value decomposition of the centred activations in
// the coordinates of the basis: column i of Basis·Directions is the i-th left
// singular vector.
type Principal struct {
	Values     []float64      // singular values, descending
	Directions blas64.General // Rank×Rank, orthogonal
}

// Principal computes the singular directions when first asked and keeps them.
// Only SVCCA needs them.
func (l *Layer) Principal() (Principal, error) { return l.principal() }

// Precise reports whether the basis is kept in float64.
func (l *Layer) Precise() bool { return l.Wide.Data != nil }

// Bytes is the memory that the layer holds.
func (l *Layer) Bytes() int64 {
	return int64(len(l.Basis.Data))*4 + int64(len(l.Wide.Data)+len(l.R.Data))*8
}

// finish derives what the other fields imply.
func (l *Layer) finish() {
	l.principal = sync.OnceValues(func() (Principal, error) {
		gram := linalg.Product(blas.NoTrans, blas.Trans, l.R, l.R, 1)
		e, err := linalg.SymEigen(gram)
		if err != nil {
			return Principal{}, fmt.Errorf("singular directions of %s: %w", l.Ref, err)
		}
		values := make([]float64, len(e.Values))
		for i, v := range e.Values {
			values[i] = math.Sqrt(max(v, 0))
		}
		return Principal{Values: values, Directions: e.Vectors}, nil
	})
	l.warn()
}

func (l *Layer) warn() {
	if l.Rank >= l.P {
		return
	}
	add := func(code warning.Code, format string, args ...any) {
		l.Warnings = append(l.Warnings, warning.Warning{Code: code, Message: l.Ref.String() + ": " + l.where() + fmt.Sprintf(format, args...)})
	}
	if len(l.Dead) > 0 {
		add(warning.DeadNeurons, "%s", neurons(l.Dead, "never change and so add nothing", "never changes and so adds nothing"))
	}
	if len(l.Duplicates) > 0 {
		copies := make([]int, len(l.Duplicates))
		for i, d := range l.Duplicates {
			copies[i] = d[0]
		}
		add(warning.DuplicateNeurons, "%s earlier neurons exactly", neurons(copies, "repeat", "repeats"))
	}
	add(warning.RankDeficient, "%d neurons have numerical rank %d; the comparison works at that rank", l.P, l.Rank)
}

// where says on which of the datapoints something was found, "" for all.
func (l *Layer) where() string {
	if l.Subset.Whole() {
		return ""
	}
	return fmt.Sprintf("on %d of its %s, ", l.Subset.Drawn, spelling.Count(l.Subset.Of, "datapoint"))
}

// neurons writes a count, a verb and the first few indices.
func neurons(list []int, many, one string) string {
	const shown = 5
	noun, verb := "neurons", many
	if len(list) == 1 {
		noun, verb = "neuron", one
	}
	names := ""
	for i, n := range list[:min(shown, len(list))] {
		if i > 0 {
			names += ", "
		}
		names += fmt.Sprint(n)
	}
	if len(list) > shown {
		names += ", …"
	}
	return fmt.Sprintf("%d %s (%s) %s", len(list), noun, names, verb)
}
