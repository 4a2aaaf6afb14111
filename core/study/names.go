package study

import (
	"slices"
	"strings"
	"unicode"
)

// kind says what a part of a name stands for.
type kind int

const (
	plain     kind = iota // told by what varies, not by its words
	stepKind              // step100, epoch-3, 100k_steps; final where no number counts
	netKind               // net0, seed-2
	layerKind             // conv1, layer1.0.conv2
)

// part is a stretch of a name that stands for one thing.
type part struct {
	kind       kind
	start, end int // in the name, without the separators around it
}

// networkWords are the words before the number of a network.
func networkWords() []string {
	return []string{
		"net", "nets", "network", "nn", "model", "models", "seed", "seeds", "run", "runs", "trial",
		"replica", "replicate", "member", "fold", "exp", "experiment", "instance", "rng",
	}
}

// layerWords are the words that names of layers begin with. Longer names, such
// as module.layer1.0.conv2, have one of them behind a path of dots.
func layerWords() []string {
	return []string{
		"layer", "layers", "lay", "conv", "convs", "conv1d", "conv2d", "fc", "fcs", "dense", "linear", "lin",
		"block", "blocks", "lstm", "rnn", "gru", "stage", "stem", "embed", "embedding", "embeddings", "emb",
		"wte", "wpe", "encoder", "decoder", "attn", "attention", "mlp", "ffn", "relu", "gelu", "tanh", "pool",
		"maxpool", "avgpool", "bn", "ln", "norm", "batchnorm", "layernorm", "logit", "logits", "softmax",
		"classifier", "head", "features", "flatten", "dropout", "hidden", "module", "backbone", "transformer",
		"bottleneck", "downsample", "out", "output", "input", "outputs", "inputs", "h", "l",
	}
}

// recordingWords are the words for files of activations, which tell nothing apart.
func recordingWords() []string {
	return []string{
		"act", "acts", "activation", "activations", "rep", "reps", "representation", "representations",
		"repr", "reprs", "data", "dump", "snapshot", "snap", "state", "states", "file", "t",
	}
}

// token is a run of letters, of digits or of anything else in a name.
type token struct {
	class      class
	start, end int
}

type class int

const (
	letters class = iota
	digits
	between
)

func classOf(r rune) class {
	switch {
	case unicode.IsLetter(r):
		return letters
	case r >= '0' && r <= '9':
		return digits
	}
	return between
}

func tokensOf(name string) []token {
	var list []token
	for i, r := range name {
		c := classOf(r)
		if last := len(list) - 1; last >= 0 && list[last].class == c {
			continue
		}
		if last := len(list) - 1; last >= 0 {
			list[last].end = i
		}
		list = append(list, token{class: c, start: i, end: len(name)})
	}
	return list
}

// scanner finds the parts of one name from left to right.
type scanner struct {
	vocabulary
	name   string
	tokens []token
	stages bool // whether init and final stand for checkpoints
	parts  []part
	free   int // the first token that is in no part yet
}

// vocabulary is the words that tell, for looking up.
type vocabulary struct {
	steps, networks, layers map[string]bool
}

func newVocabulary() vocabulary {
	set := func(words []string) map[string]bool {
		m := make(map[string]bool, len(words))
		for _, w := range words {
			m[w] = true
		}
		return m
	}
	return vocabulary{set(stepWords()), set(networkWords()), set(layerWords())}
}

// parts takes one name apart.
func (v vocabulary) parts(name string, stages bool) []part {
	s := scanner{vocabulary: v, name: name, tokens: tokensOf(name), stages: stages}
	layer := -1 // the token that a layer's name begins with
	for i := 0; i < len(s.tokens); {
		k, end := s.known(i)
		switch {
		case k == plain:
			i++
			continue
		case k == layerKind && layer < 0:
			layer = s.module(i)
		case k != layerKind:
			s.close(layer, i)
			layer = -1
			s.add(k, i, end)
		}
		i = max(end, i+1)
	}
	s.close(layer, len(s.tokens))
	return s.parts
}

// close makes parts of what lies before token end: a layer's name if one has
// begun there, and what is plain.
func (s *scanner) close(layer, end int) {
	if layer < 0 {
		layer = end
	}
	s.add(plain, s.free, layer)
	s.add(layerKind, layer, end)
}

// add makes a part of tokens without the separators around them.
func (s *scanner) add(k kind, from, to int) {
	s.free = max(s.free, to)
	for from < to && s.tokens[from].class == between {
		from++
	}
	for to > from && s.tokens[to-1].class == between {
		to--
	}
	if from < to {
		s.parts = append(s.parts, part{k, s.tokens[from].start, s.tokens[to-1].end})
	}
}

// known recognises what begins at token i and ends before token end.
func (s *scanner) known(i int) (k kind, end int) {
	switch s.class(i) {
	case digits:
		// 3epochs, 100_steps; but in seed1-epoch-3 the word goes with what follows
		j := s.past(s.number(i), "-_ ")
		if s.class(j) == letters && s.steps[s.word(j)] && s.number(s.past(j+1, "-_=. ")) == 0 {
			return stepKind, j + 1
		}
	case letters:
		word := s.word(i)
		if end := s.number(s.past(i+1, "-_=. ")); end > 0 && s.steps[strings.TrimPrefix(word, "global")] {
			return stepKind, end
		}
		if end := s.number(s.past(i+1, "-_= ")); end > 0 && s.networks[word] {
			return netKind, end
		}
		if s.stages && s.stage(word) {
			return stepKind, i + 1
		}
		if s.layers[word] && (len(word) > 1 || s.class(i+1) == digits) {
			return layerKind, i + 1
		}
	}
	return plain, i
}

func (s *scanner) stage(word string) bool {
	_, ok := stageOf(word)
	return ok
}

// number is where a number that begins at token i ends, with its k, m or b; 0
// if there is none.
func (s *scanner) number(i int) int {
	if s.class(i) != digits {
		return 0
	}
	if s.class(i+1) == between && s.text(i+1) == "." && s.class(i+2) == digits && s.class(i+3) == letters && s.suffix(i+3) {
		return i + 4 // 1.5M
	}
	if s.class(i+1) == letters && s.suffix(i+1) {
		return i + 2
	}
	return i + 1
}

func (s *scanner) suffix(i int) bool {
	return slices.Contains([]string{"k", "m", "b"}, s.word(i))
}

// past skips one separator at i.
func (s *scanner) past(i int, separators string) int {
	if s.class(i) == between && len(s.text(i)) == 1 && strings.Contains(separators, s.text(i)) {
		return i + 1
	}
	return i
}

// module is where the path of dots that ends in the layer's name at i begins.
func (s *scanner) module(i int) int {
	for i > s.free && (s.class(i-1) != between || s.text(i-1) == ".") {
		i--
	}
	return i
}

// class is between outside the name.
func (s *scanner) class(i int) class {
	if i < 0 || i >= len(s.tokens) {
		return between
	}
	return s.tokens[i].class
}

func (s *scanner) text(i int) string {
	if i < 0 || i >= len(s.tokens) {
		return ""
	}
	return s.name[s.tokens[i].start:s.tokens[i].end]
}

func (s *scanner) word(i int) string { return strings.ToLower(s.text(i)) }
