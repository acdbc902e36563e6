"""The denoising UNet of the latent packs, its noise schedule and its prompt."""

import torch
import torch.nn.functional as F
from torch import nn

from training.maps.resampling import up_to
from training.maps.schedule import TRAIN_STEPS, alphas_bar
from training.networks.codec import CHANNELS, Block, conv


def schedule() -> torch.Tensor:
    return torch.from_numpy(alphas_bar()).float()


def prompt() -> torch.Tensor:
    """The fixed stand-in for the empty prompt's embedding, [1, 2, 1024]."""
    return torch.randn(1, 2, 1024, generator=torch.Generator().manual_seed(20)) * 0.5


class UNet(nn.Module):
    """Latents of conditions and noise [B, C, h, w], timestep, prompt [B, 2, 1024] -> v [B, 4, h, w].

    The network estimates the clean latent x0 and turns it into v with the schedule: v = (sqrt(a) x_t - x0) / sqrt(1 - a)
    (Salimans & Ho 2022, appendix D, solved for v). At the last timestep a = 0 and v = -x0, so a single step is a plain regression.
    """

    bars: torch.Tensor
    frequencies: torch.Tensor

    def __init__(self, conditions: int, widths: tuple[int, int, int] = (40, 64, 96), embedding: int = 64) -> None:
        super().__init__()
        a, b, c = widths
        self.conditions = conditions
        self.register_buffer("bars", schedule())
        self.register_buffer("frequencies", torch.exp(-torch.arange(24) * 0.4))
        self.time = nn.Sequential(nn.Linear(48, embedding), nn.SiLU(), nn.Linear(embedding, embedding), nn.SiLU())
        self.text = nn.Linear(1024, embedding)
        self.enter = conv(CHANNELS * (conditions + 1), a)
        self.down1, self.down2 = conv(a, b, 3, 2), conv(b, c, 3, 2)
        self.blocks = nn.ModuleList([Block(width, embedding) for width in (a, b, c, c, b, a)])
        self.up2, self.up1 = conv(c, b, 1), conv(b, a, 1)
        self.leave = conv(a, CHANNELS)
        # the last condition, at the start unchanged
        self.guess = nn.Conv2d(CHANNELS * conditions, CHANNELS, 1, bias=False)
        nn.init.zeros_(self.leave.weight)
        if self.leave.bias is not None:
            nn.init.zeros_(self.leave.bias)
        with torch.no_grad():
            self.guess.weight.zero_()
            self.guess.weight[:, -CHANNELS:, 0, 0] = torch.eye(CHANNELS)

    def clean(self, sample: torch.Tensor, timestep: torch.Tensor, text: torch.Tensor) -> torch.Tensor:
        """Estimate of x0 [B, 4, h, w]; `timestep` is a tensor [B] or [1] of integers."""
        angle = timestep.float()[:, None] * self.frequencies
        e = self.time(torch.cat([angle.sin(), angle.cos()], 1)) + self.text(text.mean(1))
        k = self.blocks
        x = k[0](self.enter(sample), e)
        y = k[1](self.down1(F.silu(x)), e)
        z = k[3](k[2](self.down2(F.silu(y)), e), e)
        y = k[4](y + up_to(self.up2(z), y), e)
        x = k[5](x + up_to(self.up1(y), x), e)
        return self.leave(F.silu(x)) + self.guess(sample[:, : CHANNELS * self.conditions])

    @torch.no_grad()
    def first_estimate(self, conditions: torch.Tensor, text: torch.Tensor) -> torch.Tensor:
        """x0 after the first step of any sampling: from pure noise."""
        t = torch.full((len(conditions),), TRAIN_STEPS - 1)
        return self.clean(torch.cat([conditions, torch.randn_like(conditions[:, :CHANNELS])], 1), t, text)

    def forward(
        self, sample: torch.Tensor, timestep: torch.Tensor, encoder_hidden_states: torch.Tensor
    ) -> torch.Tensor:
        t = timestep.reshape(-1)
        bar = self.bars[t][:, None, None, None]
        x0 = self.clean(sample, t.expand(sample.shape[0]), encoder_hidden_states)
        return (bar.sqrt() * sample[:, -CHANNELS:] - x0) / (1 - bar).sqrt()


def noised(
    x0: torch.Tensor, estimate: torch.Tensor, own: float, last: float = 0.5
) -> tuple[torch.Tensor, torch.Tensor]:
    """(x_t, t [B]) for training: half the time pure noise (t = 999), else the timesteps of 2 and 4 steps, or any.

    At the later steps a sampler feeds back what the network itself estimated, not the truth: a share `own` of the time x_t is made of
    `estimate`, so that further steps do not spoil the first.
    """
    b = x0.shape[0]
    u, few = torch.rand(b), torch.tensor([749, 499, 249])[torch.randint(0, 3, (b,))]
    t = torch.where(u < last, 999, torch.where(u < 0.5 + last / 2, few, torch.randint(0, TRAIN_STEPS, (b,))))
    a = schedule()[t][:, None, None, None]
    clean = torch.where(torch.rand(b, 1, 1, 1) < own, estimate.float(), x0)
    return a.sqrt() * clean + (1 - a).sqrt() * torch.randn_like(x0), t
