package main

import (
	"bytes"
	"math"
	"path/filepath"
	"strings"

	"github.com/semblance-app/semblance/core/analysis"
	"github.com/semblance-app/semblance/core/arrayfile"
	"github.com/semblance-app/semblance/core/atomicfile"
)

// The extensions of numpy's files, for numbers that go on into a script.
const (
	npyFile = ".npy" // the result's first array
	npzFile = ".npz" // all its arrays by name
)

func isNumpy(path string) bool {
	ext := strings.ToLower(filepath.Ext(path))
	return ext == npyFile || ext == npzFile
}

// array names values of a shape, for numpy.
func array(key string, values []float64, shape ...int) arrayfile.Array {
	return arrayfile.Array{Header: arrayfile.Header{Key: key, Shape: shape}, Float64: values}
}

// saveArrays writes the arrays of a result to a .npy or .npz.
func saveArrays(path string, arrays []arrayfile.Array) error {
	if len(arrays) == 0 {
		return misuse("%s: this command has no arrays to write for numpy; give -o a name that ends in %s", path, jsonFile)
	}
	var file bytes.Buffer
	var err error
	if first := arrays[0]; strings.EqualFold(filepath.Ext(path), npyFile) {
		err = arrayfile.WriteNPY(&file, first.Header.Shape, first.Float64)
	} else {
		err = arrayfile.WriteNPZ(&file, arrays...)
	}
	if err != nil {
		return err
	}
	return atPath(path, atomicfile.Write(path, file.Bytes()))
}

// layerArrays are similarity, distance and null level by layer, as matrices
// (layers of A × layers of B) where every layer was compared with every layer.
// What has no value is NaN.
func layerArrays(res *analysis.LayersResult) []arrayfile.Array {
	shape := []int{len(res.LayersA)}
	if res.AllLayers {
		shape = append(shape, len(res.LayersB))
	}
	columns := make([][]float64, 3)
	for _, p := range res.Pairs {
		null := math.NaN()
		if p.Null != nil {
			null = *p.Null
		}
		for i, v := range []float64{p.Similarity, p.Distance, null} {
			columns[i] = append(columns[i], v)
		}
	}
	return []arrayfile.Array{
		array("similarity", columns[0], shape...), array("distance", columns[1], shape...), array("null", columns[2], shape...),
	}
}

func spectrumArrays(res *analysis.SpectrumResult) []arrayfile.Array {
	n := len(res.Coefficients)
	return []arrayfile.Array{array("coefficients", res.Coefficients, n), array("weights", res.Weights, n)}
}

// clusterArrays are the distances in the order of the labels, and the linkage
// as SciPy has it.
func clusterArrays(res *analysis.ClustersResult) []arrayfile.Array {
	n := len(res.Labels)
	var distances, linkage []float64
	for _, row := range res.Distances {
		distances = append(distances, row...)
	}
	for _, m := range res.Linkage {
		linkage = append(linkage, float64(m.I), float64(m.J), m.Height, float64(m.Size))
	}
	return []arrayfile.Array{array("distances", distances, n, n), array("linkage", linkage, n-1, 4)}
}
