package render

import (
	"encoding/binary"
	"errors"
	"slices"
)

// The layout of the tables is that of the OpenType specification 1.9.

// trueType is the tables of a TrueType font, by their tags.
type trueType map[string][]byte

var errFont = errors.New("the font is not a sound TrueType font")

func parseTrueType(data []byte) (trueType, error) {
	if len(data) < 12 {
		return nil, errFont
	}
	t := make(trueType)
	for i := range int(binary.BigEndian.Uint16(data[4:])) {
		at := 12 + 16*i
		if at+16 > len(data) {
			return nil, errFont
		}
		offset, size := int(binary.BigEndian.Uint32(data[at+8:])), int(binary.BigEndian.Uint32(data[at+12:]))
		if offset+size > len(data) {
			return nil, errFont
		}
		t[string(data[at:at+4])] = data[offset : offset+size]
	}
	for tag, least := range map[string]int{"head": 54, "hhea": 36, "maxp": 32, "hmtx": 4, "loca": 2, "glyf": 0} {
		if len(t[tag]) < least {
			return nil, errFont
		}
	}
	return t, nil
}

// glyph is the outline of a glyph, empty for a space.
func (t trueType) glyph(i int) ([]byte, error) {
	var from, to int
	loca := t["loca"]
	long := binary.BigEndian.Uint16(t["head"][50:]) == 1
	switch {
	case long && 4*i+8 <= len(loca):
		from, to = int(binary.BigEndian.Uint32(loca[4*i:])), int(binary.BigEndian.Uint32(loca[4*i+4:]))
	case !long && 2*i+4 <= len(loca):
		from, to = 2*int(binary.BigEndian.Uint16(loca[2*i:])), 2*int(binary.BigEndian.Uint16(loca[2*i+2:]))
	default:
		return nil, errFont
	}
	if from > to || to > len(t["glyf"]) {
		return nil, errFont
	}
	return slices.Clone(t["glyf"][from:to]), nil
}

// metric is the advance and the left bearing of a glyph.
func (t trueType) metric(i int) ([]byte, error) {
	full := int(binary.BigEndian.Uint16(t["hhea"][34:]))
	hmtx := t["hmtx"]
	if i < full && 4*i+4 <= len(hmtx) {
		return hmtx[4*i : 4*i+4], nil
	}
	// The glyphs after the full entries share the last advance.
	at := 4*full + 2*(i-full)
	if full == 0 || at < 0 || at+2 > len(hmtx) {
		return nil, errFont
	}
	return slices.Concat(hmtx[4*full-4:4*full-2], hmtx[at:at+2]), nil
}

