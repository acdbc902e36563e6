"""Marigold's and MetricGold's denoising UNet: a small convolutional one that answers with the velocity of its noisy latent."""

import torch
from torch import nn

from training.networks.u_shape import UShape

WIDTHS = (64, 96, 144)


class VelocityUNet(UShape):
    """
    Image latent and noisy latent [B, 2 * channels, h, w], timestep, prompt [B, 2, 1024] -> v [B, channels, h, w] with
    v = sqrt(a) noise - sqrt(1 - a) x0 (Salimans & Ho 2022, appendix D).
    """

    def __init__(self, channels: int, widths: tuple[int, int, int] = WIDTHS, embedding: int = 96) -> None:
        super().__init__(2 * channels, channels, widths, embedding)
        self.channels, self.conditions = channels, 1
        nn.init.zeros_(self.text.weight)

    def forward(
        self, sample: torch.Tensor, timestep: torch.Tensor, encoder_hidden_states: torch.Tensor
    ) -> torch.Tensor:
        return self.shaped(sample, timestep.reshape(-1).expand(sample.shape[0]), encoder_hidden_states)
