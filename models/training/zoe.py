"""ZoeDepth's metric-bins head on the pretrained convolutional backbone (Bhat et al. 2023, section 3.2).

Kept from the paper: seed bins, attractors that pull the bin centres at every scale, log-binomial probabilities over the bins,
relative disparity as a further input. Different: the backbone, and that bins live on a logarithmic axis.
"""
import math

import torch
import torch.nn.functional as F
from torch import nn

from backbone import Backbone, RelativeHead

BINS, NEAR, FAR = 32, 0.2, 60.0
ATTRACTORS = {200: 8, 256: 4, 120: 2, 56: 1}  # by the decoder's channels at 1/16, 1/8, 1/4 and 1/2
ALPHA = 300.0


class MetricBins(nn.Module):
    """Backbone features -> natural logarithm of metres [B, 1, H/2, W/2]."""

    def __init__(self, embedding=32):
        super().__init__()
        self.seed = nn.Conv2d(Backbone.DEEP, BINS, 1)
        self.first = nn.Conv2d(Backbone.DEEP, embedding, 1)
        self.project = nn.ModuleList([nn.Conv2d(channels, embedding, 1) for channels in ATTRACTORS])
        self.attract = nn.ModuleList([nn.Sequential(nn.Conv2d(embedding, embedding, 1), nn.ReLU(), nn.Conv2d(embedding, n, 1)) for n in ATTRACTORS.values()])
        self.binomial = nn.Sequential(nn.Conv2d(embedding + Backbone.WIDTH + 1, 40, 3, padding=1), nn.ReLU(), nn.Conv2d(40, 2, 1))
        k = torch.arange(BINS, dtype=torch.float32)
        n = float(BINS - 1)
        self.register_buffer("k", k.reshape(1, -1, 1, 1))
        self.register_buffer("choose", torch.tensor([math.lgamma(n + 1) - math.lgamma(i + 1) - math.lgamma(n - i + 1) for i in range(BINS)]).reshape(1, -1, 1, 1))

    def forward(self, pyramid, deep, relative):
        widths = F.softmax(self.seed(deep).float(), 1)
        centres = torch.cumsum(widths, 1) - 0.5 * widths  # 0..1 on the logarithmic axis, rising
        e = self.first(deep)
        for features, project, attract in zip(pyramid, self.project, self.attract):
            size = features.shape[-2:]
            e = F.interpolate(e, size, mode="bilinear") + project(features)
            points = torch.sigmoid(attract(e).float())
            centres = F.interpolate(centres, size, mode="bilinear")
            for a in range(points.shape[1]):
                delta = points[:, a:a + 1] - centres
                centres = centres + delta / (1 + ALPHA * delta * delta) / points.shape[1]
        p, t = self.binomial(torch.cat([e, pyramid[-1], relative], 1)).float().chunk(2, 1)
        logit, temperature = p, 0.2 + 4 * torch.sigmoid(t)
        y = (self.choose + self.k * logit) / temperature  # log C(n, k) + k log(p / (1 - p)), the rest cancels in the softmax
        position = (F.softmax(y, 1) * centres).sum(1, keepdim=True)
        return math.log(NEAR) + position * math.log(FAR / NEAR)


class ZoeHead(nn.Module):
    """Adds detail at full size: a small residual on the logarithm from the photo's own pixels."""

    def __init__(self):
        super().__init__()
        self.bins, self.detail = MetricBins(), RelativeHead()
        nn.init.zeros_(self.detail.out.weight)
        nn.init.zeros_(self.detail.out.bias)

    def forward(self, pyramid, deep, disparity, photo):
        """`disparity` [B, 1, H, W] from the relative head -> log metres [B, 1, H, W]."""
        low = self.bins(pyramid, deep, F.avg_pool2d(disparity, 2))
        fine = F.interpolate(low, photo.shape[-2:], mode="bilinear")
        return fine + 0.5 * torch.tanh(self.detail(pyramid[-1], photo).float())
