"""Toy worlds: a ramp with boxes on it, whose depth follows from colour."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from small_datasets import write_folder
from toy_start import CELL

NEAR, FAR = 1.0, 10.0
PATCH = 8


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


def write_refined_world(folder: Path, count: int, seed: int, side: int) -> list[tuple[int, int]]:
    """
    The same scenes with coarse maps: blurred disparity in a scale of its own that lacks one object, as wide as a
    patch, which photo and label show. Its places (row, column) are what is returned.
    """
    random = np.random.default_rng(seed)
    (folder / "coarse").mkdir(parents=True)
    places = []
    for i in range(count):
        scene = draw_scene(random, side // CELL)
        coarse = blurred(1 / metres_of(scene)) * random.uniform(0.5, 2) + random.uniform(-1, 1)
        np.save(folder / f"coarse/{i:03d}.npy", coarse.astype(np.float32))
        y, x = random.integers(0, side // PATCH, 2) * PATCH
        places.append((int(y), int(x)))
        part = tuple(slice(start // CELL, (start + PATCH) // CELL) for start in (y, x))
        there = scene.u[part].mean()
        scene.u[part] = there + random.uniform(0.3, 0.4) * (1 if there < 0.5 else -1)
        scene.light[part] = random.uniform(0.3, 0.7)
        write_folder(folder, f"{i:03d}", photo_of(scene), metres_of(scene))
    return places


def metres_of(scene: Scene) -> np.ndarray:
    """Disparity is even in u."""
    return 1 / (1 / FAR + (1 / NEAR - 1 / FAR) * (1 - pixels(scene.u)))


def blurred(plane: np.ndarray, deviation: float = 1.5) -> np.ndarray:
    """Gaussian, in pixels."""
    reach = int(np.ceil(4 * deviation))
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / deviation) ** 2)
    for axis in (0, 1):
        padded = np.pad(plane, [(reach, reach) if i == axis else (0, 0) for i in (0, 1)], mode="edge")
        windows = np.lib.stride_tricks.sliding_window_view(padded, len(weights), axis=axis)
        plane = windows @ (weights / weights.sum())
    return plane
