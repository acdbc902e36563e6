"""Converts Depth Anything (transformers layout): a feed-forward network with relative disparity."""

import argparse
import types
from pathlib import Path

import torch
from torch import nn
from transformers import DepthAnythingForDepthEstimation, DPTForDepthEstimation
from transformers.models.bit.modeling_bit import DynamicPad2d, WeightStandardizedConv2d
from transformers.models.depth_anything.modeling_depth_anything import DepthAnythingDepthEstimationHead

from export.attention import set_attention
from export.card import write_card
from export.command_line import base_parser, bytes_above, identity, run_command
from export.feed_forward import Kind, open_checkpoint
from export.half import halve
from export.network import Network, write_networks
from export.pack_folder import new_pack_folder, write_pack_json
from export.random_full import random_disparity
from export.refusal import Refusal
from export.source import read_json

# Members, rows and columns of the input, in patches.
SIZES = [(1, 9, 7), (2, 5, 8), (1, 6, 6), (1, 11, 4)]

INPUT_OF_PUBLISHED = {"size": {"height": 518, "width": 518}, "ensure_multiple_of": 14, "keep_aspect_ratio": True}
IMAGENET = {"mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225]}


class Disparity(nn.Module):
    """pixel_values [B, 3, H, W] -> disparity [B, H, W], larger is nearer."""

    def __init__(self, model: DepthAnythingForDepthEstimation):
        super().__init__()
        self.model = model

    def forward(self, pixel_values: torch.Tensor) -> torch.Tensor:
        return self.model(pixel_values).predicted_depth


class DptDisparity(nn.Module):
    """
    As `Disparity` for DPT, at any size of whole patches: transformers takes the grid of patches for a square, although it interpolates the
    positions to what the photo has, as MiDaS does. At its own square size the answer is transformers' own.
    """

    def __init__(self, model: DPTForDepthEstimation):
        super().__init__()
        self.model = model
        for module in model.modules():
            if isinstance(module, WeightStandardizedConv2d):
                module.forward = types.MethodType(standardised_convolution, module)
            if isinstance(module, DynamicPad2d):
                module.forward = types.MethodType(padded_for_whole_strides, module)

    def forward(self, pixel_values: torch.Tensor) -> torch.Tensor:
        config = self.model.config
        dpt = self.model.dpt
        # Of the hybrid transformers checks the size unless it is told that positions are interpolated, which it does anyway.
        choice = {"interpolate_pos_encoding": True} if config.is_hybrid else {}
        embedded = dpt.embeddings(pixel_values, **choice)
        states = []
        state = embedded.last_hidden_states
        for index, layer in enumerate(dpt.encoder.layer):
            state = layer(state)
            state = state[0] if isinstance(state, tuple) else state
            if index in (config.backbone_out_indices[2:] if config.is_hybrid else config.backbone_out_indices):
                states.append(state)
        if config.is_hybrid:
            states = [*embedded.intermediate_activations, *states]
        rows, columns = pixel_values.shape[2] // config.patch_size, pixel_values.shape[3] // config.patch_size
        return self.model.head(self.model.neck(states, rows, columns))


def standardised_convolution(module: WeightStandardizedConv2d, hidden_state: torch.Tensor) -> torch.Tensor:
    """The layer's own steps, with the mean and deviation of its weight written out: ONNX Runtime has no normalisation in training."""
    if module.pad is not None:
        hidden_state = module.pad(hidden_state)
    flat = module.weight.reshape(module.out_channels, -1)
    centred = flat - flat.mean(dim=1, keepdim=True)
    weight = centred / torch.sqrt((centred * centred).mean(dim=1, keepdim=True) + module.eps)
    return nn.functional.conv2d(
        hidden_state,
        weight.reshape_as(module.weight),
        module.bias,
        module.stride,
        module.padding,
        module.dilation,
        module.groups,
    )


def padded_for_whole_strides(module: DynamicPad2d, hidden_state: torch.Tensor) -> torch.Tensor:
    """TensorFlow's "same" padding where the stride divides both sides, as all do here: there it does not hang on their length."""
    spans = zip(module.kernel_size, module.dilation, module.stride, strict=True)
    rows, columns = (max((kernel - 1) * dilation + 1 - stride, 0) for kernel, dilation, stride in spans)
    sides = (columns // 2, columns - columns // 2, rows // 2, rows - rows // 2)
    return nn.functional.pad(hidden_state, sides, value=module.value)


def main() -> None:
    parser = base_parser("disparity", "depth-anything/Depth-Anything-V2-Small-hf")
    parser.add_argument(
        "--rule",
        choices=["minimal", "lower-bound"],
        default="minimal",
        help="size of the input: as transformers computes it, or as the authors' own code does (larger for small photos)",
    )
    run_command(parser, convert)


def convert(arguments: argparse.Namespace) -> None:
    kind = Kind(
        "Depth Anything", DepthAnythingForDepthEstimation, "bicubic", check_kind, random_disparity, INPUT_OF_PUBLISHED
    )
    checkpoint = open_checkpoint(arguments, kind)
    model = checkpoint.model
    named = identity(arguments, "disparity", checkpoint.source)
    notes = ["Random weights: its maps mean nothing. It is there to measure time."] if checkpoint.source is None else []
    pack = {"format": 1, "id": named.pop("id"), "system": "disparity", **named}
    pack["parameters"] = sum(p.numel() for p in model.parameters())
    pack["depth"] = {"kind": "disparity"}
    pack["input"] = input_rules(checkpoint.preprocessor, arguments.rule, model.config.patch_size)

    def prepare() -> None:
        set_attention(model, arguments.attention)
        if arguments.dtype == "fp16":
            halve(model)
        model.head.forward = types.MethodType(head_of_any_size, model.head)

    with new_pack_folder(arguments.out) as folder:
        networks = [network_of(model, arguments.dtype)]
        pack["graphs"], differences = write_networks(networks, prepare, folder, bytes_above(arguments))
        write_card(folder, pack, arguments.dtype, differences, notes)
        write_pack_json(folder, pack)


def check_kind(folder: Path) -> None:
    config = read_json(folder / "config.json", "a model of transformers")
    if config.get("model_type") != "depth_anything":
        raise Refusal(f"Expected a model of type depth_anything in {folder}, but received {config.get('model_type')}.")
    if config.get("depth_estimation_type", "relative") != "relative":
        raise Refusal(
            "Expected relative disparity, but this checkpoint gives metric depth, for which the app has no room."
        )


def input_rules(preprocessor: dict, rule: str, patch: int) -> dict:
    """`input` of pack.json."""
    size, multiple = preprocessor["size"], preprocessor.get("ensure_multiple_of", patch)
    if size["height"] != size["width"]:
        raise Refusal(f"Expected a square size in preprocessor_config.json, but received {size}.")
    if multiple % patch:
        raise Refusal(f"Expected ensure_multiple_of to be a multiple of the patches' {patch}, but received {multiple}.")
    if not preprocessor.get("keep_aspect_ratio", False):
        raise Refusal(
            "Expected keep_aspect_ratio in preprocessor_config.json; the app keeps the proportions of photos."
        )
    return {
        "shortSide": size["height"],
        "multipleOf": multiple,
        "rule": rule,
        "mean": list(preprocessor.get("image_mean", IMAGENET["mean"])),
        "std": list(preprocessor.get("image_std", IMAGENET["std"])),
    }


def dpt_network_of(model: DPTForDepthEstimation) -> Network:
    """Sides of whole patches; of the hybrid, whose convolutions halve five times, multiples of 32."""
    unit = 32 if model.config.is_hybrid else model.config.patch_size
    return any_size(DptDisparity(model), unit, "fp32")


def network_of(model: DepthAnythingForDepthEstimation, dtype: str) -> Network:
    return any_size(Disparity(model), model.config.patch_size, dtype)


def any_size(module: nn.Module, patch: int, dtype: str) -> Network:
    generator = torch.Generator().manual_seed(0)
    feeds = [{"pixel_values": torch.randn((n, 3, h * patch, w * patch), generator=generator)} for n, h, w in SIZES]
    axes = {
        "pixel_values": {0: "batch", 2: "height", 3: "width"},
        "predicted_depth": {0: "batch", 1: "height", 2: "width"},
    }
    return Network("model", "model.onnx", module, feeds, "predicted_depth", axes, dtype)


def head_of_any_size(
    head: DepthAnythingDepthEstimationHead,
    hidden_states: list[torch.Tensor],
    patch_height: torch.Tensor,
    patch_width: torch.Tensor,
) -> torch.Tensor:
    """The head's own steps without the conversion of its size to a Python number, which a trace would freeze."""
    features = head.conv1(hidden_states[head.head_in_index])
    size = (patch_height * head.patch_size, patch_width * head.patch_size)
    features = nn.functional.interpolate(features, size, mode="bilinear", align_corners=True)
    features = head.activation1(head.conv2(features))
    return (head.activation2(head.conv3(features)) * head.max_depth).squeeze(dim=1)
