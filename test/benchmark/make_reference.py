"""Numbers that core/compare/benchmark is held to, computed with NumPy by the formulas of the papers' own evaluation scripts (Marigold:
script/depth/eval.py, src/util/metric.py, src/util/alignment.py, src/dataset; MiDaS: section 5; BTS and ZoeDepth: evaluate.py).

    python3 test/benchmark/make_reference.py > test/benchmark/reference.json

The 50 samples of each protocol are made from hashed pixel numbers, which test/benchmark/samples.ts makes again.
"""

import json

import numpy as np

SAMPLES = 50
SIZES = {"nyu": (480, 640), "kitti": (375, 1242), "small": (30, 44), "wide": (8, 1500)}


def hashed(seed: int, count: int) -> np.ndarray:
    """Numbers in 0..1 [count] from the finalizer of MurmurHash3."""
    with np.errstate(over="ignore"):
        x = np.arange(count, dtype=np.uint32) + np.uint32(seed * 7919)
        x ^= x >> np.uint32(16)
        x *= np.uint32(0x85EBCA6B)
        x ^= x >> np.uint32(13)
        x *= np.uint32(0xC2B2AE35)
        x ^= x >> np.uint32(16)
    return x / 2**32


def sample(index: int, size: tuple[int, int], scale: float, largest: int, known: float):
    """Truth in metres (0 where unknown), a mask, and a map of each kind, all float32 [height, width]."""
    count = size[0] * size[1]
    code, hole, noise, kept = (hashed(4 * index + k, count) for k in range(4))
    codes = np.where(hole < known, 1 + np.floor(code * largest), 0)
    truth = (codes * scale).astype(np.float32)
    maps = {
        "affine-depth": (truth / 20 + 0.05 + 0.1 * noise).astype(np.float32),
        "affine-disparity": (1 / (truth + 1) + 0.1 * noise).astype(np.float32),
        "metric": ((truth + 0.5) * (0.7 + 0.6 * noise)).astype(np.float32),
    }
    return truth.reshape(size), (kept < 0.8).reshape(size), {kind: each.reshape(size) for kind, each in maps.items()}


def kitti_cut(plane: np.ndarray) -> np.ndarray:
    height, width = plane.shape
    top, left = int(height - 352), int((width - 1216) / 2)
    return plane[top : top + 352, left : left + 1216]


def region(name: str, size: tuple[int, int]) -> np.ndarray:
    inside = np.zeros(size, bool)
    height, width = size
    if name == "eigen-nyu":
        inside[45:471, 41:601] = True
    elif name == "garg":
        inside[
            int(0.40810811 * height) : int(0.99189189 * height), int(0.03594771 * width) : int(0.96405229 * width)
        ] = True
    elif name == "eigen":
        inside[
            int(0.3324324 * height) : int(0.91351351 * height), int(0.0359477 * width) : int(0.96405229 * width)
        ] = True
    else:
        inside[:] = True
    return inside


