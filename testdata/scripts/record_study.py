"""Record studies with semblance_record.py, as core/study's test asks for them.

    python3 testdata/scripts/record_study.py CASE STUDY [EXPECTED]

semblance_record.py is looked for on PYTHONPATH. Cases: train, killed, resumed,
shuffled, sequences, plain. Into EXPECTED go the same activations by the
shortest way, in the same layout.
"""

import os
import pathlib
import signal
import sys

import numpy as np

from semblance_record import Recorder, RecorderError

case, study = sys.argv[1], pathlib.Path(sys.argv[2])
expected = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else None


def expect(network, checkpoint, layer, array):
    folder = expected / network / checkpoint
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / f"{layer}.npy", array)


def refused(what, attempt):
    """Print the refusal of what must not be recorded."""
    try:
        attempt()
    except RecorderError as e:
        print(f"{what}: {e}")
    else:
        sys.exit(f"{what}: it was recorded")


def plain():
    """numpy alone, as JAX and TensorFlow use it; channels last."""
    assert "torch" not in sys.modules
    rng = np.random.default_rng(1)
    for network, ids in (("a", range(90)), ("b", None)):
        recorder = Recorder(study, network, axes="nhwc", ids=ids, metadata={"width": 4, "group": network})
        for step in (0, 1000):
            dense, conv = rng.normal(size=(90, 4)), rng.normal(size=(90, 3, 3, 2)).astype(np.float32)
            for i in range(0, 90, 40):  # the last batch is shorter
                recorder.record("block/dense", dense[i:i + 40])
                recorder.record("conv", conv[i:i + 40])
            recorder.checkpoint(step, loss=np.float32(2.5))
            expect(network, f"step-{step:06d}", "block.dense", dense)
            expect(network, f"step-{step:06d}", "conv", conv.mean((1, 2)))
    recorder.log(2000, accuracy=0.5)

    def ids():
        Recorder(study, "c", ids=[*range(89), 99])

    def number():
        c = Recorder(study, "c")
        c.record("dense", np.zeros((80, 4)))
        c.checkpoint(0)

    def layers():
        c = Recorder(study, "c")
        c.record("dense", np.zeros((90, 4)))
        c.record("other", np.zeros((89, 4)))
        c.checkpoint(0)

    for attempt in (ids, number, layers):
        refused(attempt.__name__, attempt)


def make():
    """A small convolutional network, its data and one step of training, the same each time."""
    import torch
    from torch import nn
    torch.manual_seed(3)
    model = nn.Sequential()
    model.add_module("conv1", nn.Conv2d(1, 4, 3, padding=1))
    model.add_module("norm", nn.BatchNorm2d(4))
    model.add_module("relu", nn.ReLU())
    model.add_module("conv2", nn.Conv2d(4, 6, 3, stride=2))
    model.add_module("flat", nn.Flatten())
    model.add_module("drop", nn.Dropout(0.2))
    model.add_module("fc", nn.Linear(6 * 9, 3))
    x = torch.randn(150, 1, 8, 8)
    y = (x.mean((1, 2, 3)) * 8).clamp(-1, 1).round().long() + 1
    optimizer = torch.optim.SGD(model.parameters(), 0.1)

    def train():
        loss = nn.functional.cross_entropy(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return loss

    return torch, model, x, y, train


def networks(start, kill):
    """Record net-0 pooled from a step on; at step 20 a kill may come in the midst of the probe."""
    torch, model, x, y, train = make()
    data = torch.utils.data.TensorDataset(x, y)
    loader = torch.utils.data.DataLoader(data, batch_size=64)
    passes = []

    def forward(model, batch):
        passes.append(1)
        if kill and step == 20 and len(passes) % 3 == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        model(batch[0])

    recorder = Recorder(study, "net-0", model=model, layers=["conv*", "fc"], data=loader,
                        forward=forward, metadata={"seed": 3})
    print("resumed beside", " ".join(recorder.checkpoints))
    for step in range(0, 31):
        if step % 10 == 0 and step >= start:
            before = torch.get_rng_state()
            with torch.no_grad():
                accuracy = (model(x).argmax(1) == y).float().mean()
            torch.set_rng_state(before)
            recorder.checkpoint(step, accuracy=accuracy, **({"loss": loss} if step else {}))
            assert torch.equal(before, torch.get_rng_state()) and all(m.training for m in model.modules())
            if expected:
                expect_convolutional(torch, model, x, f"step-{step:06d}")
        loss = train()
    return torch, model, x, loader


def expect_convolutional(torch, model, x, checkpoint):
    model.eval()
    with torch.no_grad():
        conv1 = model.conv1(x)
        conv2 = model.conv2(model.relu(model.norm(conv1)))
        outputs = {"conv1": conv1.mean((2, 3)), "conv2": conv2.mean((2, 3)), "fc": model.fc(model.flat(conv2))}
    model.train()
    for layer, out in outputs.items():
        expect("net-0", checkpoint, layer, out.numpy())


def shuffled():
    """Other precisions and positions into the same study; what differs in its datapoints is refused."""
    torch, model, x, _, _ = make()
    for network, dtype in (("half", "float16"), ("kept", None)):
        conv = "keep" if network == "kept" else "mean"
        Recorder(study, network, model=model, layers="conv1", data=x, dtype=dtype, conv=conv).checkpoint(0)
        with torch.no_grad():
            out = model.conv1(x)
        expect(network, "step-000000", "conv1", (out if dtype is None else out.mean((2, 3)).half()).numpy())
    small = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(64, 5)).bfloat16()
    Recorder(study, "brain", model=small, layers="1", data=x,
             forward=lambda model, batch: model(batch.bfloat16())).checkpoint(0)
    with torch.no_grad():
        expect("brain", "step-000000", "1", small(x.bfloat16()).float().numpy())

    def attempt(**changes):
        return lambda: Recorder(study, "other", **{**dict(model=model, layers="fc", data=x), **changes}).checkpoint(0)

    loader = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(x), shuffle=True)
    refused("order", attempt(data=x.flip(0)))
    refused("number", attempt(datapoints=100))
    refused("loader", attempt(data=loader))
    refused("layer", attempt(layers="dense*"))


def sequences():
    """An LSTM whose time comes first, a cell that runs over time, and the layer above, n×T×p."""
    import torch
    from torch import nn
    torch.manual_seed(5)

    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.lstm, self.cell, self.out = nn.LSTM(2, 5), nn.GRUCell(5, 3), nn.Linear(3, 4)

        def forward(self, x):  # n×T×2
            states, h = self.lstm(x.transpose(0, 1))[0], torch.zeros(len(x), 3)
            cells = []
            for s in states:
                h = self.cell(s, h)
                cells.append(h)
            return self.out(torch.stack(cells, 1))

    model, x = Net(), torch.randn(100, 7, 2)
    recorder = Recorder(study, "rnn", model=model, layers=["lstm", "cell", "out"])
    with torch.no_grad(), recorder.attached():
        for i in range(0, 100, 30):
            model(x[i:i + 30])
    recorder.checkpoint(500, name="final")
    with torch.no_grad():
        expect("rnn", "final", "lstm", model.lstm(x.transpose(0, 1))[0].transpose(0, 1).numpy())
        expect("rnn", "final", "out", model(x).numpy())


if case in ("train", "killed", "resumed"):
    networks(start=20 if case == "resumed" else 0, kill=case == "killed")
else:
    {"plain": plain, "shuffled": shuffled, "sequences": sequences}[case]()