// subset is the font with the given glyphs in the given order, and the parts
// they are composed of behind them.
func (t trueType) subset(order []int) (trueType, error) {
	var glyf, loca, hmtx []byte
	for i := 0; i < len(order); i++ {
		glyph, err := t.glyph(order[i])
		if err != nil {
			return nil, err
		}
		if glyph, order, err = renumbered(glyph, order); err != nil {
			return nil, err
		}
		metric, err := t.metric(order[i])
		if err != nil {
			return nil, err
		}
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		glyf = append(glyf, glyph...)
		glyf = append(glyf, make([]byte, -len(glyf)&3)...)
		hmtx = append(hmtx, metric...)
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
	head, hhea, maxp := slices.Clone(t["head"]), slices.Clone(t["hhea"]), slices.Clone(t["maxp"])
	binary.BigEndian.PutUint32(head[8:], 0)  // the checksum of the file, set by bytes
	binary.BigEndian.PutUint16(head[50:], 1) // long offsets in loca
	binary.BigEndian.PutUint16(hhea[34:], uint16(len(order)))
	binary.BigEndian.PutUint16(maxp[4:], uint16(len(order)))
	return trueType{"glyf": glyf, "head": head, "hhea": hhea, "hmtx": hmtx, "loca": loca, "maxp": maxp}, nil
}

// Flags of the parts of a composed glyph.
const (
	wordArguments   = 0x1
	oneScale        = 0x8
	moreParts       = 0x20
	twoScales       = 0x40
	matrixScale     = 0x80
	hasInstructions = 0x100
)

// renumbered is a glyph without its hinting instructions. The parts of a
// composed glyph get their numbers in order, which is extended by new ones.
func renumbered(glyph []byte, order []int) ([]byte, []int, error) {
	if len(glyph) == 0 {
		return glyph, order, nil
	}
	if len(glyph) < 12 {
		return nil, nil, errFont
	}
	contours := int(int16(binary.BigEndian.Uint16(glyph)))
	if contours >= 0 {
		at := 10 + 2*contours // of the length of the instructions
		if at+2 > len(glyph) {
			return nil, nil, errFont
		}
		end := at + 2 + int(binary.BigEndian.Uint16(glyph[at:]))
		if end > len(glyph) {
			return nil, nil, errFont
		}
		return slices.Concat(glyph[:at], []byte{0, 0}, glyph[end:]), order, nil
	}
	for at, flags := 10, uint16(moreParts); flags&moreParts != 0; {
		if at+4 > len(glyph) {
			return nil, nil, errFont
		}
		flags = binary.BigEndian.Uint16(glyph[at:])
		part := int(binary.BigEndian.Uint16(glyph[at+2:]))
		if !slices.Contains(order, part) {
			order = append(order, part)
		}
		binary.BigEndian.PutUint16(glyph[at:], flags&^hasInstructions)
		binary.BigEndian.PutUint16(glyph[at+2:], uint16(slices.Index(order, part)))
		at += partSize(flags)
		if at > len(glyph) {
			return nil, nil, errFont
		}
		if flags&moreParts == 0 {
			glyph = glyph[:at]
		}
	}
	return glyph, order, nil
}

// partSize is the length of the entry of one part.
func partSize(flags uint16) int {
	size := 6
	if flags&wordArguments != 0 {
		size += 2
	}
	switch {
	case flags&oneScale != 0:
		size += 2
	case flags&twoScales != 0:
		size += 4
	case flags&matrixScale != 0:
		size += 8
	}
	return size
}

// bytes is the font as a file.
func (t trueType) bytes() []byte {
	tags := make([]string, 0, len(t))
	for tag := range t {
		tags = append(tags, tag)
	}
	slices.Sort(tags)
	power := 0
	for 2<<power <= len(tags) {
		power++
	}
	out := []byte{0, 1, 0, 0}
	for _, v := range []int{len(tags), 16 << power, power, 16*len(tags) - 16<<power} {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	var body []byte
	offset, head := 12+16*len(tags), 0
	for _, tag := range tags {
		if tag == "head" {
			head = offset + len(body)
		}
		out = append(out, tag...)
		for _, v := range []uint32{checksum(t[tag]), uint32(offset + len(body)), uint32(len(t[tag]))} {
			out = binary.BigEndian.AppendUint32(out, v)
		}
		body = append(body, t[tag]...)
		body = append(body, make([]byte, -len(body)&3)...)
	}
	out = append(out, body...)
	binary.BigEndian.PutUint32(out[head+8:], 0xb1b0afba-checksum(out))
	return out
}

// parts is the file in pieces short enough for PostScript's strings, cut between
// tables or glyphs.
func (t trueType) parts() [][]byte {
	const most = 65000
	file := t.bytes()
	cuts := []int{len(file)}
	for i := range len(t) {
		offset := int(binary.BigEndian.Uint32(file[12+16*i+8:]))
		cuts = append(cuts, offset)
		if string(file[12+16*i:][:4]) == "glyf" {
			for at := 0; at+4 <= len(t["loca"]); at += 4 {
				cuts = append(cuts, offset+int(binary.BigEndian.Uint32(t["loca"][at:])))
			}
		}
	}
	slices.Sort(cuts)
	var out [][]byte
	start := 0
	for i, cut := range cuts {
		if i+1 == len(cuts) || cuts[i+1]-start > most {
			out = append(out, file[start:cut])
			start = cut
		}
	}
	return out
}

func checksum(data []byte) uint32 {
	var sum uint32
	for i := 0; i < len(data); i += 4 {
		var word [4]byte
		copy(word[:], data[i:])
		sum += binary.BigEndian.Uint32(word[:])
	}
	return sum
}
