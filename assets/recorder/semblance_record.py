"""Record the activations of neural networks while they train, for Semblance.

One file that needs only numpy; PyTorch is used where it is there.

PyTorch, added to a training script:

    from semblance_record import Recorder
    recorder = Recorder("study", network="cnn-0", model=model, layers=["conv*", "fc*"], data=probe_loader)
    ...
        recorder.checkpoint(step, loss=loss, accuracy=accuracy)    # in the training loop

JAX, TensorFlow or anything else that gives arrays:

    recorder = Recorder("study", network="mlp-0")
    ...
        for batch in probe:                                        # in the training loop
            recorder.record("hidden", hidden_activations(params, batch))
        recorder.checkpoint(step, loss=loss)

Both write study/<network>/step-000100/<layer>.npy, and beside the networks
study.json (what the datapoints are), curves.csv and metadata.csv.

Every network and checkpoint of a study must see the same datapoints in the same
order; anything else is refused. A checkpoint is written under a hidden name and
renamed when it is complete, so that a run that is killed leaves only complete
checkpoints. A run that is started again goes on beside them: it replaces a
checkpoint that it comes to once more. To begin a network anew, delete its folder.
With several processes (DistributedDataParallel), record in one of them.
"""

import contextlib
import csv
import hashlib
import json
import numbers
import os
import pathlib
import re
import shutil
import warnings

import numpy as np

__all__ = ["Recorder", "RecorderError"]

FIRST, LAST = "n×C×H×W", "n×H×W×C"
AXES = {"nchw": FIRST, "nhwc": LAST, FIRST.lower(): FIRST, LAST.lower(): LAST}
PART, OLD, LOCK = ".recording", ".replaced-", ".recorder-lock"


class RecorderError(ValueError):
    """Something that must not be recorded: the message says what and what to do."""


