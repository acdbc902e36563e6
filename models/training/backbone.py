"""The network that everything starts from: FastDepth's pretrained encoder and decoder, with a sharper way out.

FastDepth (Wofk et al., MIT) is a MobileNet encoder that has seen ImageNet and NYU Depth v2, and a decoder of five
depthwise 5 x 5 blocks with additive skip connections at 1/8, 1/4 and 1/2. Kept are all its weights up to 1/2 of the size; new are
a skip connection at 1/16, a global context at 1/32 and the head.
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


class Backbone(nn.Module):
    """photo [B, 3, H, W] in 0..1 -> the decoder's features at 1/16, 1/8, 1/4, 1/2 (200, 256, 120, 56 channels), the
    encoder's at 1/32 (512) and at 1/16 (328)."""

    WIDTH, DEEP = 56, 512

    def __init__(self, fastdepth):
        super().__init__()
        convolutions = read_fastdepth(fastdepth)
        self.encoder = nn.ModuleList(convolutions[:27])  # 0: 3 x 3, then 13 depthwise-pointwise pairs
        self.decoder = nn.ModuleList(convolutions[27:35])  # four depthwise-pointwise pairs, to 1/2
        self.skip16 = nn.Conv2d(328, 200, 1)
        self.context = nn.Sequential(nn.Linear(512, 128), nn.ReLU(), nn.Linear(128, 512))
        for layer in (self.skip16, self.context[2]):
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)

    def forward(self, photo):
        x, at = photo, {}
        for number, layer in enumerate(self.encoder):
            x = layer(x)
            if number in (2, 6, 10, 22):  # 1/2, 1/4, 1/8, 1/16
                at[number] = x
        deep = x + self.context(x.mean((2, 3)))[:, :, None, None]
        d, x, pyramid = self.decoder, deep, []
        for block, skip in enumerate((self.skip16(at[22]), at[10], at[6], at[2])):
            x = up_to(d[2 * block + 1](d[2 * block](x)), skip) + skip
            pyramid.append(x)
        return pyramid, deep, at[22]


class RelativeHead(nn.Module):
    """Features at 1/2 and the photo -> disparity [B, 1, H, W], about 0..1, larger is nearer."""

    def __init__(self, width=Backbone.WIDTH):
        super().__init__()
        self.fine = nn.Conv2d(12, 16, 3, padding=1)  # the photo's own pixels, four to a place
        self.mix = nn.Conv2d(width + 16, 40, 3, padding=1)
        self.out = nn.Conv2d(40, 4, 3, padding=1)
        nn.init.constant_(self.out.bias, 0.4)

    def forward(self, features, photo):
        x = torch.cat([features, F.relu(self.fine(F.pixel_unshuffle(photo, 2)))], 1)
        return F.pixel_shuffle(self.out(F.relu(self.mix(x))), 2)


class DisparityNet(nn.Module):
    """Photo in 0..1 -> disparity: what `train_backbone.py` trains."""

    def __init__(self, fastdepth):
        super().__init__()
        self.backbone, self.head = Backbone(fastdepth), RelativeHead()

    def forward(self, photo):
        return self.head(self.backbone(photo)[0][-1], photo)