def fit_line(x: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    a = np.stack([x.astype(np.float64), np.ones(x.size)], axis=-1)
    scale, shift = np.linalg.lstsq(a, y.astype(np.float64), rcond=None)[0]
    return float(scale), float(shift)


def fit_columns(width: int, height: int, most: int | None) -> np.ndarray:
    factor = 1 if most is None else most / max(width, height)
    if factor >= 1:
        return np.arange(width)
    kept = np.floor(np.arange(int(width * factor), dtype=np.float32) * np.float32(1 / factor)).astype(int)
    return np.minimum(kept, width - 1)


def aligned(kind: str, values: np.ndarray, truth: np.ndarray, valid: np.ndarray, rules: dict):
    if rules["align"] == "none":
        return None, values.astype(np.float64)
    if rules["align"] == "median":
        scale = float(np.median(truth[valid].astype(np.float64)) / np.median(values[valid].astype(np.float64)))
        return (scale, 0.0), scale * values.astype(np.float64)
    disparity = rules["align"] == "least-squares-disparity" or kind == "affine-disparity"
    picked = fit_columns(values.shape[1], values.shape[0], rules.get("columns"))
    v, t, m = values[:, picked], truth[:, picked], valid[:, picked]
    if not disparity:
        line = fit_line(v[m], t[m])
        return line, line[0] * values.astype(np.float64) + line[1]
    m = m & (t > 0)
    if rules.get("positive"):
        m = m & (v > 0)
    x = values.astype(np.float64)
    if kind == "metric":
        x, v = 1 / x, 1 / v.astype(np.float64)
    line = fit_line(v[m], 1 / t[m].astype(np.float64))
    return line, 1 / np.clip(line[0] * x + line[1], 1e-3, None)


def errors(p: np.ndarray, g: np.ndarray) -> dict[str, float]:
    log = np.log(p) - np.log(g)
    ratio = np.maximum(p / g, g / p)
    return {
        "absRel": np.mean(np.abs(p - g) / g),
        "delta1": np.mean(ratio < 1.25),
        "delta2": np.mean(ratio < 1.25**2),
        "delta3": np.mean(ratio < 1.25**3),
        "rmse": np.sqrt(np.mean((p - g) ** 2)),
        "rmseLog": np.sqrt(np.mean(log**2)),
        "sqRel": np.mean((p - g) ** 2 / g),
        "log10": np.mean(np.abs(np.log10(p) - np.log10(g))),
        "siLog": 100 * np.sqrt(np.mean(log**2) - np.mean(log) ** 2),
        "iRmse": np.sqrt(np.mean((1 / p - 1 / g) ** 2)),
        "bias": np.mean(p - g),
    }


LS, DISPARITY = "least-squares", "least-squares-disparity"
CASES = [
    {"protocol": "nyu-marigold", "size": "nyu", "scale": 1 / 1000, "largest": 11000, "region": "eigen-nyu", "range": (1e-3, 10), "align": LS, "kinds": ["affine-depth", "affine-disparity"], "positive": True},
    {"protocol": "kitti-marigold", "size": "kitti", "scale": 1 / 256, "largest": 22000, "region": "eigen", "cut": True, "range": (1e-5, 80), "align": LS, "kinds": ["affine-depth"], "known": 0.3, "positive": True},
    {"protocol": "eth3d-marigold", "size": "wide", "scale": 1 / 100, "largest": 9000, "range": (1e-5, np.inf), "align": LS, "columns": 1024, "kinds": ["affine-depth", "affine-disparity"], "positive": True},
    {"protocol": "scannet-marigold", "size": "small", "scale": 1 / 1000, "largest": 11000, "range": (1e-3, 10), "align": LS, "kinds": ["affine-depth", "metric"], "positive": True},
    {"protocol": "diode-marigold", "size": "small", "scale": 1 / 100, "largest": 36000, "range": (0, np.inf), "held": (0.6, 350), "align": LS, "kinds": ["affine-depth"], "positive": True},
    {"protocol": "nyu-metric", "size": "nyu", "scale": 1 / 1000, "largest": 11000, "region": "eigen-nyu", "range": (1e-3, 10), "align": "none", "kinds": ["metric"]},
    {"protocol": "kitti-metric", "size": "kitti", "scale": 1 / 256, "largest": 22000, "region": "garg", "cut": True, "range": (1e-3, 80), "align": "none", "kinds": ["metric"], "known": 0.3},
    {"protocol": "nyu-midas", "size": "small", "scale": 1 / 1000, "largest": 11000, "range": (0, 10), "held": (1e-3, 10), "align": DISPARITY, "kinds": ["affine-disparity", "metric"]},
    {"protocol": "kitti-midas", "size": "small", "scale": 1 / 256, "largest": 22000, "range": (0, 80), "held": (1e-3, 80), "align": DISPARITY, "kinds": ["affine-disparity"]},
    {"protocol": "tum-midas", "size": "small", "scale": 1 / 5000, "largest": 60000, "range": (0, 10), "held": (1e-3, 10), "align": DISPARITY, "kinds": ["affine-disparity"]},
    {"protocol": "as-is", "size": "small", "scale": 1 / 1000, "largest": 11000, "range": (1e-3, np.inf), "align": "median", "kinds": ["metric"]},
    {"protocol": "as-is", "size": "small", "scale": 1 / 1000, "largest": 11000, "range": (1e-3, np.inf), "align": LS, "kinds": ["affine-depth", "affine-disparity"]},
]


def main() -> None:
    out = []
    for rules in CASES:
        for kind in rules["kinds"]:
            each, fits, pooled = [], [], ([], [])
            for index in range(SAMPLES):
                known = rules.get("known", 0.9)
                truth, mask, maps = sample(index, SIZES[rules["size"]], rules["scale"], rules["largest"], known)
                values = maps[kind]
                if rules.get("cut"):
                    truth, mask, values = kitti_cut(truth), kitti_cut(mask), kitti_cut(values)
                low, high = rules["range"]
                valid = (truth > low) & (truth < high) & mask & region(rules.get("region", "whole"), truth.shape)
                line, p = aligned(kind, values, truth, valid, rules)
                least, most = rules.get("held", rules["range"])
                p = np.clip(np.clip(p, least, most), 1e-6, None)
                each.append(errors(p[valid], truth[valid].astype(np.float64)))
                fits.append(line)
                pooled[0].append(p[valid])
                pooled[1].append(truth[valid].astype(np.float64))
            names = list(each[0])
            per_pixel = errors(np.concatenate(pooled[0]), np.concatenate(pooled[1]))
            out.append(
                {
                    **{k: rules[k] for k in ("protocol", "size", "scale", "largest", "align")},
                    "cut": rules.get("cut", False),
                    "known": rules.get("known", 0.9),
                    "kind": kind,
                    "fits": fits[:3],
                    "samples": [each[0], each[SAMPLES - 1]],
                    "mean": {name: float(np.mean([e[name] for e in each])) for name in names},
                    "perPixel": {name: float(per_pixel[name]) for name in names},
                }
            )
    print(json.dumps({"sizes": SIZES, "count": SAMPLES, "cases": out}, indent=1, default=float))


if __name__ == "__main__":
    main()
