package study

import "math/rand/v2"

// subset draws count of n rows without replacement and returns them ascending,
// so that a file is read from front to back; nil where all are kept. It depends
// on n, count and seed only, so arrays of the same datapoints keep the same ones.
//
// A row is taken with the chance that the rows still wanted have among those
// still to come, which makes every subset as likely (Knuth, volume 2, 3.4.2, S).
func subset(n, count int, seed uint64) []int {
	if count <= 0 || count >= n {
		return nil
	}
	r := rand.New(rand.NewPCG(seed, 0))
	rows := make([]int, 0, count)
	for i := 0; len(rows) < count; i++ {
		if r.IntN(n-i) < count-len(rows) {
			rows = append(rows, i)
		}
	}
	return rows
}
