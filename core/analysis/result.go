package analysis

import (
	"encoding/json"
	"math"

	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/core/warning"
)

// Pair is one comparison of two layers. Similarity and Distance are in [0, 1]
// but for cosine, which may be negative, and Euclidean, whose distance is a
// ratio of lengths, ≥ 0. Where the pair was refused they are NaN, which JSON
// writes as null.
type Pair struct {
	A          study.Ref         `json:"a"`
	B          study.Ref         `json:"b"`
	N          int               `json:"n"` // datapoints
	P          int               `json:"p"` // neurons of A
	Q          int               `json:"q"` // neurons of B
	RankA      int               `json:"rankA"`
	RankB      int               `json:"rankB"`
	Similarity float64           `json:"similarity"`
	Distance   float64           `json:"distance"`
	Null       *float64          `json:"null"` // similarity that independent data of these ranks would score; nil where no level is known
	Warnings   []warning.Warning `json:"warnings"`
	// Refused says why this pair has no value, in one sentence; "" where it has.
	Refused string `json:"refused,omitempty"`
	// Remedies are the choices that may give it one.
	Remedies similarity.Remedies `json:"remedies,omitzero"`
}

// refuse takes the pair's value. What else is odd about layers that have none
// would only distract.
func (p *Pair) refuse(why *similarity.RefusalError) {
	p.Refused, p.Remedies, p.Warnings = why.Reason, why.Remedies, []warning.Warning{}
	p.Similarity, p.Distance = math.NaN(), math.NaN()
}

// Kept is what results of SVCCA say of the singular directions that it took. The zero
// value is another measure.
type Kept struct {
	SVCCAVariance float64 `json:"svccaVariance,omitempty"` // their share of the variance
}

// Variance is their share of the variance; 0 where SVCCA is not among the measures.
func (k Kept) Variance() float64 { return k.SVCCAVariance }

// LayersResult is the answer of Layers: one pair per layer name that both
// networks have, or every layer of A with every layer of B.
type LayersResult struct {
	Analysis string             `json:"analysis"` // "layers"
	Measure  similarity.Measure `json:"measure"`
	Side     similarity.Side    `json:"side"`
	Kept
	// LayersA and LayersB are the layers compared, in depth order. Without
	// AllLayers Pairs[i] is LayersA[i] with LayersB[i], mostly the same name;
	// with it Pairs[i*len(LayersB)+j] is layer i of A with layer j of B.
	AllLayers bool     `json:"allLayers"`
	LayersA   []string `json:"layersA"`
	LayersB   []string `json:"layersB"`
	Pairs     []Pair   `json:"pairs"`
	// Warnings that concern the comparison as a whole; each pair has its own.
	Warnings []warning.Warning `json:"warnings"`
}

// SpectrumResult is the answer of Spectrum: the sorted CCA coefficients of one
// pair of layers.
type SpectrumResult struct {
	Analysis     string          `json:"analysis"` // "spectrum"
	Side         similarity.Side `json:"side"`     // whose weights; of both, their mean
	Pair         Pair            `json:"pair"`
	Coefficients []float64       `json:"coefficients"` // ρ, descending, in [0, 1]
	Weights      []float64       `json:"weights"`      // α, in the order of Coefficients; they sum to 1
	Null         float64         `json:"null"`         // expected mean coefficient of independent data
	NullMax      float64         `json:"nullMax"`      // upper edge of the coefficients of independent data
	Null95       float64         `json:"null95"`       // the largest coefficient of independent data stays below this with 95 % chance
	BartlettK    int             `json:"bartlettK"`    // coefficients significant by Bartlett's test at 5 %

	Warnings []warning.Warning `json:"warnings"`
}

// MeanCCA is the mean coefficient.
func (r *SpectrumResult) MeanCCA() float64 {
	return similarity.Correlation{Coefficients: r.Coefficients}.Mean()
}

// MarshalJSON writes what has no value as null.
func (p Pair) MarshalJSON() ([]byte, error) {
	type plain Pair
	return json.Marshal(struct {
		plain
		Similarity *float64 `json:"similarity"`
		Distance   *float64 `json:"distance"`
	}{plain(p), finite(p.Similarity), finite(p.Distance)})
}

// UnmarshalJSON reads null as no value.
func (p *Pair) UnmarshalJSON(b []byte) error {
	type plain Pair
	in := struct {
		*plain
		Similarity *float64 `json:"similarity"`
		Distance   *float64 `json:"distance"`
	}{plain: (*plain)(p)}
	if err := json.Unmarshal(b, &in); err != nil {
		return err
	}
	p.Similarity, p.Distance = orNaN(in.Similarity), orNaN(in.Distance)
	return nil
}

func finite(v float64) *float64 {
	if math.IsNaN(v) {
		return nil
	}
	return &v
}

func orNaN(v *float64) float64 {
	if v == nil {
		return math.NaN()
	}
	return *v
}
