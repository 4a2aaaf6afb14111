// Package filelock tells whether the program that writes a file still runs. A lock
// is on a file that is open, and the system takes it away when the program ends,
// however that ends.
//
// Read next: core/session, which knows by it whose drafts are left over, and
// core/atomicfile, which knows so which files are half written for good.
package filelock
