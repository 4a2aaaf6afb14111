package job

import "time"

// What has been computed before takes no time and tells nothing about the
// rest: it comes in a burst, mostly at the beginning.
const (
	burst   = 100 * time.Millisecond // after the beginning, not counted
	settled = 400 * time.Millisecond // before this the pace is a guess
	recent  = 5 * time.Second        // the pace is taken over so long, or twice that
)

// sample is how many steps were done when.
type sample struct {
	when time.Time
	done int
}

// pace estimates the time left from the steps of the last seconds.
type pace struct {
	begun, last sample
	// from is where the estimate counts from, next where it will once that is
	// too long ago.
	from, next sample
}

// at hears that so many steps are done.
func (p *pace) at(now time.Time, done int) {
	s := sample{now, done}
	switch {
	case p.begun.when.IsZero():
		p.begun, p.from, p.next = s, s, s
	case now.Sub(p.begun.when) < burst:
		p.from, p.next = s, s
	case now.Sub(p.next.when) >= recent:
		p.from, p.next = p.next, s
	}
	p.last = s
}

// left is the time to the end, false while that is a guess.
func (p *pace) left(total int) (time.Duration, bool) {
	steps, took := p.last.done-p.from.done, p.last.when.Sub(p.from.when)
	switch {
	case total < p.last.done || p.last.when.Sub(p.begun.when) < settled:
		return 0, false
	case total == p.last.done:
		return 0, true
	case steps <= 0:
		return 0, false
	}
	return time.Duration(float64(took) * float64(total-p.last.done) / float64(steps)), true
}
