"""BetterDepth: a refiner of coarse disparity maps."""

from pathlib import Path

import torch
from torch import nn

from training.networks.codec import Codec, EdgeLatent
from training.networks.unet import UNet, noised, prompt


class BetterDepth(nn.Module):
    """Encoder of the photo, UNet and decoder; the coarse map comes through the codec's encoder."""

    prompt: torch.Tensor

    def __init__(self, fastdepth: Path, codec: Codec) -> None:
        super().__init__()
        self.photo, self.unet, self.decoder = EdgeLatent(fastdepth), UNet(2), Codec().decoder
        self.decoder.load_state_dict(codec.decoder.state_dict())
        self.register_buffer("prompt", prompt())

    def forward(
        self, photo: torch.Tensor, coarse_latent: torch.Tensor, target: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """(estimate of the latent `target`, its map in -1..1) from a noisy latent of a random timestep."""
        conditions = torch.cat([self.photo(photo), coarse_latent], 1)
        x_t, t = noised(target, self.unet.first_estimate(conditions, self.prompt), own=1.0)
        x0 = self.unet.clean(torch.cat([conditions, x_t], 1), t, self.prompt)
        return x0, self.decoder(x0 + 0.03 * torch.randn_like(x0))

    @torch.no_grad()
    def sample(self, photo: torch.Tensor, coarse_latent: torch.Tensor, steps: int) -> torch.Tensor:
        """The map in -1..1 that a DDIM sampler with trailing steps comes to."""
        conditions, bars = torch.cat([self.photo(photo), coarse_latent], 1), self.unet.bars
        z = torch.randn_like(coarse_latent)
        for k in range(steps):
            t = round(1000 - k * 1000 / steps) - 1
            x0 = self.unet.clean(torch.cat([conditions, z], 1), torch.full((len(z),), t), self.prompt)
            noise = (z - bars[t].sqrt() * x0) / (1 - bars[t]).sqrt()
            before = bars[max(t - 1000 // steps, 0)]
            z = before.sqrt() * x0 + (1 - before).sqrt() * noise
        return self.decoder(x0)  # the last step goes to alpha 1, as in the packs
