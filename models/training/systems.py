"""One network with three ways out, so that every photo's features are computed once: Marigold, MetricGold and ZoeDepth.

Each shipped pack holds its own copy of the backbone and only its own way out (export.py). Training size is half of the packs'
working size: the graphs halve the photo first and enlarge the map last.
"""
import copy

import torch
from torch import nn

from backbone import DisparityNet
from latent import Codec, PhotoLatent, UNet, noised, prompt
from zoe import ZoeHead


class MetricStage(nn.Module):
    """A second last stage of the encoder, 1/16 -> 1/32, for the metric systems: metres need other features than order does."""

    def __init__(self, backbone):
        super().__init__()
        self.layers = copy.deepcopy(backbone.encoder[23:])

    def forward(self, middle):
        for layer in self.layers:
            middle = layer(middle)
        return middle


class Latent(nn.Module):
    """Marigold's or MetricGold's way out: features -> image latent -> UNet -> depth latent -> map [B, 1, H, W] in -1..1."""

    def __init__(self, codec):
        super().__init__()
        self.photo, self.unet, self.decoder = PhotoLatent(), UNet(1), Codec().decoder
        self.decoder.load_state_dict(codec.decoder.state_dict())

    def forward(self, features, deep, text, target=None):
        """(x0 estimate, its map); trained with a noisy `target` latent, without one it is a single step."""
        image = self.photo(features, deep)
        x0 = self.unet.first_estimate(image, text)
        if target is not None:
            x_t, t = noised(target, x0)
            x0 = self.unet.clean(torch.cat([image, x_t.to(image.dtype)], 1), t, text)
        return x0, self.decoder(x0 + 0.03 * torch.randn_like(x0))  # the sampler's last step leaves that much noise


class Systems(nn.Module):
    def __init__(self, fastdepth, codec):
        super().__init__()
        self.net = DisparityNet(fastdepth)
        self.metric = MetricStage(self.net.backbone)
        self.marigold, self.metricgold, self.zoedepth = Latent(codec), Latent(codec), ZoeHead()
        self.register_buffer("prompt", prompt())

    def start_from(self, net):
        """Takes over a trained backbone, also as the start of the metric stage."""
        self.net.load_state_dict(net)
        self.metric = MetricStage(self.net.backbone)
