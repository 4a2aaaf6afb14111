package filelock

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// Hold holds a file that was opened for this process until it is closed, by the
// process or by its end: here being open is enough.
func Hold(*os.File) error { return nil }

// Held reports whether a running process holds a file. The error is that this
// cannot be told.
func Held(path string) (bool, error) {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return false, err
	}
	const alone = 0 // opened only where nobody has it open
	h, err := windows.CreateFile(name, windows.GENERIC_READ, alone, nil, windows.OPEN_EXISTING, windows.FILE_ATTRIBUTE_NORMAL, 0)
	if errors.Is(err, windows.ERROR_SHARING_VIOLATION) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	return false, windows.CloseHandle(h)
}
