package study

import (
	"strings"
	"testing"
)

func TestParts(t *testing.T) {
	v := newVocabulary()
	for name, want := range map[string]string{
		"net0_step100_conv1":                  "net:net0 step:step100 layer:conv1",
		"conv1.epoch-3.seed2":                 "layer:conv1 step:epoch-3 net:seed2",
		"resnet-seed1-epoch-3-conv1":          "plain:resnet net:seed1 step:epoch-3 layer:conv1",
		"model_0_lay02":                       "net:model_0 layer:lay02",
		"module.layer1.0.conv2":               "layer:module.layer1.0.conv2",
		"seed2_net.layer1.0.conv2_step=1.5M":  "net:seed2 layer:net.layer1.0.conv2 step:step=1.5M",
		"act_000100":                          "plain:act_000100",
		"activations_epoch_0003":              "plain:activations step:epoch_0003",
		"epoch=3-step=1200":                   "step:epoch=3 step:step=1200",
		"globalstep300 run7":                  "step:globalstep300 net:run7",
		"100k_steps-fc":                       "step:100k_steps layer:fc",
		"30epochs":                            "step:30epochs",
		"net.0.weight":                        "plain:net.0.weight",
		"seed0_final_fc1":                     "net:seed0 step:final layer:fc1",
		"step100/last_hidden":                 "step:step100 step:last layer:hidden",
		"":                                    "",
		"___":                                 "",
		"層1_étape2":                           "plain:層1_étape2",
		"step":                                "plain:step",
		"net1_l2":                             "net:net1 layer:l2",
		"resnet18.layer1.bn1":                 "layer:resnet18.layer1.bn1",
		"step99999999999999999999999999_conv": "step:step99999999999999999999999999 layer:conv",
	} {
		var got []string
		for _, p := range v.parts(name, true) {
			got = append(got, map[kind]string{plain: "plain", stepKind: "step", netKind: "net", layerKind: "layer"}[p.kind]+":"+name[p.start:p.end])
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%q is %s, want %s", name, g, want)
		}
	}
}
