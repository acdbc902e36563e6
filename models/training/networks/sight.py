"""What the frozen depth network and FastDepth see in a photo: all that the heads and denoisers of the starters learn on.

It is the same for every view, so `make_features.py` computes it once and the trainings read it from a disk.
"""

from pathlib import Path
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import nn

from training.maps.resampling import both_ways, coarser, mean_of_both, quarter
from training.maps.targets import fit_inverse
from training.networks.backbone import Backbone
from training.networks.fastdepth import FastDepth
from training.networks.systems import ROOM, SEEN, DepthNet, Line


class Seen(NamedTuple):
    """Of a photo at `SEEN`, h x w, each the mean of the photo's and of its mirror image's."""

    deep: torch.Tensor
    """[B, 192, h / 32, w / 32]"""
    at_16: torch.Tensor
    """[B, 112, h / 16, w / 16]"""
    at_8: torch.Tensor
    """[B, 72, h / 8, w / 8]"""
    at_4: torch.Tensor
    """[B, 48, h / 4, w / 4]"""
    disparity: torch.Tensor
    """[B, 1, h / 4, w / 4], about 0..1, larger is nearer"""
    bins: torch.Tensor
    """Logarithm of metres by the network's first bins [B, 1, h / 4, w / 4]"""
    known: torch.Tensor
    """Logarithm of FastDepth's metres [B, 1, h / 4, w / 4]; zeros without FastDepth"""
    room: torch.Tensor
    """Logit of "this is a room" [B, 1, 1, 1]"""

    def line(self) -> Line:
        """(scale, shift) that make the disparity the inverse of metres: those of the bins, in rooms FastDepth's, mixed on a logarithmic
        axis by how much the photo looks like a room."""
        metres = torch.lerp(self.bins, self.known, torch.sigmoid(2 * (self.room - ROOM))).exp()
        return fit_inverse(self.disparity, metres)

    def pyramid(self) -> list[torch.Tensor]:
        return [self.at_16, self.at_8, self.at_4]


class Sight(nn.Module):
    """Photo [B, 3, H, W] in 0..1 of any size -> `Seen`, and the disparity in full [B, 1, h, w]. Frozen."""

    def __init__(self, depth: DepthNet, fastdepth: Path | None = None) -> None:
        super().__init__()
        self.depth, self.prior = depth, FastDepth(fastdepth) if fastdepth else None

    def forward(self, photo: torch.Tensor) -> tuple[Seen, torch.Tensor]:
        net = self.depth.net
        pair = both_ways(coarser(photo, SEEN))
        pyramid, deep = net.backbone(pair)
        disparity = net.head(pyramid[-1], pair)
        bins, room = self.depth.head(pyramid, deep, quarter(disparity)), self.depth.room(deep.mean((2, 3)))
        bins = mean_of_both(bins)
        known = torch.zeros_like(bins)
        if self.prior is not None:
            known = mean_of_both(self.prior(both_ways(coarser(photo, (224, 224)))).clamp(0.3, 10).log())
            known = F.interpolate(known, bins.shape[-2:], mode="bilinear")
        deep, at_16, at_8, at_4 = (mean_of_both(each) for each in (deep, *pyramid[: len(Backbone.WIDTHS) - 1]))
        disparity = mean_of_both(disparity)
        logit = mean_of_both(room[:, :, None, None])
        return Seen(deep, at_16, at_8, at_4, quarter(disparity), bins, known, logit), disparity
