package model

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/semblance-app/semblance/core/job"
	"github.com/semblance-app/semblance/core/similarity"
	"github.com/semblance-app/semblance/core/study"
)

// Sentence tells a person what did not work and what to try.
type Sentence struct {
	What, Try string
	// Changed says that it is because the study changed on disk; Model.OpenAgain helps.
	Changed bool
	// Remedies are the choices that may help, which Model.Ways offers.
	Remedies similarity.Remedies
}

// Explain turns any error into a Sentence; all that people read of errors comes
// from here. Errors of this project say what, a semicolon, and what to do; what the
// system said beneath is put into words where they do not, or where it is about the
// very file that they are about.
func Explain(err error) Sentence {
	var path *fs.PathError
	var crash *job.PanicError
	var changed *study.ChangedError
	var refusal *similarity.RefusalError
	switch {
	case err == nil:
		return Sentence{}
	case errors.As(err, &changed):
		return Sentence{
			What: "The study changed on disk since it was opened.", Changed: true,
			Try: AsSentence(changed.What()) + " Open the study again to compute from what is there.",
		}
	case errors.As(err, &crash):
		return Sentence{
			What: fmt.Sprintf("Semblance ran into an error of its own: %v.", crash.Value),
			Try:  "What you had open is unharmed; the details are on the terminal, for a report.",
		}
	case errors.As(err, &refusal):
		what, try := refusal.Clauses()
		what = strings.TrimSuffix(firstLine(err), refusal.Reason) + what
		if refusal.Remedies.Datapoints > 0 {
			what += " (Advanced › Datapoints)"
		}
		return Sentence{What: AsSentence(what), Try: AsSentence(try), Remedies: refusal.Remedies}
	case said(err) != "" && (!errors.As(err, &path) || !strings.Contains(said(err), path.Path)):
		what, try, _ := strings.Cut(said(err), "; ")
		return Sentence{What: AsSentence(what), Try: AsSentence(try)}
	case errors.As(err, &path) && errors.Is(err, fs.ErrNotExist):
		return Sentence{What: "There is no file or folder " + path.Path + ".", Try: "Check the path, or open it by File › Open."}
	case errors.As(err, &path) && errors.Is(err, fs.ErrPermission):
		return Sentence{What: path.Path + " may not be read.", Try: "Check its permissions."}
	}
	what, try, _ := strings.Cut(firstLine(err), "; ")
	return Sentence{What: AsSentence(what), Try: AsSentence(try)}
}

// firstLine is an error without the stack that may follow.
func firstLine(err error) string {
	first, _, _ := strings.Cut(err.Error(), "\n")
	return first
}

// said is what an error of this project says, "" for others: it has something to try.
func said(err error) string {
	if first := firstLine(err); strings.Contains(first, "; ") {
		return first
	}
	return ""
}

// String is the whole in one line.
func (s Sentence) String() string { return strings.TrimSpace(s.What + " " + s.Try) }

// AsSentence begins s with a capital, unless it begins with a name that has its
// own letters, and ends it with a full stop.
func AsSentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return ""
	}
	word, _, _ := strings.Cut(s, " ")
	if first, size := utf8.DecodeRuneInString(s); !strings.ContainsAny(word, "/.-_0123456789") {
		s = string(unicode.ToUpper(first)) + s[size:]
	}
	if !strings.HasSuffix(s, ".") {
		s += "."
	}
	return s
}

func (m *Model) explain(err error) Sentence {
	var crash *job.PanicError
	switch {
	case errors.As(err, &crash):
		m.log(fmt.Sprintf("%v\n%s", crash, crash.Stack))
	case strings.Contains(err.Error(), "\n"):
		m.log(err.Error())
	}
	return Explain(err)
}
