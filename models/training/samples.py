"""Batches for every training: views with teacher labels, scenes with exact depth, augmentation. Tensors are [B, C, H, W]."""
import glob
import os
from functools import lru_cache

import cv2
import numpy as np
import torch
import torch.nn.functional as F

NEAREST, FARTHEST = 0.1, 80.0  # MetricGold's range in metres


class Shard:
    """Arrays of one .npz: rgb [N, H, W, 3] uint8 and maps [N, H, W] (a smaller map is enlarged)."""

    def __init__(self, path):
        with np.load(path) as file:
            self.arrays = {k: file[k] for k in file.files}
        self.height, self.width = self.arrays["rgb"].shape[1:3]

    def __len__(self):
        return len(self.arrays["rgb"])

    def select(self, mask):
        """The part of the shard where `mask` [N] is true."""
        part = Shard.__new__(Shard)
        part.arrays, part.height, part.width = {k: v[mask] for k, v in self.arrays.items()}, self.height, self.width
        return part

    def draw(self, rng, size, height, width, smallest=0.75):
        """`size` random crops, mirrored at random: dict of rgb [B, 3, H, W] in 0..1, maps [B, 1, H, W], flags [B]."""
        out = {k: [] for k in self.arrays}
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
                value = value[round(y * k):round((y + h) * k), round(x * k):round((x + w) * k)]
                value = value if name == "rgb" else value.astype(np.float32)
                how = cv2.INTER_NEAREST if name == "depth" else cv2.INTER_AREA if w > width else cv2.INTER_LINEAR
                value = cv2.resize(value, (width, height), interpolation=how)
                out[name].append(value[:, ::-1] if mirrored else value)
        batch = {k: torch.from_numpy(np.ascontiguousarray(np.stack(v))) for k, v in out.items()}
        batch["rgb"] = batch["rgb"].permute(0, 3, 1, 2).float() / 255
        return {k: v[:, None] if v.ndim == 3 else v for k, v in batch.items()}


def load_shards(pattern):
    return [Shard(path) for path in sorted(glob.glob(pattern))]


def batch_shape(shard, area=192 * 256, multiple=32):
    """Training size of about `area` pixels with the shard's shape, sides multiples of 32."""
    scale = (area / (shard.height * shard.width)) ** 0.5
    return tuple(max(multiple, round(side * scale / multiple) * multiple) for side in (shard.height, shard.width))


def jitter(rgb):
    """Random exposure, contrast, saturation, colour cast, gamma, blur and noise; every picture its own."""
    b, device = rgb.shape[0], rgb.device
    r = lambda lo, hi, c=1: lo + (hi - lo) * torch.rand(b, c, 1, 1, device=device)
    on = lambda p: (torch.rand(b, 1, 1, 1, device=device) < p).float()
    x = rgb * (1 + on(0.8) * (r(0.7, 1.3) - 1)) * (1 + on(0.6) * (r(0.9, 1.1, 3) - 1))
    mean = x.mean((1, 2, 3), keepdim=True)
    x = (x - mean) * (1 + on(0.7) * (r(0.7, 1.25) - 1)) + mean
    grey = x.mean(1, keepdim=True)
    x = grey + (x - grey) * (1 + on(0.7) * (r(0.2, 1.4) - 1))
    x = x.clamp(1e-4, 1) ** (1 + on(0.4) * (r(0.7, 1.4) - 1))
    soft = F.avg_pool2d(x, 3, 1, 1, count_include_pad=False)
    x = x + on(0.25) * r(0.3, 1.0) * (soft - x)
    return (x + on(0.35) * r(0, 0.03) * torch.randn_like(x)).clamp(0, 1)


@lru_cache
def axis_weights(old, new, device, dtype):
    """Matrix [new, old] that resamples one axis as OpenCV's INTER_AREA does: means of areas, or linear to more."""
    if new >= old:
        return F.interpolate(torch.eye(old, device=device)[None], new, mode="linear")[0].T.contiguous().to(dtype)
    edge, k = torch.arange(new + 1, device=device) * (old / new), torch.arange(old, device=device)
    share = (torch.minimum(edge[1:, None], k + 1.0) - torch.maximum(edge[:-1, None], k.float())).clamp_min(0)
    return (share / share.sum(1, keepdim=True)).to(dtype)


def resized(x, size):
    """[n, C, H, W] -> [n, C, *size], means of areas. Two products of matrices, which a GPU does faster than it interpolates."""
    rows, columns = (axis_weights(old, new, x.device, x.dtype) for old, new in zip(x.shape[2:], size))
    return rows @ x @ columns.T


