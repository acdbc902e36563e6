"""The networks of the packs in test/parity, and which initializer of those graphs is which tensor of a checkpoint."""

import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from export.attention import set_attention
from export.bare.architecture import Architecture, build, floating_state, number_weights
from export.bare.names import names_in_file, number_of
from export.bare.networks import traced_networks
from export.graph import OPSET
from export.network import Network

ROOT = Path(__file__).resolve().parents[3]
PACKS = ROOT / "test/parity/packs"
FILES = {
    "unet": "unet.onnx",
    "vaeEncoder": "vae_encoder.onnx",
    "vaeDecoder": "vae_decoder.onnx",
    "zoedepth": "model.onnx",
}
# A table of relative positions lies in the graph in two pieces: those of patches as a picture of each head, and three more.
POSITION_TABLE = "relative_position_bias_table"

Slots = list[tuple[str, list[tuple[str, np.ndarray]]]]


def parity_unet(channels: int) -> Architecture:
    config = {
        "in_channels": channels,
        "out_channels": 4,
        "block_out_channels": [8, 8, 8],
        "layers_per_block": 1,
        "down_block_types": ["CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"],
        "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D"],
        "attention_head_dim": [1, 2, 2],
        "cross_attention_dim": 1024,
        "use_linear_projection": True,
        "norm_num_groups": 4,
    }
    return Architecture(f"parity-unet-{channels}", "UNet2DConditionModel", config)


PARITY_VAE = Architecture(
    "parity-vae",
    "AutoencoderKL",
    {
        "block_out_channels": [8, 8, 8, 8],
        "down_block_types": ["DownEncoderBlock2D"] * 4,
        "up_block_types": ["UpDecoderBlock2D"] * 4,
        "layers_per_block": 1,
        "latent_channels": 4,
        "norm_num_groups": 4,
    },
)


def parity_zoedepth(bins: str, longest: float) -> Architecture:
    config = {
        "backbone_config": {
            "model_type": "beit",
            "image_size": 96,
            "num_hidden_layers": 4,
            "hidden_size": 32,
            "intermediate_size": 64,
            "num_attention_heads": 2,
            "use_relative_position_bias": True,
            "reshape_hidden_states": False,
            "out_features": ["stage1", "stage2", "stage3", "stage4"],
        },
        "neck_hidden_sizes": [8, 16, 32, 32],
        "fusion_hidden_size": 16,
        "bottleneck_features": 16,
        "num_relative_features": 8,
        "bin_embedding_dim": 16,
        "num_attractors": [16, 8, 4, 1],
        "bin_centers_type": bins,
        "bin_configurations": [{"name": "nyu", "n_bins": 16, "min_depth": 1e-3, "max_depth": longest}],
    }
    return Architecture(f"parity-zoedepth-{bins}", "ZoeDepthForDepthEstimation", config)


UNET_8, UNET_12 = parity_unet(8), parity_unet(12)
SOFTPLUS, NORMED = parity_zoedepth("softplus", 10.0), parity_zoedepth("normed", 80.0)
PARITY = [UNET_8, UNET_12, PARITY_VAE, SOFTPLUS, NORMED]
# The architectures of each pack by the folder of their part in a checkpoint. marigold-optimum holds the weights of marigold-trailing again.
LATENT = {"unet": UNET_8, "vae": PARITY_VAE}
ARCHITECTURES: dict[str, dict[str, Architecture]] = {
    "marigold-leading": LATENT,
    "marigold-trailing": LATENT,
    "marigold-lcm": LATENT,
    "metricgold": LATENT,
    "betterdepth": {"unet": UNET_12, "vae": PARITY_VAE},
    "zoedepth-softplus": {"": SOFTPLUS},
    "zoedepth-normed": {"": NORMED},
}


def write_parity_tensors(path: Path) -> None:
    """
    The part of each checkpoint by its folder; and for each of these parts config.json as its library writes it, and for each tensor of its
    .safetensors [shape, the pack's graph, initializers, whether they lie turned]; one that no graph reads has its shape alone.
    """
    parts: dict[str, dict] = {}
    for pack, architectures in ARCHITECTURES.items():
        print(f"matching {pack}", flush=True)
        for each in architectures.values():
            part = {"config": config_of(each), "tensors": tensors_of(each, pack)}
            if parts.setdefault(each.stem, part) != part:
                raise ValueError(
                    f"Expected the graphs of {pack} to call their weights as those of the packs before it."
                )
    packs = {pack: {folder: each.stem for folder, each in by.items()} for pack, by in ARCHITECTURES.items()}
    table = {"packs": packs, "parts": parts}
    path.write_text(json.dumps(table, separators=(",", ":"), sort_keys=True) + "\n", encoding="utf-8")


def config_of(architecture: Architecture) -> dict[str, Any]:
    config = build(architecture).config
    if hasattr(config, "to_json_string"):
        written = json.loads(config.to_json_string(use_diff=False))
        return {**written, "architectures": [architecture.kind]}
    return {**json.loads(json.dumps(dict(config))), "_class_name": architecture.kind}


def tensors_of(architecture: Architecture, pack: str) -> dict[str, list]:
    """Both graphs are walked side by side: ours has a number for each weight, theirs the values."""
    module = build(architecture).requires_grad_(False)
    number_weights(module)
    names = names_in_file(module)
    tensors: dict[str, list] = {names[number_of(each)]: [list(each.shape)] for _, each in floating_state(module)}
    for role, _, network in traced_networks(architecture, module):
        set_attention(module, "written")
        file = FILES[role]
        pairs = zip(slots_of(folded(network)), slots_of(onnx.load(PACKS / pack / file)), strict=True)
        for (kind, own), (their_kind, theirs) in pairs:
            if kind != their_kind:
                raise ValueError(f"Expected {file} of {pack} to have the steps of {architecture.stem}.")
            for (_, number), (initializer, value) in zip(own, theirs, strict=True):
                name = names.get(float(number.flat[0])) if number.dtype == np.float32 else None
                if name is None:
                    continue
                if number.shape != value.shape:
                    raise ValueError(f"Expected {name} of {pack} as {number.shape}, but it is {value.shape}.")
                entry = tensors[name]
                if len(entry) == 1:
                    entry += [file, [], kind == "MatMul" and len(entry[0]) == 2]
                if initializer not in entry[2]:
                    entry[2].append(initializer)
    return tensors


def folded(network: Network) -> onnx.ModelProto:
    """As the packs were written: weights that lie turned are turned."""
    with tempfile.TemporaryDirectory() as scratch, torch.no_grad():
        path = Path(scratch) / "graph.onnx"
        torch.onnx.export(
            network.module,
            tuple(network.feeds[0].values()),
            str(path),
            input_names=list(network.feeds[0]),
            output_names=network.output.split(),
            dynamic_axes=network.axes,
            opset_version=OPSET,
            do_constant_folding=True,
            dynamo=False,
        )
        return onnx.load(str(path))


def slots_of(model: onnx.ModelProto) -> Slots:
    """The steps that read a weight, in order, with those weights."""
    values = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    same: dict[str, str] = {}
    slots: Slots = []
    for node in model.graph.node:
        if node.op_type == "Identity":
            same[node.output[0]] = same.get(node.input[0], node.input[0])
            continue
        read = [same.get(name, name) for name in node.input]
        weights = [(name, values[name]) for name in read if name in values]
        if weights:
            slots.append((node.op_type, weights))
    return slots
