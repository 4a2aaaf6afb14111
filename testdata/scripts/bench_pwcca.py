"""The peer of BenchmarkPair: PWCCA as google/svcca computes it, step by step.

Covariance of both layers together, two pseudo-inverses, two square roots by
eigendecomposition, an SVD, the directions and their QR: the steps of its
compute_pwcca, written anew here as a baseline. It gives one side; BenchmarkPair
gives both, so both are timed here too, the second from the same SVD at the
price of its own directions and QR alone. Every thread count is tried and the
best median counts.

    python3 testdata/scripts/bench_pwcca.py [n p repeats]

With n = 2000 and p = 128 it is the peer of BenchmarkAllNetworks, for one pair
of its 190.
"""
import json
import os
import statistics
import subprocess
import sys
import time


def square_root(a, np):
    values, vectors = np.linalg.eigh(a)
    return vectors @ np.diag(np.sqrt(np.maximum(values, 0))) @ vectors.T


def pwcca(x, y, sides, np):
    """x, y: neurons × datapoints; the values of the first or of both sides."""
    p = len(x)
    cov = np.cov(x, y)
    xx, xy, yy = cov[:p, :p], cov[:p, p:], cov[p:, p:]
    top_x, top_y = np.abs(xx).max(), np.abs(yy).max()
    xx, yy, xy = xx / top_x, yy / top_y, xy / np.sqrt(top_x * top_y)
    root_x = square_root(np.linalg.pinv(xx), np)
    root_y = square_root(np.linalg.pinv(yy), np)
    u, rho, vt = np.linalg.svd(root_x @ xy @ root_y)
    first = weighted(u.T @ root_x, x, rho, np)
    return [first] if sides == 1 else [first, weighted(vt @ root_y, y, rho, np)]


def weighted(coordinates, x, rho, np):
    mean = x.mean(1, keepdims=True)
    directions = coordinates @ (x - mean) + mean
    q, _ = np.linalg.qr(directions.T)
    weights = np.abs(q.T @ x.T).sum(1)
    return float((weights * rho).sum() / weights.sum())


def measure(n, p, repeats):
    import numpy as np

    rng = np.random.RandomState(0)
    x = rng.randn(n, p).astype(np.float32)
    y = (x @ rng.randn(p, p) / np.sqrt(p) + rng.randn(n, p)).astype(np.float32)
    medians = {}
    for sides in (1, 2):
        times = []
        for _ in range(repeats + 1):
            start = time.perf_counter()
            pwcca(x.T, y.T, sides, np)
            times.append(time.perf_counter() - start)
        medians[sides] = statistics.median(times[1:])
    print(json.dumps({"numpy": np.__version__, "one": medians[1], "both": medians[2]}))


def main():
    n, p, repeats = (int(v) for v in (sys.argv[1:4] if len(sys.argv) > 3 else (10000, 512, 5)))
    if os.environ.get("SEMBLANCE_BENCH_CHILD"):
        measure(n, p, repeats)
        return
    runs = []
    for threads in range(1, (os.cpu_count() or 1) + 1):
        env = dict(os.environ, OPENBLAS_NUM_THREADS=str(threads), SEMBLANCE_BENCH_CHILD="1")
        out = subprocess.run([sys.executable, __file__, str(n), str(p), str(repeats)], env=env, check=True, capture_output=True)
        found = json.loads(out.stdout)
        print(f"numpy {found['numpy']}, {threads} thread(s), n={n} p=q={p}: "
              f"one side {found['one'] * 1e3:.0f} ms, both {found['both'] * 1e3:.0f} ms")
        runs.append(found)
    print(f"PeerPair one side {min(r['one'] for r in runs) * 1e3:.1f} ms, both sides {min(r['both'] for r in runs) * 1e3:.1f} ms")


if __name__ == "__main__":
    main()
