"""Reference values for core/analysis, computed another way: float64 thin SVDs.

Run from the project's root with numpy 1.24.2 and scipy 1.10.1 (Debian 12's
python3-numpy and python3-scipy), the shared activations beside the project:

    python3 testdata/scripts/make_analysis_reference.py

It writes stability.json, convergence.json and timesteps.json to
testdata/reference/. Stability and timesteps are on networks that a hash makes
up, so that the tests make the same ones; stability also on ../shared/data.
Definitions: Morcos, Raghu and Bengio (NeurIPS 2018), sections 2 and 3.
"""
import json
import os

import numpy as np
import scipy
import scipy.stats

OUT = "testdata/reference"
SHARED = "../shared/data/wt2-lstm/lstm"


def noise(stream, n, p):
    """Uniform in [-1, 1) from splitmix64 of stream·2^32 + index."""
    with np.errstate(over="ignore"):
        z = np.uint64(stream << 32) + np.arange(n * p, dtype=np.uint64)
        z = (z + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return ((z >> np.uint64(11)).astype(np.float64) / 2**52 - 1).reshape(n, p)


def drifting(n, p, moments, stream):
    """Checkpoints in which half of the neurons settle early and half never do."""
    signal, out = noise(stream, n, p), []
    for t in range(moments):
        share = np.where(np.arange(p) < p // 2, 1 - 0.5 ** (t + 1), 0.3)
        out.append(share * signal + (1 - share) * noise(stream + 1 + t, n, p))
    return out


def basis(x, rtol=1e-6):
    x = np.asarray(x, np.float64)
    x = x - x.mean(0)
    u, s, _ = np.linalg.svd(x, full_matrices=False)
    return u[:, s > rtol * s[0]]


def cca(x, y):
    qx, qy = basis(x), basis(y)
    u, rho, _ = np.linalg.svd(qx.T @ qy, full_matrices=False)
    return np.clip(rho, 0, 1), qx @ u


def mean_distance(x, y):
    return float(1 - cca(x, y)[0].mean())


def pwcca_distance(x, y):
    rho, h = cca(x, y)
    a = np.abs(h.T @ (np.asarray(x, np.float64) - np.mean(x, 0, dtype=np.float64))).sum(1)
    return float(1 - (a * rho).sum() / a.sum())


def row_wise(x, y):
    nx, ny = np.linalg.norm(x, axis=1), np.linalg.norm(y, axis=1)
    cosine = 1 - np.mean((x * y).sum(1) / (nx * ny))
    return float(cosine), float(np.linalg.norm(x - y, axis=1).mean() / ((nx.mean() + ny.mean()) / 2))


def stability(layers, early, mid, k):
    rho, h = cca(layers[early], layers[mid])
    return {"early": early, "mid": mid, "k": k, "coefficients": rho.tolist(),
            "stable": [mean_distance(h[:, :k], x) for x in layers],
            "unstable": [mean_distance(h[:, -k:], x) for x in layers]}


def settled(x, d, tolerance):
    """The step from which d stays within tolerance of its last value, on a grid."""
    grid = np.linspace(x[0], x[-1], 2_000_001)
    outside = np.flatnonzero(np.abs(np.interp(grid, x, d) - d[-1]) > tolerance)
    return grid[outside[-1]] if len(outside) else x[0]


def largest_null(n, p, q, runs=20000, seed=1):
    """The 95 % point of the largest coefficient of independent Gaussian layers,
    drawn from the law of the Gram matrices: A = GᵀG of q, B of n-1-q degrees."""
    rng, top = np.random.default_rng(seed), []
    for _ in range(runs):
        x = np.linalg.qr(rng.standard_normal((n - 1, p)))[0]
        top.append(np.linalg.svd(x[:q], compute_uv=False)[0])
    return float(np.quantile(top, 0.95))


def kendall():
    cases = [[1, 2, 3], [3, 1, 2, 4], [1, 1, 2, 2, 3], [5, 4, 4, 4, 1, 2], [1, 1, 1, 2], [2, 1, 4, 3, 6, 5, 8, 7]]
    out = []
    for c in cases:
        depth = np.arange(len(c))
        tau = scipy.stats.kendalltau(depth, c)[0]
        from itertools import permutations
        null = [scipy.stats.kendalltau(depth, o)[0] for o in set(permutations(c))]
        out.append({"steps": c, "tau": float(tau), "p": float(np.mean(np.array(null) > tau - 1e-12))})
    return out


def write(name, value):
    value["made_by"] = f"make_analysis_reference.py, numpy {np.__version__}, scipy {scipy.__version__}"
    with open(os.path.join(OUT, name), "w") as f:
        json.dump(value, f, indent=1)
        f.write("\n")


def main():
    made = drifting(300, 24, 7, 100)
    out = {"generated": dict(stability(made, 1, 4, 8), n=300, p=24, moments=7, stream=100)}
    if os.path.isdir(SHARED):
        names = sorted(os.listdir(SHARED))
        layers = [np.load(os.path.join(SHARED, f))["lstm1"] for f in names]
        out["shared"] = dict(stability(layers, 4, 7, 40), layer="lstm1", checkpoints=[f[:-4] for f in names])
    out["largest"] = [{"n": n, "p": p, "q": q, "point": largest_null(n, p, q)}
                      for n, p, q in [(60, 1, 5), (100, 2, 10), (200, 10, 15), (120, 40, 30), (400, 50, 50)]]
    write("stability.json", out)

    x, d = [0, 1, 2, 5, 10, 20], [0.9, 0.3, 0.5, 0.2, 0.05, 0.0]
    up = [0.1, 0.2, 0.35, 0.6, 0.62, 0.6]
    write("convergence.json", {
        "settled": [{"x": x, "distance": v, "tolerance": t, "step": float(settled(x, v, t))}
                    for v in (d, up) for t in (0.02, 0.1, 0.25, 0.45, 2)],
        "kendall": kendall()})

    t, n, p = 5, 240, 10
    # seq[:, i] is timestep i; the last is the reference.
    seq = np.stack(drifting(n, p, t, 300), axis=1)
    matrix = [[(pwcca_distance(seq[:, i], seq[:, j]) + pwcca_distance(seq[:, j], seq[:, i])) / 2
               for j in range(t)] for i in range(t)]
    rows = [row_wise(seq[:, i], seq[:, -1]) for i in range(t)]
    write("timesteps.json", {
        "n": n, "p": p, "timesteps": t, "stream": 300,
        "pwcca": [pwcca_distance(seq[:, i], seq[:, -1]) for i in range(t)],
        "cosine": [r[0] for r in rows], "euclidean": [r[1] for r in rows],
        "matrix": matrix})


main()
