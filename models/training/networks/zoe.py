"""ZoeDepth's metric-bins head on a pretrained convolutional backbone (Bhat et al. 2023, section 3.2).

Kept from the paper: seed bins, attractors that pull the bin centres at every scale, log-binomial probabilities over the bins,
relative disparity as a further input. Different: the backbone, and that bins live on a logarithmic axis.
"""

import math

import torch
import torch.nn.functional as F
from torch import nn

from training.maps.resampling import quarter
from training.networks.backbone import Backbone

BINS, NEAR, FAR = 32, 0.2, 60.0
ATTRACTORS = (8, 4, 2)  # at 1/16, 1/8 and 1/4
ALPHA = 300.0


def attractor(embedding: int, number: int) -> nn.Module:
    return nn.Sequential(nn.Conv2d(embedding, embedding, 1), nn.ReLU(), nn.Conv2d(embedding, number, 1))


class ZoeHead(nn.Module):
    """Backbone features and relative disparity [B, 1, H, W] -> natural logarithm of metres [B, 1, H/4, W/4]."""

    k: torch.Tensor
    choose: torch.Tensor

    def __init__(self, embedding: int = 48) -> None:
        super().__init__()
        self.seed = nn.Conv2d(Backbone.DEEP, BINS, 1)
        self.first = nn.Conv2d(Backbone.DEEP, embedding, 1)
        self.project = nn.ModuleList(
            [nn.Conv2d(channels, embedding, 1) for channels in Backbone.WIDTHS[: len(ATTRACTORS)]]
        )
        self.attract = nn.ModuleList([attractor(embedding, number) for number in ATTRACTORS])
        self.binomial = nn.Sequential(nn.Conv2d(embedding + 1, 48, 3, padding=1), nn.ReLU(), nn.Conv2d(48, 2, 1))
        self.register_buffer("k", torch.arange(BINS, dtype=torch.float32).reshape(1, -1, 1, 1))
        n = BINS - 1
        choose = [math.lgamma(n + 1) - math.lgamma(i + 1) - math.lgamma(n - i + 1) for i in range(BINS)]
        self.register_buffer("choose", torch.tensor(choose).reshape(1, -1, 1, 1))

    def forward(self, pyramid: list[torch.Tensor], deep: torch.Tensor, disparity: torch.Tensor) -> torch.Tensor:
        # 1. seed bins: widths at 1/32 add up to 1, centres rise on a logarithmic axis
        widths = F.softmax(self.seed(deep), 1)
        centres = torch.cumsum(widths, 1) - 0.5 * widths
        # 2. attractors pull the centres at every scale (equation 4)
        e = self.first(deep)
        for features, project, attract in zip(pyramid[: len(ATTRACTORS)], self.project, self.attract, strict=True):
            size = features.shape[-2:]
            e = F.interpolate(e, size, mode="bilinear") + project(features)
            centres = F.interpolate(centres, size, mode="bilinear")
            points = torch.sigmoid(attract(F.relu(e)))
            for a in range(points.shape[1]):
                delta = points[:, a : a + 1] - centres
                centres = centres + delta / (1 + ALPHA * delta * delta) / points.shape[1]
        # 3. log-binomial probabilities (equation 5): log C(n, k) + k log(p / (1 - p)), the rest cancels in the softmax
        logit, temperature = self.binomial(torch.cat([F.relu(e), quarter(disparity)], 1)).chunk(2, 1)
        y = (self.choose + self.k * logit) / (0.2 + 4 * torch.sigmoid(temperature))
        return math.log(NEAR) + (F.softmax(y, 1) * centres).sum(1, keepdim=True) * math.log(FAR / NEAR)
