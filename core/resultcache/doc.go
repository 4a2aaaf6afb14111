// Package resultcache keeps the answers of analyses on disk, so that a study
// that is opened again draws at once.
//
// An answer is found by what it follows from: the spec, what the catalog of the
// study says to that spec, and the version of the numerics; and it counts only
// while every array that was read for it still has the contents it had, which
// core/session tells without reading the arrays. So an answer is never taken for
// that of other data, and a study that is moved or renamed keeps its answers.
//
// Cache is the folder: bounded in bytes, the entries not used for longest go
// first. It may be deleted at any moment, and several programs may share it: an
// entry appears whole or not at all, and one that is damaged counts as none.
// Answers is a study's part of it. Beside the answers it keeps what was found in
// layers when they were prepared, and how they were, which nobody would hear of where
// the answer is there already.
//
// The command line does not use it: a script that asks for a comparison expects
// one to be made, from the files that are there and nothing else, and many at
// once on one machine should not write into one home.
//
// Read next: answers.go for what makes an answer the right one, catalog.go for
// what a spec sees of a study, cache.go for the folder; then ui/model, which
// asks.
package resultcache
