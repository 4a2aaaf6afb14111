package arrayfile

import (
	"os"
	"syscall"
	"unsafe"
)

// adviseHuge asks for large pages under memory that is about to be filled.
// Fresh memory is otherwise mapped 4 kB at a time, which takes longer than
// reading the file does. It is only advice: failure changes nothing.
func adviseHuge(b []byte) {
	const worthwhile = 4 << 20
	if len(b) < worthwhile {
		return
	}
	page := uintptr(os.Getpagesize())
	skip := -uintptr(unsafe.Pointer(unsafe.SliceData(b))) & (page - 1)
	_ = syscall.Madvise(b[skip:], syscall.MADV_HUGEPAGE)
}
