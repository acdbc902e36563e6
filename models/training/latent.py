"""The networks of the latent packs: map codec (4 channels at 1/4), photo encoders and the denoising UNet."""
import torch
import torch.nn.functional as F
from torch import nn

from backbone import read_fastdepth, up_to

CHANNELS = 4
TRAIN_STEPS = 1000


def conv(a, b, size=3, stride=1):
    return nn.Conv2d(a, b, size, stride, size // 2)


class Block(nn.Module):
    """Residual block; with `extra` a time embedding scales and shifts in the middle (FiLM)."""

    def __init__(self, width, extra=0):
        super().__init__()
        self.one, self.two = conv(width, width), conv(width, width)
        self.film = nn.Linear(extra, 2 * width) if extra else None
        nn.init.zeros_(self.two.weight)
        if extra:
            nn.init.zeros_(self.film.weight)
            nn.init.zeros_(self.film.bias)

    def forward(self, x, embedding=None):
        h = self.one(F.silu(x))
        if self.film is not None:
            scale, shift = self.film(embedding)[:, :, None, None].chunk(2, 1)
            h = h * (1 + scale) + shift
        return x + self.two(F.silu(h))


class MapEncoder(nn.Module):
    """Map [B, 1, H, W] in -1..1 -> latent [B, 4, H/4, W/4]."""

    def __init__(self, width=32):
        super().__init__()
        self.net = nn.Sequential(conv(16, width), Block(width), Block(width), conv(width, CHANNELS))

    def forward(self, x):
        return self.net(F.pixel_unshuffle(x, 4))


class MapDecoder(nn.Module):
    """Latent [B, 4, h, w] -> map [B, 1, 4h, 4w] in about -1..1. Beside the network goes a plain enlargement."""

    def __init__(self, width=40, fine=16):
        super().__init__()
        self.low = nn.Sequential(conv(CHANNELS, width), Block(width), Block(width), conv(width, 4 * fine))
        self.high = nn.Sequential(Block(fine), nn.SiLU(), conv(fine, 4))

    def forward(self, z):
        return F.pixel_shuffle(self.high(F.pixel_shuffle(self.low(z), 2)), 2)


class Codec(nn.Module):
    """Autoencoder of depth maps. Its encoder makes targets (and reads BetterDepth's coarse map), its decoder is shipped."""

    def __init__(self):
        super().__init__()
        self.encoder, self.decoder = MapEncoder(), MapDecoder()


class EdgeLatent(nn.Module):
    """BetterDepth's photo encoder: photo [B, 3, H, W] in 0..1 -> latent [B, 4, H/4, W/4] that tells where edges are."""

    def __init__(self, fastdepth, width=40):
        super().__init__()
        self.pretrained = nn.ModuleList(read_fastdepth(fastdepth)[:7])  # FastDepth's encoder to 1/4, 120 channels
        self.pixels = nn.Sequential(conv(12, 24), nn.SiLU(), conv(24, 48, 3, 2))
        self.net = nn.Sequential(conv(120 + 48, width, 1), Block(width), Block(width), conv(width, CHANNELS))

    def forward(self, photo):
        x = photo
        for layer in self.pretrained:
            x = layer(x)
        return self.net(torch.cat([x * 10, self.pixels(F.pixel_unshuffle(photo, 2))], 1))


def alphas_bar():
    """Scaled-linear schedule with zero terminal SNR (Lin et al. 2023, algorithm 1): float32 [1000]."""
    betas = torch.linspace(0.00085 ** 0.5, 0.012 ** 0.5, TRAIN_STEPS, dtype=torch.float64) ** 2
    root = torch.cumprod(1 - betas, 0).sqrt()
    first, last = root[0].clone(), root[-1].clone()
    return (((root - last) * first / (first - last)) ** 2).float()


def prompt():
    """The fixed stand-in for the empty prompt's embedding, [1, 2, 1024]."""
    return torch.randn(1, 2, 1024, generator=torch.Generator().manual_seed(20)) * 0.5


class UNet(nn.Module):
    """Latents of conditions and noise [B, C, h, w], timestep, prompt [B, 2, 1024] -> v [B, 4, h, w].

    The network estimates the clean latent x0 and turns it into v with the schedule: v = (sqrt(a) x_t - x0) / sqrt(1 - a)
    (Salimans & Ho 2022, appendix D, solved for v). At the last timestep a = 0 and v = -x0, so a single step is a plain regression.
    """

    def __init__(self, conditions, widths=(40, 64, 96), embedding=64):
        super().__init__()
        a, b, c = widths
        self.conditions = conditions
        self.register_buffer("bars", alphas_bar())
        self.register_buffer("frequencies", torch.exp(-torch.arange(24) * 0.4))
        self.time = nn.Sequential(nn.Linear(48, embedding), nn.SiLU(), nn.Linear(embedding, embedding), nn.SiLU())
        self.text = nn.Linear(1024, embedding)
        self.enter = conv(CHANNELS * (conditions + 1), a)
        self.down1, self.down2 = conv(a, b, 3, 2), conv(b, c, 3, 2)
        self.blocks = nn.ModuleList([Block(a, embedding), Block(b, embedding), Block(c, embedding), Block(c, embedding), Block(b, embedding), Block(a, embedding)])
        self.up2, self.up1 = conv(c, b, 1), conv(b, a, 1)
        self.leave = conv(a, CHANNELS)
        self.guess = nn.Conv2d(CHANNELS * conditions, CHANNELS, 1, bias=False)  # the last condition, at the start unchanged
        with torch.no_grad():
            nn.init.zeros_(self.leave.weight)
            nn.init.zeros_(self.leave.bias)
            self.guess.weight.zero_()
            self.guess.weight[:, -CHANNELS:, 0, 0] = torch.eye(CHANNELS)

    def clean(self, sample, timestep, text):
        """Estimate of x0 [B, 4, h, w]; `timestep` is a tensor [B] or [1] of integers."""
        angle = timestep.float()[:, None] * self.frequencies
        e = self.time(torch.cat([angle.sin(), angle.cos()], 1)) + self.text(text.mean(1))
        k = self.blocks
        x = k[0](self.enter(sample), e)
        y = k[1](self.down1(F.silu(x)), e)
        z = k[3](k[2](self.down2(F.silu(y)), e), e)
        y = k[4](y + up_to(self.up2(z), y), e)
        x = k[5](x + up_to(self.up1(y), x), e)
        return self.leave(F.silu(x)) + self.guess(sample[:, :CHANNELS * self.conditions])

    @torch.no_grad()
    def first_estimate(self, conditions, text):
        """x0 after the first step of any sampling: from pure noise."""
        t = torch.full((len(conditions),), TRAIN_STEPS - 1)
        return self.clean(torch.cat([conditions, torch.randn_like(conditions[:, :CHANNELS])], 1), t, text)

    def forward(self, sample, timestep, encoder_hidden_states):
        t = timestep.reshape(-1)
        bar = self.bars[t][:, None, None, None]
        x0 = self.clean(sample, t.expand(sample.shape[0]), encoder_hidden_states)
        return (bar.sqrt() * sample[:, -CHANNELS:] - x0) / (1 - bar).sqrt()


def noised(x0, estimate, own, last=0.5):
    """(x_t, t [B]) for training: half the time pure noise (t = 999), else the timesteps of 2 and 4 steps, or any.

    At the later steps a sampler feeds back what the network itself estimated, not the truth: a share `own` of the time x_t is made of
    `estimate`, so that further steps do not spoil the first.
    """
    b = x0.shape[0]
    u, few = torch.rand(b), torch.tensor([749, 499, 249])[torch.randint(0, 3, (b,))]
    t = torch.where(u < last, 999, torch.where(u < 0.5 + last / 2, few, torch.randint(0, TRAIN_STEPS, (b,))))
    a = alphas_bar()[t][:, None, None, None]
    clean = torch.where(torch.rand(b, 1, 1, 1) < own, estimate.float(), x0)
    return a.sqrt() * clean + (1 - a).sqrt() * torch.randn_like(x0), t
