"""The graphs of the packs as torch modules, with the inputs and outputs that the app expects."""

from typing import TypeVar

import torch
import torch.nn.functional as F
from torch import nn

from training.networks.denoiser import maps
from training.networks.fastdepth import Conv
from training.networks.systems import log_metres

Net = TypeVar("Net", bound=nn.Module)


class Folded(nn.Module):
    """A frozen `Conv` with its scale inside the weights."""

    def __init__(self, layer: Conv) -> None:
        super().__init__()
        self.weight = nn.Parameter(layer.weight * layer.scale[:, None, None, None])
        self.bias = nn.Parameter(layer.shift.clone())
        self.stride, self.groups, self.top = layer.stride, layer.groups, layer.top

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = F.conv2d(x, self.weight, self.bias, self.stride, self.weight.shape[-1] // 2, 1, self.groups)
        return F.relu6(x) if self.top else F.relu(x)


def fold(module: Net) -> Net:
    """The module itself with every `Conv` in it folded, frozen."""
    for name, child in module.named_children():
        if isinstance(child, Conv):
            setattr(module, name, Folded(child))
        else:
            fold(child)
    return module.eval().requires_grad_(False)


class PhotoGraph(nn.Module):
    """image [B, 3, H, W] in -1..1 -> latent [B, 4, H/4, W/4]: the depth network's map in the codec's latent space."""

    def __init__(self, sharp: nn.Module, encoder: nn.Module, system: str, offset: float) -> None:
        super().__init__()
        self.sharp, self.encoder, self.system, self.offset = sharp, encoder, system, offset

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        disparity, line = self.sharp(image * 0.5 + 0.5)
        return self.encoder(maps(self.system, log_metres(disparity, *line) if line else disparity, self.offset))


class EdgeGraph(nn.Module):
    """image [B, 3, H, W] in -1..1 -> latent [B, 4, H/4, W/4]."""

    def __init__(self, photo: nn.Module) -> None:
        super().__init__()
        self.photo = photo

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        return self.photo(image * 0.5 + 0.5)


class CoarseGraph(nn.Module):
    """Coarse map, three equal channels [B, 3, H, W] in -1..1 -> latent [B, 4, H/4, W/4]."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        return self.encoder(image.mean(1, keepdim=True))


class DecoderGraph(nn.Module):
    """latent -> image [B, 3, H, W], three equal channels."""

    def __init__(self, decoder: nn.Module) -> None:
        super().__init__()
        self.decoder = decoder

    def forward(self, latent: torch.Tensor) -> torch.Tensor:
        return self.decoder(latent).repeat(1, 3, 1, 1)


class ZoeGraph(nn.Module):
    """pixel_values [B, 3, H, W] in -1..1 -> predicted_depth [B, H, W] in metres."""

    def __init__(self, sharp: nn.Module) -> None:
        super().__init__()
        self.sharp = sharp

    def forward(self, pixel_values: torch.Tensor) -> torch.Tensor:
        disparity, line = self.sharp(pixel_values * 0.5 + 0.5)
        return log_metres(disparity, *line).exp()[:, 0]
