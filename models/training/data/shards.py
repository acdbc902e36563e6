"""Batches out of .npz files: views with teacher labels, scenes with exact depth. Tensors are [B, C, H, W]."""

from pathlib import Path

import cv2
import numpy as np
import torch

from training.arguments import files_of


class Shard:
    """Arrays of one .npz: rgb [N, H, W, 3] uint8 and maps [N, H, W] (a smaller map is enlarged)."""

    def __init__(self, arrays: dict[str, np.ndarray]):
        self.arrays = arrays
        self.height, self.width = arrays["rgb"].shape[1:3]

    def __len__(self) -> int:
        return len(self.arrays["rgb"])

    def select(self, mask: np.ndarray) -> "Shard":
        """The part of the shard where `mask` [N] is true."""
        return Shard({k: v[mask] for k, v in self.arrays.items()})

    def draw(
        self, rng: np.random.Generator, size: int, height: int, width: int, smallest: float = 0.75
    ) -> dict[str, torch.Tensor]:
        """`size` random crops, mirrored at random: dict of rgb [B, 3, H, W] in 0..1, maps [B, 1, H, W], flags [B]."""
        out: dict[str, list[np.ndarray]] = {k: [] for k in self.arrays}
        for i in rng.integers(len(self), size=size):
            scale = rng.uniform(smallest, 1.0)
            w, h = int(self.width * scale), int(self.height * scale * rng.uniform(0.94, 1.0))
            x, y = rng.integers(self.width - w + 1), rng.integers(self.height - h + 1)
            mirrored = rng.random() < 0.5
            for name, array in self.arrays.items():
                value = array[i]
                if value.ndim < 2:
                    out[name].append(value)
                    continue
                k = value.shape[0] / self.height
                value = value[round(y * k) : round((y + h) * k), round(x * k) : round((x + w) * k)]
                value = value if name == "rgb" else value.astype(np.float32)
                how = cv2.INTER_NEAREST if name == "depth" else cv2.INTER_AREA if w > width else cv2.INTER_LINEAR
                value = cv2.resize(value, (width, height), interpolation=how)
                out[name].append(value[:, ::-1] if mirrored else value)
        batch = {k: torch.from_numpy(np.ascontiguousarray(np.stack(v))) for k, v in out.items()}
        batch["rgb"] = batch["rgb"].permute(0, 3, 1, 2).float() / 255
        return {k: v[:, None] if v.ndim == 3 else v for k, v in batch.items()}


def read_arrays(path: Path) -> dict[str, np.ndarray]:
    """Everything in an .npz file."""
    with np.load(path, allow_pickle=False) as file:
        return {name: file[name] for name in file.files}


def load_shards(pattern: str) -> list[Shard]:
    return [Shard(read_arrays(path)) for path in files_of(pattern)]


def load_validation(folder: Path) -> list[dict[str, np.ndarray]]:
    """Whole validation photos with both teachers' maps, as make_views.py writes them."""
    return [read_arrays(path) for path in sorted(folder.glob("validation_*.npz"))]


def batch_shape(shard: Shard, area: int = 192 * 256, multiple: int = 32) -> tuple[int, int]:
    """Training size of about `area` pixels with the shard's shape, sides multiples of 32."""
    scale = (area / (shard.height * shard.width)) ** 0.5
    height, width = (max(multiple, round(side * scale / multiple) * multiple) for side in (shard.height, shard.width))
    return height, width
