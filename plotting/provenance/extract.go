package provenance

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// mostBytes bounds the files that are read, and what is inflated of them.
const mostBytes = 256 << 20

// Carries reports whether files of a name's extension can carry a record.
func Carries(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".png", ".svg", ".svgz", ".pdf":
		return true
	}
	return false
}

// Read reads the record of an exported figure, whatever the file is called. The
// error is an *Error.
func Read(path string) (Record, error) {
	data, err := readFile(path)
	var r Record
	if err == nil {
		r, err = find(data)
	}
	var e *Error
	if errors.As(err, &e) && e.Path == "" {
		e.Path = path
	}
	return r, err
}

func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err == nil {
		defer f.Close()
		var b []byte
		if b, err = io.ReadAll(io.LimitReader(f, mostBytes)); err == nil {
			return b, nil
		}
	}
	e := &Error{Kind: Unreadable, What: "it cannot be read", Hint: "check the path and its permissions", Err: err}
	var inner *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		e.What, e.Hint = "there is no such file", "check the path"
	case errors.As(err, &inner):
		e.What += fmt.Sprintf(" (%v)", inner.Err)
	}
	return nil, e
}

// find is the record in a file's bytes.
func find(data []byte) (Record, error) {
	var record []byte
	var err error
	switch {
	case bytes.HasPrefix(data, []byte(signature)):
		record, err = inPNG(data)
	case bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")):
		record = inPDF(data)
	case bytes.HasPrefix(data, []byte{0x1f, 0x8b}): // an SVG that is compressed
		var z *gzip.Reader
		if z, err = gzip.NewReader(bytes.NewReader(data)); err == nil {
			if data, err = io.ReadAll(io.LimitReader(z, mostBytes)); err == nil {
				record, err = inXML(data)
			}
		}
	case len(bytes.TrimSpace(data)) > 0 && bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff")))[0] == '<':
		record, err = inXML(data)
	default:
		return Record{}, &Error{Kind: NotFigure, What: "it is no PNG, SVG or PDF", Hint: "only those carry a record of how they were made"}
	}
	switch {
	case err != nil:
		return Record{}, damaged(err)
	case record == nil:
		return Record{}, &Error{
			Kind: NoRecord,
			What: "it carries no record of how it was made: it was saved without, another program left it out, or it is not from Semblance",
			Hint: "open its study and draw it anew",
		}
	}
	return Decode(bytes.TrimSpace(record))
}

const signature = "\x89PNG\r\n\x1a\n"

// inPNG is the text of the keyword's chunk, nil for none. Programs that write a
// PNG anew may choose another of the three kinds of text.
func inPNG(data []byte) ([]byte, error) {
	for data = data[len(signature):]; len(data) >= 12; {
		size := int64(binary.BigEndian.Uint32(data))
		kind := string(data[4:8])
		if size > int64(len(data)-12) || kind == "IEND" {
			return nil, nil
		}
		body := data[8 : 8+size]
		data = data[12+size:]
		name, rest, ok := bytes.Cut(body, []byte{0})
		if !ok || string(name) != keyword {
			continue
		}
		switch kind {
		case "tEXt":
			return rest, nil
		case "zTXt":
			return inflate(rest[min(1, len(rest)):])
		case "iTXt":
			return international(rest)
		}
	}
	return nil, nil
}

// international is the text of an iTXt chunk after its keyword.
func international(rest []byte) ([]byte, error) {
	if len(rest) < 2 {
		return nil, io.ErrUnexpectedEOF
	}
	compressed := rest[0] == 1
	parts := bytes.SplitN(rest[2:], []byte{0}, 3) // language, translated keyword, text
	if len(parts) < 3 {
		return nil, io.ErrUnexpectedEOF
	}
	if compressed {
		return inflate(parts[2])
	}
	return parts[2], nil
}

func inflate(data []byte) ([]byte, error) {
	z, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(z, mostBytes))
}

// inXML is the text of the record's element, nil for none. Programs that write an
// SVG anew choose prefixes and white space of their own, so only the namespace
// counts.
func inXML(data []byte) ([]byte, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = false // some programs declare entities of their own
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if start.Name.Space == Namespace && start.Name.Local == element {
			var text struct {
				Text string `xml:",chardata"`
			}
			err := d.DecodeElement(&text, &start)
			return []byte(text.Text), err
		}
		// XMP may have the property as an attribute.
		for _, a := range start.Attr {
			if a.Name.Space == Namespace && a.Name.Local == element {
				return []byte(a.Value), nil
			}
		}
	}
}

// inPDF is the record in any XMP packet of a PDF, nil for none. A packet is to be
// found without knowing the format, unless a program has compressed it.
func inPDF(data []byte) []byte {
	if record := inPackets(data); record != nil {
		return record
	}
	const begin, mostPacket, mostTries = "stream", 16 << 20, 1000
	for range mostTries {
		i := bytes.Index(data, []byte(begin))
		if i < 0 {
			return nil
		}
		data = bytes.TrimLeft(data[i+len(begin):], "\r\n")
		if z, err := zlib.NewReader(bytes.NewReader(data)); err == nil {
			// What follows the stream ends it with an error or not; the packet is
			// whole in either case.
			plain, _ := io.ReadAll(io.LimitReader(z, mostPacket))
			if record := inPackets(plain); record != nil {
				return record
			}
		}
	}
	return nil
}

// inPackets looks through the XMP packets in data, of which a file that was
// changed has several.
func inPackets(data []byte) (record []byte) {
	const begin, end = "<x:xmpmeta", "</x:xmpmeta>"
	for {
		i := bytes.Index(data, []byte(begin))
		if i < 0 {
			return record
		}
		data = data[i:]
		j := bytes.Index(data, []byte(end))
		if j < 0 {
			return record
		}
		if found, err := inXML(data[:j+len(end)]); err == nil && found != nil {
			record = found // the last one is the newest
		}
		data = data[j+len(end):]
	}
}