class Recorder:
    """Records one network into a study.

    study      the folder of the study; made if it is not there.
    network    the name of the network, such as "cnn-seed1".
    model      a torch module, or None when record() is called instead.
    layers     names of its modules, or patterns: * stands for any part of a name
               between dots, ** for any part at all ("conv*", "blocks.*.mlp",
               "**.attn"). Default: every innermost module that has parameters.
    data       the inputs: an iterable of batches in a fixed order, such as a
               DataLoader that does not shuffle, or one tensor or array. Of a batch
               that is a tuple or list the first element is the input; of one that
               is a dict, all are keyword arguments.
    forward    how a batch is run, a function of (model, batch), where the above
               does not fit.
    datapoints how many of data to take; default all. Ten for each neuron are few.
    batch_size of data that is one tensor or array.
    conv       "mean" keeps the mean over the positions of a convolutional map
               (n×C), "keep" keeps the positions too (n×C×H×W).
    axes       of arrays of four dimensions: "nchw" or "nhwc". Default "nchw" for a
               torch module; for record() it must be said.
    time_major True where arrays of three dimensions are T×n×p, not n×T×p. Of
               PyTorch's own recurrent and attention modules it is known.
    dtype      what to store, such as "float16"; default: what the network
               computes in, and float32 for bfloat16 and other types that numpy
               lacks.
    ids        a name or number for each datapoint, in order. They are compared
               with those of the study. Without them the inputs themselves are.
    metadata   values of this network for metadata.csv, such as {"width": 64}.
    """

    def __init__(self, study, network, model=None, layers=None, data=None, *, forward=None,
                 datapoints=None, batch_size=256, conv="mean", axes=None, time_major=False,
                 dtype=None, ids=None, metadata=None):
        if conv not in ("mean", "keep"):
            raise RecorderError(f'conv is {conv!r}; choose "mean" or "keep"')
        if axes is not None and str(axes).lower() not in AXES:
            raise RecorderError(f'axes is {axes!r}; choose "nchw" or "nhwc"')
        if datapoints is not None and datapoints < 1:
            raise RecorderError(f"datapoints is {datapoints}; give 1 or more, or leave it out for all")
        self.network = file_name(network, "network")
        self.study = Study(study)
        self.folder = self.study.path / self.network
        self._axes = AXES[str(axes).lower()] if axes else (FIRST if model is not None else None)
        self._conv, self._time_major, self._limit = conv, time_major, datapoints
        self._dtype = None if dtype is None else np.dtype(dtype)
        self._ids = None if ids is None else [plain(i) for i in ids]
        self._writers, self._digest, self._advised = {}, None, False
        self._probe = None
        if model is not None:
            self._probe = TorchProbe(model, layers, data, forward, batch_size)
        elif layers is not None or data is not None:
            raise RecorderError("layers and data go with a model; without one, call record(layer, array) for each layer")
        self.study.check(self.network, None, self._ids, None)
        self._metadata = dict(metadata or {})
        self._recover()

    @property
    def checkpoints(self):
        """The names of the complete checkpoints of this network, sorted."""
        return sorted(p.name for p in self.folder.glob("*") if p.is_dir() and not p.name.startswith("."))

    def record(self, layer, array):
        """Append the activations of the next datapoints to a layer.

        array is datapoints × neurons, × timesteps × neurons or convolutional, of
        numpy or of anything that converts to it. It belongs to the checkpoint
        that checkpoint() completes.
        """
        a = as_numpy(array)
        if a.ndim == 3 and self._time_major:
            a = a.swapaxes(0, 1)
        self._append(file_name(layer, "layer"), a)

    @contextlib.contextmanager
    def attached(self):
        """Record what the model computes inside a with block, for forward passes of your own."""
        if self._probe is None:
            raise RecorderError("attached() needs a model; give one to the Recorder, or call record(layer, array)")
        with self._probe.listening(self._take):
            yield self

    def checkpoint(self, step, name=None, **curves):
        """Complete a checkpoint and return its folder.

        With a model and data the data are run through the model first, in
        evaluation mode and without gradients; the mode of each module and the
        random state are as before afterwards. curves are the values of training
        curves at this step. The folder is step-000100 for step 100, or name,
        such as "final".
        """
        folder = self.folder / checkpoint_name(step, name, curves)
        curves = {k: number(k, v) for k, v in curves.items()}
        try:
            if self._probe is not None and self._probe.data is not None:
                self._digest = self._probe.run(self._take, self._full, self._limit)
            n = self._close()
            with self.study.locked():
                self.study.check(self.network, n, self._ids, self._digest, write=True)
                if self._metadata:
                    self.study.put("metadata.csv", {"network": self.network}, self._metadata)
                if curves:
                    self.study.put("curves.csv", {"network": self.network, "step": text(step)}, curves)
                self._replace(folder)
        except BaseException:
            self._discard()
            raise
        return folder

    def log(self, step, **curves):
        """Add values of training curves at a step, without activations."""
        self.study.put("curves.csv", {"network": self.network, "step": text(number("step", step))},
                       {k: number(k, v) for k, v in curves.items()})

    def _take(self, layer, array, time_major):
        """Append what a hook saw; time_major is None where the module does not tell."""
        if array.ndim == 3 and (self._time_major if time_major is None else time_major):
            array = array.swapaxes(0, 1)
        if self._conv == "mean" and array.ndim == 4:
            array = self._probe.mean(array, self._positions())
        self._append(file_name(layer, "layer"), as_numpy(array))

    def _positions(self):
        return (2, 3) if self._axes == FIRST else (1, 2)

    def _append(self, layer, a):
        if a.dtype.kind not in "fiub":
            raise RecorderError(f"layer {layer} has values of type {a.dtype}; record real numbers")
        if a.ndim < 2 or a.ndim > 4:
            raise RecorderError(f"layer {layer} has the shape {shape_text(a.shape)}; record datapoints × neurons, "
                                "datapoints × timesteps × neurons, or convolutional maps")
        if a.ndim == 4:
            a = self._arrange(layer, a)
        writer = self._writers.get(layer)
        if writer is None:
            writer = self._open(layer, a)
        if self._limit is not None:
            a = a[:max(0, self._limit - writer.rows)]
        writer.append(a)

    def _arrange(self, layer, a):
        """Pool a convolutional map, or give it the order of axes that the study has."""
        if self._axes is None:
            raise RecorderError(f'layer {layer} has four dimensions, {shape_text(a.shape)}; say which they are with '
                                'axes="nhwc" (TensorFlow, JAX) or axes="nchw" (PyTorch)')
        if self._conv == "mean":
            wide = np.float64 if a.dtype.itemsize > 4 else np.float32
            return a.mean(axis=self._positions(), dtype=wide)
        stored = self.study.axes()
        if stored == self._axes:
            return a
        return a.transpose(0, 3, 1, 2) if stored == FIRST else a.transpose(0, 2, 3, 1)

    def _open(self, layer, a):
        if not self._writers:
            self._discard()
            (self.folder / PART).mkdir(parents=True)
        for other in self._writers:
            if other.lower() == layer.lower():
                raise RecorderError(f"layers {other} and {layer} would be one file where case does not count; rename one")
        dtype = self._dtype or a.dtype
        self._writers[layer] = Writer(self.folder / PART / f"{layer}.npy", layer, dtype, a.shape[1:])
        return self._writers[layer]

    def _full(self):
        return self._limit is not None and bool(self._writers) and all(
            w.rows >= self._limit for w in self._writers.values())

    def _close(self):
        """Complete the files of this checkpoint; all must have as many datapoints."""
        if not self._writers:
            raise RecorderError("nothing was recorded for this checkpoint; give the Recorder a model and data, "
                                "or call record(layer, array) before checkpoint()")
        for w in self._writers.values():
            w.close()
        first, *others = self._writers.values()
        for w in others:
            if w.rows != first.rows:
                raise RecorderError(f"layer {first.layer} has {first.rows} datapoints but layer {w.layer} has {w.rows}; "
                                    "every layer must see the same ones (of sequences T×n×p, say time_major=True)")
        self._advise(first.rows)
        return first.rows

    def _advise(self, n):
        for w in self._writers.values():
            if w.bad:
                warnings.warn(f"Layer {w.layer} of {self.network} has values that are not finite; Semblance will not compare it.",
                              stacklevel=4)
        wide = max(self._writers.values(), key=lambda w: w.neurons)
        if n < 10 * wide.neurons and not self._advised:
            self._advised = True
            warnings.warn(f"{n} datapoints are few for the {wide.neurons} neurons of layer {wide.layer}: below ten per "
                          "neuron, chance alone scores high. Record more datapoints if you can.", stacklevel=4)

    def _replace(self, folder):
        """Put the complete checkpoint in its place."""
        old = self.folder / (OLD + folder.name)
        if folder.exists():
            os.replace(folder, old)
        os.replace(self.folder / PART, folder)
        self._writers, self._digest = {}, None
        shutil.rmtree(old, ignore_errors=True)

    def _recover(self):
        """Clear up behind a run that was killed."""
        shutil.rmtree(self.folder / PART, ignore_errors=True)
        for old in self.folder.glob(OLD + "*"):
            place = self.folder / old.name[len(OLD):]
            if place.exists():
                shutil.rmtree(old, ignore_errors=True)
            else:
                os.replace(old, place)

    def _discard(self):
        for w in self._writers.values():
            w.file.close()
        self._writers, self._digest = {}, None
        shutil.rmtree(self.folder / PART, ignore_errors=True)
        with contextlib.suppress(OSError):  # of a network with nothing in it, no folder is left
            self.folder.rmdir()


