"""The shipped graphs of the published architectures fit what diffusers and transformers save at full size."""

import gc
import hashlib
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import onnx
import pytest
import safetensors.torch
import torch
from bind_bare import PUBLISHED, TYPES, bind, header_of, read_graph, row_of, rows, spellings_of, weights_of

from export.bare.architecture import build, build_without_memory
from export.bare.published import PUBLISHED as ARCHITECTURES
from export.bare.published import sd2_unet
from export.bare.table import is_of, write_graphs
from export.latent_modules import Unet

# Tensors by the names and shapes that the published files have.
KNOWN = {
    "sd2-unet-8": {
        "conv_in.weight": [320, 8, 3, 3],
        "down_blocks.0.attentions.1.transformer_blocks.0.attn2.to_k.weight": [320, 1024],
        "up_blocks.3.attentions.2.proj_in.weight": [320, 320],
    },
    "sd2-unet-12": {"conv_in.weight": [320, 12, 3, 3]},
    "sd2-vae-encoder": {"encoder.mid_block.attentions.0.query.weight": [512, 512], "quant_conv.bias": [8]},
    "sd2-vae-decoder": {
        "decoder.mid_block.attentions.0.to_out.0.weight": [512, 512],
        "decoder.mid_block.attentions.0.proj_attn.bias": [512],
        "post_quant_conv.weight": [4, 4, 1, 1],
    },
    "sd2-text": {
        "text_model.embeddings.token_embedding.weight": [49408, 1024],
        "text_model.encoder.layers.22.mlp.fc1.weight": [4096, 1024],
        "text_model.final_layer_norm.bias": [1024],
    },
    "zoedepth-n": {
        "backbone.encoder.layer.23.attention.attention.relative_position_bias.relative_position_bias_table": [2212, 16],
        "backbone.encoder.layer.0.lambda_1": [1024],
        "metric_head.seed_bin_regressor.conv2.weight": [64, 256, 1, 1],
        "metric_head.attractors.0.conv2.weight": [16, 128, 1, 1],
    },
    "zoedepth-nk": {
        "metric_head.attractors.nyu.3.conv1.bias": [128],
        "metric_head.seed_bin_regressors.kitti.conv1.weight": [64, 256, 1, 1],
        "metric_head.patch_transformer.transformer_encoder.3.self_attn.query.weight": [128, 128],
        "metric_head.mlp_classifier.linear2.bias": [2],
    },
    "depth-anything-v2-small": {
        "backbone.embeddings.position_embeddings": [1, 1370, 384],
        "backbone.encoder.layer.11.attention.attention.query.weight": [384, 384],
        "backbone.layernorm.weight": [384],
        "neck.reassemble_stage.layers.3.resize.weight": [384, 384, 3, 3],
        "head.conv3.weight": [1, 32, 1, 1],
    },
    "depth-anything-v2-large": {"backbone.encoder.layer.23.layer_scale2.lambda1": [1024]},
}
PARAMETERS = {
    "sd2-unet-8": 865_922_244,
    "sd2-unet-12": 865_933_764,
    "sd2-vae-encoder": 34_163_664,
    "sd2-vae-decoder": 49_490_199,
    "sd2-text": 340_387_840,
}


def saved_by_the_library(module: Any, folder: Path) -> dict[str, list[int]]:
    """Names and shapes of what the library writes, without the writing."""
    shapes: dict[str, list[int]] = {}

    def collect(tensors: dict[str, torch.Tensor], *_: object, **__: object) -> None:
        shapes.update({name: list(tensor.shape) for name, tensor in tensors.items()})

    with (
        patch.object(safetensors.torch, "save_file", collect),
        patch("transformers.modeling_utils.safe_save_file", collect),
    ):
        module.save_pretrained(folder, max_shard_size="400MB")
    return shapes


