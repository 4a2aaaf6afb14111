// Package session keeps what a person has chosen, so that it can be opened again
// tomorrow or on another machine: which study, which view, what every view asks
// and how it draws the answer, the look of figures and their export. Results are
// not kept; they follow from the study and the questions.
//
// A session is a JSON file with the extension .semblance:
//
//	{"format": "semblance session", "version": 2,
//	 "study": {"name", "sample" | "places": [{"relative", "absolute", "contents"}]},
//	 "view": "groups",
//	 "views": {"groups": {"spec": {…}, "drawing": {…}, "range": [0, 10]}},
//	 "studies": [{…}],
//	 "look": {…}, "export": {…}}
//
// A study is found by its path relative to the session file, so that a folder
// with both can be moved, or else by its absolute path. Specs are those of
// core/analysis; drawings, look and export belong to the window and are carried
// as they are. The view "panels" is several figures in one, whose panels name
// their studies by the number in studies. Fields that are not known are passed
// over.
//
// An exported figure carries a session of its one view, as Shared makes it for
// other people's eyes.
//
// Read next: session.go for the parts of a session, read.go and write.go for the
// file, contents.go for how a study is recognized, recovery.go for what is left
// by a window that was killed.
package session
