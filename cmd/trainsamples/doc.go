// Trainsamples trains the networks of the sample studies and writes each study
// as a folder in the natural layout:
//
//	cd cmd/trainsamples && go run . -out ../../assets/samples
//
// It is a module of its own, so that the programs do not depend on the library
// that trains. With -verify it trains again and compares with the manifests of
// the studies that are there; -only NAME, comma-separated, takes some of them.
//
// Read next: studies.go for what there is, train.go for one step of training,
// genmem.go for the smallest study.
package main
