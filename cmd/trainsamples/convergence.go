package main

import (
	"fmt"
	"slices"
)

// convergence is one network at many checkpoints, from before its training to
// the end (Morcos et al. 2018, figures 1, 6 and A1).
func convergence(in inputs, p *progress) ([]folder, error) {
	f := folder{
		name:    "convergence",
		columns: []string{"seed", "train_accuracy", "test_accuracy"},
		curves:  []string{"loss", "train_accuracy", "test_accuracy"},
		inputs:  mnistFiles(),
	}
	at := []int{0, 2, 5, 10, 20, 30, 45, 60, 80, 110, 150, 200, 280, 370, 480}
	shape := cnn{filters: []int{12, 24, 24, 24}, strides: []int{2, 2, 1, 1}, hidden: 32}
	learned, seen, test := in.train.First(4000), in.train.First(1000), in.test.First(1000)
	out := trained{name: "cnn", seed: 200}
	var losses []float64
	run := digitRun{
		shape: shape, optimizer: momentum(), rate: falling(0.05), epochs: 8, seed: out.seed, order: out.seed, images: learned,
		after: func(n *network, step int, loss float64) error {
			losses = append(losses, loss)
			if !slices.Contains(at, step) && step != 640 {
				return nil
			}
			onTest, err := shape.record(n, test)
			if err != nil {
				return err
			}
			onTrain, err := shape.record(n, seen)
			if err != nil {
				return err
			}
			accuracies := percent(seen.accuracy(onTrain)) + "," + percent(test.accuracy(onTest))
			row := fmt.Sprintf("%d,,%s", step, accuracies)
			if step > 0 {
				row = fmt.Sprintf("%d,%.4f,%s", step, mean(losses), accuracies)
			}
			losses = nil
			out.curves = append(out.curves, row)
			out.files = append(out.files, checkpoint{name: fmt.Sprintf("step-%04d", step), layers: onTest})
			out.metadata = []string{fmt.Sprint(out.seed), percent(seen.accuracy(onTrain)), percent(test.accuracy(onTest))}
			return nil
		},
	}
	var err error
	f.networks, err = p.all("convergence", []job{{steps: run.Steps(), run: func(tick func()) (trained, error) {
		n, err := run.Train(tick)
		if err != nil {
			return trained{}, err
		}
		return n.finish(out)
	}}})
	return []folder{f}, err
}

func mean(values []float64) float64 {
	var sum float64
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values))
}
