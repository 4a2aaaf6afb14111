"""Reference values for core/similarity, computed another way: float64 thin SVDs.

Run from the project's root with numpy 1.24.2 (Debian 12's python3-numpy):

    python3 testdata/scripts/make_reference.py

It reads the embedded sample and writes testdata/reference/: arrays made to be
hard (ill-conditioned, rank-deficient, wide, badly scaled) and similarity.json.
The definitions are those of Morcos, Raghu and Bengio (NeurIPS 2018), section 2,
of Raghu et al. (2017) for SVCCA, Kornblith et al. (2019) for linear CKA.
"""
import json
import os

import numpy as np

RTOL = 1e-6
OUT = "testdata/reference"
SAMPLE = "assets/samples/gen-mem"


def basis(x):
    x = np.asarray(x, np.float64)
    x = x - x.mean(0)
    u, s, vt = np.linalg.svd(x, full_matrices=False)
    rank = int((s > RTOL * s[0]).sum())
    return x, u[:, :rank], s, rank


def leading(u, s, keep=0.99):
    share = np.cumsum(s**2) / np.sum(s**2)
    return u[:, : int(np.searchsorted(share, keep) + 1)]


def row_wise(x, y):
    x, y = np.asarray(x, np.float64), np.asarray(y, np.float64)
    nx, ny = np.linalg.norm(x, axis=1), np.linalg.norm(y, axis=1)
    cosine = float(np.mean((x * y).sum(1) / (nx * ny)))
    euclidean = float(np.linalg.norm(x - y, axis=1).mean() / ((nx.mean() + ny.mean()) / 2))
    return cosine, 1 - euclidean


def compare(x, y):
    xc, qx, sx, rx = basis(x)
    yc, qy, sy, ry = basis(y)
    u, rho, vt = np.linalg.svd(qx.T @ qy, full_matrices=False)
    rho = np.clip(rho, 0, 1)
    first = np.abs((qx @ u).T @ xc).sum(1)
    second = np.abs((qy @ vt.T).T @ yc).sum(1)
    gram = np.linalg.norm(xc.T @ yc) ** 2
    sv = {keep: np.linalg.svd(leading(qx, sx[:rx], keep).T @ leading(qy, sy[:ry], keep), compute_uv=False)
          for keep in (0.99, 0.9, 0.5)}
    out = {
        "n": len(x), "p": x.shape[1], "q": y.shape[1], "rankA": rx, "rankB": ry,
        "pwcca_first": float((first * rho).sum() / first.sum()),
        "pwcca_second": float((second * rho).sum() / second.sum()),
        "cca": float(rho.mean()),
        "svcca": float(np.clip(sv[0.99], 0, 1).mean()),
        "svcca_90": float(np.clip(sv[0.9], 0, 1).mean()),
        "svcca_50": float(np.clip(sv[0.5], 0, 1).mean()),
        "cka": float(gram / np.linalg.norm(xc.T @ xc) / np.linalg.norm(yc.T @ yc)),
        "procrustes": float(np.linalg.svd(xc.T @ yc, compute_uv=False).sum()
                            / np.linalg.norm(xc) / np.linalg.norm(yc)),
        "rho": [float(r) for r in rho],
    }
    if x.shape == y.shape:
        out["cosine"], out["euclidean"] = row_wise(x, y)
    return out


def hard_arrays():
    rng = np.random.RandomState(7)
    n = 300
    base = rng.randn(n, 24)
    rotation = np.linalg.qr(rng.randn(24, 24))[0]
    graded = lambda low: (np.linalg.qr(base)[0] * np.logspace(0, low, 24)) @ rotation
    yield "plain", base
    yield "noisy", (base @ rng.randn(24, 24) / 5 + rng.randn(n, 24)).astype(np.float32)
    yield "narrow", base[:, :9] @ rng.randn(9, 9) + 0.3 * rng.randn(n, 9)
    yield "condition1e3", graded(-3)
    yield "condition1e5", graded(-5) + 3.0
    yield "beyond_rtol", graded(-8)
    deficient = base.astype(np.float32).copy()
    deficient[:, 3] = 0.7
    deficient[:, 11] = deficient[:, 2]
    deficient[:, 12] = 2 * deficient[:, 4]
    yield "deficient", deficient
    yield "huge", base * 1e30
    yield "tiny", base * 1e-30
    yield "offset", base + 1e5
    yield "wide", np.maximum(rng.randn(n, 40) @ rng.randn(40, 200), 0)


def main():
    os.makedirs(OUT, exist_ok=True)
    arrays = dict(hard_arrays())
    for name, a in arrays.items():
        np.save(f"{OUT}/{name}.npy", a)
    rows = []
    for a, b in [("plain", "noisy"), ("noisy", "plain"), ("plain", "narrow"), ("narrow", "plain"),
                 ("condition1e3", "noisy"), ("noisy", "condition1e5"), ("condition1e5", "condition1e3"),
                 ("beyond_rtol", "noisy"), ("deficient", "noisy"), ("noisy", "deficient"),
                 ("deficient", "deficient"), ("huge", "noisy"), ("tiny", "noisy"), ("offset", "noisy"),
                 ("wide", "noisy"), ("noisy", "wide")]:
        rows.append({"a": f"{a}.npy", "b": f"{b}.npy", **compare(arrays[a], arrays[b])})
    nets = ["generalizing-0", "generalizing-1", "memorizing-0", "memorizing-1"]
    files = {n: np.load(f"{SAMPLE}/{n}/test.npz") for n in nets}
    for i, a in enumerate(nets):
        for b in nets[i + 1:]:
            for layer in files[a].files:
                rows.append({"a": f"{a}/{layer}", "b": f"{b}/{layer}", **compare(files[a][layer], files[b][layer])})
    with open(f"{OUT}/similarity.json", "w") as f:
        json.dump({"made_by": f"make_reference.py, numpy {np.__version__}", "pairs": rows}, f, indent=0)


if __name__ == "__main__":
    main()
