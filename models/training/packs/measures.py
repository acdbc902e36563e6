"""Numbers of packs and teachers, all by the same code. AbsRel = mean |p - g| / g; "fitted" = after the best scale and shift."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from training.data.pictures import read_image
from training.data.teachers import Teacher
from training.maps.targets import teacher_distance
from training.packs.shipped import LatentPack, StarterPacks

COARSE = {"24 x 16": (24, 16), "48 x 32": (48, 32), "full teacher map": None}
ENDS = {steps: f", {steps} step" + "s" * (steps > 1) for steps in (1, 2, 4)}
"""Sampling steps, with what they add to a name in the tables."""

Rows = dict[str, tuple[float, float]]
"""Two numbers of each system by its name in the tables."""


def scores(prediction: np.ndarray, truth: np.ndarray) -> tuple[float, float]:
    """(AbsRel, share within a factor of 1.25)."""
    p = np.maximum(prediction, 1e-3)
    ratio = np.maximum(p / truth, truth / p)
    return float(np.mean(np.abs(p - truth) / truth)), float(np.mean(ratio < 1.25))


def align(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    scale, shift = np.polyfit(x.astype(np.float64), y, 1)
    return x * scale + shift


def reduce_map(map_: np.ndarray, size: tuple[int, int] | None) -> np.ndarray:
    """The map at `size` (width, height) and back."""
    if size is None:
        return map_
    small = cv2.resize(map_, size, interpolation=cv2.INTER_AREA)
    return cv2.resize(small, map_.shape[::-1], interpolation=cv2.INTER_LINEAR)


def vertical_ramp(like: np.ndarray) -> np.ndarray:
    """What knows nothing of a photo but that the floor is near: 0 at the top, 1 at the bottom."""
    return np.repeat(np.linspace(0, 1, len(like))[:, None], like.shape[1], 1)


@dataclass(frozen=True)
class HeldOut:
    """A photo with exact depth, never trained on."""

    rgb: np.ndarray
    truth: np.ndarray
    """Metres [H, W], 0 where not valid."""
    valid: np.ndarray

    def metres(self, map_: np.ndarray) -> tuple[float, float]:
        return scores(map_[self.valid], self.truth[self.valid])

    def fitted_depth(self, map_: np.ndarray) -> tuple[float, float]:
        """Scores of a depth map (near = small) after the fit to the true depth."""
        g = self.truth[self.valid]
        return scores(np.clip(align(map_[self.valid], g), g.min() * 0.5, g.max() * 2), g)

    def fitted_disparity(self, map_: np.ndarray) -> tuple[float, float]:
        """Scores of a disparity map (near = large) after the fit to the true inverse depth."""
        g = self.truth[self.valid]
        return scores(1 / np.clip(align(map_[self.valid], 1 / g), 1 / (g.max() * 2), 1 / (g.min() * 0.5)), g)

    def edges(self, map_: np.ndarray) -> tuple[float, float]:
        """(gradient on true edges, error within 3 pixels of them), both in shares of the disparity range, disparity fitted."""
        valid = self.valid
        t = np.where(valid, 1 / np.maximum(self.truth, 1e-3), 0).astype(np.float32)
        scale, shift = np.polyfit(map_[valid].astype(np.float64), t[valid], 1)
        q = (map_ * scale + shift).astype(np.float32)
        span = np.percentile(t[valid], 98) - np.percentile(t[valid], 2)

        def slope(a: np.ndarray) -> np.ndarray:
            return np.hypot(cv2.Sobel(a, cv2.CV_32F, 1, 0, ksize=3), cv2.Sobel(a, cv2.CV_32F, 0, 1, ksize=3)) / span

        solid = cv2.erode(valid.astype(np.uint8), np.ones((5, 5))) > 0
        edge = (slope(t) > 0.6) & solid
        near = (cv2.dilate(edge.astype(np.uint8), np.ones((7, 7))) > 0) & solid
        return float(slope(q)[edge].mean()), float(np.abs(q - t)[near].mean() / span)


def read_motorcycle(folder: Path) -> HeldOut:
    """scikit-image's stereo pair: depth = baseline * focal / (disparity + offset)."""
    with np.load(folder / "motorcycle_disp.npz") as file:
        disparity = file[file.files[0]].astype(np.float64)
    valid = np.isfinite(disparity)
    truth = np.where(valid, 0.193001 * 994.978 / (np.where(valid, disparity, 0) + 31.086), 0)
    return HeldOut(read_image(folder / "motorcycle_left.png"), truth, valid)


