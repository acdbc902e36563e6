"""Stage 6: checkpoints -> packs (ONNX graphs, prompt, pack.json), each graph compared with torch at several sizes.

    python3 export.py --fastdepth fastdepth_7.onnx --codec codec.pt --systems systems.pt --betterdepth betterdepth.pt --out packs
"""
import argparse
import hashlib
import json
import os

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from torch import nn

from backbone import Conv
from latent import CHANNELS, Codec, prompt
from samples import FARTHEST, NEAREST
from systems import Systems
from teachers import session
from train_betterdepth import BetterDepth
from training import load_model
from zoe import FAR

TITLES = {"marigold": "Marigold", "metricgold": "MetricGold", "zoedepth": "ZoeDepth", "betterdepth": "BetterDepth"}
SCHEDULER = {"kind": "ddim", "predictionType": "v_prediction", "betaSchedule": "scaled_linear", "betaStart": 0.00085, "betaEnd": 0.012,
             "trainSteps": 1000, "spacing": "trailing", "stepsOffset": 1, "setAlphaToOne": False, "zeroTerminalSnr": True}


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
    """image [B, 3, H, W] in -1..1 -> latent [B, 4, H/8, W/8]: half size, backbone, image latent."""

    def __init__(self, backbone, photo, metric=None):
        super().__init__()
        self.backbone, self.photo, self.metric = backbone, photo, metric

    def forward(self, image):
        pyramid, deep, middle = self.backbone(F.avg_pool2d(image * 0.5 + 0.5, 2))
        return self.photo(pyramid[-1], deep if self.metric is None else self.metric(middle))


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
    """latent -> image [B, 3, H, W], three equal channels; `enlarge` doubles the decoder's map."""

    def __init__(self, decoder, enlarge):
        super().__init__()
        self.decoder, self.enlarge = decoder, enlarge

    def forward(self, latent):
        y = self.decoder(latent)
        if self.enlarge:
            y = F.interpolate(y, scale_factor=2.0, mode="bilinear")
        return y.repeat(1, 3, 1, 1)


class ZoeGraph(nn.Module):
    """pixel_values [B, 3, H, W] in -1..1 -> predicted_depth [B, H, W] in metres."""

    def __init__(self, net, metric, head):
        super().__init__()
        self.net, self.metric, self.head = net, metric, head

    def forward(self, pixel_values):
        photo = F.avg_pool2d(pixel_values * 0.5 + 0.5, 2)
        pyramid, _, middle = self.net.backbone(photo)
        log_metres = self.head(pyramid, self.metric(middle), self.net.head(pyramid[-1], photo))
        return F.interpolate(log_metres, scale_factor=2.0, mode="bilinear").exp()[:, 0]


def export(module, examples, path, inputs, output, dynamic):
    """Writes the graph traced on examples[0] and checks all examples: the largest difference is printed and must be small."""
    torch.onnx.export(module, examples[0], path, input_names=inputs, output_names=[output], dynamic_axes=dynamic, opset_version=17, dynamo=False)
    onnx.checker.check_model(path)
    run, worst = session(path, 2), 0.0
    for example in examples:
        want = module(*example).numpy()
        got = run.run(None, {n: x.numpy() for n, x in zip(inputs, example)})[0]
        worst = max(worst, float(np.abs(want - got).max() / max(1.0, np.abs(want).max())))
    print(f"{os.path.basename(os.path.dirname(path))}/{os.path.basename(path)}: difference {worst:.1e}, {os.path.getsize(path) / 1e6:.2f} MB")
    assert worst < 2e-3, "the graph does not do what torch does"


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
    image = [(torch.rand(b, 3, h, w) * 2 - 1,) for b, h, w in ((1, 200, 264), (1, 384, 512), (2, 136, 208), (1, 512 + downscale, 288))]
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
    parser.add_argument("--systems")
    parser.add_argument("--betterdepth")
    parser.add_argument("--steps", type=int, default=1)
    parser.add_argument("--resolution", type=int, default=512, help="Marigold's and MetricGold's longer side")
    parser.add_argument("--betterdepth-resolution", type=int, default=768)
    a = parser.parse_args()
    codec = load_model(Codec(), a.codec).eval().requires_grad_(False)
    if a.systems:
        model = fold(load_model(Systems(a.fastdepth, codec), a.systems))
        for system, depth in (("marigold", {"kind": "affine"}), ("metricgold", {"kind": "log-metric", "min": NEAREST, "max": FARTHEST})):
            way = getattr(model, system)
            latent_pack(a.out, system, PhotoGraph(model.net.backbone, way.photo, model.metric if system == "metricgold" else None), None, way.unet, DecoderGraph(way.decoder, True), 8,
                        {"steps": a.steps, "ensemble": 1, "resolution": a.resolution}, depth)
        folder = os.path.join(a.out, "zoedepth-starter")
        os.makedirs(folder, exist_ok=True)
        graph = ZoeGraph(model.net, model.metric, model.zoedepth).eval()
        export(graph, [(torch.rand(b, 3, h, w) * 2 - 1,) for b, h, w in ((1, 352, 480), (1, 384, 512), (2, 512, 384), (1, 384, 672))], f"{folder}/model.onnx",
               ["pixel_values"], "predicted_depth", {"pixel_values": {0: "batch", 2: "height", 3: "width"}, "predicted_depth": {0: "batch", 1: "height", 2: "width"}})
        write_pack(folder, "zoedepth", {"kind": "metric", "min": 0.001, "max": FAR}, {"model": "model.onnx"}, [graph],
                   {"defaults": {"flip": True}, "input": {"size": {"height": 384, "width": 512}, "fixed": False, "keepAspect": True, "multipleOf": 32, "pad": False,
                                                          "mean": [0.5] * 3, "std": [0.5] * 3, "resample": "bilinear"}})
    if a.betterdepth:
        model = fold(load_model(BetterDepth(a.fastdepth, codec), a.betterdepth))
        latent_pack(a.out, "betterdepth", EdgeGraph(model.photo), CoarseGraph(codec.encoder), model.unet, DecoderGraph(model.decoder, False), 4,
                    {"steps": a.steps, "ensemble": 1, "resolution": a.betterdepth_resolution}, {"kind": "disparity"})


if __name__ == "__main__":
    torch.manual_seed(0)
    main()
