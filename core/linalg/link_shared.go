//go:build !purego && !static

package linalg

// #cgo LDFLAGS: -llapacke -lopenblas
import "C"
