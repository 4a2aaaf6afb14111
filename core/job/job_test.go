package job

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/semblance-app/semblance/core/background"
)

func TestProgressAndTimeLeft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var got []Status
		j := Start(t.Context(), func(_ context.Context, report Report) error {
			for i := range 11 {
				report(i, 10, "comparing")
				time.Sleep(100 * time.Millisecond)
			}
			return nil
		}, Options{Progress: func(s Status) { got = append(got, s) }})
		if err := j.Wait(); err != nil {
			t.Fatal(err)
		}
		if len(got) != 11 {
			t.Fatalf("%d reports, want 11", len(got))
		}
		if got[2].HasLeft {
			t.Error("an estimate after 200 ms is a guess")
		}
		if want := 500 * time.Millisecond; !got[5].HasLeft || got[5].Left != want {
			t.Errorf("half way: left %v, want %v", got[5].Left, want)
		}
		if last := got[10]; last.Left != 0 || last.Done != 10 || last.What != "comparing" {
			t.Errorf("last report %+v", last)
		}
	})
}

func TestStepsDoneBeforeTellNothing(t *testing.T) {
	for _, c := range []struct {
		name  string
		takes func(i int) time.Duration // step i
	}{
		{"known ones first", func(i int) time.Duration { return time.Duration(min(1, i/50)) * time.Second }},
		{"known ones in the middle", func(i int) time.Duration {
			if i >= 10 && i < 60 {
				return 0
			}
			return time.Second
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var at80 Status
				j := Start(t.Context(), func(_ context.Context, report Report) error {
					for i := range 101 {
						report(i, 100, "preparing layers")
						time.Sleep(c.takes(i))
					}
					return nil
				}, Options{Progress: func(s Status) {
					if s.Done == 80 {
						at80 = s
					}
				}})
				if err := j.Wait(); err != nil {
					t.Fatal(err)
				}
				if off := (at80.Left - 20*time.Second).Abs(); !at80.HasLeft || off > 2*time.Second {
					t.Errorf("%v left, want 20 s", at80.Left)
				}
			})
		})
	}
}

func TestReportsAreThinned(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var got []Status
		j := Start(t.Context(), func(_ context.Context, report Report) error {
			for i := range 1001 {
				report(i, 1000, "preparing")
				time.Sleep(time.Millisecond)
			}
			report(0, 2, "comparing")
			return nil
		}, Options{Progress: func(s Status) { got = append(got, s) }})
		if err := j.Wait(); err != nil {
			t.Fatal(err)
		}
		if len(got) < 10 || len(got) > 14 {
			t.Errorf("%d reports of 1002, want one per 100 ms and the edges", len(got))
		}
		if last := got[len(got)-1]; last.What != "comparing" || last.HasLeft {
			t.Errorf("a new kind of step starts its own estimate: %+v", last)
		}
		if s := got[len(got)-2]; s.Done != 1000 {
			t.Errorf("the last step of a kind is always told: %+v", s)
		}
	})
}

// TestTheEstimateGoesOn has steps that are told by other words as they go on.
func TestTheEstimateGoesOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var at51 Status
		j := Start(t.Context(), func(_ context.Context, report Report) error {
			for i := range 101 {
				report(i, 100, fmt.Sprint("comparing networks at layer ", i/50))
				time.Sleep(100 * time.Millisecond)
			}
			return nil
		}, Options{Progress: func(s Status) {
			if s.Done == 51 {
				at51 = s
			}
		}})
		if err := j.Wait(); err != nil {
			t.Fatal(err)
		}
		if off := (at51.Left - 4900*time.Millisecond).Abs(); !at51.HasLeft || off > 200*time.Millisecond {
			t.Errorf("%+v, want 4.9 s left", at51)
		}
	})
}

func TestCancel(t *testing.T) {
	ended := make(chan error, 1)
	j := Start(t.Context(), func(ctx context.Context, _ Report) error {
		<-ctx.Done()
		return ctx.Err()
	}, Options{Ended: func(err error) { ended <- err }})
	j.Cancel()
	if err := j.Wait(); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("ended with %v", err)
	}
}

func TestPanicBecomesAnError(t *testing.T) {
	err := Start(t.Context(), func(context.Context, Report) error { panic("no such row") }, Options{}).Wait()
	var p *PanicError
	if !errors.As(err, &p) {
		t.Fatalf("got %v", err)
	}
	if p.Error() != "internal error: no such row" || !strings.Contains(string(p.Stack), "job_test.go") {
		t.Errorf("got %q with stack\n%s", p.Error(), p.Stack)
	}
}

func TestReportAfterTheEndIsDropped(t *testing.T) {
	var late Report
	told := 0
	j := Start(t.Context(), func(_ context.Context, report Report) error {
		late = report
		return nil
	}, Options{Progress: func(Status) { told++ }})
	if err := j.Wait(); err != nil {
		t.Fatal(err)
	}
	late(1, 2, "too late")
	if told != 0 {
		t.Error("a job that ended still reports")
	}
}

func TestWorkGivesWayToThePerson(t *testing.T) {
	for _, asked := range []bool{false, true} {
		entered := false
		j := Start(t.Context(), func(context.Context, Report) error {
			entered = background.Entered()
			return nil
		}, Options{Background: asked})
		if err := j.Wait(); err != nil {
			t.Fatal(err)
		}
		if want := asked && runtime.GOOS == "linux"; entered != want {
			t.Errorf("asked for the background %v: work in it: %v, want %v", asked, entered, want)
		}
	}
}
