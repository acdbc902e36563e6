"""Converts ZoeDepth (transformers layout): one graph for N and K, two heads and a router for NK."""

import argparse
from pathlib import Path

import torch
from transformers import ZoeDepthForDepthEstimation

from export.attention import set_attention
from export.card import write_card
from export.command_line import base_parser, bytes_above, identity, run_command
from export.feed_forward import Kind, open_checkpoint
from export.half import halve
from export.network import Network, write_networks
from export.pack_folder import new_pack_folder, write_pack_json
from export.random_full import random_zoedepth
from export.refusal import Refusal
from export.source import read_json
from export.zoedepth_modules import Classifier, Head, Router

# Rows and columns of the input, in multiples of the size that the pack allows.
SIZES = [(5, 7), (3, 4), (2, 6), (4, 4)]

INPUT_OF_PUBLISHED = {
    "size": {"height": 384, "width": 512},
    "ensure_multiple_of": 32,
    "keep_aspect_ratio": True,
}


def main() -> None:
    parser = base_parser("zoedepth", "Intel/zoedepth-nyu-kitti")
    parser.add_argument(
        "--trained-max",
        type=float,
        metavar="METRES",
        help="range that the weights were trained for, where config.json says another (80 for ZoeDepth K)",
    )
    run_command(parser, convert)


def convert(arguments: argparse.Namespace) -> None:
    kind = Kind("ZoeDepth", ZoeDepthForDepthEstimation, "bilinear", check_kind, random_zoedepth, INPUT_OF_PUBLISHED)
    checkpoint = open_checkpoint(arguments, kind)
    model = checkpoint.model
    notes: list[str] = []
    named = identity(arguments, "zoedepth", checkpoint.source)
    ranges = model.config.bin_configurations
    pack = {"format": 1, "id": named.pop("id"), "system": "zoedepth", **named}
    pack["parameters"] = sum(p.numel() for p in model.parameters())
    pack["depth"] = {
        "kind": "metric",
        "min": min(each["min_depth"] for each in ranges),
        "max": max(each["max_depth"] for each in ranges),
    }
    trained = trained_range(model, arguments.trained_max, notes)
    if trained:
        pack["depth"]["max"] = trained["to"]
        pack["rescaleRange"] = trained
    pack["input"] = input_rules(checkpoint.preprocessor)
    pack["defaults"] = {"flip": True}
    if checkpoint.source is None:
        notes.append("Random weights: its maps mean nothing. It is there to measure time and memory.")

    def prepare() -> None:
        set_attention(model, arguments.attention)
        if arguments.dtype == "fp16":
            halve(model)

    with new_pack_folder(arguments.out) as folder:
        networks = networks_of(model, pack["input"]["resize"]["multipleOf"], arguments.dtype)
        pack["graphs"], differences = write_networks(networks, prepare, folder, bytes_above(arguments))
        write_card(folder, pack, arguments.dtype, differences, notes)
        write_pack_json(folder, pack)


def check_kind(folder: Path) -> None:
    kind = read_json(folder / "config.json", "a model of transformers").get("model_type")
    if kind != "zoedepth":
        raise Refusal(f"Expected a model of type zoedepth in {folder}, but received {kind}.")


def trained_range(model: ZoeDepthForDepthEstimation, stated: float | None, notes: list[str]) -> dict | None:
    """
    ZoeDepth K was trained for 80 m with "normed" bins, but its published configuration computes with 10 m (isl-org/ZoeDepth issue 28), an
    eighth of the depth. Metric bins are linear in their range, so that the app can put it right.
    """
    configurations, is_normed = model.config.bin_configurations, model.config.bin_centers_type == "normed"
    configured = configurations[0]["max_depth"]
    if stated is not None and (len(configurations) > 1 or not is_normed or stated <= configured):
        raise Refusal(
            f"Expected --trained-max above the configured {configured} m, for one head of normed bins; "
            "other bins are not linear in their range."
        )
    if stated is None:
        if len(configurations) > 1 or not is_normed or configured != 10:
            return None
        stated = 80.0
    notes.append(
        f"Computes with a range of {configured:g} m although trained for {stated:g} m: the app rescales its depth."
    )
    print(notes[-1])
    return {"from": configured, "to": stated}


def input_rules(preprocessor: dict) -> dict:
    """`input` of pack.json; the values that the file leaves out are those of transformers' ZoeDepthImageProcessor."""
    multiple = preprocessor.get("ensure_multiple_of", 32)
    if not isinstance(multiple, int) or multiple % 32:
        raise Refusal(f"Expected ensure_multiple_of to be a multiple of 32, but received {multiple}.")
    return {
        "rescaleFactor": 1 / 255,
        "mean": list(preprocessor.get("image_mean", [0.5, 0.5, 0.5])),
        "std": list(preprocessor.get("image_std", [0.5, 0.5, 0.5])),
        "pad": preprocessor.get("do_pad", True),
        "padFactor": 3,
        "padMode": "reflect",
        "resize": {
            **preprocessor["size"],
            "keepAspectRatio": preprocessor.get("keep_aspect_ratio", True),
            "multipleOf": multiple,
            "mode": "bilinear",
            "alignCorners": True,
            "antialias": False,
        },
        "output": {"mode": "bicubic", "alignCorners": False, "antialias": False},
    }


def networks_of(model: ZoeDepthForDepthEstimation, multiple: int, dtype: str) -> list[Network]:
    """The heads as graphs; with two of them the one with the shorter range is for indoor photos."""
    generator = torch.Generator().manual_seed(0)
    feeds = [
        {"pixel_values": torch.rand((1, 3, h * multiple, w * multiple), generator=generator) * 2 - 1} for h, w in SIZES
    ]
    axes = {"pixel_values": {2: "height", 3: "width"}}
    depth_axes = {**axes, "predicted_depth": {1: "height", 2: "width"}}
    configurations = model.config.bin_configurations
    if len(configurations) == 1:
        return [Network("model", "model.onnx", Head(model, None), feeds, "predicted_depth", depth_axes, dtype)]
    if len(configurations) != 2:
        raise Refusal(f"Expected one or two metric heads, but received {len(configurations)}.")
    model.metric_head.mlp_classifier = Classifier(model.metric_head.mlp_classifier)
    indoor, outdoor = sorted((0, 1), key=lambda index: configurations[index]["max_depth"])
    return [
        Network("indoor", "indoor.onnx", Head(model, indoor), feeds, "predicted_depth", depth_axes, dtype),
        Network("outdoor", "outdoor.onnx", Head(model, outdoor), feeds, "predicted_depth", depth_axes, dtype),
        Network("router", "router.onnx", Router(model, [indoor, outdoor]), feeds, "domain_logits", axes, dtype),
    ]
