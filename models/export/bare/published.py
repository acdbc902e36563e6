"""The published architectures: what their config.json say, as far as it is not the library's default."""

from typing import Any

from export.bare.architecture import Architecture

BOTH = ("fp32", "fp16")
SD2_TOKENS = (49406, 49407)


def sd2_unet(channels: int) -> Architecture:
    """Stable Diffusion 2 with the image latent (8 channels), and a coarse map's (12), beside the noise."""
    config = {
        "in_channels": channels,
        "out_channels": 4,
        "block_out_channels": [320, 640, 1280, 1280],
        "layers_per_block": 2,
        "attention_head_dim": [5, 10, 20, 20],
        "cross_attention_dim": 1024,
        "use_linear_projection": True,
    }
    return Architecture(f"sd2-unet-{channels}", "UNet2DConditionModel", config, BOTH)


SD2_VAE = Architecture(
    "sd2-vae",
    "AutoencoderKL",
    {
        "block_out_channels": [128, 256, 512, 512],
        "down_block_types": ["DownEncoderBlock2D"] * 4,
        "up_block_types": ["UpDecoderBlock2D"] * 4,
        "layers_per_block": 2,
        "latent_channels": 4,
    },
    BOTH,
)

SD2_TEXT = Architecture(
    "sd2-text",
    "CLIPTextModel",
    {
        "vocab_size": 49408,
        "hidden_size": 1024,
        "intermediate_size": 4096,
        "num_hidden_layers": 23,
        "num_attention_heads": 16,
        "max_position_embeddings": 77,
        "hidden_act": "gelu",
    },
    BOTH,
    SD2_TOKENS,
)

NYU = {"name": "nyu", "n_bins": 64, "min_depth": 1e-3, "max_depth": 10.0}
KITTI = {"name": "kitti", "n_bins": 64, "min_depth": 1e-3, "max_depth": 80.0}


def zoedepth(stem: str, bins: str, ranges: list[dict[str, Any]], **router: int) -> Architecture:
    """BEiT-L/16-384 with metric bins."""
    config = {
        "backbone_config": {
            "model_type": "beit",
            "image_size": 384,
            "num_hidden_layers": 24,
            "hidden_size": 1024,
            "intermediate_size": 4096,
            "num_attention_heads": 16,
            "use_relative_position_bias": True,
            "reshape_hidden_states": False,
            "out_features": ["stage6", "stage12", "stage18", "stage24"],
        },
        "neck_hidden_sizes": [256, 512, 1024, 1024],
        "bin_centers_type": bins,
        "bin_configurations": ranges,
        **router,
    }
    return Architecture(stem, "ZoeDepthForDepthEstimation", config)


def depth_anything(stem: str, width: int, heads: int, neck: list[int], fusion: int, stages: list[int]) -> Architecture:
    """DINOv2/14-518 with a DPT head; `stages` are the layers that the neck reads."""
    config = {
        "backbone_config": {
            "model_type": "dinov2",
            "image_size": 518,
            "patch_size": 14,
            "num_hidden_layers": stages[-1],
            "hidden_size": width,
            "num_attention_heads": heads,
            "reshape_hidden_states": False,
            "apply_layernorm": True,
            "out_features": [f"stage{stage}" for stage in stages],
        },
        "reassemble_hidden_size": width,
        "neck_hidden_sizes": neck,
        "fusion_hidden_size": fusion,
        "head_hidden_size": 32,
    }
    return Architecture(stem, "DepthAnythingForDepthEstimation", config)


DPT_LARGE = Architecture(
    "dpt-large",
    "DPTForDepthEstimation",
    {
        "hidden_size": 1024,
        "num_hidden_layers": 24,
        "num_attention_heads": 16,
        "intermediate_size": 4096,
        "image_size": 384,
        "patch_size": 16,
        "backbone_out_indices": [5, 11, 17, 23],
        "neck_hidden_sizes": [256, 512, 1024, 1024],
        "fusion_hidden_size": 256,
    },
)

# ViT-B over three stages of a BiT-50, whose first two outputs go straight to the neck.
DPT_HYBRID = Architecture(
    "dpt-hybrid-midas",
    "DPTForDepthEstimation",
    {
        "is_hybrid": True,
        "backbone_config": {
            "model_type": "bit",
            "global_padding": "same",
            "layer_type": "bottleneck",
            "depths": [3, 4, 9],
            "out_features": ["stage1", "stage2", "stage3"],
            "embedding_dynamic_padding": True,
        },
        "backbone_featmap_shape": [1, 1024, 24, 24],
        "hidden_size": 768,
        "num_hidden_layers": 12,
        "num_attention_heads": 12,
        "intermediate_size": 3072,
        "image_size": 384,
        "patch_size": 16,
        "backbone_out_indices": [2, 5, 8, 11],
        "neck_hidden_sizes": [256, 512, 768, 768],
        "neck_ignore_stages": [0, 1],
        "reassemble_factors": [1, 1, 1, 0.5],
        "fusion_hidden_size": 256,
    },
)

PUBLISHED = [
    sd2_unet(8),
    sd2_unet(12),
    SD2_VAE,
    SD2_TEXT,
    zoedepth("zoedepth-n", "softplus", [NYU]),
    # Trained for 80 m, published with 10 m (isl-org/ZoeDepth issue 28): the app rescales its depth.
    zoedepth("zoedepth-k", "normed", [NYU]),
    zoedepth(
        "zoedepth-nk",
        "softplus",
        [NYU, KITTI],
        num_patch_transformer_layers=4,
        patch_transformer_hidden_size=128,
        patch_transformer_intermediate_size=1024,
        patch_transformer_num_attention_heads=4,
    ),
    depth_anything("depth-anything-v2-small", 384, 6, [48, 96, 192, 384], 64, [3, 6, 9, 12]),
    depth_anything("depth-anything-v2-base", 768, 12, [96, 192, 384, 768], 128, [3, 6, 9, 12]),
    depth_anything("depth-anything-v2-large", 1024, 16, [256, 512, 1024, 1024], 256, [5, 12, 18, 24]),
    depth_anything("depth-anything-v1-small", 384, 6, [48, 96, 192, 384], 64, [9, 10, 11, 12]),
    depth_anything("depth-anything-v1-base", 768, 12, [96, 192, 384, 768], 128, [9, 10, 11, 12]),
    depth_anything("depth-anything-v1-large", 1024, 16, [256, 512, 1024, 1024], 256, [21, 22, 23, 24]),
    DPT_LARGE,
    DPT_HYBRID,
]
