package arrayfile

import (
	"encoding/binary"
	"io"
)

// inflater decodes a deflate stream (RFC 1951). Values are inflated by it and
// not by a library, because floating-point noise is nearly all literals, where
// 64 bits of look-ahead and tables of 11 bits are twice as fast. Headers, of
// which only the first bytes are wanted, are left to the library, and so is
// the judgement in tests of what is right.
//
// The window is the buffer: output is decoded behind the last 32 kB of what
// came before, handed out, and moved down when the buffer is full.
type inflater struct {
	src    io.Reader
	in     []byte // input, padded after its end so that 8 bytes can be loaded
	at     int    // next byte of in to load
	end    int    // end of the real input in in
	last   bool   // src has no more
	bits   uint64 // loaded and not consumed; the lowest bit comes next
	nbits  uint   // how many of them count
	out    []byte
	served int // out up to here was handed out
	filled int // out up to here is decoded
	block  blockKind
	final  bool // the current block is the last
	stored int  // bytes left in a stored block
	codes  codes
	err    error
}

type blockKind int

const (
	betweenBlocks blockKind = iota
	storedBlock
	huffmanBlock
)

const (
	window    = 32 << 10
	inBytes   = 64 << 10
	outBytes  = 256 << 10
	inPad     = 16
	longest   = 258                   // bytes in one match
	perLoad   = 3                     // literals decoded for one loading of bits, at most
	outMargin = longest + perLoad + 8 // repeat writes 8 at a time
)

var errInflate = refuse(ErrDamaged, "the compressed data are damaged", hintAgain)

// newInflater reads src, which is to take packed bytes and hold size bytes; its
// buffers need not be larger than that.
func newInflater(src io.Reader, packed, size int64) *inflater {
	const least = 4 << 10
	return &inflater{
		src: src,
		in:  make([]byte, min(max(packed, least), inBytes)+inPad),
		out: make([]byte, window+min(max(size, least), outBytes)+outMargin),
	}
}

// Read hands out inflated bytes.
func (z *inflater) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	if z.served == z.filled {
		if z.err != nil {
			return 0, z.err
		}
		z.slide()
		z.err = z.decode()
		if z.served == z.filled {
			return 0, z.err
		}
	}
	n := copy(p, z.out[z.served:z.filled])
	z.served += n
	return n, nil
}

// slide makes room and keeps the window that matches may refer to.
func (z *inflater) slide() {
	if z.filled > window {
		copy(z.out, z.out[z.filled-window:z.filled])
		z.filled = window
	}
	z.served = z.filled
}

