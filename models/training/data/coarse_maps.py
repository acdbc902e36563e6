"""BetterDepth's training pairs: a photo, its sharp disparity, and a coarse map as a feed-forward network might give it."""

from dataclasses import dataclass

import cv2
import numpy as np
import torch

from finetune.patches import ETA, WIDTH, similar_patches
from training.data.cut_outs import paste
from training.data.shards import Shard
from training.data.teachers import Teacher, fit


def smooth_field(rng: np.random.Generator, height: int, width: int, knots: int = 4) -> np.ndarray:
    """Smooth random field [H, W] with unit spread at its knots."""
    values = rng.normal(0, 1, (knots, knots)).astype(np.float32)
    return cv2.resize(values, (width, height), interpolation=cv2.INTER_CUBIC)


def composite(
    rng: np.random.Generator, rgb: np.ndarray, disparity: np.ndarray, stamps: list[np.ndarray]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Pastes cut-outs on a view: (rgb uint8, disparity, weight). Only the cut-outs' surroundings have a sharp truth: weight 1 there."""
    picture, d = rgb.astype(np.float32), disparity.astype(np.float32).copy()
    weight = np.full(d.shape, 0.1, np.float32)
    for _ in range(rng.integers(1, 4)):
        mask = np.zeros(d.shape, np.float32)
        foot = paste(rng, picture, stamps[rng.integers(len(stamps))], mask, 1.3)
        if foot is None or mask.sum() < 60:
            continue
        behind = d[mask > 0.5]
        ground = d[min(int(foot * len(d)), len(d) - 1)].mean()
        level = max(np.quantile(behind, 0.8), ground * rng.uniform(0.6, 1)) + rng.uniform(0.04, 0.35)
        level = np.clip(level, 0, 1.3)
        d = np.where(mask > 0.5, level + 0.04 * smooth_field(rng, *d.shape), d)
        weight = np.maximum(weight, cv2.dilate(mask, np.ones((13, 13))))
    return np.clip(picture, 0, 255).astype(np.uint8), d, np.minimum(weight, 1)


def degrade(rng: np.random.Generator, sharp: np.ndarray) -> np.ndarray:
    """A coarse version of a sharp disparity map: few pixels, blur, displaced outlines, noise."""
    h, w = sharp.shape
    x = sharp
    if rng.random() < 0.5:  # outlines a little beside the true ones
        amount = rng.uniform(0.3, 2.5)
        dx, dy = smooth_field(rng, h, w, 6) * amount, smooth_field(rng, h, w, 6) * amount
        v, u = np.mgrid[0:h, 0:w].astype(np.float32)
        x = cv2.remap(x, u + dx, v + dy, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    kind = rng.random()
    if kind < 0.5:
        cell = np.exp(rng.uniform(np.log(3), np.log(36)))
        size = max(4, round(w / cell)), max(4, round(h / cell))
        x = cv2.resize(x, size, interpolation=cv2.INTER_AREA)
        if rng.random() < 0.3:
            x = x + rng.normal(0, 0.01, x.shape).astype(np.float32)
        x = cv2.resize(x, (w, h), interpolation=cv2.INTER_LINEAR if rng.random() < 0.7 else cv2.INTER_CUBIC)
    else:
        x = cv2.GaussianBlur(x, (0, 0), np.exp(rng.uniform(np.log(1.0), np.log(8))))
        if kind > 0.75:
            x = cv2.resize(x, (w // 2, h // 2), interpolation=cv2.INTER_AREA)
            x = cv2.resize(x, (w, h), interpolation=cv2.INTER_LINEAR)
    return x


def pair(
    rng: np.random.Generator, rgb: np.ndarray, disparity: np.ndarray, weight: np.ndarray, teacher: Teacher | None = None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(coarse, sharp, weight), maps in -1..1 as the app hands them over: the coarse map's ends are -1 and 1.

    Bends of the whole map go into the sharp one too: what is right or wrong at large is not the refiner's business. With a teacher
    the coarse map is its answer, brought to the truth by least squares, and patches where both differ weigh nothing: the paper's
    global pre-alignment and local patch masking (section 3.2).
    """
    sharp = np.clip(disparity, 0, 1.3).astype(np.float32)
    if teacher is not None:
        coarse = teacher(rgb)
        scale, shift = fit(coarse, sharp)
        coarse = (coarse * max(scale, 1e-6) + shift).astype(np.float32)
        if rng.random() < 0.4:
            coarse = degrade(rng, coarse)
    else:
        if rng.random() < 0.6:
            sharp = np.clip(sharp, 0, None) ** rng.uniform(0.6, 1.5)
        if rng.random() < 0.5:
            sharp = sharp + rng.normal(0, 0.15) * np.linspace(-1, 1, len(sharp), dtype=np.float32)[:, None]
        coarse = degrade(rng, sharp)
    low, high = coarse.min(), coarse.max()
    k = 2 / max(high - low, 0.02)
    coarse, sharp = (coarse - low) * k - 1, np.clip((sharp - low) * k - 1, -1.05, 1.05)
    return coarse, sharp, weight if teacher is None else weight * similar(coarse, sharp)


def similar(coarse: np.ndarray, sharp: np.ndarray) -> np.ndarray:
    """float32 [H, W]: 1 in the patches of the paper's size where both maps, in -1..1, are near enough to each other, 0 in the others."""
    one, other = (torch.from_numpy(plane)[None, None] for plane in (coarse, sharp))
    return similar_patches(one, other, WIDTH, ETA)[0, 0].numpy().astype(np.float32)


def draw_scene(
    rng: np.random.Generator, scenes: list[Shard], height: int, width: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A part of a scene: (rgb uint8, disparity, weight)."""
    crop = scenes[rng.integers(len(scenes))].draw(rng, 1, height, width, 0.8)
    inverse = 1 / np.maximum(crop["depth"][0, 0].numpy(), 0.3)
    low, high = np.quantile(inverse, (0.01, 0.99))
    disparity = np.clip((inverse - low) / max(high - low, 1e-4), 0, 1.2)
    return as_picture(crop["rgb"]), disparity, np.ones(inverse.shape, np.float32)


def draw_view(
    rng: np.random.Generator, views: list[Shard], stamps: list[np.ndarray], height: int, width: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A part of a photo with cut-outs pasted on it: (rgb uint8, disparity, weight)."""
    crop = views[rng.integers(len(views))].draw(rng, 1, height, width, 0.6)
    return composite(rng, as_picture(crop["rgb"]), crop["disp"][0, 0].numpy(), stamps)


def as_picture(rgb: torch.Tensor) -> np.ndarray:
    """[1, 3, H, W] in 0..1 -> uint8 [H, W, 3]."""
    return (rgb[0].permute(1, 2, 0).numpy() * 255).astype(np.uint8)


@dataclass(frozen=True)
class PairSource:
    """What training pairs are made of."""

    scenes: list[Shard]
    views: list[Shard]
    stamps: list[np.ndarray]
    teacher: Teacher
    from_scenes: float = 0.55
    """Share of the pairs that are scenes; all are where there are no cut-outs or no views."""
    from_teacher: float = 0.3
    """Share of the scenes whose coarse map is the teacher's answer."""

    def draw(self, rng: np.random.Generator, size: int, height: int = 192, width: int = 256) -> list[torch.Tensor]:
        """A batch: photo [B, 3, H, W] in 0..1, coarse, sharp and weight [B, 1, H, W]."""
        rows = []
        for _ in range(size):
            teacher = None
            if not self.stamps or not self.views or rng.random() < self.from_scenes:
                rgb, disparity, weight = draw_scene(rng, self.scenes, height, width)
                teacher = self.teacher if rng.random() < self.from_teacher else None
            else:
                rgb, disparity, weight = draw_view(rng, self.views, self.stamps, height, width)
            maps = pair(rng, rgb, disparity, weight, teacher)
            rows.append((rgb.transpose(2, 0, 1).astype(np.float32) / 255, *(each[None] for each in maps)))
        return [
            torch.from_numpy(np.ascontiguousarray(np.stack(values), np.float32)) for values in zip(*rows, strict=True)
        ]
