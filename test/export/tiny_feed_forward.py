"""Tiny random checkpoints of ZoeDepth and Depth Anything, in the layout that transformers writes."""

import json
from pathlib import Path

import torch
from transformers import (
    BeitConfig,
    DepthAnythingConfig,
    DepthAnythingForDepthEstimation,
    Dinov2Config,
    ZoeDepthConfig,
    ZoeDepthForDepthEstimation,
)

NYU = {"name": "nyu", "n_bins": 8, "min_depth": 0.001, "max_depth": 10.0}
KITTI = {"name": "kitti", "n_bins": 8, "min_depth": 0.001, "max_depth": 80.0}


def spread(model: torch.nn.Module, gain: float) -> None:
    """Fresh networks answer with almost the same everywhere: weights that keep the variance make maps with structure."""
    with torch.no_grad():
        for weight in model.parameters():
            if weight.ndim > 1:
                weight.normal_(std=gain / weight[0].numel() ** 0.5)


def tiny_zoedepth(folder: Path, heads: list[dict], bins: str = "softplus", multiple: int = 32) -> Path:
    torch.manual_seed(11)
    backbone = BeitConfig(
        image_size=64,
        num_hidden_layers=4,
        hidden_size=32,
        intermediate_size=64,
        num_attention_heads=4,
        use_relative_position_bias=True,
        reshape_hidden_states=False,
        out_features=["stage1", "stage2", "stage3", "stage4"],
    )
    config = ZoeDepthConfig(
        backbone_config=backbone,
        neck_hidden_sizes=[16, 16, 32, 32],
        fusion_hidden_size=16,
        bottleneck_features=16,
        num_relative_features=8,
        bin_embedding_dim=16,
        num_attractors=[4, 4, 2, 1] if len(heads) == 1 else [4, 4, 4, 4],
        bin_centers_type=bins,
        bin_configurations=heads,
        num_patch_transformer_layers=4,
        patch_transformer_hidden_size=128,
        patch_transformer_intermediate_size=64,
        patch_transformer_num_attention_heads=4,
    )
    model = ZoeDepthForDepthEstimation(config)
    spread(model, 1.5)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if name.endswith("relative_position_bias_table"):
                weight.normal_()
    model.save_pretrained(folder)
    write_preprocessor(folder, "ZoeDepthImageProcessor", {"height": 96, "width": 128}, multiple, 2, [0.5] * 3)
    return folder


def tiny_depth_anything(folder: Path, **config) -> Path:
    torch.manual_seed(12)
    backbone = Dinov2Config(
        image_size=70,
        patch_size=14,
        num_hidden_layers=4,
        hidden_size=32,
        num_attention_heads=4,
        out_features=["stage1", "stage2", "stage3", "stage4"],
        reshape_hidden_states=False,
        apply_layernorm=True,
    )
    model = DepthAnythingForDepthEstimation(
        DepthAnythingConfig(
            backbone_config=backbone,
            reassemble_hidden_size=32,
            neck_hidden_sizes=[8, 16, 16, 32],
            fusion_hidden_size=16,
            head_hidden_size=8,
            **config,
        )
    )
    spread(model, 1.5)
    # Keeps the last rectifier away from zero, where every network agrees with every other.
    torch.nn.init.constant_(model.head.conv3.bias, 2.0)
    model.save_pretrained(folder)
    write_preprocessor(folder, "DPTImageProcessor", {"height": 98, "width": 98}, 14, 3, [0.485, 0.456, 0.406])
    return folder


def write_preprocessor(folder: Path, kind: str, size: dict, multiple: int, resample: int, mean: list[float]) -> None:
    config = {
        "image_processor_type": kind,
        "do_resize": True,
        "do_rescale": True,
        "do_normalize": True,
        "do_pad": kind.startswith("Zoe"),
        "keep_aspect_ratio": True,
        "ensure_multiple_of": multiple,
        "image_mean": mean,
        "image_std": [0.5] * 3 if kind.startswith("Zoe") else [0.229, 0.224, 0.225],
        "resample": resample,
        "rescale_factor": 1 / 255,
        "size": size,
    }
    (folder / "preprocessor_config.json").write_text(json.dumps(config))