class Writer:
    """A .npy file that grows by datapoints. Its header has room for the final number."""

    HEADER = 192

    def __init__(self, path, layer, dtype, shape):
        self.layer, self.dtype, self.shape = layer, np.dtype(dtype).newbyteorder("<"), tuple(shape)
        self.rows, self.bad = 0, False
        self.neurons = 0 if len(shape) == 3 else shape[-1]
        self.file = open(path, "wb")
        self._header()

    def _header(self):
        text = repr({"descr": np.lib.format.dtype_to_descr(self.dtype), "fortran_order": False,
                     "shape": (self.rows,) + tuple(int(d) for d in self.shape)})
        self.file.write(b"\x93NUMPY\x01\x00" + (self.HEADER - 10).to_bytes(2, "little")
                        + text.ljust(self.HEADER - 11).encode("latin1") + b"\n")

    def append(self, a):
        if a.shape[1:] != self.shape:
            raise RecorderError(f"layer {self.layer} gives {shape_text(a.shape[1:])} for each datapoint, but gave "
                                f"{shape_text(self.shape)} before; pad sequences to one length and images to one size")
        with np.errstate(over="ignore", invalid="ignore"):
            a = np.ascontiguousarray(a, dtype=self.dtype)
        self.bad = self.bad or (a.dtype.kind == "f" and not np.isfinite(a).all())
        self.file.write(a.data if a.size else b"")
        self.rows += len(a)

    def close(self):
        if self.rows == 0:
            raise RecorderError(f"layer {self.layer} has no datapoints; record at least one batch")
        self.file.seek(0)
        self._header()
        self.file.flush()
        os.fsync(self.file.fileno())
        self.file.close()


