"""The three graphs of a latent diffusion system, as torch modules with the inputs and outputs that the app expects."""

from functools import partial

import torch
from diffusers import AutoencoderKL, UNet2DConditionModel
from diffusers.models.resnet import ResnetBlock2D
from torch import nn
from transformers import CLIPTextModel


class Encoder(nn.Module):
    """image [N, 3, H, W] in -1..1 -> mean of the latent's distribution [N, 4, H/8, W/8], not scaled."""

    def __init__(self, vae: AutoencoderKL):
        super().__init__()
        self.encoder, self.quant = vae.encoder, vae.quant_conv or nn.Identity()
        self.channels = vae.config.latent_channels

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        return self.quant(self.encoder(image))[:, : self.channels]


class Decoder(nn.Module):
    """latent [N, 4, h, w], not scaled -> image [N, 3, 8h, 8w]."""

    def __init__(self, vae: AutoencoderKL):
        super().__init__()
        self.decoder, self.quant = vae.decoder, vae.post_quant_conv or nn.Identity()
        for each in self.decoder.modules():
            if isinstance(each, ResnetBlock2D) and each.conv_shortcut is not None:
                each.forward = partial(shortcut_last, each)

    def forward(self, latent: torch.Tensor) -> torch.Tensor:
        return self.decoder(self.quant(latent))


def shortcut_last(block: ResnetBlock2D, hidden_states: torch.Tensor, temb: None = None) -> torch.Tensor:
    """
    [N, C, h, w] -> [N, D, h, w]: the block's own steps, to the same bits, but its shortcut is the second of what it adds. onnxruntime
    computes the second first, and need not keep the block's input, the largest tensor of all, beside its norm.
    """
    deeper = block.conv1(block.nonlinearity(block.norm1(hidden_states)))
    deeper = block.conv2(block.dropout(block.nonlinearity(block.norm2(deeper))))
    return (deeper + block.conv_shortcut(hidden_states)) / block.output_scale_factor


class Unet(nn.Module):
    """sample [B, 8 or 12, h, w], timestep (int64, rank 0), prompt [B, 2, 1024] -> prediction [B, 4, h, w], all float32 in any precision."""

    def __init__(self, unet: UNet2DConditionModel):
        super().__init__()
        self.unet = unet

    def forward(
        self, sample: torch.Tensor, timestep: torch.Tensor, encoder_hidden_states: torch.Tensor
    ) -> torch.Tensor:
        dtype = self.unet.dtype
        prediction = self.unet(sample.to(dtype), timestep, encoder_hidden_states.to(dtype), return_dict=False)[0]
        return prediction.float()


class TextEncoder(nn.Module):
    """input_ids [1, tokens] -> embedding [1, tokens, 1024] after the last norm."""

    def __init__(self, encoder: CLIPTextModel):
        super().__init__()
        self.encoder = encoder

    def forward(self, input_ids: torch.Tensor) -> torch.Tensor:
        return self.encoder(input_ids)[0]
