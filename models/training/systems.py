"""The feed-forward network behind Marigold, MetricGold and ZoeDepth, and what sharpens its answer in the packs.

The network sees the photo at a small size. At the end BetterDepth's trained refiner brings the disparity to the packs' full working size
and outlines.
"""
import torch
import torch.nn.functional as F
from torch import nn

from backbone import Backbone, DisparityNet, FastDepth
from samples import fit_inverse
from zoe import FAR, ZoeHead, quarter

SHARE = (3, 8)  # what the depth network sees of the packs' working size: it is best at the size that it was trained at

# Logits of "this is a room" above which FastDepth gives the level, since on validation photos it agrees with the bins or the photo is of a
# room, and above which it gives half of the shape.
ROOM = (-1.5, 0.0)


class DepthNet(nn.Module):
    """Photo [B, 3, H, W] in 0..1 -> disparity [B, 1, H, W], logarithm of metres [B, 1, H/4, W/4], logit of "this is a room" [B]."""

    def __init__(self, lite0=None):
        super().__init__()
        self.net, self.head, self.room = DisparityNet(lite0), ZoeHead(), nn.Linear(Backbone.DEEP, 1)

    def forward(self, photo):
        disparity, pyramid, deep = self.net(photo)
        return disparity, self.head(pyramid, deep, disparity), self.room(deep.mean((2, 3)))[:, 0]


class MetricDepth(nn.Module):
    """`DepthNet` with FastDepth beside it. Nothing is learnt here; two rules bring what is known together.

    1. Level: metres of the metric bins, in rooms of FastDepth, mixed on a logarithmic axis by how much the picture looks like a room.
    2. Shape: the disparity, at the scale and shift that bring it nearest to the inverse of these metres; in rooms the geometric mean
       of that and of FastDepth's metres, with the disparity's finer detail, as `samples.fused_metres` makes labels. A system
       without metres keeps to the disparity, whose maps are cleaner.
    """

    def __init__(self, depth, fastdepth, is_metric=True):
        super().__init__()
        self.depth, self.prior, self.is_metric = depth, FastDepth(fastdepth), is_metric

    def parts(self, small, photo):
        """(disparity [B, 1, h, w], what `log_metres` needs besides) of a photo, which the network sees `small` [B, 3, h, w] and mirrored as well."""
        answers = self.depth(torch.cat([small, small.flip(3)]))
        mean = lambda x: 0.5 * (x[:small.shape[0]] + x[small.shape[0]:].flip(3))
        disparity, bins = mean(answers[0]), mean(answers[1])
        level, shape = (torch.sigmoid(2 * (mean(answers[2][:, None, None, None]) - middle)) for middle in ROOM)
        seen = F.avg_pool2d(F.interpolate(photo, (448, 448), mode="bilinear"), 2)
        known = F.interpolate(mean(self.prior(torch.cat([seen, seen.flip(3)]))).clamp(0.3, 10).log(), bins.shape[-2:], mode="bilinear")
        metres, low = torch.lerp(bins, known, level), quarter(disparity)
        scale, shift = fit_inverse(low, metres.exp())
        return disparity, (scale, shift, 0.5 * self.is_metric * shape * (metres - log_inverse(low, scale, shift)))

    def forward(self, photo):
        """Logarithm of metres [B, 1, H, W]."""
        return log_metres(*self.parts(photo, photo))


def log_inverse(disparity, scale, shift):
    """Logarithm of the metres that a disparity at this scale and shift means."""
    return -(scale * disparity + shift).clamp(1 / FAR, 4).log()


def log_metres(disparity, parts):
    """Logarithm of metres [B, 1, H, W] from a disparity in any detail and the other parts of `MetricDepth.parts`."""
    scale, shift, correction = parts
    return log_inverse(disparity, scale, shift) + F.interpolate(correction, disparity.shape[-2:], mode="bilinear")


class SharpDepth(nn.Module):
    """Photo [B, 3, H, W] in 0..1, sides multiples of 4 -> log metres [B, 1, H, W] with the outlines of BetterDepth's refiner."""

    def __init__(self, depth, better, codec):
        super().__init__()
        self.depth, self.better, self.coarse = depth, better, codec.encoder

    def forward(self, photo):
        half = F.avg_pool2d(photo, 2)
        size = [2 * (s * SHARE[0] // (2 * SHARE[1])) for s in photo.shape[-2:]]
        disparity, parts = self.depth.parts(F.interpolate(half, size, mode="bilinear"), photo)
        d = F.interpolate(disparity, photo.shape[-2:], mode="bilinear")
        low, high = d.amin((1, 2, 3), keepdim=True), d.amax((1, 2, 3), keepdim=True)
        z = self.coarse(2 * (d - low) / (high - low).clamp_min(1e-4) - 1)
        conditions = torch.cat([self.better.photo(photo), z], 1)
        t = torch.full((1,), 999).expand(photo.shape[0])
        x0 = self.better.unet.clean(torch.cat([conditions, torch.zeros_like(z)], 1), t, self.better.prompt)
        sharp = (self.better.decoder(x0).clamp(-1.1, 1.1) + 1) / 2 * (high - low) + low
        return log_metres(sharp, parts)


def affine_map(log_metres, offset):
    """Log metres -> Marigold's map in -1..1, near -1: z = 1 / (d + offset), d the disparity in shares of the nearest, from end to end."""
    inverse = torch.exp(-log_metres)
    z = 1 / (inverse / inverse.amax((1, 2, 3), keepdim=True) + offset)
    low, high = z.amin((1, 2, 3), keepdim=True), z.amax((1, 2, 3), keepdim=True)
    return 2 * (z - low) / (high - low).clamp_min(1e-4) - 1
