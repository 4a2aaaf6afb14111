package arrayfile

import (
	"fmt"
	"strconv"
)

// dict is the Python dictionary in a .npy header.
type dict struct {
	descr   string
	fortran bool
	shape   []int
}

// dictParser reads the part of Python's literal syntax that headers use. Keys
// come in any order and white space is free, as for numpy itself.
type dictParser struct {
	text []byte
	at   int
}

// parseDict reads {'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }.
func parseDict(text []byte) (dict, error) {
	p := &dictParser{text: text}
	var d dict
	if !p.take('{') {
		return d, p.bad("it does not start with a dictionary")
	}
	seen := map[string]bool{}
	for !p.take('}') {
		key, ok := p.quoted()
		if !ok || !p.take(':') {
			return d, p.bad("a key is malformed")
		}
		if seen[key] {
			return d, p.bad(fmt.Sprintf("the key %q appears twice", clip(key)))
		}
		seen[key] = true
		if err := p.value(key, &d); err != nil {
			return d, err
		}
		if !p.take(',') && p.peek() != '}' {
			return d, p.bad("a comma or the closing brace is missing")
		}
	}
	if p.peek() != 0 || p.at < len(p.text) {
		return d, p.bad("something follows the dictionary")
	}
	for _, key := range []string{"descr", "fortran_order", "shape"} {
		if !seen[key] {
			return d, p.bad(fmt.Sprintf("the key %q is missing", key))
		}
	}
	return d, nil
}

func (p *dictParser) value(key string, d *dict) (err error) {
	switch key {
	case "descr":
		d.descr, err = p.descr()
	case "fortran_order":
		d.fortran, err = p.boolean()
	case "shape":
		d.shape, err = p.tuple()
	default:
		err = p.bad(fmt.Sprintf("the key %q is unknown", clip(key)))
	}
	return err
}

func (p *dictParser) descr() (string, error) {
	if c := p.peek(); c == '[' || c == '(' {
		return "", refuse(ErrUnsupported, "structured arrays (with named fields) cannot be read", "save one field as float32")
	}
	s, ok := p.quoted()
	if !ok {
		return "", p.bad("the type is malformed")
	}
	return s, nil
}

func (p *dictParser) boolean() (bool, error) {
	switch p.word() {
	case "True":
		return true, nil
	case "False":
		return false, nil
	}
	return false, p.bad("fortran_order is neither True nor False")
}

// tuple reads a tuple of integers; the long suffix of Python 2 is allowed.
func (p *dictParser) tuple() ([]int, error) {
	if !p.take('(') {
		return nil, p.bad("the shape is not a tuple")
	}
	shape, comma := []int{}, true
	for !p.take(')') {
		if !comma {
			return nil, p.bad("the shape is malformed")
		}
		n, err := p.integer()
		if err != nil {
			return nil, err
		}
		shape = append(shape, n)
		comma = p.take(',')
	}
	// (3) is a number in Python, not a tuple.
	if len(shape) == 1 && !comma {
		return nil, p.bad("the shape is not a tuple")
	}
	return shape, nil
}

func (p *dictParser) integer() (int, error) {
	sign := ""
	if p.take('-') {
		sign = "-"
	}
	digits := p.word()
	if len(digits) > 1 && digits[len(digits)-1] == 'L' {
		digits = digits[:len(digits)-1]
	}
	for _, c := range digits {
		if c < '0' || c > '9' {
			return 0, p.bad("the shape is malformed")
		}
	}
	if digits == "" {
		return 0, p.bad("the shape is malformed")
	}
	n, err := strconv.Atoi(sign + digits)
	if err != nil {
		return 0, refuse(ErrFormat, "its header claims an impossibly large dimension, "+clip(sign+digits), hintAgain)
	}
	return n, nil
}

// quoted reads a string in either quotes. Escapes do not occur in types or
// keys.
func (p *dictParser) quoted() (string, bool) {
	quote := p.peek()
	if quote == 'u' || quote == 'b' {
		p.at++
		quote = p.peek()
	}
	if quote != '\'' && quote != '"' {
		return "", false
	}
	start := p.at + 1
	for i := start; i < len(p.text); i++ {
		if p.text[i] == quote {
			p.at = i + 1
			return string(p.text[start:i]), true
		}
	}
	return "", false
}

// word reads letters and digits.
func (p *dictParser) word() string {
	p.peek()
	start := p.at
	for p.at < len(p.text) && isWord(p.text[p.at]) {
		p.at++
	}
	return string(p.text[start:p.at])
}

func isWord(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// peek skips white space and returns the next byte, 0 at the end.
func (p *dictParser) peek() byte {
	for p.at < len(p.text) {
		switch c := p.text[p.at]; c {
		case ' ', '\t', '\n', '\r', '\f', '\v':
			p.at++
		default:
			return c
		}
	}
	return 0
}

// take skips white space and the byte c if it comes next.
func (p *dictParser) take(c byte) bool {
	if p.peek() != c {
		return false
	}
	p.at++
	return true
}

func (p *dictParser) bad(why string) error {
	return refuse(ErrFormat, "its header cannot be understood ("+why+")", hintNumpy)
}
