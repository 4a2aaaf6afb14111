package main

// exhibits are the gallery, in the order of the paper's figures and then what
// the paper does not have.
func exhibits() []exhibit {
	return append(paperExhibits(), ownExhibits()...)
}

func paperExhibits() []exhibit {
	return []exhibit{
		{
			"Figure 1a–c: coefficients through training",
			"CCA coefficients of a layer's checkpoints with its last, dark early and bright late, for a convolutional network and two layers of a recurrent one: some directions are there almost from the beginning, others settle only at the end.",
			[]panel{
				{"fig1a", "spectrum --sample convergence --layer conv4"},
				{"fig1b", "spectrum --sample char-lstm --layer lstm2"},
				{"fig1c", "spectrum --sample char-lstm --layer lstm3"},
			},
		},
		{
			"Figure 1d–f: stable directions are signal",
			"The directions of an early checkpoint that a middle one keeps best stay near the layer until the end of training; those it keeps worst move away from it.",
			[]panel{
				{"fig1d", "stability --sample convergence --layer conv4"},
				{"fig1e", "stability --sample char-lstm --layer lstm2"},
				{"fig1f", "stability --sample char-lstm --layer lstm3"},
			},
		},
		{
			"Figure 2: what each measure makes of noise",
			"Two layers that share some signals beside noise of their own: PWCCA comes nearest to the share of the variance that is noise, mean CCA counts every noise direction as much as a signal.",
			[]panel{{"fig2", "synthetic"}},
		},
		{
			"Figure 3: networks that generalize, networks that memorize",
			"Networks trained on true labels end in representations more alike than those trained on shuffled ones, from which they also differ most in the last layers.",
			[]panel{{"fig3", "groups --sample gen-mem --by group"}},
		},
		{
			"Figures 4a and A7: width",
			"Trained networks (left) are nearer to each other the wider they are; untrained ones (right, on an axis five times as long) are far from each other at any width.",
			[]panel{
				{"fig4a", "groups --sample widths --by width --layer logits --draw numbers --y-range 0:0.2"},
				{"figA7", "groups --sample widths --by width --layer logits --draw numbers --step init"},
			},
		},
		{
			"Figure 4b: accuracy",
			"The two larger widths do better on the test set, and their networks are nearer to others of their width. r with its 95 % interval is of all networks and rests on the differences between widths: within a width there is little of it.",
			[]panel{{"fig4b", "groups --sample widths --by width --against test_accuracy --layer logits --draw scatter"}},
		},
		{
			"Figure 5a: clusters of networks",
			"Networks of five learning rates as a dendrogram over their distances, with their metadata: the blocks of the matrix are learning rates; the two lowest share a cluster, and the highest falls apart.",
			[]panel{{"fig5a", "clusters --sample lr-clusters --layer fc --linkage ward --clusters 5"}},
		},
		{
			"Figure 5b: what the clusters have in common",
			"The same networks, coloured by cluster: members are alike in robustness to ablation and in generalization too.",
			[]panel{{"fig5b", "clusters --sample lr-clusters --layer fc --linkage ward --clusters 5 --scatter ablation_robustness,generalization_error"}},
		},
		{
			"Figures 6a–c and A1: lower layers settle first",
			"Every layer's distance to its end through training, above the training curves: lower layers are near their end earlier, which the bottom-up score sums up (1 is strictly from below). Left a recurrent network; right a convolutional one, whose fc and logits settle before the last convolutions.",
			[]panel{
				{"fig6", "convergence --sample char-lstm"},
				{"fig6-cnn", "convergence --sample convergence"},
			},
		},
		{
			"Figures 6d and A8: the same by other measures",
			"Mean CCA (left) weights noise as it does signal, so that distances are larger; by cosine distance (right) the order of the layers is lost.",
			[]panel{
				{"fig6d", "convergence --sample char-lstm --measure cca --training hidden"},
				{"figA8", "convergence --sample char-lstm --measure cosine --training hidden"},
			},
		},
		{
			"Figure A2: toy recurrent networks",
			"CCA sees that a state which is only rotated stays the same, whereas cosine and Euclidean distance put it far from its last until the very end; where the recurrence is not linear, CCA sees that too.",
			[]panel{{"figA2", "synthetic --rnn"}},
		},
		{
			"Figure A3: the states of a recurrent network along a sequence",
			"Each timestep against the last: by PWCCA the state turns into its last gradually, by cosine and Euclidean distance only in the last steps.",
			[]panel{{"figA3", "timesteps --sample lstm-repeats --network text --measure pwcca,cosine,euclidean --preset nature-page"}},
		},
		{
			"Figure A4: repeated input",
			"The sequence is one character again and again from a point on: the earlier the repetition begins, the sooner the state is near its last.",
			[]panel{{"figA4", "timesteps --sample lstm-repeats --layer lstm3 --by repeated_from"}},
		},
		{
			"Figures A5 and A6: controls",
			"Figures 3 and 4a neuron by neuron, by cosine (left) and Euclidean distance (right): only at the logits, whose neurons mean the same in every network, do these tell what PWCCA tells in all layers.",
			[]panel{
				{"figA5", "groups --sample gen-mem --by group --measure cosine"},
				{"figA6", "groups --sample widths --by width --layer logits --draw numbers --measure euclidean"},
			},
		},
		{
			"Figures A9 and A10: unweighted, and on test data",
			"Figure 3 by mean CCA (left), which raises all distances, and on test data (right), where memorizing networks stay apart in the last layers too.",
			[]panel{
				{"figA9", "groups --sample gen-mem --by group --measure cca"},
				{"figA10", "groups --sample gen-mem --by group --split test"},
			},
		},
	}
}

func ownExhibits() []exhibit {
	return []exhibit{
		{
			"Every layer with every layer",
			"Two networks: the first convolution is most like that of the other network, and less like each layer above; fc and the logits are alike.",
			[]panel{{"matrix", "compare --sample gen-mem --network generalizing-0 --network generalizing-1 --all-layers --side both"}},
		},
		{
			"A pair of layers",
			"Layer by layer with the level that independent data would score (left), and one pair's coefficients with their projection weights (right).",
			[]panel{
				{"layers", "compare --sample gen-mem --network generalizing-0 --network memorizing-0"},
				{"spectrum", "spectrum --sample gen-mem --network generalizing-0 --network memorizing-0 --layer conv4"},
			},
		},
		{
			"A map of the networks",
			"The networks of figure 5 in the plane, as far apart as their distances allow (multidimensional scaling): learning rates are places.",
			[]panel{{"map", "clusters --sample lr-clusters --layer fc --draw map --colour learning_rate"}},
		},
		{
			"Every timestep with every other",
			"The states of figure A3 against one another: the dark band along the diagonal is how far the network remembers.",
			[]panel{{"timesteps", "timesteps --sample lstm-repeats --network text --layer lstm3 --matrix"}},
		},
		{
			"Layers by checkpoints",
			"Figure 6, right, as a map: the darker, the nearer is a layer to its end.",
			[]panel{{"layermap", "convergence --sample convergence --draw map"}},
		},
		{
			"Uncertainty of a pair",
			"The similarity of a pair with its 95 % interval, beside what it would be by chance: the same pair again and again with the datapoints of one side shuffled.",
			[]panel{{"uncertainty", "uncertainty --sample gen-mem --network generalizing-0 --network memorizing-0 --split test --layer conv3"}},
		},
		{
			"Several panels in one figure",
			"Training, groups, a sequence and a map as one figure of a page's width: data areas in line, letters, and each panel with its own key. In the window, Add to panels gathers them.",
			[]panel{{"panels", "figure panels.json"}},
		},
	}
}
