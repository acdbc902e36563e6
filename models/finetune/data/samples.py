"""What every dataset gives: photos with depth."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from export.refusal import Refusal


@dataclass(frozen=True)
class Sample:
    photo: np.ndarray
    """float32 [H, W, 3] in 0..1"""
    depth: np.ndarray
    """float32 [H, W] planar depth in metres"""
    valid: np.ndarray
    """bool [H, W]"""
    coarse: np.ndarray | None = None
    """float32 [H, W], any unit"""


@dataclass(frozen=True)
class Item:
    """A sample that has not been read yet."""

    name: str
    """Path without extension, with slashes; coarse maps have it too."""
    read: Callable[[], tuple[np.ndarray, np.ndarray]]
    """Photo and depth; depths that are not finite or not above 0 are not valid."""


def read_photo(path: Path) -> np.ndarray:
    """float32 [H, W, 3] in 0..1"""
    with Image.open(path) as picture:
        return np.asarray(picture.convert("RGB"), dtype=np.float32) / 255


def need_items(items: list[Item], root: Path, layout: str) -> list[Item]:
    if not items:
        raise Refusal(f"Expected {layout} in {root}, but there is none.")
    return items


def read_sample(
    item: Item,
    maximum: float,
    crop: tuple[int, int] | None,
    size: tuple[int, int] | None,
    coarse_folder: Path | None,
) -> Sample:
    """Photo, depth, coarse map of one item, cut and brought to the size of a batch. Throws Refusal where they do not belong together."""
    photo, depth = item.read()
    if photo.shape[:2] != depth.shape:
        raise Refusal(f"Photo and depth of {item.name} differ in size: {photo.shape[:2]} and {depth.shape}.")
    coarse = None
    if coarse_folder is not None:
        path = coarse_folder / f"{item.name}.npy"
        if not path.is_file():
            raise Refusal(f"Expected the coarse map {path}, but there is none.")
        coarse = np.load(path).astype(np.float32).squeeze()
        if coarse.shape != depth.shape:
            coarse = resized(coarse, depth.shape, nearest=False)
    # Compared as float64: a float32 of the maximum itself counts as valid.
    valid = np.isfinite(depth) & (depth > 1e-5) & (depth <= maximum)
    depth = np.where(valid, depth, 0).astype(np.float32)
    if crop:
        photo, depth, valid = (bottom_middle(plane, crop) for plane in (photo, depth, valid))
        coarse = None if coarse is None else bottom_middle(coarse, crop)
    height, width = size or (depth.shape[0] // 8 * 8, depth.shape[1] // 8 * 8)
    return Sample(
        np.clip(resized(photo, (height, width), nearest=False), 0, 1),
        # Depths are never mixed across a step.
        resized(depth, (height, width), nearest=True),
        resized(valid.astype(np.float32), (height, width), nearest=True) > 0.5,
        None if coarse is None else resized(coarse, (height, width), nearest=False),
    )


def bottom_middle(plane: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """KITTI's benchmark crop: the bottom rows, the columns of the middle."""
    height, width = size
    if plane.shape[0] < height or plane.shape[1] < width:
        raise Refusal(f"A crop of {height} x {width} does not fit a picture of {plane.shape[0]} x {plane.shape[1]}.")
    left = (plane.shape[1] - width) // 2
    return plane[plane.shape[0] - height :, left : left + width]


def resized(plane: np.ndarray, size: tuple[int, int], nearest: bool) -> np.ndarray:
    """float32 [H, W] or [H, W, C] at another size; bilinear with the filter widened where it gets smaller."""
    if plane.shape[:2] == tuple(size):
        return np.ascontiguousarray(plane, dtype=np.float32)
    kind = Image.Resampling.NEAREST if nearest else Image.Resampling.BILINEAR
    layers = plane[..., None] if plane.ndim == 2 else plane
    shape = (size[1], size[0])
    done = [
        np.asarray(Image.fromarray(layers[..., i].astype(np.float32)).resize(shape, kind))
        for i in range(layers.shape[2])
    ]
    stacked = np.stack(done, axis=-1)
    return stacked[..., 0] if plane.ndim == 2 else stacked
