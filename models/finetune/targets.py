"""What the networks learn to paint: a depth map as a picture, and back."""

import math

import numpy as np
import torch
from torch import Tensor

from finetune.configuration import DepthSettings


def unit_target(depth: Tensor, valid: Tensor, settings: DepthSettings) -> Tensor:
    """
    The scaled depth u, nominally in 0..1 and not clipped: [B, 1, H, W] metres to [B, 1, H, W].

    affine: u = (d - d2) / (d98 - d2), the quantiles over what is valid (Marigold, section 3.1, "Affine-invariant depth
    normalization"); log: u = ln(d / min) / ln(max / min) (MetricGold, equations 1 to 3); linear: u = (d - min) / (max - min), which
    that paper compares with.
    """
    values = 1 / depth.clamp(min=1e-6) if settings.space == "disparity" else depth
    if settings.target == "log":
        return (values.clamp(min=1e-6) / settings.minimum).log() / math.log(settings.maximum / settings.minimum)
    if settings.target == "linear":
        return (values - settings.minimum) / (settings.maximum - settings.minimum)
    scaled = torch.empty_like(values)
    for i in range(len(values)):
        known = values[i][valid[i]]
        if known.numel() == 0:
            scaled[i] = 1
            continue
        # torch.quantile takes 16 million values at most; a sample has fewer.
        low, high = torch.quantile(known, torch.tensor([settings.quantile, 1 - settings.quantile], device=known.device))
        scaled[i] = (values[i] - low) / (high - low).clamp(min=1e-6)
    return scaled


def picture_target(unit: Tensor, valid: Tensor, settings: DepthSettings) -> Tensor:
    """
    The target as the autoencoder sees it, in three equal channels: x = clip(2u - 1, -1, 1), or u itself, clipped, where the range
    is 0..1. What is not valid lies at the far plane (the near one of a disparity), so that the encoder meets no hole.
    """
    far = 0.0 if settings.space == "disparity" else 1.0
    filled = torch.where(valid, unit, torch.full_like(unit, far)).clamp(0, 1)
    picture = filled if settings.range == "0..1" else 2 * filled - 1
    return picture.expand(-1, 3, -1, -1)


def unit_of_picture(picture: Tensor, settings: DepthSettings) -> Tensor:
    """u in 0..1 of a decoded picture: the mean of its channels, [B, 3, H, W] to [B, 1, H, W]."""
    mean = picture.mean(dim=1, keepdim=True)
    return mean.clamp(0, 1) if settings.range == "0..1" else (mean.clamp(-1, 1) + 1) / 2


def metres_of_unit(unit: np.ndarray, settings: DepthSettings) -> np.ndarray:
    """Metres of a log or linear target."""
    if settings.target == "log":
        return settings.minimum * (settings.maximum / settings.minimum) ** unit
    return settings.minimum + unit * (settings.maximum - settings.minimum)
