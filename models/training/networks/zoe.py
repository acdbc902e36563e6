"""ZoeDepth's metric-bins head on a pretrained convolutional backbone (Bhat et al. 2023, section 3.2).

Kept from the paper: seed bins, attractors that pull the bin centres at every scale, log-binomial probabilities over the bins,
relative disparity as a further input, two heads of their own ranges and a router between them. Different: the backbone, that bins live
on a logarithmic axis, and FastDepth's metres as one more input.
"""

import math

import torch
import torch.nn.functional as F
from torch import nn

from training.networks.backbone import Backbone

BINS, NEAR, FAR = 32, 0.2, 60.0
RANGES = {"indoor": (0.2, 10.0), "outdoor": (0.2, 80.0)}
"""Metres of the nearest and the farthest bin of the two heads, which are those of NYU Depth v2 and KITTI in the paper."""
ATTRACTORS = (8, 4, 2)  # at 1/16, 1/8 and 1/4
ALPHA = 300.0


def attractor(embedding: int, number: int) -> nn.Module:
    return nn.Sequential(nn.Conv2d(embedding, embedding, 1), nn.ReLU(), nn.Conv2d(embedding, number, 1))


class ZoeHead(nn.Module):
    """
    Backbone features and relative maps [B, `relative`, H/4, W/4] (disparity first) -> natural logarithm of metres [B, 1, H/4, W/4],
    whose bins lie between the two ends of `span` in metres.
    """

    k: torch.Tensor
    choose: torch.Tensor

    def __init__(self, span: tuple[float, float] = (NEAR, FAR), relative: int = 1, embedding: int = 48) -> None:
        super().__init__()
        self.span = span
        self.seed = nn.Conv2d(Backbone.DEEP, BINS, 1)
        self.first = nn.Conv2d(Backbone.DEEP, embedding, 1)
        self.project = nn.ModuleList(
            [nn.Conv2d(channels, embedding, 1) for channels in Backbone.WIDTHS[: len(ATTRACTORS)]]
        )
        self.attract = nn.ModuleList([attractor(embedding, number) for number in ATTRACTORS])
        self.binomial = nn.Sequential(nn.Conv2d(embedding + relative, 48, 3, padding=1), nn.ReLU(), nn.Conv2d(48, 2, 1))
        self.register_buffer("k", torch.arange(BINS, dtype=torch.float32).reshape(1, -1, 1, 1))
        n = BINS - 1
        choose = [math.lgamma(n + 1) - math.lgamma(i + 1) - math.lgamma(n - i + 1) for i in range(BINS)]
        self.register_buffer("choose", torch.tensor(choose).reshape(1, -1, 1, 1))

    def forward(self, pyramid: list[torch.Tensor], deep: torch.Tensor, relative: torch.Tensor) -> torch.Tensor:
        return self.mean_of_bins(*self.bins(pyramid, deep, relative))

    def mean_of_bins(self, share: torch.Tensor, centres: torch.Tensor) -> torch.Tensor:
        near, far = self.span
        return math.log(near) + (share * centres).sum(1, keepdim=True) * math.log(far / near)

    def bins(
        self, pyramid: list[torch.Tensor], deep: torch.Tensor, relative: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Probability and centre of each bin [B, BINS, H/4, W/4], centres in 0..1 of the logarithmic axis."""
        # 1. seed bins: widths at 1/32 add up to 1, centres rise on a logarithmic axis
        widths = F.softmax(self.seed(deep), 1)
        centres = torch.cumsum(widths, 1) - 0.5 * widths
        # 2. attractors pull the centres at every scale: the mean of their pulls, each from where the centre was (equation 4)
        e = self.first(deep)
        for features, project, attract in zip(pyramid[: len(ATTRACTORS)], self.project, self.attract, strict=True):
            size = features.shape[-2:]
            e = F.interpolate(e, size, mode="bilinear") + project(features)
            centres = F.interpolate(centres, size, mode="bilinear")
            points = torch.sigmoid(attract(F.relu(e)))
            pulls = torch.zeros_like(centres)
            for a in range(points.shape[1]):
                delta = points[:, a : a + 1] - centres
                pulls = pulls + delta / (1 + ALPHA * delta * delta)
            centres = centres + pulls / points.shape[1]
        # 3. log-binomial probabilities (equation 5): log C(n, k) + k log(p / (1 - p)), the rest cancels in the softmax
        logit, temperature = self.binomial(torch.cat([F.relu(e), relative], 1)).chunk(2, 1)
        y = (self.choose + self.k * logit) / (0.2 + 4 * torch.sigmoid(temperature))
        return F.softmax(y, 1), centres
