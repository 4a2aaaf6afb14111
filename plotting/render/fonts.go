package render

import (
	"sync"

	xfont "golang.org/x/image/font"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/font/liberation"
)

// fonts is the cache of the Liberation fonts, parsed once and never changed;
// looking up and measuring are safe from any goroutine.
var fonts = sync.OnceValue(func() *font.Cache { return font.NewCache(liberation.Collection()) })

// heavy reports whether a face is bold.
func heavy(face font.Face) bool { return face.Font.Weight == xfont.WeightBold }
