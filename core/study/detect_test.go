package study

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/semblance-app/semblance/core/warning"
)

// treeOf makes files from patterns in which {a,b} stands for either; a list of
// keys after a colon makes an archive.
func treeOf(t testing.TB, patterns ...string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	for _, p := range patterns {
		name, keys, archive := strings.Cut(p, ":")
		for _, f := range expand(name) {
			if archive {
				files[f] = npz(t, strings.Fields(strings.Join(expandAll(strings.Split(keys, " ")), " "))...)
			} else {
				files[f] = npy(t, 8, 3)
			}
		}
	}
	return files
}

func expandAll(patterns []string) []string {
	var list []string
	for _, p := range patterns {
		list = append(list, expand(p)...)
	}
	return list
}

func expand(p string) []string {
	before, rest, ok := strings.Cut(p, "{")
	if !ok {
		return []string{p}
	}
	inside, after, _ := strings.Cut(rest, "}")
	var list []string
	for _, choice := range strings.Split(inside, ",") {
		for _, tail := range expand(after) {
			list = append(list, before+choice+tail)
		}
	}
	return list
}

func TestDetectedLayouts(t *testing.T) {
	for _, test := range []struct {
		files  []string
		layout string
		reason string
		want   string
	}{
		{
			[]string{"net{0,1}_step{100,200}_{conv1,fc1}.npy"},
			"network_checkpoint_layer.npy", "net0 numbers a network",
			"net0/step100: conv1 fc1\nnet0/step200: conv1 fc1\nnet1/step100: conv1 fc1\nnet1/step200: conv1 fc1\n",
		},
		{
			[]string{"{conv1,conv10,conv2}.epoch-{3,20}.seed2.npz:acts"},
			"layer.checkpoint.network.npz:acts", "epoch-3 says how far",
			"seed2/epoch-3: conv1 conv2 conv10\nseed2/epoch-20: conv1 conv2 conv10\n",
		},
		{[]string{"model_{0,1}_lay{02,10}.npy"}, "network_layer.npy", "lay02 names a layer", "model_0/: lay02 lay10\nmodel_1/: lay02 lay10\n"},
		{
			[]string{"resnet-seed1-epoch-{3,12}-{conv1,layer1.0.conv2}.npy"},
			"resnet-network-checkpoint-layer.npy", "",
			"seed1/epoch-3: conv1 layer1.0.conv2\nseed1/epoch-12: conv1 layer1.0.conv2\n",
		},
		{
			[]string{"{0,1,2}/{0,1000}/{conv1,fc}/rep.npy"},
			"network/checkpoint/layer/rep.npy", "0 and 1000 look like training steps",
			"0/0: conv1 fc\n0/1000: conv1 fc\n1/0: conv1 fc\n1/1000: conv1 fc\n2/0: conv1 fc\n2/1000: conv1 fc\n",
		},
		{
			[]string{"activations_epoch_{0003,0010}/{conv1,fc}.npy"},
			"activations_checkpoint/layer.npy", "so the folder is one",
			"my-study/epoch_0003: conv1 fc\nmy-study/epoch_0010: conv1 fc\n",
		},
		{
			[]string{"act_{000100,000200,001000}.npz:conv1 fc"},
			"act_checkpoint.npz", "look like training steps",
			"my-study/000100: conv1 fc\nmy-study/000200: conv1 fc\nmy-study/001000: conv1 fc\n",
		},
		{
			[]string{"{a,b}.npz:step100 step200 step1000"},
			"network.npz:checkpoint", "step100 says how far",
			"a/step100: activations\na/step200: activations\na/step1000: activations\nb/step100: activations\nb/step200: activations\nb/step1000: activations\n",
		},
		{
			[]string{"all.npz:net{0,1}/step{1,2}/module.layer{1,2}.0.conv2"},
			"all.npz:network/checkpoint/layer", "module.layer1.0.conv2 names a layer",
			"net0/step1: module.layer1.0.conv2 module.layer2.0.conv2\nnet0/step2: module.layer1.0.conv2 module.layer2.0.conv2\nnet1/step1: module.layer1.0.conv2 module.layer2.0.conv2\nnet1/step2: module.layer1.0.conv2 module.layer2.0.conv2\n",
		},
		{
			[]string{"step-{1,10}/seed-{1,2}/{conv1,fc}.npy"},
			"checkpoint/network/layer.npy", "seed-1 numbers a network",
			"seed-1/step-1: conv1 fc\nseed-1/step-10: conv1 fc\nseed-2/step-1: conv1 fc\nseed-2/step-10: conv1 fc\n",
		},
		{[]string{"seed{1,2}/{conv1,fc}/step{1,10}.npy"}, "network/layer/checkpoint.npy", "", "seed1/step1: conv1 fc\nseed1/step10: conv1 fc\nseed2/step1: conv1 fc\nseed2/step10: conv1 fc\n"},
		{[]string{"seed{1,2}/{conv1,fc}/{0100,0200}.npy"}, "network/layer/checkpoint.npy", "", "seed1/0100: conv1 fc\nseed1/0200: conv1 fc\nseed2/0100: conv1 fc\nseed2/0200: conv1 fc\n"},
		{[]string{"{conv1,fc}/net{1,2}.npy"}, "layer/network.npy", "", "net1/: conv1 fc\nnet2/: conv1 fc\n"},
		{[]string{"run{1,2}/step{5,50}_{conv1,fc}.npy"}, "network/checkpoint_layer.npy", "", "run1/step5: conv1 fc\nrun1/step50: conv1 fc\nrun2/step5: conv1 fc\nrun2/step50: conv1 fc\n"},
		{[]string{"run1_{init,step10,final}_{conv1,fc}.npy"}, "network_checkpoint_layer.npy", "", "run1/init: conv1 fc\nrun1/step10: conv1 fc\nrun1/final: conv1 fc\n"},
		{[]string{"net_{0,1}-{init,final}.npz:lstm1 lstm2"}, "network-checkpoint.npz", "", "net_0/init: lstm1 lstm2\nnet_0/final: lstm1 lstm2\nnet_1/init: lstm1 lstm2\nnet_1/final: lstm1 lstm2\n"},
		{[]string{"epoch=3-step=300_fc.npy", "epoch=12-step=1200_fc.npy"}, "checkpoint_layer.npy", "", "my-study/epoch=3-step=300: fc\nmy-study/epoch=12-step=1200: fc\n"},
		{[]string{"exp/a/b/seed{0,1}/acts/step{1,2}/{conv1,fc}.npy"}, "exp/a/b/network/acts/checkpoint/layer.npy", "", "seed0/step1: conv1 fc\nseed0/step2: conv1 fc\nseed1/step1: conv1 fc\nseed1/step2: conv1 fc\n"},
		{[]string{"{memorize,generalize}_{0,1}_{conv1,fc}.npy"}, "network_layer.npy", "", "generalize_0/: conv1 fc\ngeneralize_1/: conv1 fc\nmemorize_0/: conv1 fc\nmemorize_1/: conv1 fc\n"},
		{[]string{"net{0,1,2}_{a,b,skip.1}_step7.npy"}, "network_layer_checkpoint.npy", "", "net0/step7: a b skip.1\nnet1/step7: a b skip.1\nnet2/step7: a b skip.1\n"},
		{
			[]string{"run_{0,1}/{0,20}_{conv1,fc}.npy"},
			"network/checkpoint_layer.npy", "0 and 20 may be checkpoints",
			"run_0/0: conv1 fc\nrun_0/20: conv1 fc\nrun_1/0: conv1 fc\nrun_1/20: conv1 fc\n",
		},
		{[]string{"{conv1,fc}/{gen,mem}.npy"}, "layer/network.npy", "gen and mem may be networks", "gen/: conv1 fc\nmem/: conv1 fc\n"},
		{
			[]string{"net {0,1} step {1,2} conv {1,2}.npy"},
			"network checkpoint layer.npy", "net 0 numbers a network",
			"net 0/step 1: conv 1 conv 2\nnet 0/step 2: conv 1 conv 2\nnet 1/step 1: conv 1 conv 2\nnet 1/step 2: conv 1 conv 2\n",
		},
		{
			[]string{"{resnet,vgg}_{best,last}.npz:layer1.0.conv1 fc"},
			"network_checkpoint.npz", "best says how far training was",
			"resnet/best: layer1.0.conv1 fc\nresnet/last: layer1.0.conv1 fc\nvgg/best: layer1.0.conv1 fc\nvgg/last: layer1.0.conv1 fc\n",
		},
		{
			[]string{"{hidden,out}/seed{0,1}/{1,2,10}.npy"},
			"layer/network/checkpoint.npy", "seed0 numbers a network, 1 to 10 may be checkpoints, and hidden names a layer",
			"seed0/1: hidden out\nseed0/2: hidden out\nseed0/10: hidden out\nseed1/1: hidden out\nseed1/2: hidden out\nseed1/10: hidden out\n",
		},
		{
			[]string{"{hidden,probe}/{1,2,10}/seed{0,1}.npy"},
			"layer/checkpoint/network.npy", "hidden names a layer",
			"seed0/1: hidden probe\nseed0/2: hidden probe\nseed0/10: hidden probe\nseed1/1: hidden probe\nseed1/2: hidden probe\nseed1/10: hidden probe\n",
		},
		{
			[]string{"seed{0,1}/{hidden,probe}/{1,2,10}.npy"},
			"network/layer/checkpoint.npy", "",
			"seed0/1: hidden probe\nseed0/2: hidden probe\nseed0/10: hidden probe\nseed1/1: hidden probe\nseed1/2: hidden probe\nseed1/10: hidden probe\n",
		},
		{[]string{"{conv,fc}/run{0,1}/{100,200}.npy"}, "layer/network/checkpoint.npy", "", "run0/100: conv fc\nrun0/200: conv fc\nrun1/100: conv fc\nrun1/200: conv fc\n"},
		{
			[]string{"{memorize,generalize}/seed{0,1}/{conv1,fc}.npy"},
			"network/network/layer.npy", "generalize-seed0 numbers a network",
			"generalize-seed0/: conv1 fc\ngeneralize-seed1/: conv1 fc\nmemorize-seed0/: conv1 fc\nmemorize-seed1/: conv1 fc\n",
		},
		{[]string{"{hidden,out}/seed{0,1}.npy"}, "layer/network.npy", "seed0 numbers a network", "seed0/: hidden out\nseed1/: hidden out\n"},
		{[]string{"net_{0,1,2}.npy"}, "network.npy", "net_0 numbers a network", "net_0/: activations\nnet_1/: activations\nnet_2/: activations\n"},
	} {
		t.Run(test.files[0], func(t *testing.T) {
			s := open(t, treeOf(t, test.files...))
			if s.Layout.Name != test.layout || !strings.Contains(s.Layout.Reason, test.reason) {
				t.Errorf("read as %s (%s), want %s (%s)", s.Layout.Name, s.Layout.Reason, test.layout, test.reason)
			}
			if got := shape(s); got != test.want {
				t.Errorf("holds\n%swant\n%s", got, test.want)
			}
			if all := s.Layouts(); all[0] != s.Layout {
				t.Errorf("the first of the layouts is %v", all[0])
			}
			for _, l := range s.Layouts() {
				if l.Reason == "" {
					t.Errorf("%s has no reason", l.Name)
				}
			}
		})
	}
}

