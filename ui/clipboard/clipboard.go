package clipboard

// Pictures are the pictures on the clipboard; the zero value is ready.
type Pictures struct{}

// PutPNG puts a PNG file on the clipboard, and returns once other programs can take it
// from there. It stays until something else is copied or this program ends. The error
// says why it cannot be done here and what to do in place of it.
func (Pictures) PutPNG(png []byte) error { return put(png) }
