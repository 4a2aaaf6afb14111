package study

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/semblance-app/semblance/core/arrayfile"
)

// Open opens a folder or a single .npy or .npz file. The folder may be a study,
// a network's own or a checkpoint's own. Only headers are read; a file that
// cannot be read becomes a warning while there are others. The error is ctx's,
// an *Error or an *arrayfile.Error.
func Open(ctx context.Context, path string) (*Study, error) {
	return OpenWith(ctx, path, OpenOptions{})
}

// OpenOptions say how a folder is read. The zero value leaves it to what
// study.json says and to the names of the files.
type OpenOptions struct {
	// Layout is the name of one of Study.Layouts, over the one that is saved and
	// the one that is guessed.
	Layout string
	// Axes are those of arrays with as many dimensions as each, over the ones
	// that are saved and those that are guessed.
	Axes []Axes
	// Split is the one of several splits of the inputs to read, or AllSplits: only
	// what lies in folders or archives of that name, as if that level were not there.
	// network/test/conv1.npy, test/network/conv1.npy and network/final/test.npz belong
	// to the split test. "" is the first where every file lies in one.
	Split string
}

// OpenWith opens a folder or a file as Open does, with choices. The error is as
// of Open, or a *LayoutError for a layout that the files do not fit.
func OpenWith(ctx context.Context, path string, o OpenOptions) (*Study, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	if info.IsDir() {
		p := place{fsys: os.DirFS(path), path: path, above: elements(absolute)}
		return p.openFolder(ctx, o)
	}
	if o.Split != "" && o.Split != AllSplits {
		return nil, &Error{Path: path, What: "it is a single file, in which there are no splits", Hint: "open a folder"}
	}
	folder, file := filepath.Split(absolute)
	p := place{fsys: os.DirFS(folder), path: folder, above: elements(folder)}
	s, err := p.openFile(ctx, file, o)
	if err != nil {
		return nil, at(path, err)
	}
	if o.Layout != "" && o.Layout != s.Layout.Name {
		return nil, &LayoutError{Path: path, Name: o.Layout, Have: s.Layouts()}
	}
	s.Path = path
	return s, nil
}

// OpenFS opens the root folder of a file system, such as an embedded sample,
// as Open does. name is the folder's.
func OpenFS(ctx context.Context, fsys fs.FS, name string) (*Study, error) {
	return OpenFSWith(ctx, fsys, name, OpenOptions{})
}

// OpenFSWith opens the root folder of a file system as OpenFS does, with choices.
func OpenFSWith(ctx context.Context, fsys fs.FS, name string, o OpenOptions) (*Study, error) {
	return place{fsys: fsys, above: []string{name}}.openFolder(ctx, o)
}

// place is a folder to read a study from.
type place struct {
	fsys  fs.FS
	path  string   // on disk; "" for embedded files
	above []string // the folder's name and those of the folders around it, outermost first
	split string   // the only one to read, if any
}

// name is what the folder is called.
func (p place) name() string {
	if len(p.above) == 0 {
		return "study"
	}
	return p.above[len(p.above)-1]
}

// show is the path that people know of a file in the folder.
func (p place) show(file string) string {
	if p.path == "" {
		return path.Join(p.name(), file)
	}
	return filepath.Join(p.path, filepath.FromSlash(file))
}

func (p place) openFolder(ctx context.Context, o OpenOptions) (*Study, error) {
	found, err := list(ctx, p.fsys)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, unreadable(p.show("."), err)
	}
	p.split = splitOr(o.Split, found.arrays)
	files, real, err := p.within(found.arrays)
	if err != nil {
		return nil, err
	}
	d, about, err := p.begin(found, o)
	if err != nil {
		return nil, err
	}
	d.real, d.files = real, files
	if o.Split == "" {
		d.ofSplits = warnOfSplits(files)
	}
	if err := d.read(ctx, found); err != nil {
		return nil, err
	}
	d.describe(about, o.Axes)
	d.study.Layout.Holds = d.study.holds()
	d.study.naming.layout = d.study.Layout
	d.annotate(about.Metadata)
	d.addCurves()
	return d.study, nil
}

