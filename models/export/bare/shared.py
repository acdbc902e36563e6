"""ZoeDepth NK as one graph: one pass of the backbone, the router's logits, and of the two heads the one that is asked for."""

import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn
from transformers import ZoeDepthForDepthEstimation

LOGITS, DEPTH, DOMAIN = "domain_logits", "predicted_depth", "domain"
AUTO, INDOOR, OUTDOOR = 0, 1, 2


class Observed(nn.Module):
    """In the place of the router's last layers: keeps their logits for `order`, indoor and outdoor, and answers with a fixed choice."""

    def __init__(self, layers: nn.Module, order: list[int]):
        super().__init__()
        self.layers, self.order = layers, order
        self.choice = 0
        self.logits: torch.Tensor | None = None

    def forward(self, embedding: torch.Tensor) -> torch.Tensor:
        logits = self.layers(embedding)
        self.logits = torch.stack([logits[:, index] for index in self.order], dim=1)
        return torch.tensor([[1.0, 0.0] if self.choice == 0 else [0.0, 1.0]])


class RoutedHead(nn.Module):
    """pixel_values [1, 3, H, W] -> logits [1, 2] for indoor and outdoor, and metres [1, H, W] of one head."""

    def __init__(self, model: ZoeDepthForDepthEstimation, choice: int):
        super().__init__()
        self.model, self.choice = model, choice

    def forward(self, pixel_values: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        observed = self.model.metric_head.mlp_classifier
        observed.choice = self.choice
        depth = self.model(pixel_values).predicted_depth
        return observed.logits, depth


def share_trunk(indoor: onnx.ModelProto, outdoor: onnx.ModelProto) -> onnx.ModelProto:
    """
    One graph of two that were traced alike up to their heads. Its second input `domain` (int64, rank 0) asks for a head: 0 the one that
    the router takes, 1 indoor, 2 outdoor.
    """
    first, second = list(indoor.graph.node), list(outdoor.graph.node)
    shared = next(index for index, (one, other) in enumerate(zip(first, second, strict=False)) if one != other)
    if LOGITS not in {name for node in first[:shared] for name in node.output}:
        raise ValueError("Expected the router before the heads, where both graphs are still the same.")
    model = onnx.ModelProto()
    model.CopyFrom(indoor)
    graph = model.graph
    del graph.node[shared:]
    known = {tensor.name for tensor in graph.initializer}
    graph.initializer.extend(tensor for tensor in outdoor.graph.initializer if tensor.name not in known)
    graph.input.append(helper.make_tensor_value_info(DOMAIN, TensorProto.INT64, []))

    constants = {"auto": AUTO, "indoor": INDOOR, "first": [0], "second": [1]}
    for name, value in constants.items():
        graph.initializer.append(numpy_helper.from_array(torch.tensor(value).numpy(), f"{DOMAIN}.{name}"))
    depth = next(port for port in graph.output if port.name == DEPTH)
    branches = {
        f"{name}_branch": helper.make_graph(nodes[shared:], name, [], [branch_output(nodes[shared:], depth)])
        for name, nodes in (("then", first), ("else", second))
    }
    ending: list[tuple[str, list[str], str, dict]] = [
        ("Gather", [LOGITS, "domain.first"], "domain.logit1", {"axis": 1}),
        ("Gather", [LOGITS, "domain.second"], "domain.logit2", {"axis": 1}),
        ("GreaterOrEqual", ["domain.logit1", "domain.logit2"], "domain.routed", {}),
        ("Equal", [DOMAIN, "domain.auto"], "domain.is_auto", {}),
        ("Equal", [DOMAIN, "domain.indoor"], "domain.is_indoor", {}),
        ("And", ["domain.is_auto", "domain.routed"], "domain.is_routed", {}),
        ("Or", ["domain.is_indoor", "domain.is_routed"], "domain.takes_indoor", {}),
        ("If", ["domain.takes_indoor"], DEPTH, branches),
    ]
    graph.node.extend(
        helper.make_node(kind, inputs, [output], output, **attributes) for kind, inputs, output, attributes in ending
    )
    return model


def branch_output(nodes: list[onnx.NodeProto], depth: onnx.ValueInfoProto) -> onnx.ValueInfoProto:
    """The depth under a name of the branch's own, which may not be one of the graph around it."""
    name = f"{DEPTH}.branch"
    for node in nodes:
        node.output[:] = [name if output == DEPTH else output for output in node.output]
    output = onnx.ValueInfoProto()
    output.CopyFrom(depth)
    output.name = name
    return output
