"""Toy worlds: a ramp with boxes on it, whose depth follows from colour."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from small_datasets import write_folder
from toy_start import CELL

NEAR, FAR = 1.0, 10.0


@dataclass
class Scene:
    """[cells, cells]: u in 0..1 from near to far, and how bright the light is (which says nothing of depth)."""

    u: np.ndarray
    light: np.ndarray


def draw_scene(random: np.random.Generator, cells: int) -> Scene:
    """A ramp over most of 0..1, and boxes a little before or behind it."""
    y, x = np.mgrid[0:cells, 0:cells]
    angle = random.uniform(0, 2 * np.pi)
    along = (x - (cells - 1) / 2) * np.cos(angle) + (y - (cells - 1) / 2) * np.sin(angle)
    scene = Scene(0.5 + 0.4 * along / np.abs(along).max(), np.full((cells, cells), random.uniform(0.3, 0.7)))
    for _ in range(random.integers(4, 8)):
        height, width = random.integers(3, 9, 2)
        top, left = random.integers(0, cells - 2, 2)
        box = (slice(top, top + height), slice(left, left + width))
        scene.u[box] = scene.u[box].mean() + random.choice([-1, 1]) * random.uniform(0.06, 0.2)
        scene.light[box] = random.uniform(0.3, 0.7)
    scene.u = scene.u.clip(0.02, 0.98)
    return scene


def pixels(plane: np.ndarray) -> np.ndarray:
    return np.kron(plane, np.ones((CELL, CELL)))


def photo_of(scene: Scene) -> np.ndarray:
    """uint8 [H, W, 3]: near is red, far is blue, and green is the light."""
    colours = (1 - scene.u, scene.light, scene.u)
    return np.stack([pixels(np.round(255 * each)) for each in colours], axis=-1).astype(np.uint8)


def write_metric_world(folder: Path, count: int, seed: int, side: int) -> None:
    """Metres grow by the same factor with every step of the colour."""
    random = np.random.default_rng(seed)
    for i in range(count):
        scene = draw_scene(random, side // CELL)
        write_folder(folder, f"{i:03d}", photo_of(scene), NEAR * (FAR / NEAR) ** pixels(scene.u))
