package cluster

import "math"

// chains finds the merges by following nearest neighbours until two are each
// other's: of these linkages none brings clusters nearer by a merge, so such a
// pair can be merged at once.
func chains(d Distances, l Linkage) []Merge {
	n := d.Len()
	c := chain{n: n, linkage: l, distances: d.square(nil), size: make([]int, n)}
	for i := range c.size {
		c.size[i] = 1
	}
	found := make([]Merge, 0, n-1)
	for range n - 1 {
		x, y, height := c.neighbours()
		found = append(found, Merge{I: x, J: y, Height: height})
		c.merge(x, y, height)
	}
	return found
}

// chain is the state: each cluster stands at its largest item.
type chain struct {
	n         int
	linkage   Linkage
	distances []float64 // n×n between clusters
	size      []int     // 0: merged into another
	path      []int
}

func (c *chain) row(i int) []float64 { return c.distances[i*c.n:][:c.n] }

// neighbours are the next two clusters that are nearest to each other, x < y. Of
// equal distances the one that the path came by is preferred, so that it cannot
// go in circles.
func (c *chain) neighbours() (x, y int, height float64) {
	if len(c.path) == 0 {
		for i, size := range c.size {
			if size > 0 {
				c.path = append(c.path, i)
				break
			}
		}
	}
	for {
		x, y, height = c.path[len(c.path)-1], -1, math.Inf(1)
		before := -1
		if len(c.path) > 1 {
			before = c.path[len(c.path)-2]
			y, height = before, c.row(x)[before]
		}
		for i, v := range c.row(x) {
			if v < height && i != x && c.size[i] > 0 {
				y, height = i, v
			}
		}
		if y == before {
			c.path = c.path[:len(c.path)-2]
			return min(x, y), max(x, y), height
		}
		c.path = append(c.path, y)
	}
}

// merge puts x into y.
func (c *chain) merge(x, y int, height float64) {
	nx, ny := float64(c.size[x]), float64(c.size[y])
	c.size[y] += c.size[x]
	c.size[x] = 0
	fromX, fromY := c.row(x), c.row(y)
	for i, size := range c.size {
		if size > 0 && i != y {
			fromY[i] = c.apart(fromX[i], fromY[i], height, [3]float64{nx, ny, float64(size)})
			c.distances[i*c.n+y] = fromY[i]
		}
	}
}

// apart is the distance of a cluster from the union of x and y, which are height
// apart (Lance and Williams 1967); sizes are those of x, y and the cluster. The
// conversions keep products from being fused with sums, so that every machine
// finds the same bits.
func (c *chain) apart(dx, dy, height float64, sizes [3]float64) float64 {
	nx, ny, ni := sizes[0], sizes[1], sizes[2]
	switch c.linkage {
	case Complete:
		return max(dx, dy)
	case Weighted:
		return 0.5 * (dx + dy)
	case Ward:
		t := 1 / (nx + ny + ni)
		return math.Sqrt(float64((ni+nx)*t*dx*dx) + float64((ni+ny)*t*dy*dy) - float64(ni*t*height*height))
	}
	return (float64(nx*dx) + float64(ny*dy)) / (nx + ny)
}
