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
