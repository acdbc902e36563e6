"""ZoeDepth's metric-bins head on the pretrained convolutional backbone (Bhat et al. 2023, section 3.2).

Kept from the paper: seed bins, attractors that pull the bin centres at every scale, log-binomial probabilities over the bins,
relative disparity as a further input. Different: the backbone, and that bins live on a logarithmic axis.
"""
import math

import torch
import torch.nn.functional as F
from torch import nn

from backbone import Backbone

BINS, NEAR, FAR = 32, 0.2, 60.0
ATTRACTORS = {200: 8, 256: 4, 120: 2}  # by the decoder's channels at 1/16, 1/8 and 1/4
ALPHA = 300.0


class ZoeHead(nn.Module):
    """Backbone features and relative disparity -> natural logarithm of metres [B, 1, H, W]."""

    def __init__(self, embedding=48):
        super().__init__()
        self.seed = nn.Conv2d(Backbone.DEEP, BINS, 1)
        self.first = nn.Conv2d(Backbone.DEEP, embedding, 1)
        self.project = nn.ModuleList([nn.Conv2d(channels, embedding, 1) for channels in ATTRACTORS])
        self.attract = nn.ModuleList([nn.Sequential(nn.Conv2d(embedding, embedding, 1), nn.ReLU(), nn.Conv2d(embedding, n, 1)) for n in ATTRACTORS.values()])
        self.binomial = nn.Sequential(nn.Conv2d(embedding + 2, 48, 3, padding=1), nn.ReLU(), nn.Conv2d(48, 4, 1))
        k = torch.arange(BINS, dtype=torch.float32)
        n = BINS - 1
        self.register_buffer("k", k.reshape(1, -1, 1, 1))
        self.register_buffer("choose", torch.tensor([math.lgamma(n + 1) - math.lgamma(i + 1) - math.lgamma(n - i + 1) for i in range(BINS)]).reshape(1, -1, 1, 1))

    def low(self, pyramid, deep, disparity, prior):
        """At 1/4 of the size: log metres, gain of the fine detail, disparity; each [B, 1, H/4, W/4].

        `disparity` [B, 1, H, W] comes from the relative head, `prior` [B, 1, 224, 224] are FastDepth's metres.
        """
        # 1. seed bins: widths at 1/32 add up to 1, centres rise on a logarithmic axis
        widths = F.softmax(self.seed(deep).float(), 1)
        centres = torch.cumsum(widths, 1) - 0.5 * widths
        # 2. attractors pull the centres at every scale (equation 4)
        e = self.first(deep)
        for features, project, attract in zip(pyramid, self.project, self.attract):
            size = features.shape[-2:]
            e = F.interpolate(e, size, mode="bilinear") + project(features)
            centres = F.interpolate(centres, size, mode="bilinear")
            points = torch.sigmoid(attract(F.relu(e)).float())
            for a in range(points.shape[1]):
                delta = points[:, a:a + 1] - centres
                centres = centres + delta / (1 + ALPHA * delta * delta) / points.shape[1]
        # 3. log-binomial probabilities (equation 5): log C(n, k) + k log(p / (1 - p)), the rest cancels in the softmax
        low = F.avg_pool2d(disparity.float(), 4, ceil_mode=True, count_include_pad=False)
        known = F.interpolate(prior.float().clamp(0.3, 10).log(), size, mode="bilinear")
        out = self.binomial(torch.cat([F.relu(e), low.to(e.dtype), known.to(e.dtype)], 1)).float()
        logit, temperature, gain, trust = out.chunk(4, 1)
        y = (self.choose + self.k * logit) / (0.2 + 4 * torch.sigmoid(temperature))
        log_metres = math.log(NEAR) + (F.softmax(y, 1) * centres).sum(1, keepdim=True) * math.log(FAR / NEAR)
        # 4. FastDepth's own answer, as far as it is trusted: much in rooms, little outdoors
        trust = torch.sigmoid(trust + 1)
        log_metres = torch.lerp(log_metres, known, trust)
        if not self.training:  # the level comes from FastDepth's answer as far as the picture at large is trusted
            share = trust.mean((2, 3), keepdim=True)
            log_metres = log_metres + share * (known.mean((2, 3), keepdim=True) - log_metres.mean((2, 3), keepdim=True))
        return log_metres, F.softplus(gain), low

    @staticmethod
    def full(parts, disparity):
        """Log metres [B, 1, H, W]: 5. what the disparity has beyond 1/4 comes on top, nearer where it is larger."""
        log_metres, gain, low = F.interpolate(torch.cat(parts, 1), disparity.shape[-2:], mode="bilinear").chunk(3, 1)
        return log_metres - gain * (disparity.float() - low)
