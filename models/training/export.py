"""Stage 7: checkpoints -> packs (ONNX graphs, prompt, pack.json), each graph compared with torch at several sizes.

    python3 -m training.export --fastdepth fastdepth_7.onnx --codec codec.pt --betterdepth betterdepth.pt --depth depth.pt \\
        --marigold marigold.pt --metricgold metricgold.pt --out packs
"""

import argparse
import copy
from pathlib import Path

import torch
from torch import nn

from training.arguments import LITE0, stage_parser
from training.maps.targets import FARTHEST, NEAREST
from training.networks.betterdepth import BetterDepth
from training.networks.codec import Codec
from training.networks.denoiser import Denoiser
from training.networks.graphs import CoarseGraph, DecoderGraph, EdgeGraph, PhotoGraph, ZoeGraph, fold
from training.networks.systems import DepthNet, MetricDepth, RelativeDepth, SharpDepth
from training.networks.zoe import FAR
from training.packs.writing import MAP_AXES, LatentSystem, new_pack, pictures, write_latent_pack
from training.run import load_model

DEPTHS: dict[str, dict] = {
    "marigold": {"kind": "affine"},
    "metricgold": {"kind": "log-metric", "min": NEAREST, "max": FARTHEST},
}


def frozen(module: nn.Module) -> nn.Module:
    return module.eval().requires_grad_(False)


def write_zoedepth(packs: Path, metric: nn.Module, size: tuple[int, int]) -> None:
    pack = new_pack(packs, "zoedepth")
    feeds = pictures("pixel_values", ((1, 352, 480), (1, 384, 512), (2, 512, 384), (1, 384, 672)))
    axes = {"pixel_values": MAP_AXES, "predicted_depth": {0: "batch", 1: "height", 2: "width"}}
    pack.write("model", "model.onnx", ZoeGraph(metric), feeds, "predicted_depth", axes)
    rules = {
        "size": {"height": size[0], "width": size[1]},
        "fixed": False,
        "keepAspect": True,
        "multipleOf": 32,
        "pad": False,
        "mean": [0.5] * 3,
        "std": [0.5] * 3,
        "resample": "bilinear",
    }
    pack.finish({"kind": "metric", "min": 0.001, "max": FAR}, {"defaults": {"flip": False}, "input": rules})


def read_arguments() -> argparse.Namespace:
    parser = stage_parser(__doc__, "fastdepth codec betterdepth out")
    parser.add_argument("--lite0", type=Path, help=LITE0)
    parser.add_argument("--depth", type=Path, help="without it only BetterDepth is written")
    parser.add_argument("--marigold", type=Path)
    parser.add_argument("--metricgold", type=Path)
    parser.add_argument("--offset", type=float, default=0.2, help="as in train_unet.py")
    parser.add_argument("--zoedepth-size", type=int, nargs=2, default=[384, 512])
    parser.add_argument("--resolution", type=int, default=512, help="Marigold's and MetricGold's longer side")
    parser.add_argument("--betterdepth-resolution", type=int, default=768)
    return parser.parse_args()


def main() -> None:
    torch.manual_seed(0)
    a = read_arguments()
    codec = load_model(Codec(), a.codec)
    frozen(codec)
    better = fold(load_model(BetterDepth(a.fastdepth, codec), a.betterdepth))
    encoder, decoder, coarse = EdgeGraph(better.photo), DecoderGraph(better.decoder), CoarseGraph(codec.encoder)
    depth, resolution = {"kind": "disparity"}, a.betterdepth_resolution
    write_latent_pack(a.out, LatentSystem("betterdepth", depth, encoder, better.unet, decoder, resolution, coarse))
    if not a.depth:
        return
    network = load_model(DepthNet(a.lite0), a.depth)
    relative = frozen(SharpDepth(fold(RelativeDepth(copy.deepcopy(network))), better, codec))
    metric = frozen(SharpDepth(fold(MetricDepth(network, a.fastdepth)), better, codec))
    for system, sharp, path in (("marigold", relative, a.marigold), ("metricgold", metric, a.metricgold)):
        way = load_model(Denoiser(codec), path)
        frozen(way)
        photo = PhotoGraph(sharp, codec.encoder, system, a.offset)
        parts = LatentSystem(system, DEPTHS[system], photo, way.unet, DecoderGraph(way.decoder), a.resolution)
        write_latent_pack(a.out, parts)
    write_zoedepth(a.out, metric, a.zoedepth_size)


if __name__ == "__main__":
    main()
