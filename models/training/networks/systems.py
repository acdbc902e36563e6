"""The depth network, whose eyes Marigold, MetricGold and ZoeDepth have in common, and what sharpens ZoeDepth's answer.

The network sees every photo as its teacher does, stretched to one small size. At the end BetterDepth's trained refiner brings the
disparity to the packs' full working size and outlines.
"""

from pathlib import Path
from typing import cast

import torch
import torch.nn.functional as F
from torch import nn

from training.maps.resampling import quarter
from training.maps.targets import OFFSET
from training.networks.backbone import Backbone, DisparityNet
from training.networks.betterdepth import BetterDepth
from training.networks.codec import Codec
from training.networks.zoe import FAR, ZoeHead

SEEN = (224, 352)
"""Height and width of what the network sees: on validation photos a little better than the 192 x 320 that it was trained at."""
SIDE = 236
"""Side of the square of as many pixels as the network sees where the photo keeps its shape."""
ROOM = -1.5
"""Logit of "this is a room" above which FastDepth gives the level: on validation photos it then agrees with the bins, or it is a room."""

Line = tuple[torch.Tensor, torch.Tensor]
"""(scale, shift) that make a disparity the inverse of metres."""


class DepthNet(nn.Module):
    """Photo [B, 3, h, w] in 0..1 -> disparity [B, 1, h, w], logarithm of metres [B, 1, h / 4, w / 4], logit of "this is a room" [B]."""

    def __init__(self, lite0: Path | None = None) -> None:
        super().__init__()
        self.net, self.head, self.room = DisparityNet(lite0), ZoeHead(), nn.Linear(Backbone.DEEP, 1)

    def forward(self, photo: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        disparity, pyramid, deep = self.net(photo)
        return disparity, self.head(pyramid, deep, quarter(disparity)), self.room(deep.mean((2, 3)))[:, 0]


def in_own_shape(photo: torch.Tensor) -> list[int]:
    """Height and width at which a photo [B, 3, H, W] keeps its shape: about `SIDE` squared, multiples of 32. Traced sizes, as those of a
    tensor are."""
    height, width = (torch.as_tensor(side, dtype=torch.float32) for side in photo.shape[-2:])
    shape = (width / height).sqrt()
    return cast("list[int]", [(SIDE * side / 32).round().clamp_min(1).long() * 32 for side in (1 / shape, shape)])


def log_metres(disparity: torch.Tensor, scale: torch.Tensor, shift: torch.Tensor) -> torch.Tensor:
    """Logarithm of the metres that a disparity means at this scale and shift."""
    return -(scale * disparity + shift).clamp(1 / FAR, 4).log()


class Outlines(nn.Module):
    """Photo [B, 3, H, W] in 0..1, sides multiples of 4, and a disparity of any size -> disparity [B, 1, H, W] with the outlines of
    BetterDepth's trained refiner."""

    def __init__(self, better: BetterDepth, codec: Codec) -> None:
        super().__init__()
        self.better, self.coarse = better, codec.encoder

    def forward(self, photo: torch.Tensor, disparity: torch.Tensor) -> torch.Tensor:
        d = F.interpolate(disparity, photo.shape[-2:], mode="bilinear")
        low, high = d.amin((1, 2, 3), keepdim=True), d.amax((1, 2, 3), keepdim=True)
        z = self.coarse(2 * (d - low) / (high - low).clamp_min(1e-4) - 1)
        conditions = torch.cat([self.better.photo(photo), z], 1)
        t = torch.full((1,), 999).expand(photo.shape[0])
        x0 = self.better.unet.clean(torch.cat([conditions, torch.zeros_like(z)], 1), t, self.better.prompt)
        return (self.better.decoder(x0).clamp(-1.1, 1.1) + 1) / 2 * (high - low) + low


def affine_map(disparity: torch.Tensor) -> torch.Tensor:
    """Disparity, about 0..1 -> Marigold's depth map in -1..1, near -1: z = 1 / (d + OFFSET), brought from end to end."""
    z = 1 / (disparity.clamp_min(0) + OFFSET)
    low, high = z.amin((1, 2, 3), keepdim=True), z.amax((1, 2, 3), keepdim=True)
    return 2 * (z - low) / (high - low).clamp_min(1e-4) - 1
