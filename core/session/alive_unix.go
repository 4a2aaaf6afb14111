//go:build unix

package session

import (
	"errors"
	"syscall"
)

// alive reports whether a process runs. Another one may have got its number
// since; its draft is then offered at a later start.
func alive(process int) bool {
	err := syscall.Kill(process, 0)
	return err == nil || errors.Is(err, syscall.EPERM)
}