class Study:
    """The files that the networks of a study share. They are replaced whole, one process at a time."""

    def __init__(self, path):
        self.path = pathlib.Path(path)
        self.path.mkdir(parents=True, exist_ok=True)
        self._depth = 0

    @contextlib.contextmanager
    def locked(self):
        """Keep other processes from the shared files. The system lets go when a process ends."""
        if self._depth:
            yield
            return
        with open(self.path / LOCK, "a+b") as f:
            release = lock(f)
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                release()

    def describe(self):
        """What study.json says, {} where there is none."""
        path = self.path / "study.json"
        try:
            about = json.loads(path.read_text(encoding="utf-8-sig"))
        except FileNotFoundError:
            return {}
        except ValueError as e:
            raise RecorderError(f"{path} is not valid JSON ({e}); correct it, or remove the file") from None
        if not isinstance(about, dict):
            raise RecorderError(f"{path} is not a JSON object; correct it, or remove the file")
        return about

    def axes(self):
        """The order of the axes of convolutional arrays that this study stores."""
        stated = self.describe().get("axes") or FIRST
        if str(stated).lower() not in AXES:
            raise RecorderError(f'{self.path / "study.json"} has the axes {stated!r}; write "{FIRST}" or "{LAST}"')
        return AXES[str(stated).lower()]

    def check(self, network, n, ids, digest, write=False):
        """Refuse datapoints that are not those of the study; with write, note them if they are new."""
        with self.locked():
            about = self.describe()
            known = about.get("datapoints") or {}
            if not isinstance(known, dict):
                known = {}
            where = f"the study {self.path} was recorded"
            if ids is not None and n is not None and len(ids) != n:
                raise RecorderError(f"{network} was recorded on {n} datapoints, but {len(ids)} ids were given; give one for each")
            if n is not None and known.get("number", n) != n:
                raise RecorderError(f"{network} was recorded on {n} datapoints, but {where} on {known['number']}; "
                                    "use the same datapoints in the same order, or another study")
            if ids is not None and known.get("ids") is not None:
                self._same_ids(network, ids, known["ids"], where)
            elif digest is not None and known.get("inputs") not in (None, digest):
                raise RecorderError(f"the inputs of {network} are not those that {where} on, or their order differs; "
                                    "use the same ones without shuffling or random augmentation, give ids where only "
                                    "their preprocessing differs, or use another study")
            if write:
                new = {"number": n, "ids": known.get("ids", ids), "inputs": known.get("inputs", digest)}
                new = {k: v for k, v in new.items() if v is not None}
                if {**known, **new} != known or "axes" not in about:
                    about = {**about, "axes": about.get("axes") or FIRST, "datapoints": {**known, **new}}
                    self._write("study.json", json.dumps(about, ensure_ascii=False, indent=1) + "\n")

    @staticmethod
    def _same_ids(network, ids, known, where):
        if len(ids) != len(known):
            raise RecorderError(f"{network} has {len(ids)} datapoints, but {where} on {len(known)}; "
                                "use the same ones in the same order, or another study")
        for i, (a, b) in enumerate(zip(ids, known)):
            if a != b:
                raise RecorderError(f"datapoint {i} of {network} is {a!r}, but {where} with {b!r} there; "
                                    "use the same datapoints in the same order, or another study")

    def put(self, name, key, values):
        """Set values in the row of a table that has this key; rows and columns are added as needed."""
        with self.locked():
            rows, columns = [], []
            path = self.path / name
            if path.exists():
                with open(path, newline="", encoding="utf-8-sig") as f:
                    reader = csv.DictReader(f)
                    rows, columns = list(reader), list(reader.fieldnames or [])
            if columns and list(key) != columns[:len(key)]:
                raise RecorderError(f"{path} begins with the columns {', '.join(columns[:len(key)])}, not "
                                    f"{', '.join(key)}, with commas between them; correct it, or remove the file")
            for row in rows:
                if None in row or None in row.values():
                    raise RecorderError(f"a row of {path} has not as many cells as there are columns; correct it, or remove the file")
            row = next((r for r in rows if all(r[k] == v for k, v in key.items())), None)
            if row is None:
                row = dict(key)
                rows.append(row)
            row.update({str(k): text(v) for k, v in values.items()})
            columns += [c for c in row if c not in columns]
            with self._replacing(name) as f:
                writer = csv.DictWriter(f, columns, restval="", lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)

    def _write(self, name, content):
        with self._replacing(name) as f:
            f.write(content)

    @contextlib.contextmanager
    def _replacing(self, name):
        part = self.path / f".{name}.part"
        with open(part, "w", newline="", encoding="utf-8") as f:
            yield f
            f.flush()
            os.fsync(f.fileno())
        os.replace(part, self.path / name)


