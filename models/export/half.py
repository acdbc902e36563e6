"""float16 for transformers' backbones and necks."""

import torch
from torch.utils import _pytree
from transformers import PreTrainedModel


def cast(values: object, dtype: torch.dtype) -> object:
    """Every floating tensor in a nest of tuples and lists, in another type."""
    return _pytree.tree_map(
        lambda value: value.to(dtype) if isinstance(value, torch.Tensor) and value.is_floating_point() else value,
        values,
    )


def halve(model: PreTrainedModel) -> None:
    """
    Brings `model.backbone` and `model.neck` to float16, float32 going in and coming out. The heads stay: the logarithms of ZoeDepth's bins
    need float32, and heads are small.
    """
    for part in (model.backbone, model.neck):
        part.half()
        part.register_forward_pre_hook(lambda _, inputs: cast(inputs, torch.float16))
    model.neck.register_forward_hook(lambda _, inputs, outputs: cast(outputs, torch.float32))
