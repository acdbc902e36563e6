"""Stage 7: checkpoints -> packs (ONNX graphs, prompt, pack.json), each graph compared with torch at several sizes.

    python3 export.py --fastdepth fastdepth_7.onnx --codec codec.pt \\
        --betterdepth betterdepth.pt --depth depth.pt --marigold marigold.pt --metricgold metricgold.pt --out packs
"""
import argparse
import copy
import hashlib
import json
import os

import numpy as np
import onnx
import onnx.numpy_helper
import torch
import torch.nn.functional as F
from torch import nn

from backbone import Conv
from latent import CHANNELS, Codec, prompt
from samples import FARTHEST, NEAREST
from systems import DepthNet, MetricDepth, RelativeDepth, SharpDepth, log_metres
from teachers import session
from train_betterdepth import BetterDepth
from train_unet import Denoiser, maps
from training import load_model
from zoe import FAR

TITLES = {"marigold": "Marigold", "metricgold": "MetricGold", "zoedepth": "ZoeDepth", "betterdepth": "BetterDepth"}
SCHEDULER = {"kind": "ddim", "predictionType": "v_prediction", "betaSchedule": "scaled_linear", "betaStart": 0.00085, "betaEnd": 0.012,
             "trainSteps": 1000, "spacing": "trailing", "stepsOffset": 1, "setAlphaToOne": True, "zeroTerminalSnr": True}