class TorchProbe:
    """Runs datapoints through a torch module and hands on what chosen modules put out."""

    def __init__(self, model, layers, data, forward, batch_size):
        import torch
        self.torch = torch
        wrappers = ("DataParallel", "DistributedDataParallel")
        while type(model).__name__ in wrappers and hasattr(model, "module"):
            model = model.module
        model = getattr(model, "_orig_mod", model)  # torch.compile's wrapper
        self.model, self.data, self.forward, self.batch_size = model, data, forward, batch_size
        self.modules = choose(model, layers)
        sampler = getattr(data, "sampler", None)
        if type(sampler).__name__ in ("RandomSampler", "WeightedRandomSampler", "SubsetRandomSampler"):
            raise RecorderError("data is a DataLoader that shuffles; make one with shuffle=False for recording")
        if data is not None and iter_once(data):
            raise RecorderError("data can be gone through only once, but each checkpoint needs it; give a list or a DataLoader")

    @contextlib.contextmanager
    def listening(self, take):
        """Hand each output of the chosen modules to take(layer, tensor, time_major), once per forward pass."""
        seen = {}

        def keep(name):
            return lambda module, inputs, out: seen.setdefault(name, []).append(tensor(name, out, self.torch))

        def flush(*_):
            self._flush(seen, take)

        handles = [m.register_forward_hook(keep(name)) for name, m in self.modules.items()]
        handles.append(self.model.register_forward_hook(flush))
        try:
            yield
            flush()
        finally:
            for h in handles:
                h.remove()

    def _flush(self, seen, take):
        """A cell that ran several times ran over timesteps; another module was used in several places."""
        cell = getattr(self.torch.nn, "RNNCellBase", None) or self.torch.nn.modules.rnn.RNNCellBase
        for name, outputs in seen.items():
            module = self.modules[name]
            if len(outputs) > 1 and isinstance(module, cell):
                take(name, self.torch.stack(outputs, 1), False)
                continue
            for i, out in enumerate(outputs, 1):
                take(name if i == 1 else f"{name}@{i}", out, time_major(module))
        seen.clear()

    def run(self, take, full, limit):
        """Run the data through the model; return the digest of the inputs."""
        torch, digest, done = self.torch, hashlib.sha256(), 0
        modes = {m: m.training for m in self.model.modules()}
        device = next((p.device for p in self.model.parameters()), torch.device("cpu"))
        try:
            self.model.eval()
            with torch.random.fork_rng(devices=[]), torch.no_grad(), self.listening(take):
                for batch in self._batches():
                    rows = None if limit is None else limit - done
                    done += self._note(digest, batch, rows)
                    self._forward(move(batch, device, torch))
                    if full():
                        break
        finally:
            for m, mode in modes.items():
                m.training = mode
        return digest.hexdigest()

    def _batches(self):
        if hasattr(self.data, "shape"):
            data = self.torch.as_tensor(self.data)
            return (data[i:i + self.batch_size] for i in range(0, len(data), self.batch_size))
        return iter(self.data)

    def _note(self, digest, batch, rows):
        """Add what a batch feeds the model to the digest, the first rows of it; the batches' sizes do not count."""
        count = 0
        for part in inputs_of(batch):
            if hasattr(part, "shape") and len(part.shape):
                a = as_numpy(part)[:rows]
                count = count or len(a)
                digest.update(np.ascontiguousarray(a).tobytes())
        return count

    def _forward(self, batch):
        if self.forward is not None:
            self.forward(self.model, batch)
        elif isinstance(batch, dict) or hasattr(batch, "keys"):
            self.model(**batch)
        else:
            self.model(inputs_of(batch)[0])

    def mean(self, x, axes):
        """The mean over positions, in float32 or wider, where the tensor is."""
        return (x if x.dtype == self.torch.float64 else x.float()).mean(axes)


