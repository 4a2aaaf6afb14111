package names

import (
	"testing"
	"unicode/utf8"
)

func TestCutWords(t *testing.T) {
	const pair = "resnet-with-a-long-name_lr0.001_seed-1 vs resnet-with-a-long-name_lr0.002_seed-2"
	for _, c := range []struct {
		text string
		most int
		want string
	}{
		{"short", 5, "short"},
		{pair, 100, pair},
		{pair, 70, "resnet-with…g-name_lr0.001_seed-1 vs resnet-with…g-name_lr0.002_seed-2"},
		{pair, 40, "resn…r0.001_seed-1 vs resn…r0.002_seed-2"},
		{pair, 20, "…001…d-1 vs …002…d-2"},
		{pair, 10, "resne…ed-2"}, // names nobody would know
		{"PWCCA similarity of resnet-with-a-long-name by layer", 40, "PWCCA similarity of resne…-name by layer"},
		{"encoder-output-dense", 7, "enc…nse"},
		{"none of these is long", 11, "none … long"},
	} {
		got := CutWords(c.text, func(s string) bool { return utf8.RuneCountInString(s) <= c.most })
		if got != c.want {
			t.Errorf("%s in %d is %q, want %q", c.text, c.most, got, c.want)
		}
	}
}
