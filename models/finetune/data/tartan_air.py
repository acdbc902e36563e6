"""TartanAir (Wang et al. 2020) as its authors ship it."""

from pathlib import Path

import numpy as np

from finetune.data.samples import Item, need_items, read_photo


def tartan_air_items(root: Path, split: str) -> list[Item]:
    """
    `<environment>/<difficulty>/P000/image_left/000000_left.png` beside `depth_left/000000_left_depth.npy`, float32 metres; a sky
    lies at 10 km and more, beyond every maximum. A split is a difficulty ("Easy", "Hard"), or "train" for both.
    """
    difficulty = "*" if split == "train" else split
    items = []
    for photo in sorted(root.glob(f"*/{difficulty}/P*/image_left/*_left.png")):
        depth = photo.parents[1] / "depth_left" / f"{photo.stem}_depth.npy"
        if depth.is_file():
            name = "/".join((*photo.parts[-5:-2], photo.stem))
            items.append(Item(name, lambda p=photo, d=depth: (read_photo(p), np.load(d).astype(np.float32))))  # type: ignore[misc]
    return need_items(items, root, "environments in TartanAir's layout")