// What is as the documentation has it is read as that, whatever its names.
func TestNaturalIsKept(t *testing.T) {
	for _, test := range []struct {
		files []string
		name  string
	}{
		{[]string{"gen-{0,1}/{final,step-10}/{conv1,fc1}.npy"}, "network/checkpoint/layer.npy"},
		{[]string{"seed-{0,1}/{conv1,fc1}.npy"}, "network/layer.npy"},
		{[]string{"gen-{0,1}.npz:conv1 fc1"}, "network.npz"},
		{[]string{"step-{1,2}/{conv1,fc1}.npy"}, "checkpoint/layer.npy"},
		{[]string{"{conv1,fc1,net.0.conv,net.2.conv}.npy"}, "layer.npy"},
		{[]string{"layer1.{0,1}.conv{1,2}.npy"}, "layer.npy"},
		{[]string{"a/{final,step-10}.npz:net_0 net_1"}, "network/checkpoint.npz"},
		{[]string{"memorize-{1000,2000}.npz:conv1 fc1"}, "network.npz"},
		{[]string{"resnet_epoch90.npz:conv1 fc", "vgg_epoch100.npz:conv1 fc"}, "network.npz"},
		{[]string{"{conv1,fc}.npy"}, "layer.npy"},
		{[]string{"{a,b,c}.npy"}, "layer.npy"},
		{[]string{"lr{0.1,0.01}_epoch100/{conv1,fc}.npy"}, "network/layer.npy"},
		{[]string{"{lstm,gru}/{x,y}.npy"}, "network/layer.npy"},
		{[]string{"run-{a,b}/{0_conv,1_fc}.npy"}, "network/layer.npy"},
	} {
		s := open(t, treeOf(t, test.files...))
		if s.Layout.Name != test.name || s.Layout.Ambiguous || len(s.Warnings) != 0 {
			t.Errorf("%s is read as %+v, warnings %v", test.files[0], s.Layout, s.Warnings)
		}
	}
}

