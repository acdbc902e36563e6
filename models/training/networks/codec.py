"""The codec of depth maps (4 channels at 1/4) and BetterDepth's photo encoder."""

from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

from training.networks.fastdepth import read_fastdepth

CHANNELS = 4


def conv(a: int, b: int, size: int = 3, stride: int = 1) -> nn.Conv2d:
    return nn.Conv2d(a, b, size, stride, size // 2)


class Block(nn.Module):
    """Residual block; with `extra` a time embedding scales and shifts in the middle (FiLM)."""

    def __init__(self, width: int, extra: int = 0) -> None:
        super().__init__()
        self.one, self.two = conv(width, width), conv(width, width)
        self.film = nn.Linear(extra, 2 * width) if extra else None
        nn.init.zeros_(self.two.weight)
        if self.film is not None:
            nn.init.zeros_(self.film.weight)
            nn.init.zeros_(self.film.bias)

    def forward(self, x: torch.Tensor, embedding: torch.Tensor | None = None) -> torch.Tensor:
        h = self.one(F.silu(x))
        if self.film is not None:
            scale, shift = self.film(embedding)[:, :, None, None].chunk(2, 1)
            h = h * (1 + scale) + shift
        return x + self.two(F.silu(h))


class MapEncoder(nn.Module):
    """Map [B, 1, H, W] in -1..1 -> latent [B, 4, H/4, W/4]."""

    def __init__(self, width: int = 32) -> None:
        super().__init__()
        self.net = nn.Sequential(conv(16, width), Block(width), Block(width), conv(width, CHANNELS))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.net(F.pixel_unshuffle(x, 4))


class MapDecoder(nn.Module):
    """Latent [B, 4, h, w] -> map [B, 1, 4h, 4w] in about -1..1. Beside the network goes a plain enlargement."""

    def __init__(self, width: int = 40, fine: int = 16) -> None:
        super().__init__()
        self.low = nn.Sequential(conv(CHANNELS, width), Block(width), Block(width), conv(width, 4 * fine))
        self.high = nn.Sequential(Block(fine), nn.SiLU(), conv(fine, 4))

    def forward(self, z: torch.Tensor) -> torch.Tensor:
        return F.pixel_shuffle(self.high(F.pixel_shuffle(self.low(z), 2)), 2)


class Codec(nn.Module):
    """Autoencoder of depth maps. Its encoder makes targets (and reads BetterDepth's coarse map), its decoder is shipped."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder, self.decoder = MapEncoder(), MapDecoder()


class EdgeLatent(nn.Module):
    """BetterDepth's photo encoder: photo [B, 3, H, W] in 0..1 -> latent [B, 4, H/4, W/4] that tells where edges are."""

    def __init__(self, fastdepth: Path, width: int = 40) -> None:
        super().__init__()
        self.pretrained = nn.ModuleList(read_fastdepth(fastdepth)[:7])  # FastDepth's encoder to 1/4, 120 channels
        self.pixels = nn.Sequential(conv(12, 24), nn.SiLU(), conv(24, 48, 3, 2))
        self.net = nn.Sequential(conv(120 + 48, width, 1), Block(width), Block(width), conv(width, CHANNELS))

    def forward(self, photo: torch.Tensor) -> torch.Tensor:
        x = photo
        for layer in self.pretrained:
            x = layer(x)
        return self.net(torch.cat([x * 10, self.pixels(F.pixel_unshuffle(photo, 2))], 1))
