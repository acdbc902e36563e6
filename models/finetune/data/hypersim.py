"""Hypersim (Roberts et al. 2021) as its authors ship it."""

import csv
from pathlib import Path

import h5py
import numpy as np

from export.refusal import Refusal
from finetune.data.samples import Item, need_items

WIDTH, FOCAL = 1024, 886.81
"""Of the published pictures: focal length in pixels at a width of 1024."""
GAMMA, PERCENTILE, BRIGHTNESS = 1 / 2.2, 90, 0.8
SPLITS = "metadata_images_split_scene_v1.csv"


def hypersim_items(root: Path, split: str) -> list[Item]:
    """
    The frames of a split ("train", "val", "test") that the authors' table releases:
    `<scene>/images/scene_<camera>_final_hdf5/frame.<id>.color.hdf5` beside `scene_<camera>_geometry_hdf5/frame.<id>.depth_meters.hdf5`.
    """
    table = root / SPLITS
    if not table.is_file():
        raise Refusal(f"Expected Hypersim's table {SPLITS} in {root}, but there is none.")
    with table.open(newline="", encoding="utf-8") as lines:
        rows = [
            row
            for row in csv.DictReader(lines)
            if row["split_partition_name"] == split and row["included_in_public_release"].lower() == "true"
        ]
    items = []
    for row in rows:
        scene, camera, frame = row["scene_name"], row["camera_name"], int(row["frame_id"])
        images = root / scene / "images"
        final = images / f"scene_{camera}_final_hdf5" / f"frame.{frame:04d}"
        geometry = images / f"scene_{camera}_geometry_hdf5" / f"frame.{frame:04d}"
        if not Path(f"{geometry}.depth_meters.hdf5").is_file():
            continue
        items.append(Item(f"{scene}/{camera}/{frame:04d}", lambda f=final, g=geometry: _read(f, g)))  # type: ignore[misc]
    return need_items(items, root, f'frames of the split "{split}"')


def _read(final: Path, geometry: Path) -> tuple[np.ndarray, np.ndarray]:
    colour = read_hdf5(Path(f"{final}.color.hdf5")).astype(np.float32)
    entities = Path(f"{geometry}.render_entity_id.hdf5")
    known = read_hdf5(entities) != -1 if entities.is_file() else np.ones(colour.shape[:2], dtype=bool)
    distance = read_hdf5(Path(f"{geometry}.depth_meters.hdf5")).astype(np.float64)
    return tone_mapped(colour, known), planar_depth(distance).astype(np.float32)


def read_hdf5(path: Path) -> np.ndarray:
    """The array "dataset" of a file. Throws Refusal where it is not there."""
    try:
        with h5py.File(path, "r") as file:
            return np.asarray(file["dataset"])
    except (OSError, KeyError) as thrown:
        raise Refusal(f'Expected an HDF5 file with "dataset" as {path}, but it cannot be read.') from thrown


def tone_mapped(colour: np.ndarray, known: np.ndarray) -> np.ndarray:
    """
    The authors' tone mapping: the 90th percentile of brightness (0.3 R + 0.59 G + 0.11 B, where something was rendered) becomes 0.8 after a
    gamma of 1 / 2.2. Linear float32 [H, W, 3] to 0..1.
    """
    if not known.any():
        return np.clip(colour, 0, 1) ** GAMMA
    brightness = colour @ np.array([0.3, 0.59, 0.11], dtype=np.float32)
    present = float(np.percentile(brightness[known], PERCENTILE))
    scale = 0.0 if present < 1e-4 else BRIGHTNESS ** (1 / GAMMA) / present
    return np.clip(np.power(np.maximum(scale * colour, 0), GAMMA), 0, 1).astype(np.float32)


def planar_depth(distance: np.ndarray) -> np.ndarray:
    """
    Distance from the camera's centre along each ray to depth along the axis: d f / |(x, y, f)|, x and y from the middle of the picture to
    the middle of each pixel.
    """
    height, width = distance.shape
    focal = FOCAL * width / WIDTH
    x = np.arange(width) - (width - 1) / 2
    y = np.arange(height) - (height - 1) / 2
    rays = np.sqrt(x[None, :] ** 2 + y[:, None] ** 2 + focal**2)
    return distance * (focal / rays)
