// Package resultcache keeps the answers of analyses on disk, so that a study
// that is opened again draws at once.
//
// An answer is found by what it follows from: the spec, what the catalog of the
// study says to that spec, and the version of the numerics; and it counts only
// while every array that was read for it is what it was, which core/session tells
// without reading all of the arrays: an array in an archive by its checksum, a file of
// up to 64 kB by all of its contents, a larger one by its size, three of its blocks and
// the time when it last changed. No program can set that time back, except on Windows,
// where an edit between the blocks that keeps the time of the file is not seen. So an
// answer is not taken for that of other data, and a study that is moved or renamed
// keeps its answers; of one that is copied, large files are computed anew.
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
