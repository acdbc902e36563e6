"""Stage 7: checkpoints -> packs (ONNX graphs, prompt, pack.json), each graph compared with torch at several sizes.

    python3 -m training.export --fastdepth fastdepth_7.onnx --codec codec.pt --betterdepth betterdepth.pt --depth depth.pt \\
        --marigold marigold.pt --metricgold-from ../resources/packs --out packs
"""

import argparse
import sys
from pathlib import Path

import torch
from torch import nn

from export.graph import Axes
from export.pack_folder import write_pack_json
from training.arguments import LITE0, stage_parser
from training.maps.targets import FARTHEST, NEAREST
from training.networks.betterdepth import BetterDepth
from training.networks.codec import CHANNELS, Codec
from training.networks.denoiser import LATENT_CHANNELS, Denoiser
from training.networks.graphs import (
    CoarseGraph,
    DecoderGraph,
    EdgeGraph,
    FoldedDecoderGraph,
    MetricGraph,
    PhotoGraph,
    ZoeGraph,
    fold,
)
from training.networks.sight import Sight
from training.networks.systems import DepthNet, Outlines
from training.networks.zoe import RANGES
from training.networks.zoe_heads import ZoeHeads
from training.packs.shipped import read_pack
from training.packs.writing import MAP_AXES, LatentSystem, new_pack, pictures, write_latent_pack
from training.run import load_model

DEPTHS: dict[str, dict] = {
    "marigold": {"kind": "affine"},
    "metricgold": {"kind": "log-metric", "min": NEAREST, "max": FARTHEST},
}


def frozen(module: nn.Module) -> nn.Module:
    return module.eval().requires_grad_(False)


def write_zoedepth(packs: Path, graph: ZoeGraph, size: tuple[int, int]) -> None:
    pack = new_pack(packs, "zoedepth")
    feeds = pictures("pixel_values", ((1, 352, 480), (1, 384, 512), (1, 512, 384), (1, 384, 672)))
    for domain, each in enumerate(feeds):
        each["domain"] = torch.tensor(domain % 3)
    axes = {
        "pixel_values": MAP_AXES,
        "predicted_depth": {0: "batch", 1: "height", 2: "width"},
        "domain_logits": {0: "batch"},
    }
    pack.write("routed", "routed.onnx", graph, feeds, ["predicted_depth", "domain_logits"], axes)
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
    pack.finish(
        {"kind": "metric", "min": 0.001, "max": max(far for _, far in RANGES.values())},
        {"defaults": {"flip": False}, "input": rules},
    )


def write_metric_encoder(packs: Path, shipped: Path, graph: MetricGraph) -> None:
    """MetricGold's pack as it was shipped, with another encoder."""
    pack = read_pack(shipped / "metricgold-starter")
    if pack["latent"]["channels"] != CHANNELS:
        sys.exit(
            f"Expected a MetricGold whose latents have {CHANNELS} channels, but those of {shipped} have {pack['latent']['channels']}."
        )
    writer = new_pack(packs, "metricgold")
    for each in pack["graphs"].values():
        (writer.folder / each["file"]).write_bytes((shipped / "metricgold-starter" / each["file"]).read_bytes())
    images = pictures("image", ((1, 200, 264), (1, 384, 512), (2, 136, 208), (1, 516, 288)))
    axes: Axes = {"image": MAP_AXES, "latent": MAP_AXES}
    writer.write("vaeEncoder", "vae_encoder.onnx", graph, images, "latent", axes)
    pack["graphs"] |= writer.graphs
    write_pack_json(writer.folder, pack)


def sight(a: argparse.Namespace, fastdepth: Path | None) -> Sight:
    return fold(Sight(load_model(DepthNet(a.lite0), a.depth), fastdepth))


def read_arguments() -> argparse.Namespace:
    parser = stage_parser(__doc__, "fastdepth codec betterdepth out")
    parser.add_argument("--lite0", type=Path, help=LITE0)
    parser.add_argument("--depth", type=Path, help="without it only BetterDepth is written")
    parser.add_argument("--zoedepth", type=Path)
    parser.add_argument("--marigold", type=Path)
    parser.add_argument("--metricgold", type=Path)
    parser.add_argument(
        "--metricgold-from",
        type=Path,
        help="shipped packs: MetricGold's encoder is written anew, its UNet and decoder stay",
    )
    parser.add_argument(
        "--steps", type=int, default=4, help="Marigold's and MetricGold's, where nothing else is asked for"
    )
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
    if a.zoedepth:
        heads = load_model(ZoeHeads(), a.zoedepth)
        frozen(heads)
        write_zoedepth(a.out, ZoeGraph(sight(a, a.fastdepth), heads, frozen(Outlines(better, codec))), a.zoedepth_size)
    if a.metricgold_from:
        outlines = frozen(Outlines(better, codec))
        write_metric_encoder(a.out, a.metricgold_from, MetricGraph(sight(a, a.fastdepth), outlines, codec.encoder))
    for system, path in (("marigold", a.marigold), ("metricgold", a.metricgold)):
        if not path:
            continue
        way = load_model(Denoiser(codec), path)
        frozen(way)
        eyes = sight(a, None if system == "marigold" else a.fastdepth)
        photo = PhotoGraph(system, eyes, better.photo, way.photo)
        parts = LatentSystem(
            system,
            DEPTHS[system],
            photo,
            way.unet,
            FoldedDecoderGraph(way.decoder),
            a.resolution,
            channels=LATENT_CHANNELS,
            downscale=8,
            steps=a.steps,
        )
        write_latent_pack(a.out, parts)


if __name__ == "__main__":
    main()
