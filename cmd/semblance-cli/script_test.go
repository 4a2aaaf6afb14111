package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"image/png"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/semblance-app/semblance/core/arrayfile"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){program: main})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":   exits,
			"holds":   holds,
			"iscsv":   isCSVText,
			"picture": picture,
			"npy":     makeNPY,
			"npz":     makeNPZ,
		},
	})
}

// exits CODE ARGS… runs the program and checks its exit code, and that it
// wrote no result unless it succeeded.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: exits CODE ARGS…")
	}
	code := 0
	err := ts.Exec(program, args[1:]...)
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		code = exit.ExitCode()
	case err != nil:
		ts.Fatalf("%v", err)
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("the exit code is %d, want %s", code, args[0])
	}
	if code != 0 && ts.ReadFile("stdout") != "" {
		ts.Fatalf("a failure wrote a result: %s", ts.ReadFile("stdout"))
	}
}

// holds FILE PATH WANT checks the value at a dotted path in a JSON file;
// numbers to 1e-9, and WANT "*" accepts anything but null.
func holds(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: holds FILE PATH WANT")
	}
	var v any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &v))
	for key := range strings.SplitSeq(args[1], ".") {
		switch node := v.(type) {
		case map[string]any:
			child, ok := node[key]
			if !ok {
				ts.Fatalf("there is no %s in %s", key, args[1])
			}
			v = child
		case []any:
			i, err := strconv.Atoi(key)
			if key == "len" {
				v = float64(len(node))
			} else if err != nil || i >= len(node) {
				ts.Fatalf("no element %s in %s, of %d", key, args[1], len(node))
			} else {
				v = node[i]
			}
		default:
			ts.Fatalf("nothing below %v in %s", v, args[1])
		}
	}
	if !matches(v, args[2]) {
		ts.Fatalf("%s is %v, want %s", args[1], v, args[2])
	}
}

func matches(v any, want string) bool {
	if want == "*" {
		return v != nil
	}
	if f, ok := v.(float64); ok {
		w, err := strconv.ParseFloat(want, 64)
		return err == nil && math.Abs(f-w) < 1e-9
	}
	text, err := json.Marshal(v)
	return err == nil && strings.Trim(string(text), `"`) == want
}

// iscsv FILE ROWS checks that a file is CSV with a head and that many rows.
func isCSVText(ts *testscript.TestScript, _ bool, args []string) {
	rows, err := csv.NewReader(strings.NewReader(ts.ReadFile(args[0]))).ReadAll()
	ts.Check(err)
	if strconv.Itoa(len(rows)-1) != args[1] {
		ts.Fatalf("%s has %d rows, want %s", args[0], len(rows)-1, args[1])
	}
}

// picture FILE WIDTH HEIGHT checks that a file is a PNG of that size in pixels.
func picture(ts *testscript.TestScript, _ bool, args []string) {
	img, err := png.DecodeConfig(strings.NewReader(ts.ReadFile(args[0])))
	ts.Check(err)
	if got := fmt.Sprint(img.Width, img.Height); got != args[1]+" "+args[2] {
		ts.Fatalf("%s has %s pixels, want %s %s", args[0], got, args[1], args[2])
	}
}

// npy FILE SEED DIM… writes an array of random numbers; with SEED 0 of zeros,
// with SEED nan of zeros but for the second, which is NaN.
func makeNPY(ts *testscript.TestScript, _ bool, args []string) {
	shape, data := random(ts, args[1], args[2:])
	var buf bytes.Buffer
	ts.Check(arrayfile.WriteNPY(&buf, shape, data))
	save(ts, args[0], buf.Bytes())
}

// npz FILE KEY:SEED:DIM:DIM… … writes an archive of such arrays.
func makeNPZ(ts *testscript.TestScript, _ bool, args []string) {
	var arrays []arrayfile.Array
	for _, arg := range args[1:] {
		parts := strings.Split(arg, ":")
		shape, data := random(ts, parts[1], parts[2:])
		arrays = append(arrays, arrayfile.Array{Header: arrayfile.Header{Key: parts[0], Shape: shape}, Float32: data})
	}
	var buf bytes.Buffer
	ts.Check(arrayfile.WriteNPZ(&buf, arrays...))
	save(ts, args[0], buf.Bytes())
}

func random(ts *testscript.TestScript, seed string, dims []string) (shape []int, data []float32) {
	var s uint64
	if seed != "nan" {
		var err error
		s, err = strconv.ParseUint(seed, 10, 64)
		ts.Check(err)
	}
	n := 1
	for _, d := range dims {
		side, err := strconv.Atoi(d)
		ts.Check(err)
		shape = append(shape, side)
		n *= side
	}
	data = make([]float32, n)
	rng := rand.New(rand.NewPCG(s, s))
	for i := range data {
		if s != 0 {
			data[i] = float32(rng.NormFloat64())
		}
	}
	if seed == "nan" {
		data[1] = float32(math.NaN())
	}
	return shape, data
}

func save(ts *testscript.TestScript, name string, data []byte) {
	path := ts.MkAbs(name)
	ts.Check(os.MkdirAll(filepath.Dir(path), 0o755))
	ts.Check(os.WriteFile(path, data, 0o644))
}
