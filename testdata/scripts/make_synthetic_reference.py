"""Reference values for the toy data of appendix A.3 and A.4 and for resampling.

Run from the project's root with numpy 1.24.2 (Debian 12's python3-numpy), after
make_reference.py, whose definitions and arrays it uses:

    OPENBLAS_NUM_THREADS=1 python3 testdata/scripts/make_synthetic_reference.py

It writes testdata/reference/synthetic.json: figures 2 and A2 of Morcos, Raghu
and Bengio (NeurIPS 2018) with numpy's own random numbers, so that ours agree in
distribution, not in bits; and uncertainty.json: every measure computed anew
from raw activations whose rows were shuffled or left out, with the rows.
"""
import json

import numpy as np

from make_reference import OUT, compare

SIGNALS = [20, 50, 70, 80, 100, 120, 140, 160, 180, 199]
MADE_BY = f"make_synthetic_reference.py, numpy {np.__version__}"


def orthonormal(rng, size):
    q, r = np.linalg.qr(rng.randn(size, size))
    return q * np.sign(np.diag(r))


# Coefficients of exactly 1 leave their directions, and so PWCCA, undetermined.
UNTIED = 1e-5


def signal_and_noise(rng, n, p, k, scale):
    s = rng.randn(n, k)
    x = np.hstack([s, scale * rng.randn(n, p - k)])
    y = np.hstack([(s + UNTIED * rng.randn(n, k)) @ orthonormal(rng, k), scale * rng.randn(n, p - k)])
    return x, y


def figure2(scale, repeats=8):
    rows = []
    for k in SIGNALS:
        values = []
        for repeat in range(repeats):
            x, y = signal_and_noise(np.random.RandomState(1000 * k + repeat), 2000, 200, k, scale)
            c = compare(x, y)
            values.append([1 - c["cca"], 1 - c["svcca"], 1 - c["pwcca_first"]])
        mean, std = np.mean(values, 0), np.std(values, 0, ddof=1)
        rows.append({"k": k, "cca": mean[0], "svcca": mean[1], "pwcca": mean[2],
                     "std": {"cca": std[0], "svcca": std[1], "pwcca": std[2]}})
    return {"noiseScale": scale, "repeats": repeats, "rows": rows}


def toy_run(rng, p, n, steps, alpha, bias, linear):
    rotation, random, b = orthonormal(rng, p), rng.randn(p, p), bias * rng.randn(p)
    states = [rng.randn(n, p)]
    for _ in range(1, steps):
        h = states[-1]
        following = h @ rotation.T
        if not linear:
            following = following + alpha / (1 + np.exp(-h @ random.T)) + b
        states.append(following)
    out = []
    for h in states:
        c = compare(h, states[-1])
        out.append([1 - c["cosine"], 1 - c["euclidean"], 1 - c["cca"], 1 - c["pwcca_first"]])
    return out


def figure_a2(p=20, n=300, steps=8, alpha=1.0, bias=0.1, runs=40):
    panels = {}
    for name in ["linear", "nonlinear"]:
        values = np.array([toy_run(np.random.RandomState(r), p, n, steps, alpha, bias, name == "linear") for r in range(runs)])
        panels[name] = {"mean": values.mean(0).T.tolist(), "std": values.std(0, ddof=1).T.tolist()}
    return {"neurons": p, "datapoints": n, "timesteps": steps, "alpha": alpha, "biasScale": bias, "runs": runs,
            "measures": ["cosine", "euclidean", "cca", "pwcca"], "panels": panels}


def shuffled(rng, n, block):
    blocks = rng.permutation(n // block)
    return (blocks[:, None] * block + np.arange(block)).ravel()


def part(rng, n, block, count):
    blocks = np.sort(rng.permutation(n // block)[: count // block])
    return (blocks[:, None] * block + np.arange(block)).ravel()


def resampled():
    cases = []
    for a, b, count in [("plain", "noisy", 150), ("noisy", "narrow", 60), ("narrow", "plain", 150),
                        ("condition1e3", "noisy", 150), ("noisy", "condition1e5", 200), ("deficient", "noisy", 150),
                        ("huge", "noisy", 150), ("offset", "tiny", 150), ("wide", "noisy", 240)]:
        x, y = np.load(f"{OUT}/{a}.npy"), np.load(f"{OUT}/{b}.npy")
        for block in [1, 5]:
            rng = np.random.RandomState(block)
            order, rows = shuffled(rng, len(x), block), part(rng, len(x), block, count)
            cases.append({"a": f"{a}.npy", "b": f"{b}.npy", "block": block,
                          "order": order.tolist(), "shuffled": lean(compare(x, y[order])),
                          "rows": rows.tolist(), "subset": lean(compare(x[rows], y[rows]))})
    return cases


def lean(c):
    return {k: v for k, v in c.items() if k not in ("rho", "n", "p", "q", "rankA", "rankB")}


def write(name, value):
    with open(f"{OUT}/{name}.json", "w") as f:
        json.dump({"made_by": MADE_BY, **value}, f, separators=(",", ":"))


def main():
    write("uncertainty", {"cases": resampled()})
    write("synthetic", {"figure2": [figure2(0.1**0.5), figure2(0.1)], "figureA2": figure_a2()})


if __name__ == "__main__":
    main()
