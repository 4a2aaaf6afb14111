//go:build unix

package session

import (
	"io/fs"
	"os"

	"golang.org/x/sys/unix"
)

// changed is when a file or what is noted of it was changed last.
func changed(f fs.File, info fs.FileInfo) int64 {
	file, ok := f.(*os.File)
	if !ok {
		return written(info)
	}
	var stat unix.Stat_t
	if err := unix.Fstat(int(file.Fd()), &stat); err != nil {
		return written(info)
	}
	return stat.Ctim.Nano()
}
