"""The graphs of an architecture, traced as the converters trace them."""

import types
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import onnx
import torch

from export.attention import set_attention
from export.bare.architecture import Architecture, build_without_memory, number_weights
from export.bare.names import names_in_file
from export.bare.shared import DEPTH, LOGITS, Observed, RoutedHead, share_trunk
from export.bare.trace import bare_graph
from export.checkpoint import TEXT_WIDTH
from export.disparity import dpt_network_of, head_of_any_size, network_of
from export.latent_modules import TextEncoder
from export.latent_networks import unet_network, vae_networks
from export.network import Network
from export.zoedepth import networks_of

# ZoeDepth's input is a multiple of this.
MULTIPLE = 32


@dataclass(frozen=True)
class BareGraph:
    """One graph without weights and what the table says of it."""

    id: str
    role: str
    key: str
    """Its name in `graphs` of pack.json."""
    dtype: str
    model: onnx.ModelProto
    parameters: int


def graphs_of(architecture: Architecture) -> Iterator[BareGraph]:
    module = build_without_memory(architecture)
    names = names_in_file(module)
    total = sum(parameter.numel() for parameter in module.parameters())
    set_attention(module, "fused")
    if architecture.config.get("num_patch_transformer_layers"):
        yield BareGraph(architecture.stem, "zoedepth", "routed", "fp32", routed_graph(module, names), total)
        return
    for role, suffix, network in traced_networks(architecture, module):
        for dtype in architecture.dtypes:
            # The UNet computes in float16; autoencoder and text encoder, which would overflow, only lie in the file so.
            computes_half = dtype == "fp16" and role == "unet"
            number_weights(module, torch.float16 if computes_half else torch.float32)
            model = bare_graph(network, names, stored_half=dtype == "fp16" and not computes_half)
            parameters = weights_in(model) if role.startswith("vae") else total
            yield BareGraph(architecture.stem + suffix, role, network.key, dtype, model, parameters)


def traced_networks(architecture: Architecture, module: Any) -> list[tuple[str, str, Network]]:
    """Role, end of the id and network of each graph; brings the module into the form that is traced."""
    generator = torch.Generator().manual_seed(0)
    if architecture.kind == "UNet2DConditionModel":
        prompt = torch.zeros(2, TEXT_WIDTH)
        networks = [("unet", "", unet_network(module, prompt, "fp32", generator))]
    elif architecture.kind == "AutoencoderKL":
        encoder, decoder = vae_networks(module, generator)
        networks = [("vaeEncoder", "-encoder", encoder), ("vaeDecoder", "-decoder", decoder)]
    elif architecture.kind == "CLIPTextModel":
        feeds = [{"input_ids": torch.tensor([architecture.tokens])}]
        network = Network("textEncoder", "text_encoder.onnx", TextEncoder(module), feeds, "embedding", {})
        networks = [("textEncoder", "", network)]
    elif architecture.kind == "ZoeDepthForDepthEstimation":
        networks = [
            ("zoedepth", "" if each.key == "model" else f"-{each.key}", each)
            for each in networks_of(module, MULTIPLE, "fp32")
        ]
    elif architecture.kind == "DPTForDepthEstimation":
        networks = [("disparity", "", dpt_network_of(module))]
    else:
        networks = [("disparity", "", network_of(module, "fp32"))]
        module.head.forward = types.MethodType(head_of_any_size, module.head)
    return networks


def routed_graph(module: Any, names: dict[float, str]) -> onnx.ModelProto:
    """Both heads and the router of ZoeDepth NK behind one backbone; leaves the module as it was."""
    heads = networks_of(module, MULTIPLE, "fp32")
    modules: list[Any] = [each.module for each in heads]
    head = module.metric_head
    classifier = head.mlp_classifier.layers
    head.mlp_classifier = Observed(classifier, modules[2].order)
    axes = {"pixel_values": {2: "height", 3: "width"}, DEPTH: {1: "height", 2: "width"}}
    graphs = [
        bare_graph(
            Network("routed", "", RoutedHead(module, each.choice), heads[0].feeds, f"{LOGITS} {DEPTH}", axes), names
        )
        for each in modules[:2]
    ]
    head.mlp_classifier = classifier
    return share_trunk(*graphs)


def weights_in(model: onnx.ModelProto) -> int:
    tensors = [each for each in model.graph.initializer if each.data_location == onnx.TensorProto.EXTERNAL]
    return sum(torch.Size(tensor.dims).numel() for tensor in tensors)
