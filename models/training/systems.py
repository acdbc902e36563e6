"""One network with three ways out, so that every photo's features are computed once: Marigold, MetricGold and ZoeDepth.

Each shipped pack holds its own copy of the backbone and only its own way out (export.py). Training size is half of the packs'
working size: the graphs halve the photo first and enlarge the map last.
"""
import torch
from torch import nn

from backbone import DisparityNet
from latent import Codec, PhotoLatent, UNet, noised, prompt
from zoe import ZoeHead


class Latent(nn.Module):
    """Marigold's or MetricGold's way out: features -> image latent -> UNet -> depth latent -> map [B, 1, H, W] in -1..1."""

    def __init__(self, codec):
        super().__init__()
        self.photo, self.unet, self.decoder = PhotoLatent(), UNet(1), Codec().decoder
        self.decoder.load_state_dict(codec.decoder.state_dict())

    def forward(self, features, target, text):
        """Training: (x0 estimate, its map); `target` is the clean latent, which the noisy input is made of."""
        image = self.photo(features)
        x_t, t = noised(target, self.unet.first_estimate(image, text))
        x0 = self.unet.clean(torch.cat([image, x_t.to(image.dtype)], 1), t, text)
        leftover = 0.03 * torch.randn_like(x0)  # the sampler's last step leaves this much noise
        return x0, self.decoder(x0 + leftover)

    def once(self, features, text):
        """Map after one step from zero noise, for validation."""
        image = self.photo(features)
        t = torch.full((image.shape[0],), 999)
        return self.decoder(self.unet.clean(torch.cat([image, torch.zeros_like(image)], 1), t, text))


class Systems(nn.Module):
    def __init__(self, fastdepth, codec):
        super().__init__()
        self.net = DisparityNet(fastdepth)
        self.marigold, self.metricgold, self.zoedepth = Latent(codec), Latent(codec), ZoeHead()
        self.register_buffer("prompt", prompt())
