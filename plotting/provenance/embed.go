package provenance

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"hash/crc32"
	"strings"
)

// Namespace is that of the record in SVG and in XMP, and element its name there.
const (
	Namespace = "https://github.com/semblance-app/semblance/figure"
	element   = "figure"
)

// keyword is that of the record in PNG.
const keyword = "Semblance figure"

// Chunk is a record as an iTXt chunk of a PNG, to stand before the image data.
func Chunk(record []byte) []byte {
	var text bytes.Buffer
	// The two bytes say that the text is compressed, by deflate; language and
	// translated keyword are empty.
	text.WriteString(keyword + "\x00\x01\x00\x00\x00")
	z := zlib.NewWriter(&text)
	z.Write(record) // writing to memory never fails
	z.Close()
	chunk := binary.BigEndian.AppendUint32(nil, uint32(text.Len()))
	chunk = append(chunk, "iTXt"...)
	chunk = append(chunk, text.Bytes()...)
	return binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
}

// Element is a record as the metadata element of an SVG.
func Element(record []byte) string {
	return fmt.Sprintf("<metadata>\n<semblance:%s xmlns:semblance=%q>%s</semblance:%[1]s>\n</metadata>\n", element, Namespace, escape(string(record)))
}

// Packet is a record as the XMP packet of a PDF with that title.
func Packet(record []byte, title string) []byte {
	return fmt.Appendf(nil, `<?xpacket begin="%s" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:semblance="%s">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
<semblance:%s>%s</semblance:%[4]s>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
`, "\ufeff", Namespace, escape(title), element, escape(string(record)))
}

// escape makes text of XML, without touching the quotes that JSON is full of.
func escape(s string) string {
	var out strings.Builder
	xml.EscapeText(&out, []byte(s)) // a strings.Builder never fails
	return strings.ReplaceAll(out.String(), "&#34;", `"`)
}
