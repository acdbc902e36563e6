"""Takes trained weights back out of shipped packs, so that a training can go on from them without its checkpoints.

    python3 from_pack.py --packs ../../resources/packs --fastdepth fastdepth_7.onnx --codec codec.pt --betterdepth betterdepth.pt --depth depth.pt

The graphs keep the names of the weights; they were rounded to 16 bits when they were written.
"""
import argparse
import os

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from backbone import Conv
from latent import Codec
from systems import DepthNet
from train_betterdepth import BetterDepth


def weights(path, prefix=""):
    """{name: tensor} of a graph's weights whose names begin with `prefix`, which is taken off."""
    graph = onnx.load(path).graph
    return {t.name.removesuffix("_half")[len(prefix):]: torch.from_numpy(numpy_helper.to_array(t).astype(np.float32))
            for t in graph.initializer if t.name.startswith(prefix)}


def unfold(module, state):
    """Pretrained layers were written with their scale inside the weights: as `backbone.Conv` has them, the scale is then 1."""
    out = dict(state)
    for name in [n for n, layer in module.named_modules() if isinstance(layer, Conv)]:
        out[name + ".scale"] = torch.ones(len(state[name + ".weight"]))
        out[name + ".shift"] = out.pop(name + ".bias")
    return out


def restore(module, state):
    """Loads weights; what a graph does not hold (buffers that it computes or never needs) keeps its value."""
    missing, unknown = module.load_state_dict(state, strict=False)
    assert not unknown and not set(missing) & {n for n, _ in module.named_parameters()}, (missing, unknown)


def main():
    parser = argparse.ArgumentParser()
    for name in ("packs", "fastdepth", "codec", "betterdepth", "depth"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--lite0", help="EfficientNet-Lite0's checkpoint; without it that of the package")
    a = parser.parse_args()
    file = lambda system, name: os.path.join(a.packs, f"{system}-starter", name)
    codec = Codec()
    restore(codec.encoder, weights(file("betterdepth", "coarse_encoder.onnx"), "encoder."))
    restore(codec.decoder, weights(file("marigold", "vae_decoder.onnx"), "decoder."))
    better = BetterDepth(a.fastdepth, codec)
    restore(better.photo, unfold(better.photo, weights(file("betterdepth", "vae_encoder.onnx"), "photo.")))
    restore(better.unet, weights(file("betterdepth", "unet.onnx")))
    restore(better.decoder, weights(file("betterdepth", "vae_decoder.onnx"), "decoder."))
    depth = DepthNet(a.lite0)
    restore(depth, unfold(depth, weights(file("zoedepth", "model.onnx"), "sharp.depth.depth.")))
    for module, path in ((codec, a.codec), (better, a.betterdepth), (depth, a.depth)):
        torch.save({"model": module.state_dict()}, path)


if __name__ == "__main__":
    main()
