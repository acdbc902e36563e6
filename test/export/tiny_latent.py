"""Tiny random checkpoints of the latent systems, in the layout that diffusers writes."""

import json
from pathlib import Path

import torch
from diffusers import AutoencoderKL, DDIMScheduler, LCMScheduler, MarigoldDepthPipeline, UNet2DConditionModel
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer

TRAILING = {"timestep_spacing": "trailing", "rescale_betas_zero_snr": True}


def tiny_unet(channels: int = 8, text_width: int = 1024) -> UNet2DConditionModel:
    """A UNet that halves twice, with attention of several heads, as that of Stable Diffusion 2."""
    unet = UNet2DConditionModel(
        in_channels=channels,
        out_channels=4,
        block_out_channels=(16, 32, 32),
        layers_per_block=1,
        down_block_types=("CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"),
        up_block_types=("UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D"),
        attention_head_dim=(2, 4, 4),
        cross_attention_dim=text_width,
        use_linear_projection=True,
        norm_num_groups=8,
        sample_size=8,
    )
    # Fresh networks answer with almost nothing: wider weights make maps that differ from place to place.
    with torch.no_grad():
        for weight in unet.parameters():
            if weight.ndim > 1:
                weight.mul_(1.7)
    return unet


def tiny_vae() -> AutoencoderKL:
    return AutoencoderKL(
        block_out_channels=(8, 8, 16, 16),
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        layers_per_block=1,
        latent_channels=4,
        norm_num_groups=4,
        sample_size=64,
        scaling_factor=0.18215,
    )


def tiny_text(folder: Path, width: int = 1024) -> tuple[CLIPTokenizer, CLIPTextModel]:
    """A tokenizer of four words, and an encoder whose answers have the width of Stable Diffusion 2."""
    folder.mkdir(parents=True)
    words = {"<|startoftext|>": 0, "<|endoftext|>": 1, "a": 2, "a</w>": 3}
    (folder / "vocab.json").write_text(json.dumps(words))
    (folder / "merges.txt").write_text("#version: 0.2\n")
    tokenizer = CLIPTokenizer(str(folder / "vocab.json"), str(folder / "merges.txt"), model_max_length=77)
    encoder = CLIPTextModel(
        CLIPTextConfig(
            vocab_size=4,
            hidden_size=width,
            intermediate_size=16,
            num_hidden_layers=1,
            num_attention_heads=4,
            bos_token_id=0,
            eos_token_id=1,
            pad_token_id=1,
        )
    )
    return tokenizer, encoder


def tiny_marigold(folder: Path, channels: int = 8, lcm: bool = False, text_width: int = 1024, **schedule) -> Path:
    """Saves a whole pipeline as the published ones are saved."""
    torch.manual_seed(7)
    tokenizer, encoder = tiny_text(folder.parent / f"{folder.name}-words", text_width)
    scheduler = (LCMScheduler if lcm else DDIMScheduler)(
        beta_schedule="scaled_linear",
        beta_start=0.00085,
        beta_end=0.012,
        prediction_type="v_prediction",
        clip_sample=False,
        set_alpha_to_one=False,
        steps_offset=1,
        **({} if lcm else {**TRAILING, **schedule}),
    )
    pipeline = MarigoldDepthPipeline(
        tiny_unet(channels, text_width),
        tiny_vae(),
        scheduler,
        encoder,
        tokenizer,
        prediction_type="depth",
        default_denoising_steps=3,
        default_processing_resolution=64,
    )
    pipeline.save_pretrained(folder)
    return folder
