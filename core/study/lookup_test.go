package study

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"
)

func sample(t *testing.T) *Study {
	t.Helper()
	return open(t, fstest.MapFS{
		"gen-0/step-000100.npz": npz(t, "conv1", "conv2", "logits"),
		"gen-0/step-002000.npz": npz(t, "conv1", "logits"),
		"gen-0/epoch_100.npz":   npz(t, "conv1"),
		"gen-0/final.npz":       npz(t, "conv1", "fc", "logits"),
		"mem-3/init.npz":        npz(t, "conv1", "logits"),
		"lone.npz":              npz(t, "conv1"),
		"rnn/final/lstm1.npy":   npy(t, 8, 5, 3),
	})
}

func TestResolve(t *testing.T) {
	s := sample(t)
	for _, test := range []struct{ ref, want Ref }{
		{Ref{Network: "gen-0", Layer: "fc"}, Ref{Network: "gen-0", Step: "final", Layer: "fc"}},
		{Ref{Network: "gen-0", Step: "2000", Layer: "conv1"}, Ref{Network: "gen-0", Step: "step-002000", Layer: "conv1"}},
		{Ref{Network: "gen-0", Step: "2k", Layer: "conv1"}, Ref{Network: "gen-0", Step: "step-002000", Layer: "conv1"}},
		{Ref{Network: "gen-0", Step: "epoch_100", Layer: "conv1"}, Ref{Network: "gen-0", Step: "epoch_100", Layer: "conv1"}},
		{Ref{Network: "lone", Layer: "conv1"}, Ref{Network: "lone", Layer: "conv1"}},
		{Ref{Network: "rnn", Layer: "lstm1", Timestep: At(4)}, Ref{Network: "rnn", Step: "final", Layer: "lstm1", Timestep: At(4)}},
		{Ref{Network: "rnn", Layer: "lstm1"}, Ref{Network: "rnn", Step: "final", Layer: "lstm1"}},
	} {
		if got, err := s.Resolve(test.ref); err != nil || got != test.want {
			t.Errorf("%v is %v, error %v; want %v", test.ref, got, err, test.want)
		}
	}
}

func TestNotFound(t *testing.T) {
	s := sample(t)
	for _, test := range []struct {
		ref  Ref
		kind string
		want string
	}{
		{Ref{Network: "gen-0", Layer: "conv9"}, "layer", "there is no layer conv9 in gen-0/final; it has conv1, fc, logits"},
		{Ref{Network: "lone", Layer: "conv9"}, "layer", "there is no layer conv9 in lone; it has conv1"},
		{Ref{Network: "gen-1", Layer: "conv1"}, "network", "there is no network gen-1 in my-study; it has gen-0, lone, mem-3, rnn"},
		{Ref{Network: "mem-3", Step: "final", Layer: "conv1"}, "checkpoint", "there is no checkpoint final in mem-3; it has init"},
		{Ref{Network: "mem-3", Step: "7", Layer: "conv1"}, "checkpoint", "there is no checkpoint 7 in mem-3; it has init"},
	} {
		_, err := s.Resolve(test.ref)
		var missing *NotFoundError
		if !errors.As(err, &missing) || missing.Kind != test.kind || err.Error() != test.want {
			t.Errorf("%v: %v, want %s", test.ref, err, test.want)
		}
	}
	_, err := s.Resolve(Ref{Network: "gen-0", Step: "100", Layer: "conv1"})
	wantError(t, err, "more than one checkpoint at step 100", "step-000100", "epoch_100", "; choose")
	_, err = s.Resolve(Ref{Network: "gen-0", Layer: "conv1", Timestep: At(0)})
	wantError(t, err, "gen-0/final/conv1 is no sequence", "timestep 0", "; leave")
	_, err = s.Resolve(Ref{Network: "rnn", Layer: "lstm1", Timestep: At(5)})
	wantError(t, err, "rnn/final/lstm1 has 5 timesteps", "no timestep 5", "from 0 to 4")
}

func TestNotFoundNearest(t *testing.T) {
	names := strings.Fields("alpha beta gamma delta net-1 net-10 net-11 net-12 net-13 net-2 net-3 net-4 omega")
	wantError(t, notFound("network", "Net_1", "runs", names), "there is no network Net_1 in runs; the nearest are net-1, ", ", of 13")
}

func TestCommon(t *testing.T) {
	s := sample(t)
	for _, test := range []struct {
		a, b Ref
		want string
	}{
		{Ref{Network: "gen-0"}, Ref{Network: "mem-3"}, "conv1 logits"},
		{Ref{Network: "gen-0", Step: "epoch_100"}, Ref{Network: "mem-3", Step: "init"}, "conv1"},
		{Ref{Network: "gen-0"}, Ref{Network: "rnn"}, ""},
		{Ref{Network: "gen-0"}, Ref{Network: "nobody"}, ""},
	} {
		if got := strings.Join(s.Common(test.a, test.b), " "); got != test.want {
			t.Errorf("%v and %v have %q in common, want %q", test.a, test.b, got, test.want)
		}
	}
	if names, err := s.LayerNames("gen-0", ""); err != nil || strings.Join(names, " ") != "conv1 fc logits" {
		t.Errorf("layers %v, error %v", names, err)
	}
	if _, err := s.LayerNames("nobody", ""); err == nil {
		t.Error("a network that is not there has layers")
	}
}

func TestCheckRows(t *testing.T) {
	a := Activations{Ref: Ref{Network: "generalize-0", Step: "final", Layer: "conv1"}, N: 1000, Datapoints: 1000}
	b := Activations{Ref: Ref{Network: "memorize-3", Step: "final", Layer: "conv1"}, N: 1000, Datapoints: 1000}
	if err := CheckRows(a, b); err != nil {
		t.Error(err)
	}
	b.N, b.Datapoints = 900, 900
	err := CheckRows(a, b)
	var mismatch *RowMismatchError
	const want = "generalize-0/final/conv1 has 1000 datapoints but memorize-3/final/conv1 has 900; record both networks on the same inputs"
	if !errors.As(err, &mismatch) || err.Error() != want {
		t.Errorf("the error is %v", err)
	}
	a.Axes, b.Axes, a.P, b.P = Flat, Flat, 5000, 5000
	wantError(t, CheckRows(a, b), "choose the axes p×n")
	a.P, b.P = 64, 64
	if err := CheckRows(a, b); err == nil || err.Error() != want {
		t.Errorf("with 64 values in each row it says %v", err)
	}
	// Subsets of different datapoints may be equally large.
	a.N, b.N = 500, 500
	if err := CheckRows(a, b); err == nil {
		t.Error("subsets of different datapoints pass")
	}
	// The same datapoints may have different numbers of positions.
	b.Datapoints, a.N, b.N = 1000, 64000, 16000
	wantError(t, CheckRows(a, b), "64000 rows, one for each position", "mean over positions")
}
