package main

import "fmt"

// widths are networks of different width, before and after training (Morcos et
// al. 2018, figures 4 and A7).
func widths(in inputs, p *progress) ([]folder, error) {
	const seeds, epochs = 4, 12
	f := folder{
		name:    "widths",
		columns: []string{"width", "seed", "train_accuracy", "test_accuracy"},
		inputs:  mnistFiles(),
	}
	learned, seen, test := in.train.First(2000), in.train.First(1000), in.test.First(1000)
	var jobs []job
	for w, width := range []int{16, 24, 36, 48} {
		for s := range seeds {
			shape := cnn{filters: []int{8, width, width}, strides: []int{2, 2, 2}, hidden: width}
			var before []array
			run := digitRun{
				shape: shape, optimizer: adam(), rate: falling(0.003), epochs: epochs,
				seed: uint64(400 + 10*w + s), order: uint64(400 + 10*w + s), images: learned,
				after: func(n *network, step int, _ float64) (err error) {
					if step == 0 {
						before, err = shape.record(n, test)
					}
					return err
				},
			}
			jobs = append(jobs, job{steps: run.Steps(), run: func(tick func()) (trained, error) {
				n, err := run.Train(tick)
				if err != nil {
					return trained{}, err
				}
				onTrain, err := shape.record(n, seen)
				if err != nil {
					return trained{}, err
				}
				onTest, err := shape.record(n, test)
				if err != nil {
					return trained{}, err
				}
				last := len(onTest) - 3
				return n.finish(trained{
					name: fmt.Sprintf("width-%d-seed-%d", width, s), seed: run.seed,
					metadata: []string{fmt.Sprint(width), fmt.Sprint(s), percent(seen.accuracy(onTrain)), percent(test.accuracy(onTest))},
					files:    []checkpoint{{name: "init", layers: before[last:]}, {name: "final", layers: onTest[last:]}},
				})
			}})
		}
	}
	var err error
	f.networks, err = p.all("widths", jobs)
	return []folder{f}, err
}
