package model

import (
	"testing"
	"time"

	"github.com/semblance-app/semblance/core/analysis"
)

func TestPlay(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		var name string
		for _, n := range r.Study().Networks {
			if len(n.Checkpoints) > 1 {
				name = n.Name
			}
		}
		r.SetEndpoint(A, analysis.Endpoint{Network: name})
		r.settle()
		track := Track{End: A}
		steps := r.StepNames(A)
		if r.Choice().A.Step != steps[len(steps)-1] {
			t.Fatalf("not at the end: %+v", r.Choice().A)
		}
		r.Play(track) // at the end, so from the beginning
		if !r.Playing(track) || r.Choice().A.Step != steps[0] {
			t.Fatalf("plays from %q", r.Choice().A.Step)
		}
		r.loop.run(beat + 100*time.Millisecond)
		if r.Choice().A.Step != steps[1] {
			t.Errorf("at %q after a beat", r.Choice().A.Step)
		}
		r.loop.run(time.Duration(len(steps)) * 2 * beat)
		if r.Playing(track) || r.Choice().A.Step != steps[len(steps)-1] {
			t.Errorf("at %q in the end, playing: %v", r.Choice().A.Step, r.Playing(track))
		}
		r.Step(track, -1)
		if got := r.Choice().A.Step; got != steps[len(steps)-2] {
			t.Errorf("a step back leads to %q", got)
		}
		r.Step(track, -100)
		r.Step(track, -1)
		if got := r.Choice().A.Step; got != steps[0] {
			t.Errorf("far back is %q", got)
		}
	})
}

// Checkpoints and timesteps of the other views are stepped through and played as
// those of Compare are.
func TestTracksOfViews(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.SetView(ClustersView)
		r.settle()
		steps, times := Checkpoints(ClustersView), Moments(ClustersView)
		if i, n := r.Place(steps); n != 2 || i != 1 {
			t.Errorf("checkpoint %d of %d", i, n)
		}
		r.NextStep(-1)
		if got := r.Analyses().Clusters.Spec().Step; got != "step-1" {
			t.Errorf("a step back leads to %q", got)
		}
		r.GoTo(times, 2)
		if i, n := r.Place(times); i != 2 || n != 6 {
			t.Errorf("timestep %d of %d", i, n)
		}
		r.Play(steps)
		r.loop.run(10 * beat)
		if got := r.Analyses().Clusters.Spec().Step; got != "final" || r.Playing(steps) {
			t.Errorf("played to %q, playing: %v", got, r.Playing(steps))
		}
		r.GoTo(steps, 0)
		r.Play(steps)
		r.SetView(GroupsView)
		r.loop.run(2 * beat)
		if r.Playing(steps) {
			t.Error("what is not shown plays on")
		}
		if _, n := r.Place(Checkpoints(NoiseView)); n != 0 {
			t.Error("Signal & noise has a checkpoint of its own")
		}
	})
}
