"""Networks of the published size with random weights: they load, run and take memory as the real ones do."""

import numpy as np
import torch
from diffusers import AutoencoderKL, UNet2DConditionModel
from transformers import (
    BeitConfig,
    DepthAnythingConfig,
    DepthAnythingForDepthEstimation,
    Dinov2Config,
    ZoeDepthConfig,
    ZoeDepthForDepthEstimation,
)

from export.catalogue import MARIGOLD_V1_1
from export.checkpoint import TEXT_WIDTH, Checkpoint


def random_checkpoint(channels: int) -> Checkpoint:
    """Stable Diffusion 2 with `channels` input channels (866 M) and its autoencoder (84 M), scheduled as Marigold v1-1."""
    torch.manual_seed(0)
    print("making random weights at full size", flush=True)
    unet = UNet2DConditionModel(
        in_channels=channels,
        out_channels=4,
        block_out_channels=(320, 640, 1280, 1280),
        layers_per_block=2,
        attention_head_dim=(5, 10, 20, 20),
        cross_attention_dim=TEXT_WIDTH,
        use_linear_projection=True,
        sample_size=96,
    )
    vae = AutoencoderKL(
        block_out_channels=(128, 256, 512, 512),
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        layers_per_block=2,
        latent_channels=4,
        sample_size=768,
        scaling_factor=0.18215,
    )
    prompt = np.random.default_rng(0).standard_normal((2, TEXT_WIDTH)).astype(np.float32)
    return Checkpoint(unet.eval(), vae.eval(), prompt, dict(MARIGOLD_V1_1), 4, 768)


def random_zoedepth() -> ZoeDepthForDepthEstimation:
    """ZoeDepth N (345 M): BEiT-L/16-384 and the published neck."""
    torch.manual_seed(0)
    print("making random weights at full size", flush=True)
    backbone = BeitConfig(
        image_size=384,
        num_hidden_layers=24,
        hidden_size=1024,
        intermediate_size=4096,
        num_attention_heads=16,
        use_relative_position_bias=True,
        reshape_hidden_states=False,
        out_features=["stage6", "stage12", "stage18", "stage24"],
    )
    config = ZoeDepthConfig(backbone_config=backbone, neck_hidden_sizes=[256, 512, 1024, 1024])
    config._attn_implementation = "eager"
    return ZoeDepthForDepthEstimation(config).eval()


def random_disparity() -> DepthAnythingForDepthEstimation:
    """Depth Anything V2 Small (25 M): DINOv2-S/14 and the published neck."""
    torch.manual_seed(0)
    print("making random weights at full size", flush=True)
    backbone = Dinov2Config(
        image_size=518,
        patch_size=14,
        num_hidden_layers=12,
        hidden_size=384,
        num_attention_heads=6,
        out_features=["stage3", "stage6", "stage9", "stage12"],
        reshape_hidden_states=False,
        apply_layernorm=True,
    )
    config = DepthAnythingConfig(
        backbone_config=backbone,
        reassemble_hidden_size=384,
        neck_hidden_sizes=[48, 96, 192, 384],
        fusion_hidden_size=64,
        head_hidden_size=32,
    )
    config._attn_implementation = "eager"
    return DepthAnythingForDepthEstimation(config).eval()
