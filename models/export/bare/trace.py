"""Traces a module into a graph whose weights are names of tensors in a checkpoint."""

import tempfile
import warnings
from pathlib import Path

import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from export.bare.names import aliases_of, number_of
from export.graph import OPSET
from export.network import Network

# Stands for the weights' file until a checkpoint is bound.
PLACEHOLDER = "checkpoint"
# What a checkpoint does not hold lies in the graph; more than this would be a weight that was forgotten.
LARGEST_CONSTANT = 4096


def bare_graph(network: Network, names: dict[float, str], stored_half: bool = False) -> onnx.ModelProto:
    """
    The graph of `network.module`. `names` gives the name in the file for the number of each weight (`names_in_file`). Nothing is folded,
    so that every weight is a tensor of the file as it lies there. `stored_half`: the file holds float16, and the graph brings it to
    float32 before use.
    """
    model = trace(network)
    weights = dict(network.module.state_dict(keep_vars=True))
    buffers = dict(network.module.named_buffers())
    inputs = [port for port in model.graph.input if port.name in network.feeds[0]]
    for port in model.graph.input:
        if port.name in network.feeds[0]:
            continue
        if port.name in weights and weights[port.name].is_floating_point():
            add_weight(model, port, names[number_of(weights[port.name])])
        else:
            add_constant(model, port.name, buffers[port.name])
    del model.graph.input[:]
    model.graph.input.extend(inputs)
    if stored_half:
        widen(model)
    return model


def trace(network: Network) -> onnx.ModelProto:
    """The graph with its weights as inputs, so that their values are never written. Several outputs stand with spaces between."""
    with tempfile.TemporaryDirectory() as scratch, torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        path = Path(scratch) / "graph.onnx"
        torch.onnx.export(
            network.module,
            tuple(network.feeds[0].values()),
            str(path),
            input_names=list(network.feeds[0]),
            output_names=network.output.split(),
            dynamic_axes=network.axes,
            opset_version=OPSET,
            do_constant_folding=False,
            export_params=False,
            dynamo=False,
        )
        model = onnx.load(str(path))
    model.producer_name, model.producer_version = "depthroom", ""
    return model


def add_weight(model: onnx.ModelProto, port: onnx.ValueInfoProto, name: str) -> None:
    kind = port.type.tensor_type
    tensor = model.graph.initializer.add(
        name=port.name,
        data_type=kind.elem_type,
        dims=[each.dim_value for each in kind.shape.dim],
        data_location=TensorProto.EXTERNAL,
    )
    for key, value in (("location", PLACEHOLDER), ("tensor", name), *(("alias", alias) for alias in aliases_of(name))):
        tensor.external_data.add(key=key, value=value)


def add_constant(model: onnx.ModelProto, name: str, value: torch.Tensor) -> None:
    if value.nbytes > LARGEST_CONSTANT:
        raise ValueError(f"Expected the checkpoint to hold {name}, which has {value.nbytes} bytes.")
    model.graph.initializer.append(numpy_helper.from_array(value.numpy(), name))


def widen(model: onnx.ModelProto) -> None:
    """Weights become float16 with a cast to float32 after each, which onnxruntime computes once, when it opens the graph."""
    casts = []
    for tensor in model.graph.initializer:
        if tensor.data_location == TensorProto.EXTERNAL and tensor.data_type == TensorProto.FLOAT:
            name = tensor.name
            tensor.name, tensor.data_type = f"{name}.half", TensorProto.FLOAT16
            casts.append(helper.make_node("Cast", [tensor.name], [name], f"{name}.widen", to=TensorProto.FLOAT))
    nodes = [*casts, *model.graph.node]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