@pytest.mark.parametrize("architecture", ARCHITECTURES, ids=lambda each: each.stem)
def test_names_and_shapes_are_those_of_a_full_size_checkpoint(architecture: Any, tmp_path: Path) -> None:
    saved = saved_by_the_library(build_without_memory(architecture), tmp_path)
    own = [row for row in rows(PUBLISHED) if is_of(row["id"], architecture)]
    assert {row["dtype"] for row in own} == set(architecture.dtypes)
    used = set()
    for row in own:
        content = read_graph(PUBLISHED, row)
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (row["sha256"], row["bytes"])
        assert (PUBLISHED / row["file"]).stat().st_size < 400_000
        named = {}
        for tensor in weights_of(onnx.load_from_string(content)):
            spellings = spellings_of(tensor)
            found = next(name for name in spellings if name in saved)
            assert (list(tensor.dims), tensor.data_type) == (
                saved[found],
                TYPES["F16" if row["dtype"] == "fp16" else "F32"],
            )
            used.add(found)
            named.update({name: list(tensor.dims) for name in spellings})
        known = KNOWN.get(row["id"], {})
        assert {name: named.get(name) for name in known} == known
        assert row["parameters"] == PARAMETERS.get(row["id"], row["parameters"])
    # What no graph reads: the token that stands for masked patches in training, the residual that the first fusion lacks, and the
    # relative depth itself where there are two metric heads; and DPT's norm after its last layer, of which its neck takes the state before.
    unread = ["backbone.embeddings.mask_token", "neck.fusion_stage.layers.0.residual_layer1."]
    if architecture.stem == "zoedepth-nk":
        unread.append("relative_head.conv3.")
    if architecture.kind == "DPTForDepthEstimation":
        unread.append("dpt.layernorm.")
    assert [name for name in saved if name not in used and not name.startswith(tuple(unread))] == []


def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    small = [each for each in ARCHITECTURES if each.stem == "depth-anything-v2-small"]
    write_graphs(small, tmp_path)
    row = row_of(PUBLISHED, "depth-anything-v2-small", "fp32")
    assert (tmp_path / row["file"]).read_bytes() == (PUBLISHED / row["file"]).read_bytes()
    assert rows(tmp_path) == [row]


@pytest.mark.parametrize("dtype", ["fp32", "fp16"])
def test_the_decoder_adds_its_shortcuts_last(dtype: str) -> None:
    """onnxruntime computes the second summand first; see `shortcut_last`."""
    nodes = onnx.load_from_string(read_graph(PUBLISHED, row_of(PUBLISHED, "sd2-vae-decoder", dtype))).graph.node
    shortcuts = {node.output[0] for node in nodes if node.op_type == "Conv" and "conv_shortcut" in node.name}
    sums = [list(node.input) for node in nodes if node.op_type == "Add" and shortcuts.intersection(node.input)]
    assert len(sums) == len(shortcuts) == 2
    assert all(second in shortcuts for _, second in sums)


def test_the_full_unet_answers_as_torch(tmp_path: Path) -> None:
    """866 M random weights in the file that diffusers writes; takes minutes, 4 GB of disk and 8 GB of memory."""
    torch.manual_seed(0)
    unet = build(sd2_unet(8))
    unet.save_pretrained(tmp_path / "unet", max_shard_size="10GB")
    generator = torch.Generator().manual_seed(1)
    feeds = {
        "sample": torch.randn((1, 8, 9, 12), generator=generator),
        "timestep": torch.tensor(601),
        "encoder_hidden_states": torch.randn((1, 2, 1024), generator=generator),
    }
    with torch.no_grad():
        expected = Unet(unet)(*feeds.values()).numpy()
    unet.to_empty(device="meta")
    del unet
    gc.collect()
    content = read_graph(PUBLISHED, row_of(PUBLISHED, "sd2-unet-8", "fp32"))
    file = tmp_path / "unet/diffusion_pytorch_model.safetensors"
    assert len(header_of(file)[1]) == len(weights_of(onnx.load_from_string(content)))
    given = bind(content, [file], tmp_path / "unet").run(None, {name: each.numpy() for name, each in feeds.items()})[0]
    assert np.abs(given - expected).max() / np.abs(expected).max() < 1e-4
