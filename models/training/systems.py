"""The feed-forward network behind Marigold, MetricGold and ZoeDepth, and what sharpens its answer in the packs.

Training size is half of the packs' working size: the graphs halve the photo first. At the end BetterDepth's trained refiner brings
the disparity to the photo's full size and outlines.
"""
import copy

import torch
import torch.nn.functional as F
from torch import nn

from backbone import DisparityNet, FastDepth
from zoe import ZoeHead


class MetricStage(nn.Module):
    """A second last stage of the encoder, 1/16 -> 1/32, for the metres, which need other features than order does."""

    def __init__(self, backbone):
        super().__init__()
        self.layers = copy.deepcopy(backbone.encoder[23:])

    def forward(self, middle):
        for layer in self.layers:
            middle = layer(middle)
        return middle


class DepthNet(nn.Module):
    """Photo [B, 3, H, W] in 0..1 -> disparity and log metres, both [B, 1, H, W]."""

    def __init__(self, fastdepth):
        super().__init__()
        self.net, self.prior, self.head = DisparityNet(fastdepth), FastDepth(fastdepth), ZoeHead()
        self.metric = MetricStage(self.net.backbone)

    def parts(self, photo):
        """(disparity, log metres / gain / disparity at 1/4)."""
        pyramid, _, middle = self.net.backbone(photo)
        disparity = self.net.head(pyramid[-1], photo)
        with torch.no_grad():
            prior = self.prior(photo)
        return disparity, self.head.low(pyramid, self.metric(middle), disparity, prior)

    def forward(self, photo):
        disparity, parts = self.parts(photo)
        return disparity, self.head.full(parts, disparity)


class SharpDepth(nn.Module):
    """Photo [B, 3, H, W] in 0..1, sides multiples of 4 -> log metres [B, 1, H, W] with the outlines of BetterDepth's refiner."""

    def __init__(self, depth, better, codec):
        super().__init__()
        self.depth, self.better, self.coarse = depth, better, codec.encoder

    def forward(self, photo):
        disparity, parts = self.depth.parts(F.avg_pool2d(photo, 2))
        d = F.interpolate(disparity, photo.shape[-2:], mode="bilinear")
        low, high = d.amin((1, 2, 3), keepdim=True), d.amax((1, 2, 3), keepdim=True)
        z = self.coarse(2 * (d - low) / (high - low).clamp_min(1e-4) - 1)
        conditions = torch.cat([self.better.photo(photo), z], 1)
        t = torch.full((1,), 999).expand(photo.shape[0])
        x0 = self.better.unet.clean(torch.cat([conditions, torch.zeros_like(z)], 1), t, self.better.prompt)
        sharp = (self.better.decoder(x0).clamp(-1.1, 1.1) + 1) / 2 * (high - low) + low
        return self.depth.head.full(parts, sharp)


def affine_map(log_metres, offset):
    """Log metres -> Marigold's map in -1..1, near -1: z = 1 / (d + offset), d the disparity in shares of the nearest, from end to end."""
    inverse = torch.exp(-log_metres)
    z = 1 / (inverse / inverse.amax((1, 2, 3), keepdim=True) + offset)
    low, high = z.amin((1, 2, 3), keepdim=True), z.amax((1, 2, 3), keepdim=True)
    return 2 * (z - low) / (high - low).clamp_min(1e-4) - 1
