// Package study says what a folder of recorded activations holds: networks,
// checkpoints, layers, timesteps and metadata; and reads one layer at a time
// as a matrix of n datapoints × p neurons.
//
// The natural layout is <network>/<checkpoint>/<layer>.npy,
// <network>/<checkpoint>.npz or <network>.npz, with optional files beside the
// networks: metadata.csv, one row for each, and study.json:
//
//	{"name": "…", "axes": "n×C×H×W", "layout": "…", "metadata": {"<network>": {"<column>": …}},
//	 "datapoints": {"number": …, "ids": […], "inputs": "…"}}
//
// where axes may be a list, one for each number of dimensions, and the datapoints have
// names or numbers in their order, or else a digest of what the networks were fed: those
// of two layers that are compared should be the same.
//
// Files that are named otherwise, net0_step100_conv1.npy or act_000100.npz, are
// read by the words in their names, by what varies and by the arrays' shapes. A
// study says how it was read and why, how else it could be, and whether that is in
// doubt; a choice goes into [OpenOptions], or stays in study.json by [Study.SaveLayout]
// and [Study.SaveAxes]. Arrays that are pieces of layers, conv1_01 and conv1_02, are
// stacked along the datapoints.
//
// Nothing but headers is read until a layer is asked for. What cannot be read
// is left out with a warning while something is left; errors are one sentence:
// where, what, a semicolon, what to try.
//
// Read next: ref.go for how a layer is named, open.go and layout.go for how a
// folder becomes a Study, detect.go for other layouts (contradict.go when one is
// looked for, doubt.go when that is asked, names.go and parse.go how names are taken
// apart, roles.go what speaks for a reading), shards.go and stack.go for layers in
// pieces, axes_datapoints.go and axes_channels.go for what dimensions are, load.go and plan.go for how an array becomes a matrix,
// pair.go for two files as one study, identity.go for which datapoints they are of (identities.go
// where that is said, identity_check.go what contradicts it), annotate.go for metadata that are changed,
// changed.go and beside.go for files that somebody else changed;
// then core/representation, which
// prepares it.
package study
