"""A folder of photos and depth maps of one's own."""

from pathlib import Path

import numpy as np
from PIL import Image

from finetune.data.samples import Item, need_items, read_photo

PHOTOS = {".jpg", ".jpeg", ".png", ".webp"}


def folder_items(root: Path, split: str) -> list[Item]:
    """
    `<split>/images/a/b.jpg` beside `<split>/depth/a/b.npy` (metres) or `b.png` (16 bit, millimetres); without folders of splits,
    `images` and `depth` themselves.
    """
    base = root / split if (root / split).is_dir() else root
    items = []
    for photo in sorted((base / "images").rglob("*")):
        if photo.suffix.lower() not in PHOTOS:
            continue
        name = photo.relative_to(base / "images").with_suffix("").as_posix()
        depths = [base / "depth" / f"{name}{ending}" for ending in (".npy", ".png")]
        found = next((path for path in depths if path.is_file()), None)
        if found:
            items.append(Item(name, lambda p=photo, d=found: (read_photo(p), _read_depth(d))))  # type: ignore[misc]
    return need_items(items, base, "images/ and depth/ with files of the same names")


def _read_depth(path: Path) -> np.ndarray:
    if path.suffix == ".npy":
        return np.load(path).astype(np.float32).squeeze()
    with Image.open(path) as picture:
        return np.asarray(picture).astype(np.float32) / 1000
