"""An architecture as data, and the torch module that it describes, without the memory of its weights."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import diffusers
import torch
import transformers
from torch import nn

JsonConfig = dict[str, Any]
BACKBONES = {"beit": transformers.BeitConfig, "bit": transformers.BitConfig, "dinov2": transformers.Dinov2Config}
# float16 tells so many multiples of the smallest apart.
MOST_WEIGHTS = 2048


@dataclass(frozen=True)
class Architecture:
    """One class of diffusers or transformers with the values of its config.json."""

    stem: str
    """Beginning of the ids of its graphs."""
    kind: str
    """Name of the class: `_class_name` or `architectures[0]` in config.json."""
    config: JsonConfig
    """What the published config.json says, as far as it is not the library's default."""
    dtypes: tuple[str, ...] = ("fp32",)
    """Precisions of the published files."""
    tokens: tuple[int, int] | None = None
    """Text encoders: the empty prompt, begin and end of text."""


def is_of_diffusers(kind: str) -> bool:
    return hasattr(diffusers, kind)


def build(architecture: Architecture) -> Any:
    """The module as its library makes it with random weights, with the attention that the converters trace."""
    if is_of_diffusers(architecture.kind):
        return getattr(diffusers, architecture.kind)(**architecture.config).eval()
    network = getattr(transformers, architecture.kind)
    config = network.config_class(**with_backbone(architecture.config))
    config._attn_implementation = "eager"
    return network(config).eval()


def with_backbone(config: JsonConfig) -> JsonConfig:
    """The fields with the backbone's as an object of its own class."""
    if "backbone_config" not in config:
        return config
    backbone = dict(config["backbone_config"])
    return {**config, "backbone_config": BACKBONES[backbone.pop("model_type")](**backbone)}


def build_without_memory(architecture: Architecture) -> Any:
    """As `build`, but no weight takes memory: each is one number seen at every place, and no two are the same number."""
    with no_initialisation():
        module = build(architecture)
    number_weights(module)
    return module


@contextmanager
def no_initialisation() -> Iterator[None]:
    """Memory that nobody writes is never given out by the system: 866 M weights are made in no time and no memory."""
    names = [name for name in dir(nn.init) if name.endswith("_") and not name.startswith("_")]
    with ExitStack() as stack:
        for name in names:
            stack.enter_context(patch.object(nn.init, name, lambda tensor, *_, **__: tensor))
        stack.enter_context(patch.object(transformers.PreTrainedModel, "init_weights", lambda self: self.tie_weights()))
        yield


def number_weights(module: nn.Module, dtype: torch.dtype = torch.float32) -> None:
    """Replaces every weight, in the module's own order, by 1, 2, 3 ... times 2^-12, which is exact in float16 too."""
    weights = floating_state(module)
    if len(weights) > MOST_WEIGHTS:
        raise ValueError(f"Expected at most {MOST_WEIGHTS} weights, but there are {len(weights)}.")
    for index, (name, weight) in enumerate(weights):
        owner, _, own = name.rpartition(".")
        value = torch.full((1,) * weight.ndim, (index + 1) / 4096, dtype=dtype).expand(weight.shape)
        is_parameter = isinstance(weight, nn.Parameter)
        setattr(module.get_submodule(owner), own, nn.Parameter(value, requires_grad=False) if is_parameter else value)


def floating_state(module: nn.Module) -> list[tuple[str, torch.Tensor]]:
    """Parameters, and the floating buffers that checkpoints hold."""
    state = module.state_dict(keep_vars=True)
    return [(name, tensor) for name, tensor in state.items() if tensor.is_floating_point()]
