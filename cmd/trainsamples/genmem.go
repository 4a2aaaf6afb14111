package main

import (
	"fmt"
	"math/rand/v2"
)

// genMem are networks that learn digits and networks that memorize the same
// images with random labels (Morcos et al. 2018, figure 3).
func genMem(in inputs, p *progress) ([]folder, error) {
	const each, epochs = 5, 36
	f := folder{
		name:    "gen-mem",
		columns: []string{"group", "seed", "train_accuracy", "test_accuracy"},
		inputs:  mnistFiles(),
	}
	learned, test := in.train.First(1000), in.test.First(1000)
	memorized := images{pixels: learned.pixels}
	labels := rand.New(rand.NewPCG(1234, 0))
	for range learned.labels {
		memorized.labels = append(memorized.labels, labels.IntN(classes))
	}
	shape := cnn{filters: []int{12, 24, 24, 24}, strides: []int{2, 2, 1, 1}, hidden: 32}
	var jobs []job
	for i := range 2 * each {
		group, im := "generalizing", learned
		if i >= each {
			group, im = "memorizing", memorized
		}
		run := digitRun{shape: shape, optimizer: adam(), rate: falling(0.004), epochs: epochs, seed: uint64(100 + i), order: uint64(100 + i), images: im}
		jobs = append(jobs, job{steps: run.Steps(), run: func(tick func()) (trained, error) {
			n, err := run.Train(tick)
			if err != nil {
				return trained{}, err
			}
			onTrain, err := shape.record(n, im)
			if err != nil {
				return trained{}, err
			}
			onTest, err := shape.record(n, test)
			if err != nil {
				return trained{}, err
			}
			return n.finish(trained{
				name: fmt.Sprintf("%s-%d", group, i%each), seed: run.seed,
				metadata: []string{group, fmt.Sprint(run.seed), percent(im.accuracy(onTrain)), percent(test.accuracy(onTest))},
				files:    []checkpoint{{name: "test", layers: onTest}, {name: "train", layers: onTrain}},
			})
		}})
	}
	var err error
	f.networks, err = p.all("gen-mem", jobs)
	return []folder{f}, err
}
