"""The denoising UNet of the latent packs, its noise schedule and its prompt."""

import torch
from torch import nn

from training.maps.schedule import TRAIN_STEPS
from training.networks.codec import CHANNELS
from training.networks.u_shape import UShape, schedule


def prompt() -> torch.Tensor:
    """The fixed stand-in for the empty prompt's embedding, [1, 2, 1024]."""
    return torch.randn(1, 2, 1024, generator=torch.Generator().manual_seed(20)) * 0.5


class UNet(UShape):
    """Latents of conditions and noise [B, C, h, w], timestep, prompt [B, 2, 1024] -> v [B, 4, h, w].

    The network estimates the clean latent x0 and turns it into v with the schedule: v = (sqrt(a) x_t - x0) / sqrt(1 - a)
    (Salimans & Ho 2022, appendix D, solved for v). At the last timestep a = 0 and v = -x0, so a single step is a plain regression.
    """

    def __init__(self, conditions: int, widths: tuple[int, int, int] = (40, 64, 96), embedding: int = 64) -> None:
        super().__init__(CHANNELS * (conditions + 1), CHANNELS, widths, embedding)
        self.conditions = conditions
        # the last condition, at the start unchanged
        self.guess = nn.Conv2d(CHANNELS * conditions, CHANNELS, 1, bias=False)
        with torch.no_grad():
            self.guess.weight.zero_()
            self.guess.weight[:, -CHANNELS:, 0, 0] = torch.eye(CHANNELS)

    def clean(self, sample: torch.Tensor, timestep: torch.Tensor, text: torch.Tensor) -> torch.Tensor:
        """Estimate of x0 [B, 4, h, w]; `timestep` is a tensor [B] or [1] of integers."""
        return self.shaped(sample, timestep, text) + self.guess(sample[:, : CHANNELS * self.conditions])

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
