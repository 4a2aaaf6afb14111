//go:build linux

package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/semblance-app/semblance/core/arrayfile"
)

// writeStudy writes a folder of two networks of so many layers, each n × p.
func writeStudy(t *testing.T, folder string, layers, n, p int) {
	t.Helper()
	random := rand.New(rand.NewPCG(1, 2))
	for _, network := range []string{"first", "second"} {
		must(t, os.MkdirAll(filepath.Join(folder, network, "final"), 0o755))
		for layer := range layers {
			data := make([]float32, n*p)
			for i := range data {
				data[i] = float32(random.NormFloat64())
			}
			f, err := os.Create(filepath.Join(folder, network, "final", fmt.Sprintf("layer%d.npy", layer)))
			must(t, err)
			must(t, arrayfile.WriteNPY(f, []int{n, p}, data))
			must(t, f.Close())
		}
	}
}

func TestDropFromOutside(t *testing.T) {
	s := newScreen(t)
	folder := filepath.Join(t.TempDir(), "dropped study")
	writeStudy(t, folder, 1, 120, 4)
	s.app()
	s.until("the sample's figure", drawn)
	x := s.connect()
	x.drop(500, 400, folder)
	x.untilTitled("dropped study")
	x.drop(500, 400, filepath.Join(folder, "first"), filepath.Join(folder, "second"))
	x.untilTitled("first and second")
}
