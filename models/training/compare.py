"""Compares packs with the shipped ones on photos and scenes that nothing was trained on, with intervals.

    python3 -m training.compare --packs packs --against ../resources/packs --validation views --scenes scenes_val.npz --json compared.json

Photos: distance to the relative teacher. Scenes: exact depth. Of every number the mean over photos or scenes, of the difference to the
other pack too, each with the interval that holds 95 % of 2,000 resamplings (bootstrap, photos or scenes drawn with repetition, in pairs).
"""

import json
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np

from training.arguments import stage_parser
from training.data.shards import load_validation, read_arrays
from training.maps.targets import OFFSET, teacher_distance
from training.packs.measures import align, scores
from training.packs.shipped import LatentPack, StarterPacks, open_starter_packs

MEMBERS = 6
"""Of the ensemble whose spread is measured."""

Numbers = dict[str, list[float]]


def depth_of(disp: np.ndarray) -> np.ndarray:
    z = 1 / (disp.astype(np.float64) + OFFSET)
    low, high = np.percentile(z, (2, 98))
    return np.clip((z - low) / (high - low), 0, 1)


def rank_correlation(a: np.ndarray, b: np.ndarray) -> float:
    """Spearman's, of maps of the same size, every third pixel of every third row."""
    x, y = (np.argsort(np.argsort(m[::3, ::3].ravel(), kind="stable"), kind="stable") for m in (a, b))
    return float(np.corrcoef(x, y)[0, 1])


def slope(map_: np.ndarray) -> np.ndarray:
    """Gradient in shares of the map's range (2 to 98 %)."""
    m = map_.astype(np.float32)
    low, high = np.percentile(m, (2, 98))
    return np.hypot(cv2.Sobel(m, cv2.CV_32F, 1, 0, ksize=3), cv2.Sobel(m, cv2.CV_32F, 0, 1, ksize=3)) / max(
        high - low, 1e-6
    )


def edges(map_: np.ndarray, truth: np.ndarray) -> tuple[float, float]:
    """(gradient on true edges, error within 3 pixels of them), the map fitted to the truth, in shares of the truth's range."""
    fitted = align(map_.ravel(), truth.ravel()).reshape(truth.shape)
    edge = slope(truth) > 0.6
    low, high = np.percentile(truth, (2, 98))
    near = cv2.dilate(edge.astype(np.uint8), np.ones((7, 7))) > 0
    if not edge.any():
        return float("nan"), float("nan")
    error = np.abs(fitted - truth)[near].mean() / (high - low)
    sobel = [cv2.Sobel(fitted.astype(np.float32), cv2.CV_32F, *axis, ksize=3) for axis in ((1, 0), (0, 1))]
    return float((np.hypot(*sobel) / (high - low))[edge].mean()), float(error)


def ensemble(pack: LatentPack, rgb: np.ndarray, like: np.ndarray, steps: int) -> tuple[np.ndarray, np.ndarray]:
    """(mean, spread) of members, each fitted to `like`."""
    maps = [pack(rgb, steps=steps, seed=seed) for seed in range(1, MEMBERS + 1)]
    fitted = np.stack([align(m.ravel(), like.ravel()).reshape(like.shape) for m in maps])
    return fitted.mean(0), fitted.std(0)


def on_photo(packs: StarterPacks, item: dict[str, np.ndarray], numbers: Numbers, members: bool) -> None:
    rgb, disp = item["rgb"], item["disp"].astype(np.float64)
    depth, ranks = depth_of(disp), {}

    def note(name: str, value: float) -> None:
        numbers.setdefault(name, []).append(value)

    if packs.zoedepth:
        metres = np.maximum(packs.zoedepth(rgb), 0.1)
        ranks["zoedepth"] = metres
        note("zoedepth distance", teacher_distance(1 / metres, disp))
        if bool(item["indoor"]):
            note("zoedepth rooms, AbsRel to FastDepth", scores(metres, np.maximum(item["metric"], 0.3))[0])
    for name, pack in (("marigold", packs.marigold), ("metricgold", packs.metricgold)):
        if not pack:
            continue
        for steps in sorted({1, pack.pack["defaults"]["steps"]}):
            map_ = pack(rgb, steps=steps)
            own = 1 / pack.metres(map_) if name == "metricgold" else map_
            note(f"{name} distance, {steps} steps", teacher_distance(own, disp if name == "metricgold" else depth))
        ranks[name] = map_
        if name == "metricgold" and bool(item["indoor"]):
            note("metricgold rooms, AbsRel to FastDepth", scores(pack.metres(map_), np.maximum(item["metric"], 0.3))[0])
        if members:
            truth = depth if name == "marigold" else depth_of(disp)
            mean, spread = ensemble(pack, rgb, truth, steps)
            note(f"{name} spread against error", rank_correlation(spread, np.abs(mean - truth)))
            note(f"{name} spread, share of range", float(spread.mean()))
            note(f"{name} ensemble distance", teacher_distance(mean, truth))
    for a, b in (("marigold", "zoedepth"), ("marigold", "metricgold"), ("metricgold", "zoedepth")):
        if a in ranks and b in ranks:
            note(f"Spearman {a} {b}", rank_correlation(ranks[a], ranks[b]))


