"""Virtual KITTI 2 (Cabon et al. 2020) as its authors ship it."""

from pathlib import Path

import numpy as np
from PIL import Image

from finetune.data.samples import Item, need_items, read_photo

SCENES = {"train": ("Scene01", "Scene02", "Scene06", "Scene18"), "val": ("Scene20",)}
"""Four of the five scenes train, as in Marigold's paper."""


def virtual_kitti_items(root: Path, split: str) -> list[Item]:
    """
    `Scene01/<variation>/frames/rgb/Camera_0/rgb_00000.jpg` beside `frames/depth/Camera_0/depth_00000.png`, from both archives
    unpacked into one folder. Depth is 16-bit centimetres; 65535 is the sky, which lies beyond every maximum.
    """
    items = []
    for scene in SCENES.get(split, ()):
        for photo in sorted(root.glob(f"{scene}/*/frames/rgb/Camera_*/rgb_*.jpg")):
            variation, camera, frame = photo.parts[-5], photo.parts[-2], photo.stem.removeprefix("rgb_")
            depth = root / scene / variation / "frames/depth" / camera / f"depth_{frame}.png"
            if depth.is_file():
                name = f"{scene}/{variation}/{camera}/{frame}"
                items.append(Item(name, lambda p=photo, d=depth: (read_photo(p), read_centimetres(d))))  # type: ignore[misc]
    return need_items(items, root, f'scenes of the split "{split}"')


def read_centimetres(path: Path) -> np.ndarray:
    """float32 metres of a 16-bit PNG in centimetres; infinity in the sky."""
    with Image.open(path) as picture:
        stored = np.asarray(picture).astype(np.float32)
    return np.where(stored >= 65535, np.inf, stored / 100).astype(np.float32)
