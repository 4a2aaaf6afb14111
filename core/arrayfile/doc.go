// Package arrayfile opens the array files numpy writes, .npy and .npz, and
// writes them.
//
// A file is recognised by its first bytes, never by its name. [Open] reads
// headers only: the shape, element type and byte order of every array in it,
// so that a folder of thousands of files can be listed quickly. The values
// come later, on demand, whole by [File.Read] or in blocks by [File.Stream],
// and always in C order (row-major) whatever the order in the file.
//
// A file keeps no descriptor between calls; each Read opens it again and
// refuses it if it changed meanwhile. Calls on one File may run concurrently.
//
// Read: versions 1, 2 and 3 of the format; float16, float32, float64, signed
// and unsigned integers of 8 to 64 bits, bool; either byte order; C and
// Fortran order; rank 1 to 4; .npz members stored or deflated. Everything else
// is refused with an [*Error], which names the file, the key and the reason in
// one sentence and matches a sentinel such as [ErrTruncated] through
// errors.Is.
//
// Headers are not believed: the memory reserved for an array never exceeds
// what the bytes in the file can fill.
//
// Start with file.go (File), then header.go (the format), npz.go (archives)
// and read.go (values). Which file belongs to which network and layer is
// decided in package study.
package arrayfile
