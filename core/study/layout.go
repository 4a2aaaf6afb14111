package study

import (
	"fmt"
	"slices"
	"strings"

	"github.com/semblance-app/semblance/core/warning"
)

// tree is what a layout is decided by: names only.
type tree struct {
	above []string // names of the folder that was opened and of those around it, outermost first
	files []string // .npy and .npz files relative to it, sorted
}

// assignment says what one file holds.
type assignment struct {
	file    string
	network string
	step    string         // "" where checkpoints are not told apart
	layer   string         // "" for an archive: its keys are the layers
	keys    map[string]Ref // where a key, or "" for a single array, was read by itself
}

// reading is a tree as a layout understands it.
type reading struct {
	Layout
	assigned []assignment
	left     []string // files that do not fit
	guess    string   // a sentence, where it could well be otherwise
	own      bool     // the folder is the network, or a checkpoint of it
	keys     bool     // each array was read by itself
}

// nameOf is what a folder or archive itself stands for when there are no
// networks in it, by the names down to it: gen-0/final is a checkpoint of gen-0,
// anything else a network.
func nameOf(names []string) (network, step string) {
	switch n := len(names); {
	case n == 0:
		return "study", ""
	case n > 1 && isCheckpointName(names[n-1]):
		return names[n-2], names[n-1]
	default:
		return names[n-1], ""
	}
}

// naturalLayout is the one of the documentation, in any mixture:
//
//	network/checkpoint/layer.npy   network/checkpoint.npz
//	network/layer.npy              network.npz
//
// and, when every name in the folder is a checkpoint's, a network's own folder:
// checkpoint/layer.npy, checkpoint.npz; and a checkpoint's own: layer.npy.
func naturalLayout(t tree) (reading, bool) {
	n := sortByDepth(t.files)
	var r reading
	switch {
	case len(n.full) > 0:
		r.assigned, r.left = n.networks()
		r.left = append(r.left, n.flat...)
		r.Reason = "folders hold checkpoints, so they are networks"
		if !slices.ContainsFunc(n.full, func(a assignment) bool { return isCheckpointName(a.step) }) {
			r.Reason = "folders hold others, so they may be networks and those their checkpoints"
		}
	case len(n.tops) > 0 && n.allCheckpoints():
		r = n.ownFolder(t)
	case len(n.tops) > 0:
		r.assigned, r.left = n.networks()
		r.left = append(r.left, n.flat...)
		r.Reason = "the names are not those of checkpoints, so each is a network"
	case len(n.flat) > 0:
		network, step := nameOf(t.above)
		for _, f := range n.flat {
			r.assigned = append(r.assigned, assignment{file: f, network: network, step: step, layer: stem(f)})
		}
		r.own = true
		r.Reason = "single arrays lie in the folder, so it is one network and each is a layer"
	default:
		return reading{}, false
	}
	r.left = append(r.left, n.deep...)
	r.Name = n.pattern(r.assigned)
	return r, true
}

// byDepth are the files of a tree by how deep they lie.
type byDepth struct {
	full []assignment // network/checkpoint/layer.npy, network/checkpoint.npz
	tops []assignment // x/layer.npy, x.npz: x is a network or a checkpoint
	flat []string     // layer.npy
	deep []string     // deeper than full
}

func sortByDepth(files []string) byDepth {
	var n byDepth
	for _, f := range files {
		elements := strings.Split(f, "/")
		last := len(elements) - 1
		elements[last] = stem(f)
		if isArchive(f) {
			elements = append(elements, "")
		}
		switch len(elements) {
		case 1:
			n.flat = append(n.flat, f)
		case 2:
			n.tops = append(n.tops, assignment{file: f, network: elements[0], layer: elements[1]})
		case 3:
			n.full = append(n.full, assignment{file: f, network: elements[0], step: elements[1], layer: elements[2]})
		default:
			n.deep = append(n.deep, f)
		}
	}
	return n
}

// networks reads the top names as networks. An array beside a network's
// checkpoints belongs to none of them and is left out.
func (n byDepth) networks() (assigned []assignment, left []string) {
	has := map[string]bool{}
	for _, a := range n.full {
		has[a.network] = true
	}
	assigned = slices.Clone(n.full)
	for _, a := range n.tops {
		if has[a.network] {
			left = append(left, a.file)
		} else {
			assigned = append(assigned, a)
		}
	}
	return assigned, left
}

func (n byDepth) allCheckpoints() bool {
	return !slices.ContainsFunc(n.tops, func(a assignment) bool { return !isCheckpointName(a.network) })
}

// ownFolder reads the top names as checkpoints of one network.
func (n byDepth) ownFolder(t tree) reading {
	network := "network"
	if len(t.above) > 0 {
		network = t.above[len(t.above)-1]
	}
	r := reading{left: slices.Clone(n.flat), own: true}
	r.Reason = "every name is that of a checkpoint, so the folder is one network"
	numbers := true
	for _, a := range n.tops {
		numbers = numbers && isNumber(a.network)
		r.assigned = append(r.assigned, assignment{file: a.file, network: network, step: a.network, layer: a.layer})
	}
	if numbers {
		r.guess = fmt.Sprintf("%s was read as one network whose checkpoints are named by numbers (%s, …); if they are networks, choose the layout that has them so.",
			network, n.tops[0].network)
	}
	return r
}

// pattern shows where the files were found, for people.
func (n byDepth) pattern(assigned []assignment) string {
	seen := map[string]bool{}
	var patterns []string
	for _, a := range assigned {
		var p string
		switch depth := strings.Count(a.file, "/"); {
		case isArchive(a.file) && a.step != "" && depth == 0:
			p = "checkpoint.npz"
		case isArchive(a.file) && a.step != "":
			p = "network/checkpoint.npz"
		case isArchive(a.file):
			p = "network.npz"
		case depth == 0:
			p = "layer.npy"
		case depth == 1 && a.step != "":
			p = "checkpoint/layer.npy"
		case depth == 1:
			p = "network/layer.npy"
		default:
			p = "network/checkpoint/layer.npy"
		}
		if !seen[p] {
			seen[p] = true
			patterns = append(patterns, p)
		}
	}
	slices.Sort(patterns)
	return strings.Join(patterns, ", ")
}

// warnings says what a reading guessed and left out.
func (r reading) warnings() []warning.Warning {
	var list []warning.Warning
	if r.guess != "" {
		list = append(list, warning.Warning{Code: warning.GuessedLayout, Message: r.guess})
	}
	if n := len(r.left); n > 0 {
		were := "arrays were"
		if n == 1 {
			were = "array was"
		}
		list = append(list, warning.Warning{
			Code: warning.Unreadable,
			Message: fmt.Sprintf("Left out: %d %s not where %s puts them, such as %s; move what belongs to the study.",
				n, were, r.Name, r.left[0]),
		})
	}
	return list
}
