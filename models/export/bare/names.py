"""What the tensors of a module are called in the .safetensors that its library writes."""

import re
import tempfile
from pathlib import Path
from typing import Any
from unittest.mock import patch

import safetensors.torch
import torch
from transformers import modeling_utils

from export.bare.architecture import floating_state

# One shard after the other is laid out while saving; this much is in memory at a time.
SHARD = "400MB"
# diffusers renames the attention of old autoencoders (Stable Diffusion 2's and Marigold v1-0's) while loading.
OLD_ATTENTION = {"to_q": "query", "to_k": "key", "to_v": "value", "to_out.0": "proj_attn"}
TEXT_PART = "text_model."


def number_of(tensor: torch.Tensor) -> float:
    """What `number_weights` has filled the tensor with."""
    return tensor.flatten()[0].item()


def names_in_file(module: Any) -> dict[float, str]:
    """
    The name in the file for the number of each weight. transformers renames while it loads and saves, so that the library is asked: it
    saves the module, and tensors are told apart by what is in them (`number_weights` has made them all different).
    """
    written: dict[float, tuple[str, torch.Size]] = {}

    def collect(tensors: dict[str, torch.Tensor], *_: object, **__: object) -> None:
        for name, tensor in tensors.items():
            if tensor.is_floating_point():
                written[number_of(tensor)] = (name, tensor.shape)

    with (
        tempfile.TemporaryDirectory() as scratch,
        patch.object(safetensors.torch, "save_file", collect),
        patch.object(modeling_utils, "safe_save_file", collect),
    ):
        module.save_pretrained(Path(scratch), max_shard_size=SHARD)
    names = {}
    for own, tensor in floating_state(module):
        name, shape = written[number_of(tensor)]
        if shape != tensor.shape:
            raise ValueError(f"Expected {own} to lie in the file as {list(tensor.shape)}, but {name} is {list(shape)}.")
        names[number_of(tensor)] = published_name(type(module).__name__, name)
    return names


def published_name(kind: str, name: str) -> str:
    """The published text encoders were written by a transformers that put the class's one part before each name."""
    return f"{TEXT_PART}{name}" if kind == "CLIPTextModel" and not name.startswith(TEXT_PART) else name


def aliases_of(name: str) -> list[str]:
    """Other spellings of a tensor's name, of the same shape: diffusers' of old, transformers' since its fifth version."""
    if name.startswith(TEXT_PART):
        return [name.removeprefix(TEXT_PART)]
    match = re.fullmatch(r"((?:en|de)coder\.mid_block\.attentions\.\d+\.)(.+)(\.(?:weight|bias))", name)
    if match is None or match[2] not in OLD_ATTENTION:
        return []
    return [match[1] + OLD_ATTENTION[match[2]] + match[3]]
