package figure

import (
	"strings"
	"testing"

	"github.com/semblance-app/semblance/core/analysis"
)

func TestFewerPairs(t *testing.T) {
	layers := []string{"conv1", "conv2", "conv3", "fc1", "fc2"}
	series := func(used ...int) analysis.GroupSeries { return analysis.GroupSeries{Pairs: 3, Used: used} }
	for _, c := range []struct {
		list []analysis.GroupSeries
		want string
	}{
		{[]analysis.GroupSeries{series(3, 3, 3, 3, 3), series(3, 3, 3, 3, 3)}, ""},
		{[]analysis.GroupSeries{series(3, 1, 3, 3, 3), series(3, 3, 3, 3, 3)}, " Not all pairs have a value at conv2 (4 of 6)."},
		{[]analysis.GroupSeries{series(3, 0, 3, 3, 1)}, " Not all pairs have a value at conv2 (0 of 3), fc2 (1 of 3)."},
		{[]analysis.GroupSeries{series(1, 1, 1, 1, 1)}, " Not all pairs have a value at conv1 (1 of 3), conv2 (1 of 3), conv3 (1 of 3) and 2 more layers."},
	} {
		if got := fewerPairs(layers, c.list); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	fig := Groups(&analysis.GroupsResult{
		Layers: layers[:2],
		Groups: []analysis.GroupSeries{{Name: "a", Kind: analysis.Within, Pairs: 3, Used: []int{3, 1}, Mean: analysis.Values{0.1, 0.2}}},
	}, GroupsOptions{})
	if !strings.HasSuffix(fig.Caption, " Not all pairs have a value at conv2 (1 of 3).") {
		t.Errorf("the caption is %q", fig.Caption)
	}
}
