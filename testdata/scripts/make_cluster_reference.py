"""Reference values for core/cluster.

Run from the project's root with numpy 1.24.2 and scipy 1.10.1 (Debian 12's
python3-numpy and python3-scipy):

    python3 testdata/scripts/make_cluster_reference.py

It writes cluster.json to testdata/reference/. Linkage, leaf orders, cophenetic
distances and cuts are SciPy's; silhouette (Rousseeuw 1987), adjusted Rand index
(Hubert and Arabie 1985) and classical scaling (Torgerson 1952) are written out
here. SciPy's optimal_leaf_ordering is not always optimal (scipy/scipy#11227), so
the least sums of small trees come from trying every order.
"""
import itertools
import json

import numpy as np
import scipy
from scipy.cluster import hierarchy
from scipy.spatial.distance import pdist, squareform

OUT = "testdata/reference/cluster.json"
LINKAGES = ["single", "complete", "average", "weighted", "ward"]


def matrices():
    rng = np.random.default_rng(5)
    blobs = np.concatenate([rng.normal(m, 0.4, (9, 3)) for m in (0, 2, 5)])
    loose = squareform(rng.uniform(0.1, 1, (40, 40))[np.triu_indices(40, 1)])
    ties = squareform(rng.integers(1, 5, 15 * 14 // 2).astype(float))
    # Distances as networks have them: two families, all rather far apart.
    family = np.arange(60) % 3
    far = np.where(family[:, None] == family, 0.35, 0.55) + rng.normal(0, 0.03, (60, 60))
    networks = squareform(far[np.triu_indices(60, 1)])
    return {
        "blobs": squareform(pdist(blobs)),
        "loose": loose,
        "ties": ties,
        "networks": networks,
        "three": squareform([0.3, 0.5, 0.7]),
        "two": squareform([0.25]),
    }


def silhouettes(d, labels):
    labels = np.asarray(labels)
    out = []
    for i, own in enumerate(labels):
        same = (labels == own) & (np.arange(len(labels)) != i)
        if not same.any():
            out.append(0.0)
            continue
        a = d[i, same].mean()
        b = min(d[i, labels == c].mean() for c in set(labels) - {own})
        out.append((b - a) / max(a, b))
    return out


def adjusted_rand(a, b):
    table = np.array([[np.sum((a == x) & (b == y)) for y in np.unique(b)] for x in np.unique(a)])

    def pairs(x):
        return float((x * (x - 1) / 2).sum())

    both, rows, cols = pairs(table), pairs(table.sum(1)), pairs(table.sum(0))
    expected = rows * cols / (len(a) * (len(a) - 1) / 2)
    return (both - expected) / ((rows + cols) / 2 - expected)


def scaling(d):
    n = len(d)
    j = np.eye(n) - 1 / n
    values, vectors = np.linalg.eigh(-0.5 * j @ d**2 @ j)
    values, vectors = values[::-1], vectors[:, ::-1]
    share = values[:2] / np.abs(values).sum()
    xy = vectors[:, :2] * np.sqrt(np.maximum(values[:2], 0))
    return {"share": share.tolist(), "points": np.abs(xy).tolist()}


def describe(d, method):
    y = squareform(d, checks=False)
    z = hierarchy.linkage(y, method)
    r, cophenetic = hierarchy.cophenet(z, y)
    best = hierarchy.leaves_list(hierarchy.optimal_leaf_ordering(z, y))
    out = {
        "linkage": z.tolist(),
        "leaves": hierarchy.leaves_list(z).tolist(),
        "optimal": best.tolist(),
        "optimalSum": float(sum(d[a, b] for a, b in zip(best, best[1:]))),
        "cophenetic": cophenetic.tolist(),
        "r": None if np.isnan(r) else float(r),
        "cuts": [],
    }
    heights = [z[len(z) // 2, 2], float(z[:, 2].mean()), z[-1, 2]]
    for t in heights:
        labels = hierarchy.fcluster(z, t, "distance")
        cut = {"height": float(t), "clusters": labels.tolist()}
        if labels.max() > 1:
            cut["silhouettes"] = silhouettes(d, labels)
        out["cuts"].append(cut)
    out["three"] = hierarchy.fcluster(z, 3, "maxclust").tolist()
    return out


def least_sum(d, z):
    """The least sum of neighbouring leaves' distances over all turns of the tree."""
    best = np.inf
    for turns in itertools.product([False, True], repeat=len(z)):
        turned = z.copy()
        turned[list(turns), :2] = turned[list(turns), 1::-1]
        order = hierarchy.leaves_list(turned)
        best = min(best, d[order[:-1], order[1:]].sum())
    return float(best)


def small_orders():
    rng, out = np.random.default_rng(7), []
    for n, method in [(4, "single"), (5, "average"), (6, "average"), (7, "complete"), (9, "weighted"), (10, "ward")]:
        y = rng.uniform(0.1, 1, n * (n - 1) // 2)
        z, d = hierarchy.linkage(y, method), squareform(y)
        scipys = hierarchy.leaves_list(hierarchy.optimal_leaf_ordering(z, y))
        out.append({
            "distances": y.tolist(), "linkage": method, "leastSum": least_sum(d, z), "optimal": scipys.tolist(),
        })
    return out


def main():
    rng = np.random.default_rng(6)
    out = {"madeBy": f"numpy {np.__version__}, scipy {scipy.__version__}", "matrices": [], "rand": [], "orders": small_orders()}
    for name, d in matrices().items():
        out["matrices"].append({
            "name": name,
            "distances": d.tolist(),
            "scaling": scaling(d),
            "linkages": {m: describe(d, m) for m in LINKAGES},
        })
    for n, a, b in [(10, 2, 3), (40, 5, 2), (200, 4, 4)]:
        x, y = rng.integers(0, a, n), rng.integers(0, b, n)
        x[: n // 2] = y[: n // 2]
        out["rand"].append({"a": x.tolist(), "b": y.tolist(), "index": adjusted_rand(x, y)})
    with open(OUT, "w") as f:
        json.dump(out, f)
        f.write("\n")


main()
