package render

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/png"
	"io"
	"math"

	"github.com/semblance-app/semblance/plotting/provenance"
)

// encodePNG writes an image with its resolution and its record: chunks right
// after the header, which image/png cannot write.
func encodePNG(w io.Writer, img image.Image, out Output) error {
	var buf bytes.Buffer
	if err := png.Encode(&buf, img); err != nil {
		return err
	}
	// The signature has 8 bytes, the IHDR chunk that always follows it 25.
	const header = 8 + 25
	data := buf.Bytes()
	parts := [][]byte{data[:header], physical(out.dpi())}
	if out.Record != nil {
		parts = append(parts, provenance.Chunk(out.Record))
	}
	for _, part := range append(parts, data[header:]) {
		if _, err := w.Write(part); err != nil {
			return err
		}
	}
	return nil
}

// physical is a pHYs chunk: pixels per metre on both axes.
func physical(dpi float64) []byte {
	perMetre := uint32(math.Round(dpi / mmPerInch * 1000))
	chunk := binary.BigEndian.AppendUint32(nil, 9)
	chunk = append(chunk, "pHYs"...)
	chunk = binary.BigEndian.AppendUint32(chunk, perMetre)
	chunk = binary.BigEndian.AppendUint32(chunk, perMetre)
	chunk = append(chunk, 1) // the unit is the metre
	return binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
}
