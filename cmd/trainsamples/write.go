package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"github.com/gomlx/gomlx/core/tensors"
)

// array is one recorded layer.
type array struct {
	name   string
	shape  []int
	values []float32
}

// precision is how numbers are written.
type precision int

const (
	float16 precision = iota
	trimmed           // float32 rounded to 15 bits of mantissa, so that they deflate well
	full              // float32
)

// npy is the array as numpy stores it.
func (a array) npy(p precision) []byte {
	sizes := strings.Trim(strings.ReplaceAll(fmt.Sprint(a.shape), " ", ", "), "[]")
	descr := "<f4"
	if p == float16 {
		descr = "<f2"
	}
	header := fmt.Sprintf("{'descr': '%s', 'fortran_order': False, 'shape': (%s), }", descr, sizes)
	header += strings.Repeat(" ", 63-(10+len(header))%64) + "\n"
	b := append([]byte("\x93NUMPY\x01\x00"), byte(len(header)), byte(len(header)>>8))
	b = append(b, header...)
	for _, v := range a.values {
		switch p {
		case float16:
			b = binary.LittleEndian.AppendUint16(b, half(v))
		case trimmed:
			b = binary.LittleEndian.AppendUint32(b, trim(v))
		default:
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
		}
	}
	return b
}

// trained is what is written of one network: at some checkpoints its layers.
type trained struct {
	name     string
	seed     uint64
	metadata []string // as folder.columns
	files    []checkpoint
	curves   []string // rows of curves.csv
	weights  string   // SHA-256 of the final weights
}

type checkpoint struct {
	name   string // without .npz
	layers []array
}

// folder is a study as it is written.
type folder struct {
	name     string
	columns  []string // of metadata.csv, after the network
	curves   []string // columns of curves.csv, after network and step
	inputs   []string // files that were learned from
	networks []trained
	// precision is as narrow as changes no figure.
	precision precision
}

// manifest says what a study was made from and what came out.
type manifest struct {
	Go       string            `json:"go"` // that the hashes were made with, as the library's version
	Library  map[string]string `json:"library"`
	Inputs   map[string]string `json:"inputs"` // SHA-256 of the files
	Networks []made            `json:"networks"`
}

type made struct {
	Name    string `json:"name"`
	Seed    uint64 `json:"seed"`
	Weights string `json:"weights,omitempty"` // SHA-256 of the final weights, float32, little endian
	Arrays  string `json:"arrays"`            // SHA-256 of all recorded arrays as .npy
}

func (f folder) manifest(goVersion string) manifest {
	m := manifest{Go: goVersion, Library: map[string]string{}, Inputs: map[string]string{}}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, d := range info.Deps {
			if strings.HasPrefix(d.Path, "github.com/gomlx/") && (strings.HasSuffix(d.Path, "/gomlx") || strings.HasSuffix(d.Path, "/compute")) {
				m.Library[d.Path] = d.Version
			}
		}
	}
	for _, name := range f.inputs {
		m.Inputs[name] = inputHashes()[name]
	}
	for _, n := range f.networks {
		sum := sha256.New()
		for _, c := range n.files {
			for _, a := range c.layers {
				fmt.Fprintf(sum, "%s/%s\n", c.name, a.name)
				sum.Write(a.npy(f.precision))
			}
		}
		m.Networks = append(m.Networks, made{Name: n.name, Seed: n.seed, Weights: n.weights, Arrays: hex.EncodeToString(sum.Sum(nil))})
	}
	return m
}

// write replaces what an earlier run wrote into the folder; its card stays.
func (f folder) write(path string, m manifest, p precision) error {
	for _, n := range f.networks {
		if err := os.RemoveAll(filepath.Join(path, n.name)); err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Join(path, n.name), 0o755); err != nil {
			return err
		}
		for _, c := range n.files {
			if err := writeArchive(filepath.Join(path, n.name, c.name+".npz"), c.layers, p); err != nil {
				return err
			}
		}
	}
	if err := os.WriteFile(filepath.Join(path, "metadata.csv"), f.metadata(), 0o644); err != nil {
		return err
	}
	if len(f.curves) > 0 {
		if err := os.WriteFile(filepath.Join(path, "curves.csv"), f.curveTable(), 0o644); err != nil {
			return err
		}
	}
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(path, "manifest.json"), append(text, '\n'), 0o644)
}

func (f folder) metadata() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "network,%s\n", strings.Join(f.columns, ","))
	for _, n := range f.networks {
		fmt.Fprintf(&b, "%s,%s\n", n.name, strings.Join(n.metadata, ","))
	}
	return b.Bytes()
}

func (f folder) curveTable() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "network,step,%s\n", strings.Join(f.curves, ","))
	for _, n := range f.networks {
		for _, row := range n.curves {
			fmt.Fprintf(&b, "%s,%s\n", n.name, row)
		}
	}
	return b.Bytes()
}

func writeArchive(path string, layers []array, p precision) error {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.BestCompression)
	})
	for _, a := range layers {
		w, err := z.CreateHeader(&zip.FileHeader{Name: a.name + ".npy", Method: zip.Deflate})
		if err != nil {
			return fmt.Errorf("write %s: %w", path, err)
		}
		if _, err := w.Write(a.npy(p)); err != nil {
			return fmt.Errorf("write %s: %w", path, err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return os.WriteFile(path, b.Bytes(), 0o644)
}

// weightHash is of the weights alone, not of the optimizer's state.
func weightHash(weights []*tensors.Tensor) (string, error) {
	sum := sha256.New()
	for _, w := range weights {
		if err := hashTensor(sum, w); err != nil {
			return "", fmt.Errorf("read the weights: %w", err)
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

func hashTensor(sum hash.Hash, t *tensors.Tensor) error {
	values, err := tensors.CopyFlatData[float32](t)
	if err != nil {
		return err
	}
	return binary.Write(sum, binary.LittleEndian, values)
}
