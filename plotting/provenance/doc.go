// Package provenance is what an exported figure says of how it was made: a record
// that PNG, SVG and PDF files carry, so that a figure can be drawn again, or
// opened where it was made, years later and on another machine.
//
// A record is one JSON document:
//
//	{"format": "semblance figure", "version": 1,
//	 "program": {"version", "engine"},
//	 "session": {…},
//	 "numbers": {"csv"} | {"deflated"} | {"leftOut"}}
//
// The session is a session file (core/session) with the one view that the figure
// shows: the study by its name, its place as seen from the figure's folder and
// what it held, the spec with its seeds, the drawing, style and size. Places are
// relative, with the home folder written as ~, and there are no times: who gets a
// figure learns the names of the study, its networks, layers and files, and
// nothing of the person or the machine, except where a study lies outside the
// home folder and away from the figure. The numbers are those that are drawn, as
// CSV, deflated where that is shorter; above MostNumbers they are left out.
//
// A PNG carries it as compressed iTXt chunk "Semblance figure", an SVG in the
// element figure of namespace Namespace inside <metadata>, a PDF as a property of
// that name in its XMP packet. It is found again in files that other programs
// wrote anew, as long as they kept that part.
//
// Read next: record.go for the document, embed.go and extract.go for the files.
package provenance
