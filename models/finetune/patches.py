"""BetterDepth's two preparations of a coarse map (arXiv 2407.17952, section 3.2), and what is left of a mask among latents."""

import torch
from torch import Tensor

WIDTH, ETA = 8, 0.1
"""The paper's."""


def pre_align(coarse: Tensor, label: Tensor, valid: Tensor) -> Tensor:
    """
    Global pre-alignment: s * coarse + b with s, b by least squares against the label over what is valid, in float64.
    All [B, 1, H, W]; a coarse map that is constant becomes the label's mean.
    """
    aligned = torch.empty_like(coarse)
    for i in range(len(coarse)):
        x, y = coarse[i][valid[i]].double(), label[i][valid[i]].double()
        if x.numel() == 0:
            aligned[i] = coarse[i]
            continue
        spread = ((x - x.mean()) ** 2).mean()
        slope = ((x - x.mean()) * (y - y.mean())).mean() / spread if spread > 1e-12 else torch.zeros_like(spread)
        aligned[i] = (slope * (coarse[i].double() - x.mean()) + y.mean()).to(aligned.dtype)
    return aligned


def similar_patches(aligned: Tensor, label: Tensor, width: int, eta: float) -> Tensor:
    """
    Local patch masking: a patch of width x width pixels is kept where the Euclidean distance of both maps is at most width * eta,
    which is a root mean square of eta. [B, 1, H, W] to booleans [B, 1, H, W]; pixels right of and below the last whole patch are
    left out.
    """
    squares = torch.nn.functional.avg_pool2d((aligned - label) ** 2, width, width) * width**2
    kept = squares.sqrt() <= width * eta
    mask = torch.zeros_like(label, dtype=torch.bool)
    grown = kept.repeat_interleave(width, dim=2).repeat_interleave(width, dim=3)
    mask[:, :, : grown.shape[2], : grown.shape[3]] = grown
    return mask


def latent_mask(valid: Tensor, downscale: int) -> Tensor:
    """Latent places all of whose pixels are valid: [B, 1, H, W] to [B, 1, H / downscale, W / downscale]."""
    return torch.nn.functional.max_pool2d((~valid).float(), downscale, downscale) == 0
