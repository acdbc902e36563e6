"""Losses on maps [B, 1, H, W]."""

import torch
import torch.nn.functional as F


def gradient_l1(a: torch.Tensor, b: torch.Tensor, scales: int = 3) -> torch.Tensor:
    """Mean |difference of the gradients| over a pyramid."""
    d, total = a - b, torch.zeros((), device=a.device)
    for _ in range(scales):
        total = total + (d[..., 1:] - d[..., :-1]).abs().mean() + (d[..., 1:, :] - d[..., :-1, :]).abs().mean()
        d = F.avg_pool2d(d, 2)
    return total


def fitted(prediction: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """The prediction after the scale and shift that bring it nearest to the target (least squares, per picture).

    Scale and shift are constants for the gradient: differentiated through, the loss falls to its best for a flat map.
    """
    p, t = prediction.flatten(1), target.flatten(1)
    with torch.no_grad():
        pm, tm = p.mean(1, keepdim=True), t.mean(1, keepdim=True)
        scale = ((p - pm) * (t - tm)).mean(1, keepdim=True) / ((p - pm) ** 2).mean(1, keepdim=True).clamp_min(1e-4)
        scale = scale.clamp(0.5, 2)
    return ((p - pm) * scale + tm).view_as(prediction)


def disparity_loss(prediction: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """L1 as it is and after the fit, in standard deviations of the target, plus gradients."""
    spread = target.flatten(1).std(1)[:, None, None, None].clamp_min(0.08)
    p, t, f = prediction / spread, target / spread, fitted(prediction, target) / spread
    return 0.5 * (p - t).abs().mean() + 0.5 * (f - t).abs().mean() + 0.25 * gradient_l1(p, t)
