"""Print how fast numpy loads what Benchmark in core/arrayfile reads.

    python3 testdata/scripts/bench_load.py

The files are written to a temporary folder, read once to warm the cache, and
then the median of ten loads is printed in MB/s of values.
"""

import pathlib
import statistics
import tempfile
import time

import numpy as np


def measure(name, load, nbytes, repeats=10):
    load()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        load()
        times.append(time.perf_counter() - start)
    print(f"{name:12s} {nbytes / statistics.median(times) / 1e6:8.0f} MB/s (best {nbytes / min(times) / 1e6:.0f})")


def main():
    rng = np.random.default_rng(1)
    x = rng.standard_normal((100_000, 512), dtype=np.float32)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        np.save(folder / "c.npy", x)
        np.save(folder / "big.npy", x.astype(">f4"))
        np.save(folder / "f.npy", np.asfortranarray(x))
        np.savez_compressed(folder / "a.npz", x=x[:10_000])
        np.savez(folder / "s.npz", x=x)
        measure("C", lambda: np.load(folder / "c.npy"), x.nbytes)
        # To native and row-major, as Read returns it.
        measure("big endian", lambda: np.load(folder / "big.npy").astype("<f4"), x.nbytes)
        measure("Fortran", lambda: np.ascontiguousarray(np.load(folder / "f.npy")), x.nbytes)
        measure("stored npz", lambda: np.load(folder / "s.npz")["x"], x.nbytes)
        measure("deflated npz", lambda: np.load(folder / "a.npz")["x"], x.nbytes // 10)


if __name__ == "__main__":
    main()
