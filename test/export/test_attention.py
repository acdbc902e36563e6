"""The one operator of attention is torch's attention, and stays finite where its scores are beyond float16."""

from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from torch import nn

from export.attention import MultiHeadAttention, written
from export.session import open_session

HEADS, WIDTH = 2, 16


class Layer(nn.Module):
    def forward(
        self, query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, bias: torch.Tensor | None = None
    ) -> torch.Tensor:
        return MultiHeadAttention.apply(query, key, value, bias, HEADS, WIDTH**-0.5)


def reference(feeds: dict[str, torch.Tensor]) -> np.ndarray:
    query, key, value = (
        feeds[name].double().unflatten(-1, (HEADS, -1)).transpose(1, 2) for name in ("query", "key", "value")
    )
    bias = feeds.get("bias")
    scores = query @ key.transpose(-1, -2) * WIDTH**-0.5 + (0 if bias is None else bias.double())
    return (scores.softmax(-1) @ value).transpose(1, 2).flatten(2).numpy()


def answered(feeds: dict[str, torch.Tensor], path: Path) -> np.ndarray:
    torch.onnx.export(
        Layer(),
        tuple(feeds.values()),
        str(path),
        input_names=list(feeds),
        output_names=["mixed"],
        dynamic_axes={"query": {1: "N"}, "key": {1: "M"}, "value": {1: "M"}},
        opset_version=17,
        dynamo=False,
    )
    assert [node.op_type for node in onnx.load(path).graph.node] == ["MultiHeadAttention"]
    return open_session(path).run(None, {name: each.numpy() for name, each in feeds.items()})[0]


def inputs(size: float, dtype: torch.dtype, keys: int = 40, bias: bool = False) -> dict[str, torch.Tensor]:
    generator = torch.Generator().manual_seed(3)
    feeds = {
        name: (torch.randn((2, count, HEADS * WIDTH), generator=generator) * scale).to(dtype)
        for name, count, scale in (("query", 40, size), ("key", keys, size), ("value", keys, 1))
    }
    if bias:
        feeds["bias"] = torch.randn((1, HEADS, 40, keys), generator=generator).to(dtype)
    return feeds


@pytest.mark.parametrize(("keys", "bias"), [(40, False), (2, False), (40, True)])
def test_it_is_the_attention_of_torch(keys: int, bias: bool, tmp_path: Path) -> None:
    feeds = inputs(1, torch.float32, keys, bias)
    assert np.abs(answered(feeds, tmp_path / "layer.onnx") - reference(feeds)).max() < 2e-6


@pytest.mark.parametrize("bias", [False, True])
def test_scores_beyond_float16_stay_right_on_the_cpu(bias: bool, tmp_path: Path) -> None:
    feeds = inputs(500, torch.float16, bias=bias)
    plain = feeds["query"].float() @ feeds["key"].float().transpose(-1, -2) * WIDTH**-0.5
    assert plain.abs().max() > 4 * torch.finfo(torch.float16).max
    expected = reference(feeds)
    assert np.abs(answered(feeds, tmp_path / "layer.onnx") - expected).max() < 2e-3
    parts = [feeds[name].unflatten(-1, (HEADS, -1)).transpose(1, 2) for name in ("query", "key", "value")]
    mixed = written(*parts, feeds.get("bias"), WIDTH**-0.5).transpose(1, 2).flatten(2)
    assert np.abs(mixed.numpy() - expected).max() < 2e-3
