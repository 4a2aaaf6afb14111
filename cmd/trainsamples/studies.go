package main

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// inputs are what the studies learn from.
type inputs struct {
	train, test images
	text        string
}

func loadInputs() (in inputs, err error) {
	if in.train, in.test, err = loadMNIST(); err != nil {
		return in, err
	}
	in.text, err = loadText()
	return in, err
}

func mnistFiles() []string {
	return []string{"train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"}
}

// maker trains the networks of one study, or of several that share them.
type maker struct {
	name string
	make func(in inputs, p *progress) ([]folder, error)
}

// makers are all studies.
func makers() []maker {
	return []maker{
		{"gen-mem", genMem},
		{"convergence", convergence},
		{"lr-clusters", rateClusters},
		{"widths", widths},
		{"char-lstm", charLSTMs},
		{"toy-rnn", toyRNN},
	}
}

// job trains one network; tick is to be called after every step.
type job struct {
	steps int
	run   func(tick func()) (trained, error)
}

// progress is a line that tells how far the training is.
type progress struct {
	out     io.Writer
	workers int
	now     func() time.Time
}

// all runs the jobs of a study side by side and returns their networks in
// order. What comes out does not depend on the number of workers.
func (p *progress) all(study string, jobs []job) ([]trained, error) {
	var (
		mu          sync.Mutex
		wg          sync.WaitGroup
		done, total int
		finished    int
		shown       time.Time
		start       = p.now()
		networks    = make([]trained, len(jobs))
		errs        = make([]error, len(jobs))
	)
	for _, j := range jobs {
		total += j.steps
	}
	tick := func() {
		mu.Lock()
		defer mu.Unlock()
		done++
		if now := p.now(); done == total || now.Sub(shown) > time.Second {
			shown = now
			left := time.Duration(float64(now.Sub(start)) * float64(total-done) / float64(done))
			fmt.Fprintf(p.out, "\r%-14s %d of %d networks, step %d of %d, %s left   ", study, finished, len(jobs), done, total, left.Round(time.Second))
		}
	}
	places := make(chan struct{}, p.workers)
	for i, j := range jobs {
		wg.Go(func() {
			places <- struct{}{}
			defer func() { <-places }()
			networks[i], errs[i] = j.run(tick)
			mu.Lock()
			finished++
			mu.Unlock()
		})
	}
	wg.Wait()
	fmt.Fprintf(p.out, "\r%-14s networks: %d, in %s%40s\n", study, len(jobs), p.now().Sub(start).Round(time.Second), "")
	for i, err := range errs {
		if err != nil {
			return nil, fmt.Errorf("network %d of %s: %w", i, study, err)
		}
	}
	return networks, nil
}

// finish adds the hash of the network's weights.
func (n *network) finish(t trained) (trained, error) {
	var err error
	t.weights, err = weightHash(n.weights)
	return t, err
}

func percent(share float64) string { return fmt.Sprintf("%.4f", share) }
