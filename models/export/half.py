"""float16 for transformers' backbones and necks, with attention scores in float32."""

import torch
from torch import nn
from torch.utils import _pytree
from transformers import AttentionInterface, PreTrainedModel

SCORES = "depthroom_float32_scores"


def float32_scores(
    module: nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    attention_mask: torch.Tensor | None,
    scaling: float | None = None,
    **_: object,
) -> tuple[torch.Tensor, None]:
    """
    query, key, value [B, heads, N, d] -> [B, N, heads, d]. Scores and softmax are float32, for they overflow in float16; the mask
    (the position bias of BEiT) is added to the scores.
    """
    scaled = query.float() * (query.shape[-1] ** -0.5 if scaling is None else scaling)
    scores = scaled @ key.float().transpose(-1, -2)
    if attention_mask is not None:
        scores = scores + attention_mask.float()
    mixed = scores.softmax(dim=-1).to(value.dtype) @ value
    return mixed.transpose(1, 2).contiguous(), None


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
    AttentionInterface.register(SCORES, float32_scores)
    model.backbone.config._attn_implementation = SCORES
    for part in (model.backbone, model.neck):
        part.half()
        part.register_forward_pre_hook(lambda _, inputs: cast(inputs, torch.float16))
    model.neck.register_forward_hook(lambda _, inputs, outputs: cast(outputs, torch.float32))
