"""Losses on maps [B, 1, H, W]."""
import torch
import torch.nn.functional as F


def gradient_l1(a, b, scales=3):
    """Mean |difference of the gradients| over a pyramid."""
    d, total = a - b, 0.0
    for _ in range(scales):
        total = total + (d[..., 1:] - d[..., :-1]).abs().mean() + (d[..., 1:, :] - d[..., :-1, :]).abs().mean()
        d = F.avg_pool2d(d, 2)
    return total


def fitted(prediction, target):
    """The prediction after the scale and shift that bring it nearest to the target (least squares, per picture)."""
    p, t = prediction.flatten(1), target.flatten(1)
    pm, tm = p.mean(1, keepdim=True), t.mean(1, keepdim=True)
    scale = ((p - pm) * (t - tm)).mean(1, keepdim=True) / ((p - pm) ** 2).mean(1, keepdim=True).clamp_min(1e-5)
    return ((p - pm) * scale.clamp(0.05, 20) + tm).view_as(prediction)


def affine_invariant(prediction, target):
    """L1 after the fit in standard deviations of the target, plus gradients: what `teacher_distance` measures."""
    spread = target.flatten(1).std(1)[:, None, None, None].clamp_min(0.05)
    p, t = fitted(prediction, target) / spread, target / spread
    return (p - t).abs().mean() + 0.3 * gradient_l1(p, t)
