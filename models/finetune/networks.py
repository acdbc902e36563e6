"""The networks of a recipe: Stable Diffusion 2's, whose first convolution sees more latents."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from diffusers import AutoencoderKL, DDIMScheduler, DDPMScheduler, UNet2DConditionModel
from torch import Tensor
from transformers import CLIPTextModel, CLIPTokenizer

from export.checkpoint import load
from export.refusal import Refusal, first_line
from export.source import find_source

LATENTS = {"marigold": 2, "metricgold": 2, "betterdepth": 3}
"""How many latents the UNet sees side by side: photo, (coarse map,) noise."""


@dataclass(frozen=True)
class Networks:
    folder: Path
    """Where the parts lie that a training leaves as they are."""
    unet: Any
    vae: Any
    noise_scheduler: Any
    empty_prompt: Tensor
    """[1, 2, width]"""

    @property
    def downscale(self) -> int:
        return int(2 ** (len(self.vae.config.block_out_channels) - 1))


def open_networks(start: str, system: str, zero_terminal_snr: bool) -> Networks:
    """Throws Refusal where there is no such folder, where it is not in diffusers' layout, or where weights are missing."""
    source = find_source(start, ["*.json", "*.txt", "unet/*", "vae/*", "text_encoder/*", "tokenizer/*", "scheduler/*"])
    unet = load(UNet2DConditionModel, source.part("unet"), "the UNet of Stable Diffusion 2")
    vae = load(AutoencoderKL, source.part("vae"), "the autoencoder of Stable Diffusion 2")
    encoder = load(CLIPTextModel, source.part("text_encoder"), "the text encoder of Stable Diffusion 2")
    try:
        prompt = _empty_prompt(CLIPTokenizer.from_pretrained(source.part("tokenizer"), local_files_only=True), encoder)
        betas = DDIMScheduler.from_pretrained(source.folder, subfolder="scheduler").config
    except (OSError, ValueError) as thrown:
        raise Refusal(
            f"Expected Stable Diffusion 2 in diffusers' layout at {start}, but: {first_line(thrown)}."
        ) from thrown
    widen_first_convolution(unet, LATENTS[system] * vae.config.latent_channels)
    vae.requires_grad_(False)
    # v-prediction whatever the start predicted: the papers train it so (Salimans and Ho 2022, appendix D).
    kept = {key: betas[key] for key in ("num_train_timesteps", "beta_start", "beta_end", "beta_schedule")}
    noise_scheduler = DDPMScheduler(
        **kept, prediction_type="v_prediction", clip_sample=False, rescale_betas_zero_snr=zero_terminal_snr
    )
    return Networks(source.folder, unet, vae, noise_scheduler, prompt)


@torch.no_grad()
def _empty_prompt(tokenizer: Any, encoder: Any) -> Tensor:
    tokens = tokenizer("", padding="do_not_pad", return_tensors="pt").input_ids
    return encoder(tokens)[0].float()


def widen_first_convolution(unet: Any, channels: int) -> None:
    """
    Repeats the weights of the first convolution for every further latent and divides them by their number, so that activations keep their
    size (Marigold, section 3.2; three latents for BetterDepth by the same rule). A UNet that is as wide already stays as it is.
    """
    present = unet.conv_in.in_channels
    if present == channels:
        return
    if channels % present:
        raise Refusal(f"Expected a UNet of {channels} or of a part of it as input channels, but it has {present}.")
    times = channels // present
    old = unet.conv_in
    wide = torch.nn.Conv2d(channels, old.out_channels, old.kernel_size, old.stride, old.padding)
    wide.weight = torch.nn.Parameter(old.weight.detach().repeat(1, times, 1, 1) / times)
    wide.bias = torch.nn.Parameter(old.bias.detach().clone())
    unet.conv_in = wide
    unet.register_to_config(in_channels=channels)


@torch.no_grad()
def encode(vae: Any, picture: Tensor) -> Tensor:
    """The scaled latent of a picture in -1..1: the mode of what the encoder says, never a sample."""
    return vae.encode(picture.to(vae.dtype)).latent_dist.mode() * vae.config.scaling_factor


@torch.no_grad()
def decode(vae: Any, latent: Tensor) -> Tensor:
    return vae.decode(latent.to(vae.dtype) / vae.config.scaling_factor).sample
