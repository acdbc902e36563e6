"""Pictures of different sizes on one device, and any rectangle of them."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
import torch
import torch.nn.functional as F

from training.data.shelves import decode


class Canvas:
    """Pictures of different sizes in one uint8 tensor [N, C, side, side] on a device, as large as the largest; the margin repeats their
    edge, of cut-outs it is empty."""

    def __init__(self, files: list[bytes], mode: str, device: torch.device) -> None:
        with ThreadPoolExecutor() as pool:
            pictures = list(pool.map(partial(decode, mode=mode), files))
        sizes = np.array([p.shape[:2] for p in pictures])
        room = [[(0, side) for side in sizes.max() - size] + [(0, 0)] for size in sizes]
        padded = np.stack(
            [np.pad(p, r, "edge" if mode == "RGB" else "constant") for p, r in zip(pictures, room, strict=True)]
        )
        self.pictures = torch.from_numpy(padded.transpose(0, 3, 1, 2)).to(device)
        self.size = torch.from_numpy(sizes).float().to(device)

    def part(
        self,
        index: torch.Tensor,
        centre: torch.Tensor,
        extent: torch.Tensor,
        angle: torch.Tensor,
        size: tuple[int, int],
    ) -> torch.Tensor:
        """Rectangles [n, C, *size] in 0..1 of pictures `index` [n]: centre and extent [n, 2] (y, x) in pixels, turned by `angle` [n]."""
        side = self.pictures.shape[-1]
        (h, w), (y, x) = (extent / side).unbind(1), (2 * centre / side - 1).unbind(1)
        c, s = angle.cos(), angle.sin()
        theta = torch.stack([torch.stack([w * c, -h * s, x], 1), torch.stack([w * s, h * c, y], 1)], 1)
        grid = F.affine_grid(theta, [len(index), 1, *size], align_corners=False)
        return F.grid_sample(
            self.pictures[index].float() / 255, grid, mode="bicubic", padding_mode="border", align_corners=False
        ).clamp(0, 1)
