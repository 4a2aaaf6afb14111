// Package study says what a folder of recorded activations holds: networks,
// checkpoints, layers, timesteps and metadata; and reads one layer at a time
// as a matrix of n datapoints × p neurons.
//
// The natural layout is <network>/<checkpoint>/<layer>.npy,
// <network>/<checkpoint>.npz or <network>.npz, with an optional metadata.csv.
// Nothing but headers is read until a layer is asked for.
//
// Read next: ref.go for how a layer is named, open.go for how a folder becomes
// a Study, load.go for how an array becomes a matrix; then
// core/representation, which prepares it.
package study