def choose(model, patterns):
    """The modules of a model that names or patterns ask for, by name, in the model's order."""
    all_modules = {name: m for name, m in model.named_modules() if name}
    if patterns is None:
        chosen = {n: m for n, m in all_modules.items()
                  if not any(True for _ in m.children()) and any(True for _ in m.parameters())}
        if not chosen:
            raise RecorderError("the model has no inner modules with parameters; say which layers to record")
        return chosen
    patterns = [patterns] if isinstance(patterns, str) else list(patterns)
    wanted = set()
    for pattern in patterns:
        matched = [n for n in all_modules if glob(pattern).fullmatch(n)]
        if not matched:
            names = ", ".join(list(all_modules)[:30]) + (", …" if len(all_modules) > 30 else "")
            raise RecorderError(f"no module of the model is called {pattern!r}; its modules are {names or 'none'}")
        wanted.update(matched)
    return {n: m for n, m in all_modules.items() if n in wanted}


def glob(pattern):
    parts = re.split(r"(\*\*|\*|\?)", pattern)
    special = {"**": ".*", "*": "[^.]*", "?": "[^.]"}
    return re.compile("".join(special.get(p, re.escape(p)) for p in parts))


def tensor(name, out, torch):
    """The tensor in what a module puts out: itself, or the first of a tuple, list or dict."""
    if torch.is_tensor(out):
        return out.detach()
    values = out.values() if hasattr(out, "values") else out
    if type(out).__name__ != "PackedSequence" and isinstance(out, (tuple, list, dict)):
        for v in values:
            if v is not None:
                return tensor(name, v, torch)
    raise RecorderError(f"layer {name} puts out a {type(out).__name__}, not a tensor; choose another layer, "
                        "or call record(layer, array)")


