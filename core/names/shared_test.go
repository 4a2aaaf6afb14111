package names

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSharedBy(t *testing.T) {
	for _, c := range []struct {
		names string
		want  Shared
	}{
		{"", Shared{}},
		{"net-1", Shared{}},
		{"net-1,net-1", Shared{}},
		{"net-1,net-2,", Shared{Head: "net-"}},
		{"net-10,net-11", Shared{Head: "net-"}}, // a number stays whole
		{"a-long/1/of-all,a-long/23/of-all", Shared{"a-long/", "/of-all"}},
		{"cat,dog", Shared{}},
		{"a-b,a-b-c", Shared{Head: "a-"}},
		{"étude-1,étude-2,ètude-1", Shared{}},
	} {
		if got := SharedBy(slices.Values(strings.Split(c.names, ","))); got != c.want {
			t.Errorf("%s share %q", c.names, got)
		}
	}
}

func TestCut(t *testing.T) {
	for _, c := range []struct {
		shared Shared
		name   string
		most   int
		want   string
	}{
		{Shared{}, "short", 5, "short"},
		{Shared{}, "encoder-output", 7, "enc…put"},
		{Shared{Head: "resnet-with-a-long-"}, "resnet-with-a-long-name0-seed-008", 20, "res…g-name0-seed-008"},
		{Shared{"run-of-a-model-", "-trained-on-all"}, "run-of-a-model-17-trained-on-all", 12, "ru…l-17-t…ll"},
		{Shared{"a-", "-z"}, "a-0123456789-z", 7, "…01…89…"},
		{Shared{Head: "other-"}, "encoder-output", 7, "enc…put"}, // has another head
		{Shared{}, "naïveté-ünïcödé", 5, "na…dé"},
		{Shared{}, "anything", 0, "…"},
	} {
		got := c.shared.Cut(c.name, func(s string) bool { return utf8.RuneCountInString(s) <= c.most })
		if got != c.want {
			t.Errorf("%s in %d is %q, want %q", c.name, c.most, got, c.want)
		}
	}
}

// Two hundred names remain as many, however little of what they share is left.
func TestCutNamesDiffer(t *testing.T) {
	var list []string
	for i := range 200 {
		list = append(list, fmt.Sprintf("resnet-with-a-rather-long-name-family%d-seed-%03d-of-the-second-series", i%8, i))
	}
	shared := SharedBy(slices.Values(list))
	for _, most := range []int{20, 24, 30, 40, 60} {
		seen := map[string]bool{}
		for _, name := range list {
			cut := shared.Cut(name, func(s string) bool { return utf8.RuneCountInString(s) <= most })
			if n := utf8.RuneCountInString(cut); n > most {
				t.Fatalf("%s has %d of %d characters", cut, n, most)
			}
			seen[cut] = true
		}
		if len(seen) != len(list) {
			t.Errorf("in %d characters %d names are %d", most, len(list), len(seen))
		}
	}
}

func TestHas(t *testing.T) {
	for _, c := range []struct {
		words string
		want  bool
	}{{"", true}, {"seed 008", true}, {"008 RES", true}, {"seed 009", false}} {
		if Has("ResNet-seed-008", c.words) != c.want {
			t.Errorf("%q", c.words)
		}
	}
}
