package model

// turns does things in the order they were asked for, each when the one before has
// ended. It belongs to the model; the zero value is ready.
type turns struct {
	last <-chan struct{} // closed once what was asked for last has ended; nil for nothing
}

// next makes f a turn, to be run anywhere, which must happen.
func (t *turns) next(f func() error) func() error {
	before, ended := t.last, make(chan struct{})
	t.last = ended
	return func() error {
		defer close(ended)
		if before != nil {
			<-before
		}
		return f()
	}
}