// Where nothing in the names says which of several layouts is meant, that is
// asked, and every answer can be had.
func TestDoubtfulLayouts(t *testing.T) {
	for _, test := range []struct {
		files   []string
		layout  string
		holds   string
		another string // that is offered
		as      string // what it holds
	}{
		{
			[]string{"{x,y,z}_{p,q,r}_{u,v}.npy"},
			"layer.npy", "1 network (my-study) of 18 layers (x_p_u to z_r_v)",
			"network_layer.npy", "9 networks (x_p to z_r) of 2 layers (u and v)",
		},
		{
			[]string{"{alpha,beta}/{left,right}/rep.npy"},
			"network/layer/rep.npy", "2 networks (alpha and beta) of 2 layers (left and right)",
			"network/checkpoint/layer.npy", "2 networks (alpha and beta) at 2 checkpoints (left and right) of 1 layer (rep)",
		},
		{
			[]string{"{alpha,beta}/{left,right}/{one,two}.npy"},
			"network/checkpoint/layer.npy", "2 networks (alpha and beta) at 2 checkpoints (left and right) of 2 layers (one and two)",
			"network/network/layer.npy", "4 networks (alpha-left to beta-right) of 2 layers (one and two)",
		},
		{
			[]string{"{0,1,2}/{conv1,fc1}.npy"},
			"checkpoint/layer.npy", "1 network (my-study) at 3 checkpoints (0 to 2) of 2 layers (conv1 and fc1)",
			"network/layer.npy", "3 networks (0 to 2) of 2 layers (conv1 and fc1)",
		},
		{
			[]string{"{memorize,generalize}_{0,1}_{conv1,fc1}.npy"},
			"network_layer.npy", "4 networks (generalize_0 to memorize_1) of 2 layers (conv1 and fc1)",
			"network_checkpoint_layer.npy", "2 networks (generalize and memorize) at 2 checkpoints (0 and 1) of 2 layers (conv1 and fc1)",
		},
	} {
		files := treeOf(t, test.files...)
		s := open(t, files)
		if !s.Layout.Ambiguous || s.Layout.Name != test.layout || s.Layout.Holds != test.holds {
			t.Errorf("%s is read as %+v", test.files[0], s.Layout)
		}
		wantWarning(t, s.Warnings, warning.GuessedLayout, "could as well be", "choose the layout that is meant")
		i := slices.IndexFunc(s.Layouts(), func(l Layout) bool { return l.Name == test.another })
		if i < 0 || s.Layouts()[i].Holds != test.as {
			t.Errorf("%s: %+v", test.files[0], s.Layouts())
			continue
		}
		for _, l := range s.Layouts() {
			read, err := OpenFSWith(t.Context(), files, "my-study", OpenOptions{Layout: l.Name})
			if err != nil || read.Layout.Ambiguous || len(read.Warnings) > 0 || read.Layout.Holds != l.Holds {
				t.Errorf("%s: chosen, %s is %+v, %v", test.files[0], l.Name, read.Layout, err)
			}
		}
	}
}
