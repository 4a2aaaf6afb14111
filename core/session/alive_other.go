//go:build !unix

package session

import "os"

// alive reports whether a process runs. Another one may have got its number
// since; its draft is then offered at a later start.
func alive(process int) bool {
	p, err := os.FindProcess(process)
	if err != nil {
		return false
	}
	p.Release()
	return true
}
