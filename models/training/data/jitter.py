"""Augmentation of photos by light, colour, blur and noise."""

import torch
import torch.nn.functional as F


def jitter(rgb: torch.Tensor) -> torch.Tensor:
    """Random exposure, contrast, saturation, colour cast, gamma, blur and noise; every picture its own."""
    b, device = rgb.shape[0], rgb.device

    def r(lo: float, hi: float, c: int = 1) -> torch.Tensor:
        return lo + (hi - lo) * torch.rand(b, c, 1, 1, device=device)

    def on(p: float) -> torch.Tensor:
        return (torch.rand(b, 1, 1, 1, device=device) < p).float()

    x = rgb * (1 + on(0.8) * (r(0.7, 1.3) - 1)) * (1 + on(0.6) * (r(0.9, 1.1, 3) - 1))
    mean = x.mean((1, 2, 3), keepdim=True)
    x = (x - mean) * (1 + on(0.7) * (r(0.7, 1.25) - 1)) + mean
    grey = x.mean(1, keepdim=True)
    x = grey + (x - grey) * (1 + on(0.7) * (r(0.2, 1.4) - 1))
    x = x.clamp(1e-4, 1) ** (1 + on(0.4) * (r(0.7, 1.4) - 1))
    soft = F.avg_pool2d(x, 3, 1, 1, count_include_pad=False)
    x = x + on(0.25) * r(0.3, 1.0) * (soft - x)
    return (x + on(0.35) * r(0, 0.03) * torch.randn_like(x)).clamp(0, 1)
