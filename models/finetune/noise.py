"""Noise that the networks learn to take away."""

import torch
from torch import Generator, Tensor

LEVELS = 10


def multi_resolution_noise(like: Tensor, strength: Tensor, generator: Generator) -> Tensor:
    """
    Gaussian noise plus noise of ever coarser grids, enlarged and weighted by strength^i, brought to a standard deviation of 1 over
    the batch (Marigold, section 3.2, after Kasiopy's "multi-resolution noise"). A grid is r^i times coarser than the one before it,
    r drawn from 2..4.

    like: [B, C, H, W]; strength: [B], annealed by its caller; drawn on the CPU, so that a seed means the same everywhere.
    """
    batch, channels, height, width = like.shape
    noise = torch.randn(like.shape, generator=generator)
    weight = strength.detach().cpu().float().reshape(batch, 1, 1, 1)
    for level in range(LEVELS):
        ratio = float(torch.rand(1, generator=generator)) * 2 + 2
        height, width = max(1, int(height / ratio**level)), max(1, int(width / ratio**level))
        coarse = torch.randn((batch, channels, height, width), generator=generator)
        enlarged = torch.nn.functional.interpolate(coarse, size=like.shape[2:], mode="bilinear", align_corners=False)
        noise = noise + enlarged * weight**level
        if height == 1 or width == 1:
            break
    return (noise / noise.std()).to(like)


def draw_noise(
    like: Tensor, timesteps: Tensor, train_steps: int, kind: str, strength: float, annealed: bool, generator: Generator
) -> Tensor:
    """Noise of a recipe; annealed: the strength is that of the timestep, strength * t / T, so that the last steps see plain noise."""
    if kind == "gaussian":
        return torch.randn(like.shape, generator=generator).to(like)
    share = timesteps.detach().cpu().float() / train_steps if annealed else torch.ones(len(timesteps))
    return multi_resolution_noise(like, strength * share, generator)
