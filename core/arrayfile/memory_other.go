//go:build !linux

package arrayfile

// adviseHuge does nothing where large pages cannot be asked for.
func adviseHuge([]byte) {}
