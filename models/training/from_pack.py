"""Takes trained weights back out of shipped packs, so that a training can go on from them without its checkpoints.

    python3 -m training.from_pack --packs ../resources/packs --fastdepth fastdepth_7.onnx --codec codec.pt \\
        --betterdepth betterdepth.pt --depth depth.pt

The graphs keep the names of the weights; they were rounded to 16 bits when they were written.
"""

import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

from training.arguments import LITE0, stage_parser
from training.networks.betterdepth import BetterDepth
from training.networks.codec import Codec
from training.networks.fastdepth import Conv
from training.networks.systems import DepthNet

Weights = dict[str, torch.Tensor]


def weights(path: Path, prefix: str = "") -> Weights:
    """{name: tensor} of a graph's weights whose names begin with `prefix`, which is taken off."""
    graph = onnx.load(path).graph
    return {
        t.name.removesuffix("_half")[len(prefix) :]: torch.from_numpy(numpy_helper.to_array(t).astype(np.float32))
        for t in graph.initializer
        if t.name.startswith(prefix)
    }


def unfold(module: nn.Module, state: Weights) -> Weights:
    """Pretrained layers were written with their scale inside the weights: as `fastdepth.Conv` has them, the scale is then 1."""
    out = dict(state)
    for name in [n for n, layer in module.named_modules() if isinstance(layer, Conv)]:
        out[name + ".scale"] = torch.ones(len(state[name + ".weight"]))
        out[name + ".shift"] = out.pop(name + ".bias")
    return out


def restore(module: nn.Module, state: Weights) -> None:
    """Loads weights; what a graph does not hold (buffers that it computes or never needs) keeps its value."""
    missing, unknown = module.load_state_dict(state, strict=False)
    lacking = [*unknown, *({name for name, _ in module.named_parameters()} & set(missing))]
    if lacking:
        sys.exit(
            f"Expected the weights of {type(module).__name__} in its graph, but these do not fit: {', '.join(lacking)}."
        )


def main() -> None:
    parser = stage_parser(__doc__, "packs fastdepth codec betterdepth depth")
    parser.add_argument("--lite0", type=Path, help=LITE0)
    a = parser.parse_args()

    def file(system: str, name: str) -> Path:
        return a.packs / f"{system}-starter" / name

    codec = Codec()
    restore(codec.encoder, weights(file("betterdepth", "coarse_encoder.onnx"), "encoder."))
    restore(codec.decoder, weights(file("marigold", "vae_decoder.onnx"), "decoder."))
    better = BetterDepth(a.fastdepth, codec)
    restore(better.photo, unfold(better.photo, weights(file("betterdepth", "vae_encoder.onnx"), "photo.")))
    restore(better.unet, weights(file("betterdepth", "unet.onnx")))
    restore(better.decoder, weights(file("betterdepth", "vae_decoder.onnx"), "decoder."))
    depth = DepthNet(a.lite0)
    graph = file("metricgold", "vae_encoder.onnx")  # the only one that needs all of it
    eyes = weights(graph, "sight.depth.") or weights(graph, "sharp.depth.depth.")  # in the packs that are shipped
    restore(depth, unfold(depth, eyes))
    for module, path in ((codec, a.codec), (better, a.betterdepth), (depth, a.depth)):
        torch.save({"model": module.state_dict()}, path)


if __name__ == "__main__":
    main()