class Folded(nn.Module):
    """A frozen `Conv` with its scale inside the weights."""

    def __init__(self, layer):
        super().__init__()
        self.weight, self.bias = nn.Parameter(layer.weight * layer.scale[:, None, None, None]), nn.Parameter(layer.shift.clone())
        self.stride, self.groups, self.top = layer.stride, layer.groups, layer.top

    def forward(self, x):
        x = F.conv2d(x, self.weight, self.bias, self.stride, self.weight.shape[-1] // 2, 1, self.groups)
        return F.relu6(x) if self.top else F.relu(x)


def fold(module):
    for name, child in module.named_children():
        if isinstance(child, Conv):
            setattr(module, name, Folded(child))
        else:
            fold(child)
    return module.eval().requires_grad_(False)


class PhotoGraph(nn.Module):
    """image [B, 3, H, W] in -1..1 -> latent [B, 4, H/4, W/4]: the depth network's map in the codec's latent space."""

    def __init__(self, sharp, encoder, system, offset):
        super().__init__()
        self.sharp, self.encoder, self.system, self.offset = sharp, encoder, system, offset

    def forward(self, image):
        disparity, line = self.sharp(image * 0.5 + 0.5)
        return self.encoder(maps(self.system, log_metres(disparity, *line) if line else disparity, self.offset))


class EdgeGraph(nn.Module):
    """image [B, 3, H, W] in -1..1 -> latent [B, 4, H/4, W/4]."""

    def __init__(self, photo):
        super().__init__()
        self.photo = photo

    def forward(self, image):
        return self.photo(image * 0.5 + 0.5)


class CoarseGraph(nn.Module):
    """Coarse map, three equal channels [B, 3, H, W] in -1..1 -> latent [B, 4, H/4, W/4]."""

    def __init__(self, encoder):
        super().__init__()
        self.encoder = encoder

    def forward(self, image):
        return self.encoder(image.mean(1, keepdim=True))


class DecoderGraph(nn.Module):
    """latent -> image [B, 3, H, W], three equal channels."""

    def __init__(self, decoder):
        super().__init__()
        self.decoder = decoder

    def forward(self, latent):
        return self.decoder(latent).repeat(1, 3, 1, 1)


class ZoeGraph(nn.Module):
    """pixel_values [B, 3, H, W] in -1..1 -> predicted_depth [B, H, W] in metres."""

    def __init__(self, sharp):
        super().__init__()
        self.sharp = sharp

    def forward(self, pixel_values):
        disparity, line = self.sharp(pixel_values * 0.5 + 0.5)
        return log_metres(disparity, *line).exp()[:, 0]


def picture(b, h, w):
    """A smooth random picture [b, 3, h, w] in 0..1: on plain noise maps are flat, and rounding counts for more than it does on photos."""
    return F.interpolate(torch.rand(b, 3, h // 24, w // 24), (h, w), mode="bilinear")


def halve_weights(path):
    """Stores weights of 256 numbers and more as 16-bit floats, each with a Cast that onnxruntime folds away when it loads the graph."""
    model = onnx.load(path)
    graph, casts = model.graph, []
    for tensor in graph.initializer:
        if tensor.data_type == onnx.TensorProto.FLOAT and np.prod(tensor.dims) >= 256:
            values, name = onnx.numpy_helper.to_array(tensor), tensor.name
            tensor.CopyFrom(onnx.numpy_helper.from_array(values.astype(np.float16), name + "_half"))
            casts.append(onnx.helper.make_node("Cast", [name + "_half"], [name], to=onnx.TensorProto.FLOAT))
    for node in reversed(casts):
        graph.node.insert(0, node)
    onnx.save(model, path)


def export(module, examples, path, inputs, output, dynamic):
    """Writes the graph traced on examples[0] and checks all examples: the mean difference, in shares of the largest
    value, is printed and must be small. (A single pixel can differ more: maps are brought from end to end, and weights are rounded.)"""
    module.eval()  # the exporter would put a module that is in training mode back into it
    torch.onnx.export(module, examples[0], path, input_names=inputs, output_names=[output], dynamic_axes=dynamic, opset_version=17, dynamo=False)
    halve_weights(path)
    onnx.checker.check_model(path)
    run, worst = session(path, 2), 0.0
    for example in examples:
        want = module(*example).numpy()
        got = run.run(None, {n: x.numpy() for n, x in zip(inputs, example)})[0]
        worst = max(worst, float(np.abs(want - got).mean() / max(1.0, np.abs(want).max())))
    print(f"{os.path.basename(os.path.dirname(path))}/{os.path.basename(path)}: difference {worst:.1e}, {os.path.getsize(path) / 1e6:.2f} MB")
    assert worst < 3e-3, "the graph does not do what torch does"


def entry(folder, name):
    data = open(os.path.join(folder, name), "rb").read()
    return {"file": name, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}


def write_pack(folder, system, depth, graphs, modules, extra):
    count = sum(p.numel() for m in modules for p in m.parameters())
    pack = {"format": 1, "id": f"{system}-starter", "system": system, "title": f"{TITLES[system]} (starter weights)", "origin": "starter",
            "licence": "Apache-2.0", "depth": depth, "graphs": {k: entry(folder, v) for k, v in graphs.items()}, **extra, "parameters": count}
    json.dump(pack, open(os.path.join(folder, "pack.json"), "w"), indent=1)
    print(f"{system}: {count:,} parameters, {sum(g['bytes'] for g in pack['graphs'].values()) / 1e6:.1f} MB")


def latent_pack(out, system, encoder, coarse, unet, decoder, downscale, defaults, depth):
    folder = os.path.join(out, f"{system}-starter")
    os.makedirs(folder, exist_ok=True)
    axes = lambda *names: {n: {0: "batch", 2: "height", 3: "width"} for n in names}
    image = [(picture(b, h, w) * 2 - 1,) for b, h, w in ((1, 200, 264), (1, 384, 512), (2, 136, 208), (1, 512 + downscale, 288))]
    # odd sides, which the UNet cannot halve evenly: traced at even ones, the graph would break there
    sample = [(torch.randn(b, CHANNELS * (unet.conditions + 1), h, w), torch.tensor(t), prompt().expand(b, -1, -1).contiguous())
              for b, h, w, t in ((1, 33, 47, 999), (1, 48, 64, 499), (2, 25, 40, 249), (1, 64, 36, 749))]
    latent = [(torch.randn(b, CHANNELS, h, w),) for b, h, w in ((1, 33, 47), (2, 24, 32))]
    graphs = {"vaeEncoder": "vae_encoder.onnx", "unet": "unet.onnx", "vaeDecoder": "vae_decoder.onnx", "prompt": "prompt.f32"}
    modules = [encoder, unet, decoder]
    export(encoder, image, f"{folder}/vae_encoder.onnx", ["image"], "latent", axes("image", "latent"))
    if coarse is not None:
        graphs["coarseEncoder"] = "coarse_encoder.onnx"
        modules.append(coarse)
        export(coarse, image, f"{folder}/coarse_encoder.onnx", ["image"], "latent", axes("image", "latent"))
    export(unet, sample, f"{folder}/unet.onnx", ["sample", "timestep", "encoder_hidden_states"], "out", {**axes("sample", "out"), "encoder_hidden_states": {0: "batch"}})
    export(decoder, latent, f"{folder}/vae_decoder.onnx", ["latent"], "image", axes("image", "latent"))
    prompt().numpy().astype("<f4").tofile(f"{folder}/prompt.f32")
    write_pack(folder, system, depth, graphs, modules,
               {"latent": {"channels": CHANNELS, "downscale": downscale, "scalingFactor": 1.0}, "scheduler": SCHEDULER, "defaults": defaults,
                "conditioning": ["image", "coarse", "noise"] if coarse is not None else ["image", "noise"]})


def main():
    parser = argparse.ArgumentParser()
    for name in ("fastdepth", "codec", "out"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--betterdepth", required=True)
    parser.add_argument("--lite0", help="EfficientNet-Lite0's checkpoint; without it that of the package")
    parser.add_argument("--depth", help="without it only BetterDepth is written")
    parser.add_argument("--marigold")
    parser.add_argument("--metricgold")
    parser.add_argument("--offset", type=float, default=0.2, help="as in train_unet.py")
    parser.add_argument("--zoedepth-size", type=int, nargs=2, default=[384, 512])
    parser.add_argument("--resolution", type=int, default=512, help="Marigold's and MetricGold's longer side")
    parser.add_argument("--betterdepth-resolution", type=int, default=768)
    a = parser.parse_args()
    codec = load_model(Codec(), a.codec).eval().requires_grad_(False)
    better = fold(load_model(BetterDepth(a.fastdepth, codec), a.betterdepth))
    latent_pack(a.out, "betterdepth", EdgeGraph(better.photo), CoarseGraph(codec.encoder), better.unet, DecoderGraph(better.decoder), 4,
                {"steps": 1, "ensemble": 1, "resolution": a.betterdepth_resolution}, {"kind": "disparity"})
    if not a.depth:
        return
    depth = load_model(DepthNet(a.lite0), a.depth)
    sharp = lambda kind: SharpDepth(fold(kind), better, codec).eval().requires_grad_(False)
    metric = sharp(MetricDepth(copy.deepcopy(depth), a.fastdepth))
    for system, path, kind in (("marigold", a.marigold, {"kind": "affine"}), ("metricgold", a.metricgold, {"kind": "log-metric", "min": NEAREST, "max": FARTHEST})):
        way = load_model(Denoiser(codec), path).eval().requires_grad_(False)
        latent_pack(a.out, system, PhotoGraph(metric if system == "metricgold" else sharp(RelativeDepth(copy.deepcopy(depth))), codec.encoder, system, a.offset), None, way.unet, DecoderGraph(way.decoder), 4,
                    {"steps": 1, "ensemble": 1, "resolution": a.resolution}, kind)
    folder = os.path.join(a.out, "zoedepth-starter")
    os.makedirs(folder, exist_ok=True)
    graph = ZoeGraph(metric).eval()
    export(graph, [(picture(b, h, w) * 2 - 1,) for b, h, w in ((1, 352, 480), (1, 384, 512), (2, 512, 384), (1, 384, 672))], f"{folder}/model.onnx",
           ["pixel_values"], "predicted_depth", {"pixel_values": {0: "batch", 2: "height", 3: "width"}, "predicted_depth": {0: "batch", 1: "height", 2: "width"}})
    write_pack(folder, "zoedepth", {"kind": "metric", "min": 0.001, "max": FAR}, {"model": "model.onnx"}, [graph],
               {"defaults": {"flip": False}, "input": {"size": {"height": a.zoedepth_size[0], "width": a.zoedepth_size[1]}, "fixed": False, "keepAspect": True, "multipleOf": 32,
                                                      "pad": False, "mean": [0.5] * 3, "std": [0.5] * 3, "resample": "bilinear"}})


if __name__ == "__main__":
    torch.manual_seed(0)
    main()
