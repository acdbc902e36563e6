"""What maps are trained towards and measured by: disparity and metres, fitted and scaled."""

import numpy as np
import torch

NEAREST, FARTHEST = 0.1, 80.0  # MetricGold's range in metres
OFFSET = 0.15
"""What is added to a disparity in 0..1 before its inverse is taken for a depth: nobody knows its shift."""


def teacher_distance(prediction: np.ndarray, target: np.ndarray) -> float:
    """Mean |difference| after the best scale and shift, in standard deviations of the target (a vertical ramp has about 0.49)."""
    p, t = prediction.astype(np.float64).ravel(), target.astype(np.float64).ravel()
    scale, shift = np.polyfit(p, t, 1) if p.std() > 1e-9 else (0.0, t.mean())
    return float(np.abs(p * scale + shift - t).mean() / t.std())


def fit_inverse(disparity: torch.Tensor, metres: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """(scale, shift), both [B, 1, 1, 1], that bring a disparity [B, 1, H, W] nearest to the inverse of metres: least squares of the
    relative differences, as metres are judged by AbsRel."""
    inverse, weight = 1 / metres, metres**2
    weight = weight / weight.sum((2, 3), keepdim=True)

    def mean(x: torch.Tensor) -> torch.Tensor:
        return (weight * x).sum((2, 3), keepdim=True)

    dm, im = mean(disparity), mean(inverse)
    scale = mean((disparity - dm) * (inverse - im)) / mean((disparity - dm) ** 2).clamp_min(1e-4)
    scale = scale.clamp(0.01, 3)
    return scale, im - scale * dm


def fused_metres(disparity: torch.Tensor, metric: torch.Tensor) -> torch.Tensor:
    """Metres of indoor photos from both teachers: [B, 1, H, W] disparity in 0..1 and FastDepth's metres -> metres.

    The relative teacher gives the shape, FastDepth the scale and shift of its inverse.
    """
    scale, shift = fit_inverse(disparity, metric.clamp(0.3, 10))
    return 1 / (scale * disparity + shift).clamp(1 / 10, 1 / 0.3)


def affine_depth_target(disparity: torch.Tensor) -> torch.Tensor:
    """Disparity in 0..1 -> depth in -1..1 (near -1): z = 1 / (d + OFFSET), its 2nd and 98th percentile on the ends."""
    z = 1 / (disparity.flatten(1) + OFFSET)
    low, high = torch.quantile(z[:, ::7], 0.02, 1, keepdim=True), torch.quantile(z[:, ::7], 0.98, 1, keepdim=True)
    return (((z - low) / (high - low).clamp_min(1e-4)).clamp(0, 1) * 2 - 1).view_as(disparity)


def log_metric_target(metres: torch.Tensor) -> torch.Tensor:
    """Metres -> -1..1, MetricGold's logarithm (arXiv 2411.10886, section 3): 0.1 m is -1, 80 m is 1."""
    return (torch.log(metres.clamp(NEAREST, FARTHEST) / NEAREST) / np.log(FARTHEST / NEAREST) * 2 - 1).float()


def stretch(disparity: torch.Tensor, low: float = 0.01, high: float = 0.99) -> torch.Tensor:
    """Per picture: the given quantiles to 0 and 1, clipped."""
    flat = disparity.flatten(1)
    a = torch.quantile(flat[:, ::7], low, 1)[:, None, None, None]
    b = torch.quantile(flat[:, ::7], high, 1)[:, None, None, None]
    return ((disparity - a) / (b - a).clamp_min(1e-4)).clamp(0, 1)
