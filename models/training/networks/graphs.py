"""The graphs of the packs as torch modules, with the inputs and outputs that the app expects."""

from typing import TypeVar

import torch
import torch.nn.functional as F
from torch import nn

from training.maps.resampling import both_ways, coarser, mean_of_both
from training.maps.targets import log_metric_target
from training.networks.denoiser import told
from training.networks.fastdepth import Conv
from training.networks.sight import Sight
from training.networks.systems import in_own_shape, log_metres
from training.networks.zoe import RANGES
from training.networks.zoe_heads import ZoeHeads, inverse_metres, router

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
    """image [B, 3, H, W] in -1..1, sides multiples of 8 -> image latent [B, 16, H/8, W/8]."""

    def __init__(self, system: str, sight: nn.Module, edges: nn.Module, photo: nn.Module) -> None:
        super().__init__()
        self.system, self.sight, self.edges, self.photo = system, sight, edges, photo

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        photo = image * 0.5 + 0.5
        seen, _ = self.sight(photo)
        return self.photo(told(self.system, seen, self.edges(photo)))


class MetricGraph(nn.Module):
    """
    image [B, 3, H, W] in -1..1 -> latent [B, 4, H/4, W/4] of MetricGold's finished map. What is near and far is seen in the photo's own
    shape, the metres at `SEEN`; outlines are the refiner's.
    """

    def __init__(self, sight: Sight, outlines: nn.Module, encoder: nn.Module) -> None:
        super().__init__()
        self.sight, self.outlines, self.encoder = sight, outlines, encoder

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        photo = image * 0.5 + 0.5
        seen, _ = self.sight(photo)
        disparity = mean_of_both(self.sight.depth.net(both_ways(coarser(photo, in_own_shape(photo))))[0])
        level = F.interpolate(disparity, seen.disparity.shape[-2:], mode="bilinear")
        line = seen._replace(disparity=level).line()
        return self.encoder(log_metric_target(log_metres(self.outlines(photo, disparity), *line).exp()))


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


class FoldedDecoderGraph(nn.Module):
    """latent [B, 16, H/8, W/8] -> image [B, 3, H, W], three equal channels."""

    def __init__(self, decoder: nn.Module) -> None:
        super().__init__()
        self.decoder = decoder

    def forward(self, latent: torch.Tensor) -> torch.Tensor:
        return self.decoder(F.pixel_shuffle(latent, 2)).repeat(1, 3, 1, 1)


class ZoeGraph(nn.Module):
    """
    pixel_values [B, 3, H, W] in -1..1 and domain (0: that of the router, 1 indoor, 2 outdoor) -> predicted_depth [B, H, W] in metres of
    that head, and domain_logits [B, 2]. Outlines are the refiner's.
    """

    def __init__(self, sight: nn.Module, heads: ZoeHeads, outlines: nn.Module) -> None:
        super().__init__()
        self.sight, self.heads, self.outlines = sight, heads, outlines

    def forward(self, pixel_values: torch.Tensor, domain: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        photo = pixel_values * 0.5 + 0.5
        seen, disparity = self.sight(photo)
        logits = router(seen)
        routed = torch.where(logits[:, 0] >= logits[:, 1], 1, 2)
        chosen = torch.where(domain == 0, routed, domain)[:, None, None, None]
        indoor, outdoor = (inverse_metres(each, self.heads, seen, disparity) for each in RANGES)
        inverse = torch.where(chosen == 1, indoor, outdoor)
        low, high = inverse.amin((1, 2, 3), keepdim=True), inverse.amax((1, 2, 3), keepdim=True)
        sharp = torch.minimum(torch.maximum(self.outlines(photo, inverse), low), high)
        return 1 / sharp[:, 0], logits
