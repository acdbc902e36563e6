"""Stable Diffusion 2 for toy worlds: an autoencoder that is exact by construction, and a UNet of two small blocks with random weights."""

import json
import shutil
from pathlib import Path
from typing import Any

import torch
from diffusers import AutoencoderKL, UNet2DConditionModel

CELL = 2
"""Pixels of a latent, in each direction: what is even over a cell comes back as it was."""
SCALING = 1.7
"""Brings the latents of pictures to a standard deviation of about 1."""
STEADY = 300.0
"""Constant channels of this size beside the picture's: a group norm divides by them alone, whatever the picture shows."""
LIFT = 20.0
"""Where SiLU is straight: x + 20 comes out as x + 20."""


@torch.no_grad()
def exact_autoencoder() -> Any:
    """
    An AutoencoderKL whose latent is the mean colour of each cell (the fourth channel is 0), and whose decoder enlarges it again. A random
    one cannot decode, and what a small trained one loses would be the floor of all that is measured here.

    Channels 0 to 2 are the picture, 3 to 6 are steady, 7 is 0: a group norm over all eight takes the same mean from every channel, and
    what it took from channel 7 is added again at the end. All other weights are 0, which leaves residual blocks as they are.
    """
    vae = AutoencoderKL(
        block_out_channels=(8, 8),
        down_block_types=("DownEncoderBlock2D",) * 2,
        up_block_types=("UpDecoderBlock2D",) * 2,
        latent_channels=4,
        norm_num_groups=1,
        scaling_factor=SCALING,
    )
    for each in vae.parameters():
        each.zero_()
    for side in (vae.encoder, vae.decoder):
        side.conv_in.bias[3:7] = torch.tensor([STEADY, -STEADY, STEADY, -STEADY])
        side.conv_norm_out.weight.fill_((4 * STEADY**2 / 8) ** 0.5)
        side.conv_norm_out.bias.fill_(LIFT)
        for colour in range(3):
            side.conv_in.weight[colour, colour, 1, 1] = 1
            side.conv_out.weight[colour, colour, 1, 1] = 1
            side.conv_out.weight[colour, 7, 1, 1] = -1
    for channel in range(8):
        vae.encoder.down_blocks[0].downsamplers[0].conv.weight[channel, channel, :CELL, :CELL] = 1 / CELL**2
        vae.decoder.up_blocks[0].upsamplers[0].conv.weight[channel, channel, 1, 1] = 1
        vae.quant_conv.weight[channel, channel, 0, 0] = 1
    for channel in range(4):
        vae.post_quant_conv.weight[channel, channel, 0, 0] = 1
    return vae


def write_toy_start(tiny: Path, folder: Path, seed: int) -> Path:
    """The tiny start with that autoencoder and a UNet that is wide enough for a toy world."""
    shutil.copytree(tiny, folder)
    unet = json.loads((folder / "unet/config.json").read_text())
    for part in ("unet", "vae"):
        shutil.rmtree(folder / part)
    exact_autoencoder().save_pretrained(folder / "vae")
    torch.manual_seed(seed)
    wide = {"in_channels": 4, "block_out_channels": [32, 32], "attention_head_dim": [1, 1], "norm_num_groups": 8}
    UNet2DConditionModel.from_config({**unet, **wide}).save_pretrained(folder / "unet")
    return folder