// begin is a study of what was found, before any array is opened, and what is said of it
// in the files beside the networks.
func (p place) begin(found listing, o OpenOptions) (*detection, description, error) {
	beside := p.lookBeside()
	about, err := p.readDescription()
	if err != nil {
		return nil, about, err
	}
	var said identities
	said.all = said.take(p.show(descriptionFile), about.Datapoints)
	said.above(p)
	said.inside(p, found.describe)
	beside.files = append(beside.files, said.read...)
	b := &builder{place: p, said: said, study: &Study{
		Name: join(nameOf(p.above)), Path: p.path, Split: p.split, Splits: splitsIn(found.arrays), ahead: &ahead{}, beside: beside, noted: about.noted,
		folders: p.recorded(found),
	}}
	b.warn(found.warnings...)
	b.warn(found.foreign()...)
	return &detection{builder: b, asked: o.Layout, saved: about.Layout}, about, nil
}

// read opens the arrays as the layers they are.
func (d *detection) read(ctx context.Context, found listing) error {
	opened, err := d.run(ctx)
	if err != nil {
		return err
	}
	if opened == nil {
		return d.place.nothing(found)
	}
	d.warn(d.ofSplits...)
	d.warn(d.warnings()...)
	d.builder.take(opened)
	if len(d.study.files) == 0 {
		return d.allUnreadable(opened)
	}
	d.leaveOutLabels()
	if err := d.stack(); err != nil {
		return err
	}
	d.leaveOut()
	if len(d.study.files) == 0 {
		return d.noneWhole()
	}
	d.study.naming = d.naming
	return nil
}

// openFile opens one file of the folder. Whether it is an archive is told by
// its contents, not by its name.
func (p place) openFile(ctx context.Context, file string, o OpenOptions) (*Study, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	f, err := arrayfile.OpenFS(p.fsys, file)
	if err != nil {
		return nil, err
	}
	a := assignment{file: file, network: stem(file), layer: stem(file)}
	l := Layout{Name: "layer.npy", Reason: "it is a single array, so it is one layer of one network"}
	if f.Headers()[0].Key != "" {
		a.network, a.step = nameOf(append(slices.Clone(p.above), stem(file)))
		a.layer = ""
		l = Layout{Name: "network.npz", Reason: "it is one archive, so it is one network and its keys are the layers"}
	}
	var said identities
	said.all = said.readFile(besideFile{fsys: p.fsys, name: descriptionFile, path: p.show(descriptionFile)})
	said.above(p)
	b := builder{place: p, said: said, study: &Study{ahead: &ahead{}, Name: join(a.network, a.step), Path: p.path, Layout: l}}
	if len(said.read) > 0 {
		b.study.beside = &beside{files: said.read}
	}
	b.take([]opened{{assignment: a, file: f}})
	b.leaveOutLabels()
	b.study.naming.other, _ = b.stack(o.Layout)
	b.leaveOut()
	if len(b.study.files) == 0 {
		return nil, b.noneWhole()
	}
	b.describe(description{}, o.Axes)
	return b.study, nil
}

// nothing explains a folder in which there is nothing to open.
func (p place) nothing(found listing) error {
	e := &Error{Path: p.show(".")}
	if len(found.arrays) > 0 {
		first, _, _ := strings.Cut(found.arrays[0], "/")
		e.What = fmt.Sprintf("its arrays lie deeper than network/checkpoint/layer, such as %s", found.arrays[0])
		e.Hint = fmt.Sprintf("open a folder inside it, such as %s", p.show(first))
		if splits := splitsIn(found.arrays); len(splits) > 0 {
			e.Hint += ", or choose one of the splits " + strings.Join(splits, ", ")
		}
		return e
	}
	e.What, e.Hint = "there is no .npy or .npz file in it", "record activations with numpy.save or numpy.savez, or open another folder"
	if len(found.warnings) > 0 {
		e.What = "nothing in it can be read: " + strings.TrimSuffix(strings.TrimPrefix(found.warnings[0].Message, "Left out: "), ".")
		e.Hint = ""
	}
	for _, known := range foreign() {
		if n := found.others[known.ext]; n > 0 {
			e.What = fmt.Sprintf("there is no .npy or .npz file in it, only %s files (%d %s)", known.name, n, known.ext)
			e.Hint = "save the activations in them with numpy.save or numpy.savez"
		}
	}
	return e
}

// elements are the names in an absolute path.
func elements(absolute string) []string {
	rest := strings.TrimPrefix(absolute, filepath.VolumeName(absolute))
	return strings.FieldsFunc(filepath.ToSlash(rest), func(r rune) bool { return r == '/' })
}
