"""Marigold's and MetricGold's own parts: what their UNet is told of a photo, the UNet, and the decoder of its latents.

Latents are the codec's, 2 x 2 of them in one place: 16 channels at 1/8 of the map.
"""

import torch
import torch.nn.functional as F
from torch import nn

from training.maps.targets import log_metric_target
from training.networks.backbone import Backbone
from training.networks.codec import CHANNELS, Codec, conv
from training.networks.sight import Seen
from training.networks.systems import affine_map, log_metres
from training.networks.unet import prompt
from training.networks.velocity_unet import VelocityUNet

SYSTEMS = ("marigold", "metricgold")
LATENT_CHANNELS = 4 * CHANNELS
COARSE = 4
"""Maps of the depth network's own that the UNet is told: its map as the system would write it, disparity, bins, FastDepth's metres."""
TOLD = Backbone.WIDTHS[1] + Backbone.WIDTHS[2] + 4 * CHANNELS + COARSE


def folded_latent(latent: torch.Tensor) -> torch.Tensor:
    """The codec's latent [B, 4, H/4, W/4] -> [B, 16, H/8, W/8]."""
    return F.pixel_unshuffle(latent, 2)


def coarse_maps(system: str, seen: Seen) -> torch.Tensor:
    """[B, COARSE, h / 4, w / 4] in about -1..1; metres are told MetricGold only. The disparity is that at 1/4."""
    disparity = seen.disparity
    if system == "marigold":
        own = affine_map(disparity)
        return torch.cat([own, disparity * 2 - 1, torch.zeros_like(own), torch.zeros_like(own)], 1)
    metres = log_metres(disparity, *seen.line()).exp()
    logs = [log_metric_target(m) for m in (metres, seen.bins.exp(), seen.known.exp())]
    return torch.cat([logs[0], disparity * 2 - 1, *logs[1:]], 1)


def told(system: str, seen: Seen, edges: torch.Tensor) -> torch.Tensor:
    """
    All that is known of a photo before anything is learnt here [B, TOLD, H/8, W/8]: the backbone's features at 1/8 and 1/4 of what it
    saw, `edges` [B, 4, H/4, W/4] of the photo itself, coarse maps.
    """
    edges = folded_latent(edges)
    maps = (seen.at_8, seen.at_4, coarse_maps(system, seen))
    fine = [F.interpolate(m, edges.shape[-2:], mode="bilinear") for m in maps]
    return torch.cat([*fine[:2], edges, fine[2]], 1)


class PhotoLatent(nn.Module):
    """`told` [B, TOLD, h, w] -> image latent [B, 16, h, w]: a trained projection."""

    centre: torch.Tensor
    spread: torch.Tensor

    def __init__(self, width: int = 64) -> None:
        super().__init__()
        self.register_buffer("centre", torch.zeros(1, TOLD, 1, 1))
        self.register_buffer("spread", torch.ones(1, TOLD, 1, 1))
        self.net = nn.Sequential(
            conv(TOLD, width, 1), nn.SiLU(), conv(width, width), nn.SiLU(), conv(width, LATENT_CHANNELS, 1)
        )

    def measure(self, told: torch.Tensor) -> None:
        """Learns from a batch which values are usual."""
        self.centre.copy_(told.mean((0, 2, 3), keepdim=True))
        self.spread.copy_(told.std((0, 2, 3), keepdim=True).clamp_min(0.05))

    def forward(self, told: torch.Tensor) -> torch.Tensor:
        return self.net((told - self.centre) / self.spread)


class Denoiser(nn.Module):
    """Image latent, UNet and decoder of one system."""

    prompt: torch.Tensor

    def __init__(self, codec: Codec) -> None:
        super().__init__()
        self.photo, self.unet, self.decoder = PhotoLatent(), VelocityUNet(LATENT_CHANNELS), Codec().decoder
        self.decoder.load_state_dict(codec.decoder.state_dict())
        self.decoder.requires_grad_(False)
        self.register_buffer("prompt", prompt())

    def forward(self, told: torch.Tensor, x0: torch.Tensor, t: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """(what the UNet answers to the latents x0 with noise of the timesteps t [B], the velocity that is right)."""
        noise, bar = torch.randn_like(x0), self.unet.bars[t][:, None, None, None]
        x_t, v = bar.sqrt() * x0 + (1 - bar).sqrt() * noise, bar.sqrt() * noise - (1 - bar).sqrt() * x0
        return self.unet(torch.cat([self.photo(told), x_t], 1), t, self.prompt), v