def on_scene(packs: StarterPacks, rgb: np.ndarray, metres: np.ndarray, numbers: Numbers) -> None:
    truth = metres.astype(np.float64)
    affine = depth_of(stretched(1 / np.maximum(truth, 0.2)))

    def note(name: str, values: tuple[float, ...], what: tuple[str, ...]) -> None:
        for value, word in zip(values, what, strict=True):
            numbers.setdefault(f"{name} scenes, {word}", []).append(value)

    def metric(name: str, map_: np.ndarray) -> None:
        seen = truth < 60
        note(name, scores(np.maximum(map_, 0.1)[seen], truth[seen]), ("AbsRel", "delta"))
        line = align((1 / np.maximum(map_, 0.1)).ravel(), (1 / truth).ravel()).reshape(truth.shape)
        note(name, scores(1 / np.maximum(line, 1 / 80)[seen], truth[seen])[:1], ("AbsRel fitted",))
        note(
            name,
            edges(depth_of(stretched(1 / np.maximum(map_, 0.1))), affine),
            ("gradient on edges", "error near edges"),
        )

    if packs.zoedepth:
        metric("zoedepth", packs.zoedepth(rgb))
    for name, pack in (("marigold", packs.marigold), ("metricgold", packs.metricgold)):
        if pack:
            for steps in sorted({1, pack.pack["defaults"]["steps"]}):
                map_ = pack(rgb, steps=steps)
                if name == "metricgold":
                    metric(f"metricgold {steps} steps", pack.metres(map_))
                else:
                    note(f"marigold {steps} steps", edges(map_, affine), ("gradient on edges", "error near edges"))
                    note(f"marigold {steps} steps", (teacher_distance(map_, affine),), ("distance",))


def stretched(inverse: np.ndarray) -> np.ndarray:
    low, high = np.percentile(inverse, (1, 99))
    return np.clip((inverse - low) / max(high - low, 1e-6), 0, 1)


def interval(values: np.ndarray, rule: Callable = np.nanmean) -> tuple[float, float, float]:
    rng = np.random.default_rng(0)
    drawn = [rule(values[rng.integers(len(values), size=len(values))]) for _ in range(2000)]
    low, high = np.percentile(drawn, (2.5, 97.5))
    return float(rule(values)), float(low), float(high)


def measure(folder: Path, a_validation: list, scenes: dict[str, np.ndarray], members: bool) -> Numbers:
    packs = open_starter_packs(folder, threads=1)
    numbers: Numbers = {}
    for item in a_validation:
        on_photo(packs, item, numbers, members)
    for rgb, depth in zip(scenes["rgb"], scenes["depth"], strict=True):
        on_scene(packs, rgb, depth, numbers)
    return numbers


def main() -> None:
    parser = stage_parser(__doc__, "packs validation scenes json")
    parser.add_argument("--against", type=Path, help="a .json that this command wrote for other packs")
    parser.add_argument("--members", action="store_true", help="measure ensembles too")
    parser.add_argument("--few", type=int, default=10**6, help="only that many photos and scenes")
    a = parser.parse_args()
    scenes = {name: value[: a.few] for name, value in read_arrays(a.scenes).items()}
    numbers = measure(a.packs, load_validation(a.validation)[: a.few], scenes, a.members)
    a.json.write_text(json.dumps(numbers), encoding="utf-8")
    other = json.loads(a.against.read_text(encoding="utf-8")) if a.against else {}
    for name, values in numbers.items():
        rule = np.nanmedian if name.startswith("Spearman") else np.nanmean
        mean, low, high = interval(np.array(values), rule)
        line = f"{name}: {mean:.4f} [{low:.4f}, {high:.4f}]"
        if len(other.get(name, ())) == len(values):
            d, dl, dh = interval(np.array(values) - np.array(other[name]))
            line += f"; other {np.nanmean(other[name]):.4f}, difference {d:+.4f} [{dl:+.4f}, {dh:+.4f}]"
        print(line, flush=True)


if __name__ == "__main__":
    main()
