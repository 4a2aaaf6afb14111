package cluster_test

import (
	"testing"

	"github.com/semblance-app/semblance/core/cluster"
)

func BenchmarkLink2000(b *testing.B) {
	d := random(b, 2000)
	for b.Loop() {
		link(b, d, cluster.Average)
	}
}

func BenchmarkOptimalLeaves(b *testing.B) {
	d := random(b, cluster.OptimalLimit)
	for _, l := range []cluster.Linkage{cluster.Single, cluster.Ward} {
		tree := link(b, d, l)
		b.Run(string(l), func(b *testing.B) {
			for b.Loop() {
				tree.OptimalLeaves(d)
			}
		})
	}
}

func BenchmarkScale(b *testing.B) {
	d := random(b, cluster.ScalingLimit)
	for b.Loop() {
		cluster.Scale(d)
	}
}
