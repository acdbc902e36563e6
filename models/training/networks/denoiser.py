"""Marigold's and MetricGold's UNet and decoder, and what they are given and shall write."""

from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

from training.maps.targets import log_metric_target
from training.networks.codec import Codec
from training.networks.systems import DepthNet, MetricDepth, RelativeDepth, affine_map, log_metres
from training.networks.unet import UNet, noised, prompt


class Denoiser(nn.Module):
    """UNet and decoder of one system."""

    prompt: torch.Tensor

    def __init__(self, codec: Codec) -> None:
        super().__init__()
        self.unet, self.decoder = UNet(1, widths=(24, 40, 64), embedding=48), Codec().decoder
        self.decoder.load_state_dict(codec.decoder.state_dict())
        self.register_buffer("prompt", prompt())

    def forward(self, image: torch.Tensor, target: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        x_t, t = noised(target, self.unet.first_estimate(image, self.prompt), own=0.9)
        x0 = self.unet.clean(torch.cat([image, x_t], 1), t, self.prompt)
        # as much noise as a sampler leaves that does not end at alpha 1
        return x0, self.decoder(x0 + 0.03 * torch.randn_like(x0))


class Guess(nn.Module):
    """Photo [B, 3, H, W] in 0..1 -> what the trained depth network gives one system at that size: disparity for Marigold, log metres
    for MetricGold [B, 1, H, W]."""

    def __init__(self, system: str, depth: DepthNet, fastdepth: Path) -> None:
        super().__init__()
        self.depth = RelativeDepth(depth) if system == "marigold" else MetricDepth(depth, fastdepth)

    def forward(self, photo: torch.Tensor) -> torch.Tensor:
        disparity, line = self.depth(photo)
        disparity = F.interpolate(disparity, photo.shape[-2:], mode="bilinear")
        return log_metres(disparity, *line) if line else disparity


def maps(system: str, x: torch.Tensor, offset: float) -> torch.Tensor:
    """What the system's decoder shall write, from disparity for Marigold, from log metres for MetricGold."""
    return affine_map(x, offset) if system == "marigold" else log_metric_target(x.exp())
