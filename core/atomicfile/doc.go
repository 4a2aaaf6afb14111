// Package atomicfile writes files whole or not at all. Whatever happens meanwhile,
// a full disk, a kill or a loss of power, there is the file that was there before
// or the new one.
//
// The new file is made in the folder of the old one, under a hidden name, for a
// rename replaces only within a file system; it reaches the disk before it gets the
// name. A link goes on leading where it did, also to a file that is not there yet. A
// file that is replaced keeps its permissions; a new one has those that the user
// gives to files (umask). What a program that was killed left half written is
// taken away by whoever writes next in the folder.
//
// All files that Semblance writes for people go through here.
//
// Read next: atomicfile.go for the steps, leftovers.go for what kills leave.
package atomicfile
