"""
Attention as one operator, com.microsoft.MultiHeadAttention, which the CPU, CUDA, DirectML and WebGPU providers of onnxruntime have. The
table of N x N scores is never whole in memory then (but where a bias is added on the CPU); opset 23's Attention has it whole there.
"""

from typing import Any

import torch
from diffusers.models.attention_processor import Attention
from torch import nn
from torch.nn import functional
from transformers import AttentionInterface, PreTrainedModel

KINDS = ("fused", "written")
"""`written` is for providers whose operator overflows in float16: products and a softmax in float32, whatever comes in."""
FUSED, WRITTEN = "depthroom_fused_attention", "depthroom_written_attention"


class MultiHeadAttention(torch.autograd.Function):
    """query [B, N, heads * d], key and value [B, M, heads * d], bias [1 or B, heads, N, M] or None -> [B, N, heads * d]."""

    @staticmethod
    def forward(
        _ctx: object,
        query: torch.Tensor,
        key: torch.Tensor,
        value: torch.Tensor,
        bias: torch.Tensor | None,
        heads: int,
        scale: float,
    ) -> torch.Tensor:
        q, k, v = (each.unflatten(-1, (heads, -1)).transpose(1, 2) for each in (query, key, value))
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias, scale=scale)
        return mixed.transpose(1, 2).reshape(query.shape)

    @staticmethod
    def symbolic(
        g: Any, query: Any, key: Any, value: Any, bias: Any, heads: int, scale: float
    ) -> Any:  # The tracer's own graph and values, which have no public types.
        inputs = [query, key, value]
        if bias is not None and not bias.node().mustBeNone():
            left_out = [g.op("prim::Constant") for _ in range(2)]
            for each in left_out:
                each.setType(torch._C.OptionalType.ofTensor())
            # Third and fourth optional input: a bias of the projections and a mask of keys, which nobody has here.
            inputs += [*left_out, bias]
        operator = g.op("com.microsoft::MultiHeadAttention", *inputs, num_heads_i=heads, scale_f=scale)
        return operator.setType(query.type())


def written(
    query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, bias: torch.Tensor | None, scale: float
) -> torch.Tensor:
    """query, key, value [B, heads, N, d] -> the same. `query` is scaled before the product, where it is small."""
    scores = (query.float() * scale) @ key.float().transpose(-1, -2)
    if bias is not None:
        scores = scores + bias.float()
    return scores.softmax(dim=-1).to(value.dtype) @ value


class Processor:
    """The attention of diffusers' networks (Stable Diffusion 2's UNet, the middle block of its autoencoder)."""

    def __init__(self, kind: str):
        self.kind = kind

    def __call__(
        self,
        attn: Attention,
        hidden_states: torch.Tensor,
        encoder_hidden_states: torch.Tensor | None = None,
        attention_mask: torch.Tensor | None = None,
        temb: torch.Tensor | None = None,
    ) -> torch.Tensor:
        residual = hidden_states
        is_image = hidden_states.ndim == 4
        if is_image:
            batch, channels, height, width = hidden_states.shape
            hidden_states = hidden_states.flatten(2).transpose(1, 2)
        if attn.group_norm is not None:
            hidden_states = attn.group_norm(hidden_states.transpose(1, 2)).transpose(1, 2)
        context = hidden_states if encoder_hidden_states is None else encoder_hidden_states
        query, key, value = attn.to_q(hidden_states), attn.to_k(context), attn.to_v(context)
        if self.kind == "fused":
            mixed = MultiHeadAttention.apply(query, key, value, None, attn.heads, float(attn.scale))
        else:
            query, key, value = (each.unflatten(-1, (attn.heads, -1)).transpose(1, 2) for each in (query, key, value))
            mixed = written(query, key, value, None, attn.scale).transpose(1, 2).flatten(2)
        hidden_states = attn.to_out[0](mixed)
        if is_image:
            hidden_states = hidden_states.transpose(1, 2).reshape(batch, channels, height, width)
        if attn.residual_connection:
            hidden_states = hidden_states + residual
        return hidden_states / attn.rescale_output_factor


def set_attention(module: nn.Module, kind: str) -> None:
    """
    Brings a network of diffusers, or the backbone of one of transformers, into the form that is traced. DPT, which has no backbone apart,
    and text encoders stay as they are.
    """
    if isinstance(module, PreTrainedModel) and getattr(module, "backbone", None) is not None:
        AttentionInterface.register(FUSED, fused_of_transformers)
        AttentionInterface.register(WRITTEN, written_of_transformers)
        module.backbone.config._attn_implementation = FUSED if kind == "fused" else WRITTEN
    for each in module.modules():
        if isinstance(each, Attention):
            each.set_processor(Processor(kind))


def fused_of_transformers(
    module: Any,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    attention_mask: torch.Tensor | None,
    scaling: float | None = None,
    **_: object,
) -> tuple[torch.Tensor, None]:
    """query, key, value [B, heads, N, d] -> [B, N, heads, d]; the mask is the position bias of BEiT."""
    scale = query.shape[-1] ** -0.5 if scaling is None else scaling
    # A number, where a tensor's own shape is one more tensor to the tracer.
    heads: int = module.num_attention_heads
    rows = (each.transpose(1, 2).flatten(2) for each in (query, key, value))
    bias = None if attention_mask is None else attention_mask.to(query.dtype)
    mixed = MultiHeadAttention.apply(*rows, bias, heads, float(scale))
    return mixed.unflatten(-1, (heads, -1)), None


def written_of_transformers(
    module: nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    attention_mask: torch.Tensor | None,
    scaling: float | None = None,
    **_: object,
) -> tuple[torch.Tensor, None]:
    """As `fused_of_transformers`."""
    scale = query.shape[-1] ** -0.5 if scaling is None else scaling
    return written(query, key, value, attention_mask, scale).transpose(1, 2).contiguous(), None