def held_out(packs: StarterPacks, teachers: tuple[Teacher, Teacher], photo: HeldOut) -> tuple[Rows, Rows]:
    """Numbers on one photo with exact depth: {name: (AbsRel, delta)} and BetterDepth's edges {name: (gradient, error)}."""
    rgb, truth, valid = photo.rgb, photo.truth, photo.valid
    relative, metric = teachers[0](rgb), teachers[1](rgb)
    rows = {
        "constant (true median)": scores(np.full(valid.sum(), np.median(truth[valid])), truth[valid]),
        "vertical ramp, fitted": photo.fitted_disparity(vertical_ramp(truth)),
        "TCMonoDepth, fitted": photo.fitted_disparity(relative),
        "FastDepth, metres": photo.metres(metric),
        "FastDepth, fitted": photo.fitted_depth(metric),
    }
    if packs.marigold:
        for steps, end in ENDS.items():
            rows["Marigold, fitted" + end] = photo.fitted_depth(packs.marigold(rgb, steps=steps))
    if packs.metricgold:
        for steps, end in ENDS.items():
            m = packs.metricgold.metres(packs.metricgold(rgb, steps=steps))
            rows["MetricGold, metres" + end] = photo.metres(m)
            rows["MetricGold, fitted" + end] = photo.fitted_depth(m)
    if packs.zoedepth:
        m = packs.zoedepth(rgb)
        rows["ZoeDepth, metres"], rows["ZoeDepth, fitted"] = photo.metres(m), photo.fitted_depth(m)
    refined = refined_maps(packs.betterdepth, rgb, relative) if packs.betterdepth else {}
    rows.update({name: photo.fitted_disparity(map_) for name, map_ in refined.items()})
    return rows, {name: photo.edges(map_) for name, map_ in refined.items()}


def refined_maps(betterdepth: LatentPack, rgb: np.ndarray, relative: np.ndarray) -> dict[str, np.ndarray]:
    """Coarse maps and what BetterDepth makes of them, by their names in the tables."""
    maps = {}
    for steps, end in ENDS.items():
        for name, size in COARSE.items():
            coarse = maps[f"coarse {name}"] = reduce_map(relative, size)
            maps[f"BetterDepth on {name}{end}"] = betterdepth(rgb, coarse, steps=steps)
    return maps


def distances(packs: StarterPacks, validation: Iterable[dict[str, np.ndarray]]) -> dict[str, float]:
    """Mean distance to the relative teacher on unseen photos, per pack; Marigold's to the teacher's depth, since it writes depth, the
    others' to its disparity; with a vertical ramp for comparison with either."""
    out: dict[str, list[float]] = {"vertical ramp": [], "vertical ramp, as depth": []}
    for item in validation:
        rgb, disp = item["rgb"], item["disp"].astype(np.float64)
        z = 1 / (disp + 0.15)
        low, high = np.percentile(z, (2, 98))
        depth = np.clip((z - low) / (high - low), 0, 1)
        ramp = vertical_ramp(disp)
        out["vertical ramp"].append(teacher_distance(ramp, disp))
        out["vertical ramp, as depth"].append(teacher_distance(ramp, depth))
        if packs.marigold:
            out.setdefault("Marigold", []).append(teacher_distance(packs.marigold(rgb), depth))
        if packs.metricgold:
            metres = packs.metricgold.metres(packs.metricgold(rgb))
            out.setdefault("MetricGold", []).append(teacher_distance(1 / metres, disp))
        if packs.zoedepth:
            metres = np.maximum(packs.zoedepth(rgb), 0.1)
            out.setdefault("ZoeDepth", []).append(teacher_distance(1 / metres, disp))
    return {k: float(np.mean(v)) for k, v in out.items()}


def seconds(packs: StarterPacks, side: int = 768) -> dict[str, float]:
    """Seconds for one photo of side x 3/4 side, the first call left out."""
    rgb = np.random.default_rng(0).integers(0, 255, (side * 3 // 4, side, 3), dtype=np.uint8)
    out = {}
    for system, pack in packs.by_system().items():
        inputs = (rgb, rgb[..., 0].astype(np.float32)) if system == "betterdepth" else (rgb,)
        pack(*inputs)
        begin = time.time()
        pack(*inputs)
        out[system] = time.time() - begin
    return out
