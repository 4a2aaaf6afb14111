package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/semblance-app/semblance/core/spelling"
	"github.com/semblance-app/semblance/core/study"
)

// writeStudy shows a study to people: a summary, the networks with their
// metadata, and the layers once for all networks that have the same ones.
func writeStudy(w io.Writer, s *study.Study) error {
	checkpoints, arrays, bytes := 0, 0, int64(0)
	for _, n := range s.Networks {
		checkpoints += len(n.Checkpoints)
		for _, c := range n.Checkpoints {
			arrays += len(c.Layers)
			for _, l := range c.Layers {
				bytes += l.Bytes
			}
		}
	}
	fmt.Fprintf(w, "%s: %s, %s, %s, %s\n", s.Name, spelling.Count(len(s.Networks), "network"),
		spelling.Count(checkpoints, "checkpoint"), spelling.Count(arrays, "array"), size(bytes))
	writeReading(w, s)
	if _, err := networkTable(s).WriteTo(w); err != nil {
		return err
	}
	groups := groupLayers(s)
	for _, g := range groups {
		holders := "all networks"
		switch {
		case len(groups) > 1:
			holders = list(g.holders)
		case checkpoints > len(s.Networks):
			holders = "all networks and checkpoints"
		}
		if len(s.Networks) == 1 && checkpoints == 1 {
			holders = s.Networks[0].Name
		}
		fmt.Fprintf(w, "\nlayers of %s\n", holders)
		if _, err := layerTable(g.layers).WriteTo(w); err != nil {
			return err
		}
	}
	return nil
}

// writeReading says what names and the dimensions of arrays were taken for, and why.
func writeReading(w io.Writer, s *study.Study) {
	fmt.Fprintf(w, "read as %s: %s\n", s.Layout.Name, s.Layout.Reason)
	for _, l := range s.Layouts()[1:] {
		fmt.Fprintf(w, "or --layout %s: %s\n", quoted(l.Name), l.Reason)
	}
	for _, a := range s.Axes {
		what := string(a.Axes)
		if what == "" {
			what = "several axes"
		}
		fmt.Fprintf(w, "arrays of %d dimensions read as %s: %s\n", a.Rank, what, a.Reason)
	}
	if len(s.Splits) > 0 {
		fmt.Fprintf(w, "%s; --split %s\n", splitText(s), strings.Join(append(slices.Clone(s.Splits), study.AllSplits), " or "))
	}
	fmt.Fprintln(w)
}

// splitText says which split of the inputs is read.
func splitText(s *study.Study) string {
	if s.Split == "" {
		return "splits of the inputs are read as networks, checkpoints or layers"
	}
	return "on the inputs of " + s.Split
}

// quoted is a name as it is typed into a shell.
func quoted(name string) string {
	if strings.ContainsFunc(name, func(r rune) bool {
		return !strings.ContainsRune("-_./:=", r) && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}) {
		return "'" + strings.ReplaceAll(name, "'", `'\''`) + "'"
	}
	return name
}

func networkTable(s *study.Study) *table {
	var t table
	t.column("network", false)
	t.column("checkpoints", false)
	t.column("layers", true)
	for _, column := range s.Columns {
		t.column(column, numeric(s, column))
	}
	for _, n := range s.Networks {
		row := []string{n.Name, checkpointsText(n), layersText(n)}
		for _, column := range s.Columns {
			v, ok := n.Metadata[column]
			if !ok {
				v = missing
			}
			row = append(row, v)
		}
		t.row(row...)
	}
	return &t
}

func checkpointsText(n study.Network) string {
	names := checkpointNames(n)
	for i, name := range names {
		if name == "" {
			names[i] = missing
		}
	}
	if len(names) <= 3 {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%d: %s … %s", len(names), names[0], names[len(names)-1])
}

// layersText is the number of layers, or its range over the checkpoints.
func layersText(n study.Network) string {
	low, high := len(n.Checkpoints[0].Layers), 0
	for _, c := range n.Checkpoints {
		low, high = min(low, len(c.Layers)), max(high, len(c.Layers))
	}
	if low == high {
		return strconv.Itoa(high)
	}
	return fmt.Sprintf("%d–%d", low, high)
}

func numeric(s *study.Study, column string) bool {
	return !slices.ContainsFunc(s.Networks, func(n study.Network) bool {
		v, ok := n.Metadata[column]
		_, err := strconv.ParseFloat(v, 64)
		return ok && v != "" && err != nil
	})
}

// layerGroup is a list of layers and who has exactly those.
type layerGroup struct {
	layers  []study.Layer
	holders []string // networks, or network/checkpoint where a network's differ
}

func groupLayers(s *study.Study) []layerGroup {
	var groups []layerGroup
	for _, n := range s.Networks {
		uniform := !slices.ContainsFunc(n.Checkpoints, func(c study.Checkpoint) bool {
			return !sameLayers(c.Layers, n.Checkpoints[0].Layers)
		})
		for i, c := range n.Checkpoints {
			holder := n.Name
			if !uniform {
				holder += "/" + c.Name
			} else if i > 0 {
				break
			}
			at := slices.IndexFunc(groups, func(g layerGroup) bool { return sameLayers(g.layers, c.Layers) })
			if at < 0 {
				at = len(groups)
				groups = append(groups, layerGroup{layers: c.Layers})
			}
			groups[at].holders = append(groups[at].holders, holder)
		}
	}
	return groups
}

func sameLayers(a, b []study.Layer) bool {
	return slices.EqualFunc(a, b, func(x, y study.Layer) bool {
		return x.Name == y.Name && x.Axes == y.Axes && slices.Equal(x.Pieces, y.Pieces) && x.DType == y.DType && slices.Equal(x.Shape, y.Shape)
	})
}

func layerTable(layers []study.Layer) *table {
	var t table
	t.column("layer", false)
	t.column("shape", true)
	t.column("axes", false)
	t.column("type", false)
	t.column("size", true)
	pieces := slices.ContainsFunc(layers, func(l study.Layer) bool { return len(l.Pieces) > 0 })
	if pieces {
		t.column("pieces", true)
	}
	for _, l := range layers {
		row := []string{l.Name, shape(l, "×"), string(l.Axes), l.DType.String(), size(l.Bytes)}
		if pieces {
			row = append(row, strconv.Itoa(max(1, len(l.Pieces))))
		}
		t.row(row...)
	}
	return &t
}

// size writes a number of bytes in decimal units.
func size(n int64) string {
	v := float64(n)
	for _, unit := range []string{"B", "kB", "MB", "GB"} {
		switch {
		case v < 9.95 && unit != "B":
			return fmt.Sprintf("%.1f %s", v, unit)
		case v < 999.5:
			return fmt.Sprintf("%.0f %s", v, unit)
		}
		v /= 1000
	}
	return fmt.Sprintf("%.1f TB", v)
}
