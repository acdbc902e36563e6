"""The same classes at the size of a test, for the checkpoints in test/fixtures."""

from export.bare.architecture import Architecture, JsonConfig

BOTH = ("fp32", "fp16")
NYU = {"name": "nyu", "n_bins": 8, "min_depth": 1e-3, "max_depth": 10.0}
KITTI = {"name": "kitti", "n_bins": 8, "min_depth": 1e-3, "max_depth": 80.0}


def tiny_unet(channels: int) -> Architecture:
    """A UNet that halves once, with attention of two heads that reads a prompt as wide as Stable Diffusion 2's."""
    config = {
        "in_channels": channels,
        "out_channels": 4,
        "block_out_channels": [4, 8],
        "layers_per_block": 1,
        "down_block_types": ["CrossAttnDownBlock2D", "DownBlock2D"],
        "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D"],
        "attention_head_dim": [2, 2],
        "cross_attention_dim": 1024,
        "use_linear_projection": True,
        "norm_num_groups": 4,
    }
    return Architecture(f"tiny-unet-{channels}", "UNet2DConditionModel", config, BOTH)


TINY_VAE = Architecture(
    "tiny-vae",
    "AutoencoderKL",
    {
        "block_out_channels": [4, 4, 8, 8],
        "down_block_types": ["DownEncoderBlock2D"] * 4,
        "up_block_types": ["UpDecoderBlock2D"] * 4,
        "layers_per_block": 1,
        "latent_channels": 4,
        "norm_num_groups": 4,
    },
    BOTH,
)


def tiny_text(stem: str, width: int, layers: int) -> Architecture:
    """A vocabulary of four words, of which the first two begin and end a text."""
    config = {
        "vocab_size": 4,
        "hidden_size": width,
        "intermediate_size": 16,
        "num_hidden_layers": layers,
        "num_attention_heads": 4,
        "max_position_embeddings": 8,
        "hidden_act": "gelu",
        "bos_token_id": 0,
        "eos_token_id": 1,
        "pad_token_id": 1,
    }
    return Architecture(stem, "CLIPTextModel", config, BOTH, (0, 1))


def tiny_zoedepth(stem: str, bins: str, ranges: list[dict], attractors: list[int], **router: int) -> Architecture:
    config: JsonConfig = {
        "backbone_config": {
            "model_type": "beit",
            "image_size": 64,
            "num_hidden_layers": 4,
            "hidden_size": 16,
            "intermediate_size": 32,
            "num_attention_heads": 2,
            "use_relative_position_bias": True,
            "reshape_hidden_states": False,
            "out_features": ["stage1", "stage2", "stage3", "stage4"],
        },
        "neck_hidden_sizes": [4, 4, 8, 8],
        "fusion_hidden_size": 8,
        "bottleneck_features": 8,
        "num_relative_features": 8,
        "bin_embedding_dim": 8,
        "num_attractors": attractors,
        "bin_centers_type": bins,
        "bin_configurations": ranges,
        **router,
    }
    return Architecture(stem, "ZoeDepthForDepthEstimation", config)


TINY_DISPARITY = Architecture(
    "tiny-depth-anything",
    "DepthAnythingForDepthEstimation",
    {
        "backbone_config": {
            "model_type": "dinov2",
            "image_size": 70,
            "patch_size": 14,
            "num_hidden_layers": 4,
            "hidden_size": 16,
            "num_attention_heads": 2,
            "reshape_hidden_states": False,
            "apply_layernorm": True,
            "out_features": ["stage1", "stage2", "stage3", "stage4"],
        },
        "reassemble_hidden_size": 16,
        "neck_hidden_sizes": [4, 4, 8, 8],
        "fusion_hidden_size": 8,
        "head_hidden_size": 8,
    },
)

TINY_DPT = Architecture(
    "tiny-dpt",
    "DPTForDepthEstimation",
    {
        "hidden_size": 16,
        "num_hidden_layers": 4,
        "num_attention_heads": 2,
        "intermediate_size": 32,
        "image_size": 64,
        "patch_size": 16,
        "backbone_out_indices": [0, 1, 2, 3],
        "neck_hidden_sizes": [4, 4, 8, 8],
        "fusion_hidden_size": 8,
    },
)

TINY_HYBRID = Architecture(
    "tiny-hybrid-dpt",
    "DPTForDepthEstimation",
    {
        "is_hybrid": True,
        "backbone_config": {
            "model_type": "bit",
            "global_padding": "same",
            "layer_type": "bottleneck",
            "depths": [1, 1, 1],
            "embedding_size": 8,
            "hidden_sizes": [8, 16, 32],
            "num_groups": 4,
            "out_features": ["stage1", "stage2", "stage3"],
            "embedding_dynamic_padding": True,
        },
        "backbone_featmap_shape": [1, 32, 4, 4],
        "hidden_size": 16,
        "num_hidden_layers": 4,
        "num_attention_heads": 2,
        "intermediate_size": 32,
        "image_size": 64,
        "patch_size": 16,
        "backbone_out_indices": [0, 1, 2, 3],
        "neck_hidden_sizes": [8, 16, 8, 8],
        "neck_ignore_stages": [0, 1],
        "reassemble_factors": [1, 1, 1, 0.5],
        "fusion_hidden_size": 8,
    },
)

UNET_8, UNET_12 = tiny_unet(8), tiny_unet(12)
# As wide as the UNet asks for, which leaves no room for layers; and narrow, with layers.
TEXT_WIDE, TEXT_DEEP = tiny_text("tiny-text-wide", 1024, 0), tiny_text("tiny-text-deep", 16, 2)
ZOEDEPTH_N = tiny_zoedepth("tiny-zoedepth-n", "softplus", [NYU], [4, 4, 2, 1])
ZOEDEPTH_K = tiny_zoedepth("tiny-zoedepth-k", "normed", [NYU], [4, 4, 2, 1])
ZOEDEPTH_NK = tiny_zoedepth(
    "tiny-zoedepth-nk",
    "softplus",
    [NYU, KITTI],
    [4, 4, 4, 4],
    num_patch_transformer_layers=4,
    patch_transformer_hidden_size=128,
    patch_transformer_intermediate_size=4,
    patch_transformer_num_attention_heads=4,
)
TINY = [
    UNET_8,
    UNET_12,
    TINY_VAE,
    TEXT_WIDE,
    TEXT_DEEP,
    ZOEDEPTH_N,
    ZOEDEPTH_K,
    ZOEDEPTH_NK,
    TINY_DISPARITY,
    TINY_DPT,
    TINY_HYBRID,
]
