package main

import (
	"fmt"
	"math/rand/v2"
)

// rateClusters are networks that differ in their learning rate and their seed
// (Morcos et al. 2018, figure 5).
func rateClusters(in inputs, p *progress) ([]folder, error) {
	const seeds, epochs = 6, 15
	f := folder{
		name:    "lr-clusters",
		columns: []string{"learning_rate", "seed", "train_accuracy", "test_accuracy", "generalization_error", "ablation_robustness"},
		inputs:  mnistFiles(),
	}
	learned, test := in.train.First(1000), in.test.First(1000)
	shape := cnn{filters: []int{8, 16, 16}, strides: []int{2, 2, 1}, hidden: 32}
	var jobs []job
	for r, rate := range []float64{0.001, 0.003, 0.01, 0.03, 0.08} {
		for s := range seeds {
			run := digitRun{
				shape: shape, optimizer: momentum(), rate: constant(rate), epochs: epochs,
				seed: 300, order: uint64(300 + 10*r + s), images: learned,
			}
			jobs = append(jobs, job{steps: run.Steps(), run: func(tick func()) (trained, error) {
				n, err := run.Train(tick)
				if err != nil {
					return trained{}, err
				}
				onTrain, err := shape.record(n, learned)
				if err != nil {
					return trained{}, err
				}
				onTest, err := shape.record(n, test)
				if err != nil {
					return trained{}, err
				}
				robust, err := ablation(n, onTest, test.labels, run.order)
				if err != nil {
					return trained{}, err
				}
				a, b := learned.accuracy(onTrain), test.accuracy(onTest)
				return n.finish(trained{
					name: fmt.Sprintf("rate-%g-seed-%d", rate, s), seed: run.order,
					metadata: []string{fmt.Sprint(rate), fmt.Sprint(s), percent(a), percent(b), percent(a - b), percent(robust)},
					files:    []checkpoint{{name: "final", layers: onTest[len(onTest)-3:]}},
				})
			}})
		}
	}
	var err error
	f.networks, err = p.all("lr-clusters", jobs)
	return []folder{f}, err
}

// ablation is how robust the network is to the loss of neurons of its fully
// connected layer: its accuracy with a share of them set to 0, in units of that
// with all, as the mean over shares from 0 to 1 and random orders of ablation
// (after Morcos et al., "On the importance of single directions", 2018).
func ablation(n *network, layers []array, labels []int, seed uint64) (float64, error) {
	const orders, stages = 10, 8
	weights, bias, err := n.readout()
	if err != nil {
		return 0, err
	}
	hidden := layers[len(layers)-2]
	neurons := hidden.shape[1]
	rng := rand.New(rand.NewPCG(seed, 2))
	whole := correct(layers[len(layers)-1].values, labels)
	var sum float64
	for range orders {
		order := rng.Perm(neurons)
		for stage := range stages + 1 {
			kept := order[stage*neurons/stages:]
			sum += correct(readOut(hidden, kept, weights, bias), labels) / whole
		}
	}
	return sum / (orders * (stages + 1)), nil
}

// readOut are the logits that some of the hidden neurons give.
func readOut(hidden array, kept []int, weights, bias []float32) []float32 {
	n, neurons := hidden.shape[0], hidden.shape[1]
	logits := make([]float32, 0, n*classes)
	for row := range n {
		h := hidden.values[row*neurons : (row+1)*neurons]
		out := append(logits[len(logits):len(logits):cap(logits)], bias...)
		for _, k := range kept {
			for c := range classes {
				out[c] += h[k] * weights[k*classes+c]
			}
		}
		logits = logits[:len(logits)+classes]
	}
	return logits
}