// decode fills the output buffer, up to the margin a match may need.
func (z *inflater) decode() error {
	for len(z.out)-z.filled >= outMargin {
		var err error
		switch z.block {
		case betweenBlocks:
			if z.final {
				return z.ended()
			}
			err = z.startBlock()
		case storedBlock:
			err = z.copyStored()
		case huffmanBlock:
			err = z.huffman()
		}
		if err == errInflate && z.overrun() {
			return io.ErrUnexpectedEOF // it was the padding that made no sense
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// ended checks that the stream did not run into the padding.
func (z *inflater) ended() error {
	if z.overrun() {
		return io.ErrUnexpectedEOF
	}
	return io.EOF
}

// overrun tells whether bits were consumed that the input does not have.
func (z *inflater) overrun() bool { return z.at-int(z.nbits/8) > z.end }

// more moves the input down and reads on. After the end of the source the
// input is followed by zeros, and what was consumed of them counts as missing.
func (z *inflater) more() error {
	if z.last {
		return nil
	}
	// Whole bytes that were loaded and not consumed may be given back by
	// copyStored: keep them.
	keep := max(z.at-8, 0)
	copy(z.in, z.in[keep:z.end])
	z.at, z.end = z.at-keep, z.end-keep
	room := len(z.in) - inPad
	for z.end < room && !z.last {
		n, err := z.src.Read(z.in[z.end:room])
		z.end += n
		if err == io.EOF {
			z.last = true
			clear(z.in[z.end : z.end+inPad])
		} else if err != nil {
			return err
		}
	}
	return nil
}

// load has at least 56 bits ready.
func (z *inflater) load() error {
	if z.at+8 > z.end && !z.last {
		if err := z.more(); err != nil {
			return err
		}
	}
	if z.at+8 > z.end+inPad {
		return io.ErrUnexpectedEOF
	}
	z.bits |= binary.LittleEndian.Uint64(z.in[z.at:]) << z.nbits
	z.at += int(63-z.nbits) >> 3
	z.nbits |= 56
	return nil
}

// take consumes n bits, at most 32, that load has made ready.
func (z *inflater) take(n uint) uint32 {
	v := uint32(z.bits & (1<<n - 1))
	z.bits >>= n
	z.nbits -= n
	return v
}

// startBlock reads the header of a block.
func (z *inflater) startBlock() error {
	if err := z.load(); err != nil {
		return err
	}
	z.final = z.take(1) == 1
	switch z.take(2) {
	case 0:
		return z.startStored()
	case 1:
		z.block = huffmanBlock
		return z.codes.fixed()
	case 2:
		z.block = huffmanBlock
		return z.readCodes()
	}
	return errInflate
}

func (z *inflater) startStored() error {
	z.take(z.nbits & 7)
	if err := z.load(); err != nil {
		return err
	}
	n := z.take(16)
	if n^0xffff != z.take(16) {
		return errInflate
	}
	// The bytes follow as they are: give back what was loaded of them.
	z.at -= int(z.nbits / 8)
	z.bits, z.nbits = 0, 0
	z.stored, z.block = int(n), storedBlock
	if z.at > z.end {
		return io.ErrUnexpectedEOF
	}
	return nil
}

func (z *inflater) copyStored() error {
	for z.stored > 0 && len(z.out)-z.filled >= outMargin {
		if z.at >= z.end {
			if err := z.more(); err != nil {
				return err
			}
			if z.at >= z.end {
				return io.ErrUnexpectedEOF
			}
		}
		n := min(z.stored, z.end-z.at)
		n = copy(z.out[z.filled:], z.in[z.at:z.at+n])
		z.at, z.filled, z.stored = z.at+n, z.filled+n, z.stored-n
	}
	if z.stored == 0 {
		z.block = betweenBlocks
	}
	return nil
}

// huffman decodes until the block ends, or the output is full.
func (z *inflater) huffman() error {
	for len(z.out)-z.filled >= outMargin {
		if z.at+8 > z.end {
			if err := z.more(); err != nil {
				return err
			}
		}
		done, err := z.symbols()
		if err != nil {
			return err
		}
		if z.overrun() {
			return io.ErrUnexpectedEOF
		}
		if done {
			z.block = betweenBlocks
			return nil
		}
	}
	return nil
}

// symbols decodes while 8 bytes of input can be loaded and a match has room. It
// works on copies of what it changes, which the compiler keeps in registers.
func (z *inflater) symbols() (done bool, err error) {
	in, out, c := z.in[:z.end], z.out, &z.codes
	if z.last {
		in = z.in[:z.end+inPad]
	}
	at, to, bits, nbits := z.at, z.filled, z.bits, z.nbits
	for at+8 <= len(in) && to+outMargin <= len(out) {
		bits |= binary.LittleEndian.Uint64(in[at:]) << (nbits & 63)
		at += int(63-nbits) >> 3
		nbits |= 56
		// Three literals of at most 15 bits fit what was loaded. The next look-up
		// starts before the last one is stored: it is what everything waits for.
		e := c.lit[bits&litMask]
		if e.is(literal) {
			bits >>= e.length()
			nbits -= e.length()
			next := c.lit[bits&litMask]
			out[to] = byte(e.value())
			to++
			e = next
			if e.is(literal) {
				bits >>= e.length()
				nbits -= e.length()
				next = c.lit[bits&litMask]
				out[to] = byte(e.value())
				to++
				e = next
			}
		}
		if e.is(link) {
			e = c.litLinks[e.value()+int(bits>>litBits&e.extraMask())]
		}
		if e.is(literal) {
			out[to] = byte(e.value())
			to++
			bits >>= e.length()
			nbits -= e.length()
			continue
		}
		if nbits < 48 {
			continue // a match takes up to 48 bits: load first, then see it again
		}
		bits >>= e.length()
		nbits -= e.length()
		if !e.is(match) {
			done = e.is(endOfBlock)
			if !done {
				err = errInflate
			}
			break
		}
		length := e.value() + int(bits&e.extraMask())
		bits >>= e.extra()
		nbits -= e.extra()
		d := c.dist[bits&distMask]
		if d.is(link) {
			d = c.distLinks[d.value()+int(bits>>distBits&d.extraMask())]
		}
		bits >>= d.length()
		nbits -= d.length()
		back := d.value() + int(bits&d.extraMask())
		bits >>= d.extra()
		nbits -= d.extra()
		if !d.is(match) || back > to {
			err = errInflate
			break
		}
		repeat(out, to, back, length)
		to += length
	}
	z.at, z.filled, z.bits, z.nbits = at, to, bits, nbits
	return done, err
}

// repeat copies length bytes from back bytes before to; they may overlap. It
// may write up to 7 bytes more, which what follows overwrites.
func repeat(out []byte, to, back, length int) {
	if back >= 8 {
		for end := to + length; to < end; to += 8 {
			binary.LittleEndian.PutUint64(out[to:], binary.LittleEndian.Uint64(out[to-back:]))
		}
		return
	}
	for length > 0 {
		n := copy(out[to:to+length], out[to-back:to])
		to, length, back = to+n, length-n, back+n
	}
}
