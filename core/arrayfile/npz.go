package arrayfile

import (
	"archive/zip"
	"bufio"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"strings"

	"github.com/klauspost/compress/flate"
)

// place is where an array's .npy stream is in its file, and how to get it out.
type place struct {
	start    int64  // offset of the stream in the file
	packed   int64  // bytes it takes there
	size     int64  // bytes once inflated, header and values
	skip     int64  // bytes of the header
	deflated bool   // false: the bytes are as they are
	checked  bool   // whether crc is known
	crc      uint32 // IEEE checksum of the inflated bytes
}

const (
	zipStored    = 0
	zipDeflated  = 8
	zipEncrypted = 1 // flag bit
	// maxInflation is deflate's best ratio: 258 bytes from two bits.
	maxInflation = 1032
)

func isZip(magic []byte) bool {
	s := string(magic)
	return strings.HasPrefix(s, "PK\x03\x04") || strings.HasPrefix(s, "PK\x05\x06")
}

// readNPZ lists the arrays of an archive. Members that are not arrays, such as
// a note, are left out; arrays that cannot be read become problems.
func (f *File) readNPZ(h handle) error {
	z, err := zip.NewReader(h, h.size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // names are only keys here
		e := refuse(ErrTruncated, "its zip directory is missing or damaged, so the file is incomplete", hintAgain)
		e.Err = err
		return e
	}
	copies := map[string]int{}
	for _, m := range z.File {
		copies[memberKey(m.Name)]++
	}
	inflate := flate.NewReader(strings.NewReader(""))
	for _, m := range z.File {
		if strings.HasSuffix(m.Name, "/") {
			continue
		}
		key := memberKey(m.Name)
		if n := copies[key]; n != 1 {
			if n > 1 {
				f.problem(key, refuse(ErrDuplicate, fmt.Sprintf("%d arrays have this name", n), "save the file again with different names"))
			}
			copies[key] = 0 // reported once
			continue
		}
		header, p, err := memberHeader(h, m, inflate)
		if err == errNotArray {
			continue
		}
		if err != nil {
			f.problem(key, err)
			continue
		}
		header.Key = key
		f.add(header, p)
	}
	return f.noneReadable(z)
}

func (f *File) problem(key string, err error) {
	f.problems = append(f.problems, located(err, f.Path(), key))
}

// noneReadable returns the error for an archive in which no array is readable.
func (f *File) noneReadable(z *zip.Reader) error {
	if len(f.arrays) > 0 {
		return nil
	}
	if len(f.problems) > 0 {
		return f.problems[0]
	}
	for _, m := range z.File {
		if strings.HasSuffix(m.Name, "/data.pkl") {
			return refuse(ErrEmpty, "it is a PyTorch file and holds no numpy arrays", "save the activations with numpy.savez")
		}
	}
	return refuse(ErrEmpty, "it is a zip archive without numpy arrays", "save the activations with numpy.savez")
}

func memberKey(name string) string { return strings.TrimSuffix(name, ".npy") }

func keyOf(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Key
	}
	return ""
}

// errNotArray marks a member that does not claim to be an array.
var errNotArray = errors.New("not an array")

// memberHeader inflates only the first bytes of a member.
func memberHeader(h handle, m *zip.File, inflate io.Reader) (Header, place, error) {
	named := strings.HasSuffix(m.Name, ".npy")
	p, err := memberPlace(h, m)
	if err != nil {
		if !named {
			err = errNotArray
		}
		return Header{}, place{}, err
	}
	r, err := p.firstBytes(h, inflate)
	if err != nil {
		return Header{}, place{}, err
	}
	if !named { // some writers leave the suffix out
		b := bufio.NewReaderSize(r, 512)
		if magic, _ := b.Peek(len(npyMagic)); string(magic) != npyMagic {
			return Header{}, place{}, errNotArray
		}
		r = b
	}
	header, skip, err := readHeader(r)
	if err != nil {
		return Header{}, place{}, err
	}
	p.skip = skip
	return header, p, header.fits(p.size - skip)
}

// memberPlace checks what the directory says of a member against the file.
func memberPlace(h handle, m *zip.File) (place, error) {
	if m.Flags&zipEncrypted != 0 {
		return place{}, refuse(ErrUnsupported, "it is encrypted", "save it without a password")
	}
	if m.Method != zipStored && m.Method != zipDeflated {
		return place{}, refuse(ErrUnsupported, fmt.Sprintf("compression method %d is unknown", m.Method), "save it with numpy.savez_compressed")
	}
	start, err := m.DataOffset()
	if err != nil {
		return place{}, refuse(ErrDamaged, "the archive has no entry where its directory says", hintAgain)
	}
	if m.CompressedSize64 > math.MaxInt64 || int64(m.CompressedSize64) > h.size-start {
		return place{}, refuse(ErrTruncated, "the archive ends before the array does", hintAgain)
	}
	p := place{
		start:    start,
		packed:   int64(m.CompressedSize64),
		deflated: m.Method == zipDeflated,
		checked:  true,
		crc:      m.CRC32,
	}
	most := p.packed
	if p.deflated {
		// No overflow: packed is at most the size of a real file.
		most = maxInflation * (p.packed + 1)
	}
	if m.UncompressedSize64 > uint64(most) {
		return place{}, refuse(ErrTruncated,
			fmt.Sprintf("the archive claims %d bytes for it, but what is stored cannot hold more than %d", m.UncompressedSize64, most), hintAgain)
	}
	p.size = int64(m.UncompressedSize64)
	if !p.deflated && p.size != p.packed {
		return place{}, refuse(ErrDamaged, "the archive gives two sizes for a stored array", hintAgain)
	}
	return p, nil
}

// stream returns the inflated bytes of the place, from the header on.
func (p place) stream(at io.ReaderAt) io.Reader {
	raw := io.NewSectionReader(at, p.start, p.packed)
	if !p.deflated {
		return raw
	}
	return flate.NewReader(raw)
}

// firstBytes is stream for little more than the header: it inflates no more
// than a window ahead. inflate is used again from member to member.
func (p place) firstBytes(at io.ReaderAt, inflate io.Reader) (io.Reader, error) {
	raw := io.NewSectionReader(at, p.start, p.packed)
	if !p.deflated {
		return raw, nil
	}
	return inflate, inflate.(flate.Resetter).Reset(raw, nil)
}

// summed passes bytes on and keeps their checksum. It reads in pieces that
// stay in the cache between the two.
type summed struct {
	r   io.Reader
	crc uint32
}

func (s *summed) Read(b []byte) (int, error) {
	const piece = 256 << 10
	n, err := s.r.Read(b[:min(len(b), piece)])
	s.crc = crc32.Update(s.crc, crc32.IEEETable, b[:n])
	return n, err
}
