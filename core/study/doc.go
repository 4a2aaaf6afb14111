// Package study says what a folder of recorded activations holds: networks,
// checkpoints, layers, timesteps and metadata; and reads one layer at a time
// as a matrix of n datapoints × p neurons.
//
// The natural layout is <network>/<checkpoint>/<layer>.npy,
// <network>/<checkpoint>.npz or <network>.npz, with optional files beside the
// networks: metadata.csv, one row for each, and study.json:
//
//	{"name": "…", "axes": "n×C×H×W", "metadata": {"<network>": {"<column>": …}}}
//
// Nothing but headers is read until a layer is asked for. What cannot be read
// is left out with a warning while something is left; errors are one sentence:
// where, what, a semicolon, what to try.
//
// Read next: ref.go for how a layer is named, open.go and layout.go for how a
// folder becomes a Study, load.go and plan.go for how an array becomes a matrix,
// pair.go for two files as one study; then core/representation, which
// prepares it.
package study
