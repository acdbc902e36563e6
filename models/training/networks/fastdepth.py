"""FastDepth (Wofk et al., MIT): a MobileNet that has seen NYU Depth v2, frozen. It gives metres in rooms, and its first layers see for
BetterDepth."""

from pathlib import Path

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper
from torch import nn


class Conv(nn.Module):
    """Convolution, frozen-statistics batch normalisation and a clamp, as FastDepth's graph has them."""

    def __init__(
        self, weight: np.ndarray, scale: np.ndarray, shift: np.ndarray, stride: int, groups: int, top: bool
    ) -> None:
        super().__init__()
        self.weight, self.scale, self.shift = (nn.Parameter(torch.tensor(a)) for a in (weight, scale, shift))
        self.stride, self.groups, self.top = stride, groups, top

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        weight = self.weight * self.scale[:, None, None, None]
        x = F.conv2d(x, weight, self.shift, self.stride, self.weight.shape[-1] // 2, 1, self.groups)
        return F.relu6(x) if self.top else F.relu(x)


def read_fastdepth(path: Path) -> list[Conv]:
    """FastDepth's 38 convolutions in the graph's order, each with its batch normalisation folded to scale and shift."""
    graph = onnx.load(path).graph
    arrays = {t.name: numpy_helper.to_array(t).copy() for t in graph.initializer}
    normal = {n.input[0]: n for n in graph.node if n.op_type == "BatchNormalization"}
    clipped = {n.input[0] for n in graph.node if n.op_type == "Clip"}
    convolutions = []
    for node in (n for n in graph.node if n.op_type == "Conv"):
        attributes = {a.name: a for a in node.attribute}
        bn = normal[node.output[0]]
        gamma, beta, mean, variance = (arrays[name] for name in bn.input[1:5])
        scale = gamma / (variance + {a.name: a.f for a in bn.attribute}.get("epsilon", 1e-5)) ** 0.5
        convolutions.append(
            Conv(
                arrays[node.input[1]],
                scale.astype("float32"),
                (beta - mean * scale).astype("float32"),
                attributes["strides"].ints[0],
                attributes["group"].i,
                bn.output[0] in clipped,
            )
        )
    return convolutions


class FastDepth(nn.Module):
    """FastDepth as published, frozen: photo [B, 3, H, W] in 0..1 -> metres [B, 1, 224, 224], good for rooms."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.layers = nn.ModuleList(read_fastdepth(path)).requires_grad_(False)

    def forward(self, photo: torch.Tensor) -> torch.Tensor:
        x, k = F.interpolate(photo, (224, 224), mode="bilinear"), self.layers
        at: dict[int, torch.Tensor] = {}
        for number, layer in enumerate(k[:27]):
            x = layer(x)
            at[number] = x
        for first, skip in ((27, None), (29, at[10]), (31, at[6]), (33, at[2]), (35, None)):
            x = F.interpolate(k[first + 1](k[first](x)), scale_factor=2.0, mode="nearest")
            x = x if skip is None else x + skip
        return k[37](x)