def time_major(module):
    """Whether one of PyTorch's own modules puts out T×n×p; None if it does not say."""
    if not type(module).__module__.startswith("torch.nn"):
        return None
    stated = next((m.batch_first for m in module.modules() if hasattr(m, "batch_first")), None)
    return None if stated is None else not stated


def inputs_of(batch):
    if hasattr(batch, "keys"):
        return [batch[k] for k in sorted(batch.keys())]
    return [batch[0]] if isinstance(batch, (tuple, list)) else [batch]


def move(batch, device, torch):
    if isinstance(batch, np.ndarray):
        batch = torch.as_tensor(batch)
    if torch.is_tensor(batch):
        return batch.to(device)
    if hasattr(batch, "keys"):
        return {k: move(batch[k], device, torch) for k in batch.keys()}
    if isinstance(batch, (tuple, list)):
        return [move(b, device, torch) for b in batch]
    return batch


def iter_once(data):
    """Whether an iterable is its own iterator, such as a generator."""
    return hasattr(data, "__next__")


def as_numpy(array):
    """An array of a type that numpy has; bfloat16 and smaller floats become float32."""
    if hasattr(array, "detach"):
        array = array.detach().cpu()
        if str(array.dtype) == "torch.bfloat16" or "float8" in str(array.dtype):
            array = array.float()
        return array.numpy()
    a = np.asarray(array)
    if a.dtype.name == "bfloat16" or a.dtype.name.startswith("float8"):
        return a.astype(np.float32)
    if a.dtype.kind == "f" and a.dtype.itemsize > 8:
        return a.astype(np.float64)
    return a


def file_name(name, kind):
    """A name that every file system takes; / between parts becomes a dot."""
    safe = re.sub(r'[<>:"|?*\\\x00-\x1f]', "_", str(name).replace("/", ".")).rstrip(". ")
    if not safe or safe.startswith("."):
        raise RecorderError(f"a {kind} cannot be called {str(name)!r}; give a name that begins with a letter or digit")
    return safe


def checkpoint_name(step, name, curves):
    """step-000100 for step 100, unless a name is given."""
    if isinstance(step, str):
        if curves or name is not None:
            raise RecorderError(f'the checkpoint {step!r} has no step for its curves; write checkpoint(1000, name="{step}", …)')
        return file_name(step, "checkpoint")
    value = number("step", step)
    if value < 0 or value != int(value):
        raise RecorderError(f"step is {step}; give a whole number, 0 or more")
    return file_name(name, "checkpoint") if name is not None else f"step-{int(value):06d}"


def number(name, value):
    """A Python number from a number, a tensor or an array of one value."""
    if hasattr(value, "item"):
        if getattr(value, "size", None) != 1 and getattr(value, "numel", lambda: 0)() != 1:
            raise RecorderError(f"{name} has several values; give one number")
        value = value.item()
    if not isinstance(value, numbers.Real):
        raise RecorderError(f"{name} is {value!r}; give a number")
    return value


def plain(value):
    return value.item() if hasattr(value, "item") else value if isinstance(value, (int, float)) else str(value)


def text(value):
    value = value.item() if hasattr(value, "item") else value
    return str(int(value)) if isinstance(value, float) and value.is_integer() and abs(value) < 2**53 else str(value)


def shape_text(shape):
    return "×".join(str(d) for d in shape) or "one value"


def lock(f):
    """Wait for an exclusive lock on an open file; return what lets go of it."""
    try:
        import fcntl
        fcntl.flock(f, fcntl.LOCK_EX)
        return lambda: fcntl.flock(f, fcntl.LOCK_UN)
    except ImportError:
        import msvcrt
        f.seek(0)
        msvcrt.locking(f.fileno(), msvcrt.LK_LOCK, 1)

        def release():
            f.seek(0)
            msvcrt.locking(f.fileno(), msvcrt.LK_UNLCK, 1)
        return release
    except OSError:  # file systems without locks
        return lambda: None
