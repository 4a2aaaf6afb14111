//go:build windows || darwin

package clipboard

import (
	"errors"
	"fmt"

	"golang.design/x/clipboard"
)

var errRefused = errors.New("the system's clipboard did not take the picture; try again, or save the figure")

func put(png []byte) error {
	if err := clipboard.Init(); err != nil {
		return fmt.Errorf("the system's clipboard cannot be used (%w); save the figure in place of copying it", err)
	}
	if clipboard.Write(clipboard.FmtImage, png) == nil {
		return errRefused
	}
	return nil
}
