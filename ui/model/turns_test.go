package model

import (
	"errors"
	"slices"
	"testing"
	"testing/synctest"
)

// However the goroutines run, things are done in the order they were asked for, and one
// that fails holds up nobody.
func TestTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var line turns
		var done []int
		refused := errors.New("refused")
		works := make([]func() error, 5)
		for i := range works {
			works[i] = line.next(func() error {
				done = append(done, i)
				if i == 1 {
					return refused
				}
				return nil
			})
		}
		for i, work := range slices.Backward(works) {
			go func() {
				if err := work(); (err != nil) != (i == 1) {
					t.Errorf("%d says %v", i, err)
				}
			}()
			synctest.Wait()
			if i > 0 && len(done) > 0 {
				t.Fatalf("%v went before the first", done)
			}
		}
		if !slices.Equal(done, []int{0, 1, 2, 3, 4}) {
			t.Errorf("done in the order %v", done)
		}
	})
}
