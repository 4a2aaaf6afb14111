package arrayfile

import "math/bits"

// entry is what a look-up in a code table finds: the length of the code in
// bits 0 to 3, the number of extra bits in 4 to 7, what it is in 8 to 12, and a
// value in 16 to 31.
type entry uint32

const (
	literal    entry = 1 << (8 + iota) // value: the byte
	match                              // value: the base of a length or distance
	endOfBlock                         // no value
	link                               // value: where in the links; extra: their bits
)

func (e entry) is(what entry) bool { return e&what != 0 }
func (e entry) length() uint       { return uint(e & 15) }
func (e entry) extra() uint        { return uint(e >> 4 & 15) }
func (e entry) extraMask() uint64  { return 1<<e.extra() - 1 }
func (e entry) value() int         { return int(e >> 16) }

const (
	litBits, distBits, clenBits = 11, 8, 7
	litMask, distMask           = 1<<litBits - 1, 1<<distBits - 1
	maxLit, maxDist             = 286, 30 // symbols that occur
	maxCode                     = 15      // bits
)

// codes are the two Huffman codes of a block. Codes longer than a table's index
// continue in its links.
type codes struct {
	lit       [1 << litBits]entry
	dist      [1 << distBits]entry
	litLinks  []entry
	distLinks []entry
}

func (c *codes) build(lit, dist []uint8) (err error) {
	if c.litLinks, err = build(c.lit[:], c.litLinks[:0], lit, litSymbol); err != nil {
		return err
	}
	c.distLinks, err = build(c.dist[:], c.distLinks[:0], dist, distSymbol)
	return err
}

// fixed sets the codes that RFC 1951 prescribes for blocks without their own.
func (c *codes) fixed() error {
	var lit [288]uint8
	for i := range lit {
		switch {
		case i < 144, i >= 280:
			lit[i] = 8
		case i < 256:
			lit[i] = 9
		default:
			lit[i] = 7
		}
	}
	var dist [32]uint8
	for i := range dist {
		dist[i] = 5
	}
	return c.build(lit[:], dist[:])
}

// clenOrder is the order in which the lengths of the code length code come.
const clenOrder = "\x10\x11\x12\x00\x08\x07\x09\x06\x0a\x05\x0b\x04\x0c\x03\x0d\x02\x0e\x01\x0f"

// litSymbol is a byte, the end of a block, or the length of a match.
func litSymbol(s int) entry {
	switch {
	case s < 256:
		return literal | entry(s)<<16
	case s == 256:
		return endOfBlock
	case s < 265:
		return match | entry(s-254)<<16
	case s < 285:
		extra := (s - 261) / 4
		return match | entry(extra)<<4 | entry(3+(4+(s-261)%4)<<extra)<<16
	case s == 285:
		return match | longest<<16
	}
	return 0
}

// distSymbol is the distance of a match.
func distSymbol(s int) entry {
	switch {
	case s < 4:
		return match | entry(s+1)<<16
	case s < maxDist:
		extra := (s - 2) / 2
		return match | entry(extra)<<4 | entry(1+(2+s%2)<<extra)<<16
	}
	return 0
}

func plainSymbol(s int) entry { return literal | entry(s)<<16 }

// build fills root, a table indexed by the next bits of the stream, and appends
// to links for longer codes. An entry for bits that are no code is 0.
func build(root, links []entry, lengths []uint8, symbol func(int) entry) ([]entry, error) {
	next, ok := firstCodes(lengths)
	if !ok {
		return links, errInflate
	}
	clear(root)
	rootBits := uint(bits.Len(uint(len(root) - 1)))
	var reversed [288]uint16
	longestUnder := map[int]uint{} // for each index of root with longer codes
	for s, l := range lengths {
		if l == 0 {
			continue
		}
		code := int(bits.Reverse16(next[l]) >> (16 - l))
		next[l]++
		reversed[s] = uint16(code)
		if uint(l) > rootBits {
			i := code & (len(root) - 1)
			longestUnder[i] = max(longestUnder[i], uint(l)-rootBits)
			continue
		}
		spread(root, code, uint(l), symbol(s)|entry(l))
	}
	if len(longestUnder) == 0 {
		return links, nil
	}
	for s, l := range lengths {
		if uint(l) <= rootBits {
			continue
		}
		i := int(reversed[s]) & (len(root) - 1)
		if root[i] == 0 {
			root[i] = link | entry(longestUnder[i])<<4 | entry(len(links))<<16
			links = append(links, make([]entry, 1<<longestUnder[i])...)
		}
		under := links[root[i].value():][:1<<longestUnder[i]]
		spread(under, int(reversed[s])>>rootBits, uint(l)-rootBits, symbol(s)|entry(l))
	}
	return links, nil
}

// spread stores e wherever the lowest bits of the index are the code.
func spread(table []entry, code int, length uint, e entry) {
	for i := code; i < len(table); i += 1 << length {
		table[i] = e
	}
}

// firstCodes returns the first canonical code of each length. The code must be
// complete, but for the two cases deflate knows: none, and one of one bit.
func firstCodes(lengths []uint8) (next [maxCode + 1]uint16, ok bool) {
	var count [maxCode + 1]int
	used := 0
	for _, l := range lengths {
		if l > 0 {
			count[l]++
			used++
		}
	}
	code := 0
	for l := 1; l <= maxCode; l++ {
		code <<= 1
		next[l] = uint16(code)
		code += count[l]
		if code > 1<<l {
			return next, false
		}
	}
	complete := code == 1<<maxCode
	return next, complete || used == 0 || used == 1 && count[1] == 1
}

// readCodes reads the code lengths of a block that brings its own codes.
func (z *inflater) readCodes() error {
	nlit, ndist, nclen := int(z.take(5))+257, int(z.take(5))+1, int(z.take(4))+4
	if nlit > maxLit || ndist > maxDist {
		return errInflate
	}
	var clen [19]uint8
	for _, i := range []byte(clenOrder[:nclen]) {
		if err := z.load(); err != nil {
			return err
		}
		clen[i] = uint8(z.take(3))
	}
	var root [1 << clenBits]entry
	if _, err := build(root[:], nil, clen[:], plainSymbol); err != nil {
		return err
	}
	var lengths [maxLit + maxDist]uint8
	if err := z.readLengths(lengths[:nlit+ndist], &root); err != nil {
		return err
	}
	return z.codes.build(lengths[:nlit], lengths[nlit:nlit+ndist])
}

// readLengths reads code lengths, with runs of the last one and of zeros.
func (z *inflater) readLengths(lengths []uint8, root *[1 << clenBits]entry) error {
	for n := 0; n < len(lengths); {
		if err := z.load(); err != nil {
			return err
		}
		e := root[z.bits&(1<<clenBits-1)]
		if !e.is(literal) {
			return errInflate
		}
		z.take(e.length())
		var run int
		var length uint8
		switch v := e.value(); {
		case v < 16:
			lengths[n] = uint8(v)
			n++
			continue
		case v == 16 && n == 0:
			return errInflate
		case v == 16:
			length, run = lengths[n-1], 3+int(z.take(2))
		case v == 17:
			run = 3 + int(z.take(3))
		default:
			run = 11 + int(z.take(7))
		}
		if run > len(lengths)-n {
			return errInflate
		}
		for range run {
			lengths[n] = length
			n++
		}
	}
	return nil
}