def coarser_weights(old, new, x):
    """Matrix [new, old] of `coarser` along one axis. `old` may be a traced size: all of it is part of the graph."""
    place = (torch.arange(2 * new, device=x.device) + 0.5) * (old / (2 * new)) - 0.5
    d = (place[:, None] - torch.arange(old, device=x.device)).abs()
    near, far = ((1.25 * d - 2.25) * d * d + 1).clamp_min(0), ((-0.75 * d + 3.75) * d - 6) * d + 3
    w = torch.where(d < 1, near, torch.where(d < 2, far, torch.zeros_like(d)))
    w = w / w.sum(1, keepdim=True)
    return 0.5 * (w[0::2] + w[1::2])


def coarser(rgb, size):
    """Photos [B, C, H, W] in 0..1 at a smaller size: cubic (a = -0.75) to twice the size, as the packs' own resampling has softened them already,
    then means. Two products of matrices, since onnxruntime's cubic Resize takes three times as long as all the rest of a graph."""
    rows, columns = (coarser_weights(old, new, rgb) for old, new in zip(rgb.shape[2:], size))
    return (rows @ rgb @ columns.T).clamp(0, 1)


def both_ways(photos):
    """Photos [B, C, H, W] and after them their mirror images."""
    return torch.cat([photos, photos.flip(3)])


def mean_of_both(answer):
    """Maps [2 B, C, H, W] of what `both_ways` makes -> their mean [B, C, H, W], the right way round."""
    one, other = answer.chunk(2)
    return 0.5 * (one + other.flip(3))


class Validation:
    """Whole validation photos with the fused disparity: the distance to the teacher is measured on them."""

    def __init__(self, folder):
        files = sorted(glob.glob(os.path.join(folder, "validation_*.npz")))
        self.items = [dict(np.load(f, allow_pickle=False)) for f in files]

    def __iter__(self):
        return iter(self.items)


def teacher_distance(prediction, target):
    """Mean |difference| after the best scale and shift, in standard deviations of the target (a vertical ramp has about 0.49)."""
    p, t = prediction.astype(np.float64).ravel(), target.astype(np.float64).ravel()
    scale, shift = np.polyfit(p, t, 1) if p.std() > 1e-9 else (0, t.mean())
    return float(np.abs(p * scale + shift - t).mean() / t.std())


def fit_inverse(disparity, metres):
    """(scale, shift), both [B, 1, 1, 1], that bring a disparity [B, 1, H, W] nearest to the inverse of metres: least squares of the relative
    differences, as metres are judged by AbsRel."""
    inverse, weight = 1 / metres, metres ** 2
    weight = weight / weight.sum((2, 3), keepdim=True)
    mean = lambda x: (weight * x).sum((2, 3), keepdim=True)
    dm, im = mean(disparity), mean(inverse)
    scale = mean((disparity - dm) * (inverse - im)) / mean((disparity - dm) ** 2).clamp_min(1e-4)
    scale = scale.clamp(0.01, 3)
    return scale, im - scale * dm


def fused_metres(disparity, metric):
    """Metres of indoor photos from both teachers: [B, 1, H, W] disparity in 0..1 and FastDepth's metres -> metres.

    The relative teacher gives the shape, FastDepth the scale and shift of its inverse.
    """
    scale, shift = fit_inverse(disparity, metric.clamp(0.3, 10))
    return 1 / (scale * disparity + shift).clamp(1 / 10, 1 / 0.3)


def affine_depth_target(disparity, offset=0.15):
    """Disparity in 0..1 -> depth in -1..1 (near -1): z = 1 / (d + offset), its 2nd and 98th percentile on the ends."""
    z = 1 / (disparity.flatten(1) + offset)
    low, high = torch.quantile(z[:, ::7], 0.02, 1, keepdim=True), torch.quantile(z[:, ::7], 0.98, 1, keepdim=True)
    return (((z - low) / (high - low).clamp_min(1e-4)).clamp(0, 1) * 2 - 1).view_as(disparity)


def log_metric_target(metres):
    """Metres -> -1..1, MetricGold's logarithm (arXiv 2411.10886, section 3): 0.1 m is -1, 80 m is 1."""
    return (torch.log(metres.clamp(NEAREST, FARTHEST) / NEAREST) / np.log(FARTHEST / NEAREST) * 2 - 1).float()


def stretch(disparity, low=0.01, high=0.99):
    """Per picture: the given quantiles to 0 and 1, clipped."""
    flat = disparity.flatten(1)
    a = torch.quantile(flat[:, ::7], low, 1)[:, None, None, None]
    b = torch.quantile(flat[:, ::7], high, 1)[:, None, None, None]
    return ((disparity - a) / (b - a).clamp_min(1e-4)).clamp(0, 1)
