package analysis_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/study"
)

// families are nine networks in three groups of widths 8, 12 and 16, four
// signals shared within a group: f8-0 … f16-2, with layers "h" and "out" (6
// neurons) at 300 datapoints. Two more have no metadata or no activity.
func families(t *testing.T) (fstest.MapFS, *study.Study, *representation.Store) {
	t.Helper()
	const n = 300
	files := fstest.MapFS{}
	metadata := []string{"network,family,width,score,note", "flat,c,16,0.5,dead"}
	for f, width := range []int{8, 12, 16} {
		shared := rand.New(rand.NewPCG(uint64(width), 1))
		signal := make([]float64, n*4)
		for i := range signal {
			signal[i] = shared.NormFloat64()
		}
		for k := range 3 {
			rng := rand.New(rand.NewPCG(uint64(width), uint64(k+2)))
			name := fmt.Sprintf("f%d-%d", width, k)
			files[name+"/final/h.npy"] = array(t, mixed(signal, rng, n, width), n, width)
			files[name+"/final/out.npy"] = array(t, mixed(signal, rng, n, 6), n, 6)
			metadata = append(metadata, fmt.Sprintf("%s,%c,%d,%g,%s", name, "bca"[f], width, 0.1*float64(width)+0.01*float64(k), name))
		}
	}
	files["flat/final/h.npy"] = array(t, make([]float64, n*16), n, 16)
	files["odd/final/h.npy"] = files["f8-0/final/h.npy"]
	files["metadata.csv"] = &fstest.MapFile{Data: []byte(strings.Join(metadata, "\n"))}
	s, store := openFiles(t, files)
	return files, s, store
}

// mixed is four signals under a random mixture, with noise of its own, no two
// neurons of the same size.
func mixed(signal []float64, rng *rand.Rand, n, p int) []float64 {
	weights := make([]float64, 4*p)
	for i := range weights {
		weights[i] = rng.NormFloat64()
	}
	out := make([]float64, n*p)
	for i := range n {
		for j := range p {
			v := 0.3 * rng.NormFloat64()
			for k := range 4 {
				v += signal[i*4+k] * weights[k*p+j]
			}
			out[i*p+j] = v * (1 + float64(j)/4)
		}
	}
	return out
}
