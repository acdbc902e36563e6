"""Batches out of the folders that make_features.py writes."""

from pathlib import Path

import numpy as np
import torch

from training.networks.sight import Seen

INDOOR, OUTDOOR, SCENE = 1, 0, 2
"""Kinds of views."""


class Features:
    """The arrays of one folder, read from the disk as they are asked for."""

    def __init__(self, folder: Path) -> None:
        self.arrays = {path.stem: np.load(path, mmap_mode="r") for path in sorted(folder.glob("*.npy"))}
        self.kind, self.domain = np.array(self.arrays["kind"]), np.array(self.arrays["domain"]) > 0.5

    def read(self, name: str, places: np.ndarray) -> torch.Tensor:
        """[n, ...] float32."""
        return torch.from_numpy(self.arrays[name][places].astype(np.float32))

    def seen(self, places: np.ndarray) -> Seen:
        return Seen(*(self.read(name, places) for name in Seen._fields))


def load_features(folder: Path) -> list[Features]:
    return [Features(path) for path in sorted(folder.iterdir()) if path.is_dir()]
