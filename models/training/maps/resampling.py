"""Resampling of maps and photos as tensors [B, C, H, W]: the same numbers on every device, fast on a GPU."""

from collections.abc import Sequence

import torch
import torch.nn.functional as F


def axis_weights(old: int, new: int, device: torch.device, dtype: torch.dtype) -> torch.Tensor:
    """Matrix [new, old] that resamples one axis as OpenCV's INTER_AREA does: means of areas, or linear to more."""
    if new >= old:
        return F.interpolate(torch.eye(old, device=device)[None], new, mode="linear")[0].T.contiguous().to(dtype)
    edge, k = torch.arange(new + 1, device=device) * (old / new), torch.arange(old, device=device)
    share = (torch.minimum(edge[1:, None], k + 1.0) - torch.maximum(edge[:-1, None], k.float())).clamp_min(0)
    return (share / share.sum(1, keepdim=True)).to(dtype)


def resized(x: torch.Tensor, size: Sequence[int]) -> torch.Tensor:
    """[n, C, H, W] -> [n, C, *size], means of areas. Two products of matrices, which a GPU does faster than it interpolates."""
    rows, columns = (axis_weights(old, new, x.device, x.dtype) for old, new in zip(x.shape[2:], size, strict=True))
    return rows @ x @ columns.T


def coarser_weights(old: int, new: int, x: torch.Tensor) -> torch.Tensor:
    """Matrix [new, old] of `coarser` along one axis. `old` may be a traced size: all of it is part of the graph."""
    place = (torch.arange(2 * new, device=x.device) + 0.5) * (old / (2 * new)) - 0.5
    d = (place[:, None] - torch.arange(old, device=x.device)).abs()
    near, far = ((1.25 * d - 2.25) * d * d + 1).clamp_min(0), ((-0.75 * d + 3.75) * d - 6) * d + 3
    w = torch.where(d < 1, near, torch.where(d < 2, far, torch.zeros_like(d)))
    w = w / w.sum(1, keepdim=True)
    return 0.5 * (w[0::2] + w[1::2])


def coarser(rgb: torch.Tensor, size: Sequence[int]) -> torch.Tensor:
    """Photos [B, C, H, W] in 0..1 at a smaller size: cubic (a = -0.75) to twice the size, as the packs' own resampling has softened them
    already, then means. Two products of matrices, since onnxruntime's cubic Resize takes three times as long as all the rest of a graph."""
    rows, columns = (coarser_weights(old, new, rgb) for old, new in zip(rgb.shape[2:], size, strict=True))
    return (rows @ rgb @ columns.T).clamp(0, 1)


def both_ways(photos: torch.Tensor) -> torch.Tensor:
    """Photos [B, C, H, W] and after them their mirror images."""
    return torch.cat([photos, photos.flip(3)])


def mean_of_both(answer: torch.Tensor) -> torch.Tensor:
    """Maps [2 B, C, H, W] of what `both_ways` makes -> their mean [B, C, H, W], the right way round."""
    one, other = answer.chunk(2)
    return 0.5 * (one + other.flip(3))


def quarter(map_: torch.Tensor) -> torch.Tensor:
    """[B, 1, H, W] -> its means over 4 x 4 pixels, as large as the backbone's features at 1/4."""
    return F.avg_pool2d(map_, 4, ceil_mode=True, count_include_pad=False)


def up_to(x: torch.Tensor, like: torch.Tensor) -> torch.Tensor:
    """x enlarged by repetition to the height and width of `like`, so that any photo size works."""
    return F.interpolate(x, size=like.shape[-2:], mode="nearest")
