"""An ONNX graph as a torch function of a whole batch, on any device: the teachers label views where they are trained on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper
from torch import nn

from training.maps.resampling import resized


@dataclass(frozen=True)
class Node:
    """A node of the graph."""

    kind: str
    inputs: list[str]
    outputs: list[str]
    attributes: dict[str, Any]


class OnnxModule(nn.Module):
    """Input [B, 3, h, w] -> the graph's output [B, 1, h, w], of a graph made for one picture of that size and with the few operators of
    the teachers.

    The graph's reshapes are written for one picture. They shuffle channels, with one picture's channels on their first axis, which
    therefore is B times as long here; what is split there are B pictures each.
    """

    def __init__(self, path: Path):
        super().__init__()
        graph = onnx.load(path).graph
        nodes = [read_node(node) for node in graph.node]
        self.nodes = [node for node in nodes if node.kind != "Constant"]
        self.result = graph.output[0].name
        held = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
        place = next(i for i in graph.input if i.name not in held)
        height, width = (place.type.tensor_type.shape.dim[k].dim_value for k in (2, 3))
        self.input, self.size = place.name, (height, width)
        constants = [node for node in nodes if node.kind == "Constant"]
        held.update({node.outputs[0]: numpy_helper.to_array(node.attributes["value"]) for node in constants})
        self.shapes = {name: values.tolist() for name, values in held.items() if may_be_shape(values)}
        floats = [name for name, values in held.items() if values.dtype == np.float32]
        self.names = {name: f"w{number}" for number, name in enumerate(held) if name in floats}
        for name in floats:
            self.register_buffer(self.names[name], torch.from_numpy(held[name].copy()))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        at = {self.input: x, **{k: getattr(self, name) for k, name in self.names.items()}}
        for node in self.nodes:
            answer = self.operate(node, [at[name] for name in node.inputs if name in at], len(x))
            at.update(zip(node.outputs, answer, strict=True))
        return at[self.result]

    def operate(self, node: Node, values: list[torch.Tensor], batch: int) -> Sequence[torch.Tensor]:
        """The node's outputs; `values` are those of its inputs that are tensors, shapes are among `self.shapes`."""
        kind, attributes, x = node.kind, node.attributes, values[0]
        if kind == "Reshape":
            first, *rest = self.shapes[node.inputs[1]]
            return [x.reshape(first * batch, *rest)]
        if kind == "Split":
            return x.chunk(len(attributes["split"]), attributes["axis"])
        if kind in ("Resize", "Upsample"):
            size = self.size_of(node, x)
            return [resized(x, size) if attributes["mode"] == b"linear" else F.interpolate(x, size)]
        if kind not in OPERATORS:
            raise NotImplementedError(f"The operator {kind} is not among those that the teachers need: add it here.")
        return [OPERATORS[kind](values, attributes)]

    def size_of(self, node: Node, x: torch.Tensor) -> tuple[int, int]:
        """What a Resize makes of x: its last input that is there says it, as a size or as scales."""
        given = [self.shapes[name] for name in node.inputs[1:] if name and self.shapes.get(name)]
        height, width = (given or [node.attributes["scales"]])[-1][2:]
        if isinstance(height, int):
            return height, width
        return round(x.shape[-2] * height), round(x.shape[-1] * width)


def read_node(node: onnx.NodeProto) -> Node:
    attributes = {each.name: onnx.helper.get_attribute_value(each) for each in node.attribute}
    return Node(node.op_type, list(node.input), list(node.output), attributes)


def may_be_shape(values: np.ndarray) -> bool:
    """Shapes, sizes and scales of axes; an empty one stands for none."""
    return bool(values.dtype == np.int64 or values.size == 0 or (values.shape == (4,) and values.dtype == np.float32))


def convolve(values: list[torch.Tensor], attributes: Mapping[str, Any]) -> torch.Tensor:
    pads = attributes.get("pads", [0] * 4)
    if pads[:2] != pads[2:]:
        raise NotImplementedError(f"Expected the same padding on both sides, but received {pads}.")
    x, weight, *bias = values
    return F.conv2d(
        x,
        weight,
        bias[0] if bias else None,
        attributes.get("strides", 1),
        pads[:2],
        attributes.get("dilations", 1),
        attributes.get("group", 1),
    )


def normalise(values: list[torch.Tensor], attributes: Mapping[str, Any]) -> torch.Tensor:
    x, gamma, beta, mean, variance = values
    return F.batch_norm(x, mean, variance, gamma, beta, eps=attributes.get("epsilon", 1e-5))


OPERATORS = {
    "Conv": convolve,
    "BatchNormalization": normalise,
    "Relu": lambda values, _: F.relu(values[0]),
    "Clip": lambda values, attributes: values[0].clamp(attributes.get("min", 0.0), attributes.get("max", 6.0)),
    "Add": lambda values, _: values[0] + values[1],
    "Div": lambda values, _: values[0] / values[1],
    "Concat": lambda values, attributes: torch.cat(values, attributes["axis"]),
    "Transpose": lambda values, attributes: values[0].permute(attributes["perm"]),
}
