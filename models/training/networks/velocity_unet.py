"""Marigold's and MetricGold's denoising UNet: a small convolutional one that answers with the velocity of its noisy latent."""

import torch
import torch.nn.functional as F
from torch import nn

from training.maps.resampling import up_to
from training.networks.codec import Block, conv
from training.networks.unet import schedule

WIDTHS = (64, 96, 144)


class VelocityUNet(nn.Module):
    """
    Image latent and noisy latent [B, 2 * channels, h, w], timestep, prompt [B, 2, 1024] -> v [B, channels, h, w] with
    v = sqrt(a) noise - sqrt(1 - a) x0 (Salimans & Ho 2022, appendix D).
    """

    bars: torch.Tensor
    frequencies: torch.Tensor

    def __init__(self, channels: int, widths: tuple[int, int, int] = WIDTHS, embedding: int = 96) -> None:
        super().__init__()
        a, b, c = widths
        self.channels, self.conditions = channels, 1
        self.register_buffer("bars", schedule())
        self.register_buffer("frequencies", torch.exp(-torch.arange(24) * 0.4))
        self.time = nn.Sequential(nn.Linear(48, embedding), nn.SiLU(), nn.Linear(embedding, embedding), nn.SiLU())
        self.text = nn.Linear(1024, embedding)
        nn.init.zeros_(self.text.weight)
        self.enter = conv(2 * channels, a)
        self.down1, self.down2 = conv(a, b, 3, 2), conv(b, c, 3, 2)
        self.blocks = nn.ModuleList([Block(width, embedding) for width in (a, b, c, c, b, a)])
        self.up2, self.up1 = conv(c, b, 1), conv(b, a, 1)
        self.leave = conv(a, channels)
        nn.init.zeros_(self.leave.weight)
        if self.leave.bias is not None:
            nn.init.zeros_(self.leave.bias)

    def forward(
        self, sample: torch.Tensor, timestep: torch.Tensor, encoder_hidden_states: torch.Tensor
    ) -> torch.Tensor:
        angle = timestep.reshape(-1).expand(sample.shape[0]).float()[:, None] * self.frequencies
        e = self.time(torch.cat([angle.sin(), angle.cos()], 1)) + self.text(encoder_hidden_states.mean(1))
        k = self.blocks
        x = k[0](self.enter(sample), e)
        y = k[1](self.down1(F.silu(x)), e)
        z = k[3](k[2](self.down2(F.silu(y)), e), e)
        y = k[4](y + up_to(self.up2(z), y), e)
        x = k[5](x + up_to(self.up1(y), x), e)
        return self.leave(F.silu(x))
